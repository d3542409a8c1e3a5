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
PAGES = ("", "fund", "survey", "directory", "method", "corrections", "present", "area")
PILLAR_MEANS = ("arithmetic", "inverted_geometric")
PRIORITY_MEANS = ("geometric", "arithmetic")
# What risk is made of: vulnerability alone, with a survey's answers, or with the synthetic example's.
BASES = ("structural", "with-survey", "with-example")
MOST_WEIGHT, USUAL_WEIGHT = 10, 5
DEFAULT_LAYER = "priority"
FIRST_DATE = date(2003, 1, 31)

# What the directory page shows: the list, who does what where, the programmes, the action plans, the communities, one qark
# on paper, and what nobody knows of it.
DIRECTORY_PARTS = ("", "who", "programmes", "plan", "communities", "print", "checklist")
KINDS = ("service", "project", "mechanism")
AREA = re.compile(r"AL\d{0,3}|none")
CODE = re.compile(r"[a-z0-9_.-]{1,90}")
RECORD = re.compile(r"[A-Za-z0-9-]{1,60}")
MOST_ASKED, MOST_SHOWN = 80, 100_000
FIRST_SHOWN = 40

# What the fund page is asked for: each field with its usual text and what it may look like. Amounts and counts stay texts, so
# that a wish that cannot be is answered in a sentence and not silently mended.
AMOUNT = r"-?[0-9]{1,12}(\.[0-9]{1,2})?"
COUNT = r"-?[0-9]{1,4}"
AREAS = r"AL[0-9]{3}(\.AL[0-9]{3}){0,72}"
EDIT = r"[a-z]{2}_[A-Za-z0-9-]{1,60}(_[0-9]{8}){0,2}"
FUND_FIELDS: dict[str, tuple[str, re.Pattern[str]]] = {
    name: (usual, re.compile(pattern))
    for name, usual, pattern in (
        ("fpart", "", "split|sites|what"),
        ("fqark", "", r"AL0[0-9]{2}"),
        ("fprogramme", "", CODE.pattern),
        ("faudience", "", CODE.pattern),
        ("fonly", "", "idle|ending|idle.ending"),
        ("pins", "", AREAS),
        ("budget", "100000", AMOUNT),
        ("currency", "EUR", r"[A-Za-z]{1,8}"),
        ("k", "5", COUNT),
        ("minimum", "0", AMOUNT),
        ("maximum", "0", AMOUNT),
        ("floor", "0", AMOUNT),
        ("findout", "0", AMOUNT),
        ("rule", "priority", "equal|priority|people|need"),
        ("without", "", "1"),
        ("sites", "5", COUNT),
        ("radius", "25", r"-?[0-9]{1,4}(\.[0-9])?"),
        ("demand", "people", "people|young|priority"),
        ("existing", "", "1"),
        ("edits", "", rf"{EDIT}(\.{EDIT}){{0,11}}"),
        ("made", "", r"[0-9a-f]{10}"),
        ("told", "", r"AL[0-9]{3}-[0-9x]{1,4}(\.AL[0-9]{3}-[0-9x]{1,4}){0,72}"),
    )
}
# A presenter's sequence as a link carries it (sequence.py), the slide that is shown, and the speaker's own window.
DECK = re.compile(r"[A-Za-z0-9_-]{4,3200}")
SLIDE = re.compile(r"[1-9][0-9]?")
SPEAKER = ("1",)

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
    waves: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    bases: tuple[str, ...] = BASES[:1]
    estimates: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wanted:
    """What the directory is asked for: the words, the filters, the record that is open, and how many are listed."""

    part: str = ""
    kind: str = ""
    words: str = ""
    type: str = ""
    area: str = ""
    org: str = ""
    donor: str = ""
    standing: str = ""
    audience: str = ""
    item: str = ""
    shown: int = FIRST_SHOWN


@dataclass(frozen=True)
class Fund:
    """What the fund page is asked for; the names and forms of ``FUND_FIELDS``, lists joined by points."""

    fpart: str = ""
    fqark: str = ""
    fprogramme: str = ""
    faudience: str = ""
    fonly: str = ""
    pins: str = ""
    budget: str = "100000"
    currency: str = "EUR"
    k: str = "5"
    minimum: str = "0"
    maximum: str = "0"
    floor: str = "0"
    findout: str = "0"
    rule: str = "priority"
    without: str = ""
    sites: str = "5"
    radius: str = "25"
    demand: str = "people"
    existing: str = ""
    edits: str = ""
    made: str = ""
    told: str = ""

    def parts(self, field: str) -> tuple[str, ...]:
        """Return a list's parts."""
        return tuple(part for part in str(getattr(self, field)).split(".") if part)


