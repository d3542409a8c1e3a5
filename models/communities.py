"""Roma and Egyptian communities as the sources count them, side by side, and what recorded prevention names them.

Estimates compete: they are laid beside each other as ranges and never added or averaged. Nothing here enters the score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.types import CommunityEstimate, Dataset, Project
from models.method import BASE, PresenceRules
from models.presence import (
    PresentProject,
    counted_projects,
    is_complete,
    project_standing,
    projects_at,
    service_counts,
    service_standing,
    services_at,
)
from models.reach import reach_by_area, states_persons
from models.suppress import SUPPRESSED, is_small
from models.suppress_dataset import protect_dataset

GROUPS = ("roma", "egyptian")
EVERY_GROUP = (*GROUPS, "roma_egyptian")
COUNTRY = "AL"
CENSUS_INDICATORS = {"roma_census": "roma", "egyptian_census": "egyptian"}
FIRST_SOURCES = (
    "instat-census-2011-ethnicity",
    "instat-census-2023-ethnicity",
    "ext-cess-unicef-2011",
    "ext-osfa-2014",
    "ext-world-bank-2003",
)
"""The counts and assessments that a reader picks from first; further ones follow in the order of their ids."""


@dataclass(frozen=True)
class Estimate:
    """What one source says of one community in one place: from ``low`` to ``high`` persons.

    NaN is an end that the source leaves open (``over`` says that it means more than ``low``, not at least); both are NaN exactly
    where ``gap`` says why there is no number. ``region_id`` is empty where the source's place is no area of today.
    """

    source_id: str
    group: str
    region_id: str
    place_named: str
    period: str
    low: float
    high: float
    over: bool
    gap: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """The lowest and the highest figure of all sources for a community in an area; ``high`` NaN where no source closes it."""

    low: float
    high: float
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Equity:
    """How much of the recorded prevention at work on a day names Roma or Egyptian people among those it is for.

    ``naming`` of ``projects`` do; ``services`` are at work too, and their records do not say for whom. ``persons_naming`` of
    ``persons`` were reached by those that name them (others among them too); both count projects that state persons and only
    those (``counting``). ``complete``: silence means absence there and then. NaN persons: none is stated.
    """

    projects: int
    naming: int
    services: int
    counting: int
    persons: float
    persons_naming: float
    complete: bool
    project_ids: tuple[str, ...]


def list_estimates(dataset: Dataset) -> tuple[Estimate, ...]:
    """Return every source's estimate of every place, with small counts, and what gives them away, hidden.

    The census figures of the indicators count as their source's statements. Statements of one source on one place and period
    are one range; where any of them is suppressed, so is the whole.
    """
    safe = protect_dataset(dataset)
    said = [e for e in (*safe.communities, *_census_statements(safe)) if e.group in EVERY_GROUP]
    groups: dict[tuple[str, ...], list[CommunityEstimate]] = {}
    for e in said:
        groups.setdefault((e.source_id, e.group, e.region_id, "" if e.region_id else e.place_named, e.period), []).append(e)
    return tuple(_joined(items) for _, items in sorted(groups.items()))


def _census_statements(dataset: Dataset) -> Iterable[CommunityEstimate]:
    """Yield the census indicators' figures in the form of estimates."""
    for value in dataset.values:
        group = CENSUS_INDICATORS.get(value.indicator_id, "")
        if group and (not math.isnan(value.value) or value.gap == SUPPRESSED):
            region = dataset.regions[value.region_id]
            name = f"{value.indicator_id}-{value.region_id}-{value.period}"
            yield CommunityEstimate(
                name, value.region_id, region.name["sq"], region.level, group, value.period, "=", value.value, value.state,
                value.gap, value.source_id, value.note,
            )  # fmt: skip


def _joined(items: Sequence[CommunityEstimate]) -> Estimate:
    """Return one range of what one source says of one place."""
    first, nan = items[0], math.nan
    gaps = [item.gap for item in items if item.gap]
    known = [item for item in items if not item.gap]
    hidden = SUPPRESSED in gaps
    notes = tuple(dict.fromkeys(item.note for item in items if item.note)) if not hidden else ()
    common = (first.source_id, first.group, first.region_id, first.place_named, first.period)
    if hidden or not known:
        return Estimate(*common, nan, nan, over=False, gap=SUPPRESSED if hidden else gaps[0], notes=notes)
    lows = [item.value for item in known if item.operator not in ("<=", "<")]
    highs = [item.value for item in known if item.operator not in (">=", ">")]
    over = not highs and all(item.operator == ">" for item in known)
    return Estimate(*common, min(lows, default=nan), max(highs, default=nan), over=over, gap="", notes=notes)


