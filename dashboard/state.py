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
PAGES = ("", "method")
PILLAR_MEANS = ("arithmetic", "inverted_geometric")
PRIORITY_MEANS = ("geometric", "arithmetic")
MOST_WEIGHT, USUAL_WEIGHT = 10, 5
DEFAULT_LAYER = "priority"
FIRST_DATE = date(2003, 1, 31)

# A field below is called date too.
Day = date


_WEIGHTS = {str(weight): weight for weight in range(MOST_WEIGHT + 1)}


@dataclass(frozen=True)
class Choices:
    """What may be chosen; the data decide it, so it is handed in."""

    layers: Mapping[str, frozenset[str]]
    regions: frozenset[str]
    first: date
    last: date
    default_date: date
    indicators: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Selection:
    """The whole state of what is shown; ``weights`` holds only those that differ from the published method's."""

    lang: str
    level: str
    layer: str
    date: date
    region: str
    markers: tuple[str, ...]
    view: str
    page: str = PAGES[0]
    compare: str = ""
    weights: tuple[tuple[str, int], ...] = ()
    mean: str = PILLAR_MEANS[0]
    blend: str = PRIORITY_MEANS[0]
    against: Day | None = None
    beside: str = ""
    time: str = ""
    sort: str = ""
    find: str = ""

    @property
    def played(self) -> bool:
        """Say whether the method differs from the published one."""
        return bool(self.weights) or self.mean != PILLAR_MEANS[0] or self.blend != PRIORITY_MEANS[0]


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
        page=_one_of(asked.get("page"), PAGES, usual.page),
        compare=_one_of(asked.get("compare"), choices.regions, ""),
        weights=_weights_of(asked.get("weights", ""), choices.indicators),
        mean=_one_of(asked.get("mean"), PILLAR_MEANS, usual.mean),
        blend=_one_of(asked.get("blend"), PRIORITY_MEANS, usual.blend),
        against=_second_date(asked.get("against"), choices),
        beside=_one_of(asked.get("beside"), choices.layers[level], ""),
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
        "page": selection.page,
        "compare": selection.compare,
        "weights": write_weights(selection.weights),
        "mean": "" if selection.mean == PILLAR_MEANS[0] else selection.mean,
        "blend": "" if selection.blend == PRIORITY_MEANS[0] else selection.blend,
        "against": selection.against.isoformat() if selection.against else "",
        "beside": selection.beside,
        "time": selection.time,
        "sort": selection.sort,
        "find": selection.find,
    }


def to_query(selection: Selection) -> str:
    """Write a selection as a query that reopens the very same view, whatever the defaults become."""
    return "?" + urlencode({key: text for key, text in to_fields(selection).items() if text})


def write_weights(weights: tuple[tuple[str, int], ...]) -> str:
    """Write changed weights as they stand in the address: ``hdi-8.wealth_index-0``."""
    return ".".join(f"{name}-{weight}" for name, weight in weights)


def _weights_of(text: str, known: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """Read changed weights, ordered by indicator; whatever makes no sense is left out."""
    found: dict[str, int] = {}
    for part in text.split("."):
        name, _, weight = part.partition("-")
        if name in known and weight in _WEIGHTS and _WEIGHTS[weight] != USUAL_WEIGHT:
            found[name] = _WEIGHTS[weight]
    return tuple(sorted(found.items()))


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
