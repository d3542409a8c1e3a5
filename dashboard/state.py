"""What one view shows (`Selection`) and its form in the address bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode

LANGUAGES = ("sq", "en")
LEVELS = ("qark", "municipality")
VIEWS = ("map", "table", "many")
TIME = ("open",)
# A column of the table with its direction, and what its rows are filtered by.
SORT = re.compile(r"(c[0-9]|value)\.(asc|desc)")
FIND = re.compile(r"[\w .-]{1,40}")
MARKERS = ("services", "projects")
DEFAULT_LAYER = "priority"
FIRST_DATE = date(2003, 1, 31)

# A field below is called date too.
Day = date


@dataclass(frozen=True)
class Choices:
    """What may be chosen; the data decide it, so it is handed in."""

    layers: Mapping[str, frozenset[str]]
    regions: frozenset[str]
    first: date
    last: date
    default_date: date


@dataclass(frozen=True)
class Selection:
    """The whole state of the map page."""

    lang: str
    level: str
    layer: str
    date: date
    region: str
    markers: tuple[str, ...]
    view: str
    against: Day | None = None
    time: str = ""
    sort: str = ""
    find: str = ""


def default_selection(choices: Choices) -> Selection:
    """Return the opening view: qarks, priority, the last date that the whole country was described."""
    return Selection("sq", "qark", DEFAULT_LAYER, choices.default_date, "", (), "map")


def parse_selection(search: str | None, choices: Choices) -> Selection:
    """Read a query; what is missing or makes no sense gets its default, never an error."""
    asked = {key: values[-1] for key, values in parse_qs((search or "").lstrip("?"), keep_blank_values=True).items()}
    usual = default_selection(choices)
    level = _one_of(asked.get("level"), LEVELS, usual.level)
    return Selection(
        lang=_one_of(asked.get("lang"), LANGUAGES, usual.lang),
        level=level,
        layer=_one_of(asked.get("layer"), choices.layers[level], usual.layer),
        date=_date_of(asked.get("date"), choices, usual.date),
        region=_one_of(asked.get("region"), choices.regions, ""),
        markers=tuple(m for m in MARKERS if m in asked.get("markers", "").split(".")),
        view=_one_of(asked.get("view"), VIEWS, usual.view),
        against=_second_date(asked.get("against"), choices),
        time=_one_of(asked.get("time"), TIME, usual.time),
        sort=_matching(asked.get("sort"), SORT),
        find=_matching(asked.get("find"), FIND),
    )


def to_fields(selection: Selection) -> dict[str, str]:
    """Return the selection as the texts that stand in the address bar."""
    return {
        "lang": selection.lang,
        "level": selection.level,
        "layer": selection.layer,
        "date": selection.date.isoformat(),
        "region": selection.region,
        "markers": ".".join(selection.markers),
        "view": selection.view,
        "against": selection.against.isoformat() if selection.against else "",
        "time": selection.time,
        "sort": selection.sort,
        "find": selection.find,
    }


def to_query(selection: Selection) -> str:
    """Write a selection as a query that reopens the very same view, whatever the defaults become."""
    return "?" + urlencode({key: text for key, text in to_fields(selection).items() if text})


def _one_of(text: str | None, allowed: tuple[str, ...] | frozenset[str], default: str) -> str:
    return text if text is not None and text in allowed else default


def _matching(text: str | None, pattern: re.Pattern[str]) -> str:
    return text if text and pattern.fullmatch(text) else ""


def _second_date(text: str | None, choices: Choices) -> date | None:
    asked = _date_of(text, choices, date.min)
    return None if asked == date.min else asked


def _date_of(text: str | None, choices: Choices, default: date) -> date:
    try:
        asked = date.fromisoformat(text or "")
    except ValueError:
        return default
    return asked if choices.first <= asked <= choices.last else default
