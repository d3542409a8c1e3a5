"""What an endpoint is: its path, what may be asked, and what it answers with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.state import FIRST_DATE
from dashboard.view_models.world import World

Json = dict[str, Any]
Asked = Mapping[str, Any]
ROOT = "/api/v1"
MOST, USUAL = 1000, 100
TEXT, DAY, WHOLE = "string", "date", "integer"


@dataclass(frozen=True)
class Parameter:
    """One thing that may be asked: what it means, its kind, and (from the data) which texts it may be."""

    name: str
    meaning: str
    kind: str = TEXT
    allowed: Callable[[World], Collection[str]] | None = None
    # A closed list that the description can name; the data's own lists would grow with them.
    listed: bool = False
    default: Callable[[World], Any] | None = None
    least: int = 0
    most: int = 10**9


@dataclass(frozen=True)
class Endpoint:
    """One path. ``item`` is the schema of an answer's parts; ``single`` where the answer is one thing; ``key`` is in the path."""

    name: str
    path: str
    item: str
    answer: Callable[[World, Asked], Any]
    parameters: tuple[Parameter, ...] = ()
    single: bool = False
    key: Parameter | None = None


def region_codes(world: World) -> Collection[str]:
    """Return the codes of every region."""
    return world.dataset.regions.keys()


LEVEL = Parameter("level", "qark or municipality", allowed=lambda world: ("qark", "municipality"), listed=True)
REGION = Parameter("region", "code of an area; a qark at level municipality means its municipalities", allowed=region_codes)
AS_OF = Parameter(
    "as_of",
    "day, YYYY-MM-DD; by default the last one that a source describes the whole country on",
    DAY,
    default=lambda world: world.default_date,
)
PAGING = (
    Parameter("limit", f"how many parts at most, 1 to {MOST}", WHOLE, default=lambda world: USUAL, least=1, most=MOST),
    Parameter("offset", "how many parts to pass over", WHOLE, default=lambda world: 0),
)


@dataclass(frozen=True)
class Fault:
    """One thing asked that cannot be: which, what was given, what is allowed."""

    parameter: str
    given: str
    allowed: tuple[str, ...]

    def as_json(self) -> Json:
        """Return it as an answer tells it."""
        return {"parameter": self.parameter, "given": self.given[:200], "allowed": list(self.allowed)}


def read_query(endpoint: Endpoint, world: World, given: Mapping[str, list[str]]) -> tuple[dict[str, Any], list[Fault]]:
    """Read what is asked; every fault is told at once, and nothing is mended in silence."""
    known = {p.name: p for p in (*endpoint.parameters, *(() if endpoint.single else PAGING))}
    faults = [Fault(name, values[0], tuple(known)) for name, values in given.items() if name not in known]
    asked: dict[str, Any] = {}
    for name, parameter in known.items():
        texts = given.get(name, [])
        if not texts or texts == [""]:
            asked[name] = parameter.default(world) if parameter.default else None
            continue
        value, allowed = _read(parameter, world, texts[-1])
        if allowed or len(texts) > 1:
            faults.append(Fault(name, ", ".join(texts), allowed or ("one value",)))
        asked[name] = value
    return asked, faults


def _read(parameter: Parameter, world: World, text: str) -> tuple[Any, tuple[str, ...]]:
    """Return a value, or what is allowed."""
    if parameter.kind == DAY:
        return _day(world, text)
    if parameter.kind == WHOLE:
        fits = text.isascii() and text.isdigit() and parameter.least <= int(text[:12]) <= parameter.most
        return (int(text), ()) if fits else (None, (f"a whole number from {parameter.least} to {parameter.most}",))
    if parameter.allowed is not None and text not in (choices := parameter.allowed(world)):
        return None, tuple(sorted(choices)) or ("nothing: there are none",)
    return text[:80], ()


def _day(world: World, text: str) -> tuple[date | None, tuple[str, ...]]:
    allowed = (f"a day from {FIRST_DATE.isoformat()} to {world.today.isoformat()}, YYYY-MM-DD",)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, allowed
    return (day, ()) if FIRST_DATE <= day <= world.today else (None, allowed)