@dataclass(frozen=True)
class Show:
    """What is presented: the sequence, the slide (none while composing), and whether this is the speaker's own window."""

    deck: str = ""
    slide: str = ""
    speaker: str = ""


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
    wanted: Wanted = Wanted()
    wave: str = ""
    question: str = ""
    group: str = ""
    versus: str = ""
    basis: str = BASES[0]
    fund: Fund = Fund()
    estimate: str = ""
    show: Show = Show()

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
        wanted=_wanted_of(asked),
        wave=_one_of(asked.get("wave"), choices.waves, ""),
        question=_one_of(asked.get("question"), choices.questions, ""),
        group=_one_of(asked.get("group"), choices.groups, ""),
        versus=_one_of(asked.get("versus"), choices.waves, ""),
        basis=_one_of(asked.get("basis"), choices.bases, usual.basis),
        fund=Fund(**{name: _matching(asked.get(name), form) or usual_text for name, (usual_text, form) in FUND_FIELDS.items()}),
        estimate=_one_of(asked.get("estimate"), choices.estimates, ""),
        show=Show(
            deck=_matching(asked.get("deck"), DECK),
            slide=_matching(asked.get("slide"), SLIDE),
            speaker=_one_of(asked.get("speaker"), SPEAKER, ""),
        ),
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
        **_wanted_fields(selection.wanted),
        "wave": selection.wave,
        "question": selection.question,
        "group": selection.group,
        "versus": selection.versus,
        "basis": "" if selection.basis == BASES[0] else selection.basis,
        **{name: _unusual(getattr(selection.fund, name), usual) for name, (usual, _) in FUND_FIELDS.items()},
        "estimate": selection.estimate,
        "deck": selection.show.deck,
        "slide": selection.show.slide,
        "speaker": selection.show.speaker,
    }


def to_query(selection: Selection) -> str:
    """Write a selection as a query that reopens the very same view, whatever the defaults become."""
    return "?" + urlencode({key: text for key, text in to_fields(selection).items() if text})


def write_weights(weights: tuple[tuple[str, int], ...]) -> str:
    """Write changed weights as they stand in the address: ``hdi-8.wealth_index-0``."""
    return ".".join(f"{name}-{weight}" for name, weight in weights)


def _wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Read what the directory is asked for; which areas, types and organisations there are, the data know."""
    shown = asked.get("upto", "")
    return Wanted(
        part=_one_of(asked.get("part"), DIRECTORY_PARTS, ""),
        kind=_one_of(asked.get("kind"), KINDS, ""),
        words=" ".join(asked.get("q", "").split())[:MOST_ASKED].strip(),
        type=_matching(asked.get("type"), CODE),
        area=_matching(asked.get("area"), AREA),
        org=_matching(asked.get("org"), CODE),
        donor=_matching(asked.get("donor"), CODE),
        standing=_matching(asked.get("standing"), CODE),
        audience=_matching(asked.get("audience"), CODE),
        item=_matching(asked.get("item"), RECORD),
        shown=min(max(int(shown), FIRST_SHOWN), MOST_SHOWN) if re.fullmatch(r"[0-9]{1,6}", shown) else FIRST_SHOWN,
    )


def _unusual(text: str, usual: str) -> str:
    return "" if text == usual else text


def _wanted_fields(wanted: Wanted) -> dict[str, str]:
    return {
        "part": wanted.part,
        "kind": wanted.kind,
        "q": wanted.words,
        "type": wanted.type,
        "area": wanted.area,
        "org": wanted.org,
        "donor": wanted.donor,
        "standing": wanted.standing,
        "audience": wanted.audience,
        "item": wanted.item,
        "upto": "" if wanted.shown == FIRST_SHOWN else str(wanted.shown),
    }


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


def language_of(search: str | None) -> str:
    """Return the language that a query asks for, the first one where it asks for none that there is."""
    return _one_of(parse_qs((search or "").lstrip("?")).get("lang", [""])[-1], LANGUAGES, LANGUAGES[0])
