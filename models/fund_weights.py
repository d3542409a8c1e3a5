"""What each rule of a split weighs an area by, and which areas it cannot weigh, and why.

- ``priority``: the priority of the score (0-100), or the risk alone where presence is left out.
- ``people``: people at risk = people x risk / 100. Risk is an index and no share of people who will be trafficked: the product
  says where many people live under high risk, and nothing about how many will come to harm.
- ``need``: uncovered need = people at risk x thin prevention / 100; without presence it is the people at risk.
- ``equal``: the same weight for all; areas are taken in the order of priority, or of risk where not every area has a priority.

People are children under 15 at qark level (census population x the surveys' share under 15) and all residents at municipality
level, where no age is known. The two never stand in one table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from data.types import Dataset, Level, frozen_map
from models.fund_wishes import ImpossibleWish
from models.presence import last_complete_date
from models.readings import read_indicator
from models.risk_index import score_areas
from models.score_types import AreaScore, ScoreTable

RULES = ("equal", "priority", "people", "need")
POPULATION, YOUNG_SHARE = "census_population", "under_15_share"


@dataclass(frozen=True)
class People:
    """People of an area: ``basis`` is ``under_15`` or ``residents``; NaN with the gap where a part is not known.

    ``periods`` are the census, and the survey of the share under 15 where it is used.
    """

    count: float
    basis: str
    gap: str
    periods: tuple[str, ...]


@dataclass(frozen=True)
class RuleWeights:
    """What a rule says of every area of a level on a day.

    ``weights`` are above 0 and only of the areas that can be funded; ``order`` has the same keys and says who comes first.
    ``apart`` says of the others why: ``not_recorded`` (presence), ``insufficient`` (risk), ``no_people`` (population not known),
    ``no_need`` (nothing is left to cover). ``ordered_by`` is ``priority``, ``risk``, ``people`` or ``need``; ``missing``
    names the indicators that are not known for some area; ``inherited_risk``: areas whose risk is their qark's.
    ``unrecorded``: areas where presence is not recorded, whether the rule asks for it or not.
    """

    rule: str
    level: Level
    as_of: date
    with_presence: bool
    weights: Mapping[str, float]
    order: Mapping[str, float]
    apart: Mapping[str, str]
    ordered_by: str
    people_basis: str
    people_periods: tuple[str, ...]
    missing: tuple[str, ...]
    inherited_risk: frozenset[str]
    unrecorded: frozenset[str] = frozenset()


def people_of(dataset: Dataset, region_id: str, as_of: date, level: Level) -> People:
    """Return the people of an area that prevention is for, as known for a day (see the module's text)."""
    all_of = read_indicator(dataset, POPULATION, region_id, as_of, level)
    if level != "qark":
        return People(all_of.value, "residents", all_of.gap, (all_of.period,))
    share = read_indicator(dataset, YOUNG_SHARE, region_id, as_of, level)
    gap = all_of.gap or share.gap
    return People(all_of.value * share.value / 100, "under_15", gap, (all_of.period, share.period))


def rule_weights(
    dataset: Dataset, level: Level, as_of: date, rule: str, *, with_presence: bool = True, scores: ScoreTable | None = None
) -> RuleWeights:
    """Return what a rule weighs each area of a level by on a day; ``scores`` of that level and day spare computing them.

    Raises
    ------
    ImpossibleWish
        For an unknown rule or level, or where no area can be weighed; the sentence says why and what to ask instead.
    """
    if rule not in RULES:
        raise ImpossibleWish("rule", rule=rule)
    if level not in ("qark", "municipality"):
        raise ImpossibleWish("level", level=level)
    areas = {row.region_id: row for row in (scores or score_areas(dataset, level, as_of)).rows}
    people = {r: people_of(dataset, r, as_of, level) for r in areas}
    ordered_by = _ordered_by(rule, areas, with_presence)
    order: dict[str, float] = {}
    apart: dict[str, str] = {}
    for region_id, area in areas.items():
        weight, why = _weigh(ordered_by, area, people[region_id], with_presence)
        if why:
            apart[region_id] = why
        else:
            order[region_id] = weight
    if not order:
        _refuse(dataset, as_of, apart)
    counted, first = ordered_by in ("people", "need"), people[next(iter(order))]
    return RuleWeights(
        rule, level, as_of, with_presence,
        weights=frozen_map(dict.fromkeys(order, 1.0) if rule == "equal" else order),
        order=frozen_map(order),
        apart=frozen_map(apart),
        ordered_by=ordered_by,
        people_basis=first.basis if counted else "",
        people_periods=first.periods if counted else (),
        missing=tuple(sorted({MISSING[why] for why in apart.values() if why in MISSING})),
        inherited_risk=frozenset(r for r in order if areas[r].vulnerability_state == "inherited"),
        unrecorded=frozenset(r for r, area in areas.items() if math.isnan(area.thin_prevention)),
    )  # fmt: skip


MISSING = {"not_recorded": "thin_prevention", "insufficient": "risk", "no_people": POPULATION}


def _ordered_by(rule: str, areas: Mapping[str, AreaScore], with_presence: bool) -> str:
    """Return what puts the areas in order; no area falls behind under the equal rule because it alone is recorded."""
    if rule in ("people", "need"):
        return rule
    if not with_presence:
        return "risk"
    if rule == "equal" and any(math.isnan(area.priority) for area in areas.values()):
        return "risk"
    return "priority"


def _weigh(by: str, area: AreaScore, people: People, with_presence: bool) -> tuple[float, str]:
    """Return an area's weight, or why it has none."""
    thin = area.thin_prevention if with_presence else 100.0
    parts: dict[str, Callable[[], float]] = {
        "risk": lambda: area.risk,
        "priority": lambda: area.priority,
        "people": lambda: people.count * area.risk / 100,
        "need": lambda: people.count * area.risk / 100 * thin / 100,
    }
    if math.isnan(area.risk):
        return math.nan, "insufficient"
    if math.isnan(area.priority if by == "priority" else thin if by == "need" else 0.0):
        return math.nan, "not_recorded"
    if by in ("people", "need") and math.isnan(people.count):
        return math.nan, "no_people"
    weight = parts[by]()
    return (weight, "") if weight > 0 else (math.nan, "no_need")


def _refuse(dataset: Dataset, as_of: date, apart: Mapping[str, str]) -> None:
    """Say why no area can be weighed."""
    if "not_recorded" not in apart.values():
        raise ImpossibleWish("no_area", as_of=as_of.isoformat())
    complete = last_complete_date(dataset).isoformat()
    raise ImpossibleWish("no_presence", as_of=as_of.isoformat(), complete=complete)
