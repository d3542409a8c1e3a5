"""The figures of one scenario: what is kept when it is saved, compared with others, and told again when the data have changed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dashboard.state import FUND_FIELDS, Selection, parse_selection, to_fields, to_query
from dashboard.view_models.fund_link import link_mark
from dashboard.view_models.fund_scores import changed_dataset, changed_scores, edits_of
from dashboard.view_models.fund_sites import find_sites
from dashboard.view_models.fund_split import chosen_outcome, compare_split, wish_of
from dashboard.view_models.world import World, build_choices
from models.fund_wishes import ImpossibleWish
from models.locate_services import people_within
from models.method import METHOD_VERSION

# The fields that belong to a scenario: not what a link remembers, nor which scenarios are open.
APART = ("made", "told", "saved")
SAVED_PART = "saved"
DECIMALS = 4


@dataclass(frozen=True)
class AreaFigures:
    """One area: scores 0-100 (None where there is none), its rank, and the cents it gets."""

    priority: float | None
    risk: float | None
    thin: float | None
    rank: int | None
    cents: int


@dataclass(frozen=True)
class ScenarioFigures:
    """Everything that is told of a scenario at one time.

    ``refused`` and ``sites_refused`` are the code and values of a wish that cannot be, empty where it can. ``covered`` of
    ``people`` live within the radius of a recorded service; ``reached`` of ``wanted`` are reached from ``sites``.
    """

    mark: str
    version: str
    method: str
    areas: Mapping[str, AreaFigures]
    refused: Mapping[str, str]
    unspent: int
    find_out: int
    covered: float
    people: float
    sites: tuple[str, ...]
    sites_refused: Mapping[str, str]
    reached: float
    wanted: float

    @property
    def funded(self) -> dict[str, int]:
        """Return the cents of the areas that get money."""
        return {r: area.cents for r, area in self.areas.items() if area.cents}


def figures_of(world: World, selection: Selection) -> ScenarioFigures:
    """Reckon the figures of a scenario from the data of a world."""
    cents, refused, rest = _split(world, selection)
    sites, sites_refused, reached, wanted = _sites(world, selection)
    covered, people = people_within(changed_dataset(world, selection), selection.date, max(1.0, float(selection.fund.radius)))
    areas = {
        row.region_id: AreaFigures(
            _known(row.priority), _known(row.risk), _known(row.thin_prevention), row.rank, cents.get(row.region_id, 0)
        )
        for row in changed_scores(world, selection).rows
    }
    return ScenarioFigures(
        link_mark(world), world.dataset.version, METHOD_VERSION, areas, refused, *rest, covered, people, sites, sites_refused,
        reached, wanted,
    )  # fmt: skip


def to_values(figures: ScenarioFigures) -> dict[str, Any]:
    """Return figures as JSON values."""
    return asdict(figures)


def from_values(values: Mapping[str, Any]) -> ScenarioFigures | None:
    """Read figures as they were kept; None where another version of the program wrote them otherwise."""
    try:
        areas = {str(r): AreaFigures(**area) for r, area in values["areas"].items()}
        return ScenarioFigures(**{**values, "areas": areas, "sites": tuple(values["sites"])})
    except (KeyError, TypeError, AttributeError):
        return None


def kept_fields(selection: Selection) -> dict[str, str]:
    """Return the texts of the address that reopen a scenario; on the list of scenarios it is its split or its changes."""
    part = selection.fund.fpart
    if part == SAVED_PART:
        selection = replace(selection, fund=replace(selection.fund, fpart="what" if edits_of(selection) else "split"))
    fields = to_fields(selection)
    return {name: fields[name] for name in ("level", "date", *FUND_FIELDS) if name not in APART and fields[name]}


def selection_of(world: World, fields: Mapping[str, str], lang: str) -> Selection:
    """Return the view that kept fields reopen, in a language."""
    return parse_selection(urlencode({**fields, "lang": lang, "page": "fund"}), build_choices(world))


def opening(fields: Mapping[str, str], number: int) -> dict[str, str]:
    """Return what opens a scenario: every field of the fund page, so that nothing of the view before stays."""
    return {**dict.fromkeys(FUND_FIELDS, ""), "level": "qark", **fields, "saved": str(number)}


def is_as_kept(selection: Selection, fields: Mapping[str, str]) -> bool:
    """Say whether what is shown is what was saved, whichever part of it."""
    mine, theirs = kept_fields(selection), dict(fields)
    return {k: v for k, v in mine.items() if k != "fpart"} == {k: v for k, v in theirs.items() if k != "fpart"}


def query_of(world: World, fields: Mapping[str, str], lang: str) -> str:
    """Return the address of a scenario."""
    return to_query(selection_of(world, fields, lang))


def _known(score: float) -> float | None:
    return None if math.isnan(score) else round(score, DECIMALS)


def _wish(refused: ImpossibleWish) -> dict[str, str]:
    return {"code": refused.code, **{name: str(value) for name, value in refused.values.items()}}


def _split(world: World, selection: Selection) -> tuple[dict[str, int], dict[str, str], tuple[int, int]]:
    """Return the cents by area under the chosen rule, why there are none, and what is not given out and set aside."""
    try:
        outcome = chosen_outcome(compare_split(world, selection, wish_of(selection)), selection)
    except ImpossibleWish as refused:
        return {}, _wish(refused), (0, 0)
    done = outcome.allocation
    if done is None:
        return {}, _wish(outcome.refused) if outcome.refused else {}, (0, 0)
    return {g.region_id: g.cents for g in done.grants}, {}, (sum(u.cents for u in done.unspent), done.find_out)


def _sites(world: World, selection: Selection) -> tuple[tuple[str, ...], dict[str, str], float, float]:
    try:
        answer = find_sites(world, selection)
    except ImpossibleWish as refused:
        return (), _wish(refused), 0.0, 0.0
    sites = tuple(answer.site_ids[step.site] for step in answer.found.optimum)
    return sites, {}, round(answer.found.covered, 1), round(answer.found.demand, 1)