def list_sources(estimates: Iterable[Estimate], group: str = "") -> tuple[str, ...]:
    """Return the sources that give a number, hidden or not, for a group or for any; the best known first."""
    found = {e.source_id for e in estimates if e.group in ((group,) if group else GROUPS) and _counts(e)}
    return (*(s for s in FIRST_SOURCES if s in found), *sorted(found - set(FIRST_SOURCES)))


def _counts(estimate: Estimate) -> bool:
    return not estimate.gap or estimate.gap == SUPPRESSED


def find_estimate(estimates: Iterable[Estimate], source_id: str, group: str, region_id: str) -> Estimate | None:
    """Return what a source says of a group in an area; its latest period where it has several."""
    key = (source_id, group, region_id)
    found = [e for e in estimates if (e.source_id, e.group, e.region_id) == key and _counts(e)]
    return max(found, key=lambda e: e.period, default=None)


def span_of(estimates: Iterable[Estimate], group: str, region_id: str) -> Span | None:
    """Return the range over all sources that are shown for an area; None where none gives a number."""
    found = [e for e in estimates if (e.group, e.region_id) == (group, region_id) and not e.gap]
    if not found:
        return None
    ends = [x for e in found for x in (e.low, e.high) if not math.isnan(x)]
    highs = [e.high for e in found if not math.isnan(e.high)]
    open_end = any(math.isnan(e.high) and e.low >= max(highs, default=-1.0) for e in found)
    return Span(min(ends), math.nan if open_end else max(highs), tuple(dict.fromkeys(e.source_id for e in found)))


def unplaced_estimates(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Return the estimates of places that are no area of today; they are listed and never put on a map."""
    return tuple(e for e in estimates if not e.region_id and _counts(e))


def named_places(estimates: Iterable[Estimate]) -> Mapping[str, tuple[str, ...]]:
    """Return, by area, the sources that name a community there without a number."""
    found: dict[str, dict[str, None]] = {}
    for e in estimates:
        if e.region_id and not _counts(e):
            found.setdefault(e.region_id, {})[e.source_id] = None
    return {region_id: tuple(sources) for region_id, sources in sorted(found.items())}


def names_communities(project: Project) -> bool:
    """Return whether a project names Roma or Egyptian people among those it is for."""
    return bool(set(GROUPS) & set(project.audiences))


def measure_equity(dataset: Dataset, region_id: str, on: date, rules: PresenceRules = BASE.rules) -> Equity:
    """Return how much of what is recorded for the country, a qark or a municipality names the communities on a day.

    Projects of several areas count in each; the persons of an area are those of projects that lie in it alone.
    """
    level = dataset.regions[region_id].level
    if level == "country":
        standings = {p.project_id: project_standing(dataset, p, on, rules) for p in dataset.projects.values()}
        items = [PresentProject(dataset.projects[name], how, False, False) for name, how in standings.items()]
        at_work = [service_counts(dataset, s, service_standing(dataset, s, on), rules) for s in dataset.services.values()]
    else:
        items = list(projects_at(dataset, region_id, on, rules))
        at_work = [found.counts for found in services_at(dataset, region_id, on, rules)]
    projects = {item.project.project_id: item.project for item in counted_projects(items, rules)}
    own = set(projects) if level == "country" else set(reach_by_area(dataset, level, on, rules)[region_id].counted)
    counting = [p for name, p in projects.items() if name in own and states_persons(p) and not is_small(p.reached_n)]
    naming = tuple(sorted(name for name, p in projects.items() if names_communities(p)))
    return Equity(
        projects=len(projects),
        naming=len(naming),
        services=sum(at_work),
        counting=len(counting),
        persons=_persons(counting),
        persons_naming=_persons([p for p in counting if names_communities(p)]) if counting else math.nan,
        complete=is_complete(dataset, region_id, "projects", on),
        project_ids=naming,
    )


def _persons(projects: Sequence[Project]) -> float:
    """Return persons reached, as the projects state them; NaN for no project, which says nothing of 0 people."""
    return math.fsum(p.reached_n for p in projects) if projects else math.nan
