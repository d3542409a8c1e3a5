"""People reached by current and recent prevention projects, per 1,000 residents: only persons, at the scope the source states.

A figure belongs to an area where all of its project's places lie in it. The total of a project with places in several areas is
shown as shared with them and never split: no source says how many were reached where. Figures that are targets are not people
reached. One person may be counted by two projects.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.types import Dataset, Level, Project, Region
from models.context_figure import Figure
from models.fund_weights import POPULATION
from models.method import BASE, RECENT_MONTHS, PresenceRules
from models.presence import PresentProject, add_months, counted_projects, is_complete, projects_at, recent_projects_at
from models.readings import read_indicator
from models.suppress import SUPPRESSED, is_small

PER = 1000.0
LEVELS: tuple[Level, ...] = ("qark", "municipality")

# At which a source counts those reached; a target is not a count.
SCOPES = ("place", "project")


@dataclass(frozen=True)
class SharedReach:
    """A project's total that an area shares with places elsewhere; ``region_ids`` are those that are known."""

    project_id: str
    persons: float
    region_ids: tuple[str, ...]


@dataclass(frozen=True)
class AreaReach:
    """People reached in one area by what was at work on a day or had ended at most 12 months before.

    ``persons`` and ``per_1000`` are NaN exactly where ``gap`` says why: ``not_recorded`` (nothing is recorded and no source is
    complete), ``not_published`` (projects are recorded but none states persons for this area alone), ``suppressed`` (1 to 10
    persons); ``per_1000`` also where the population is not known. ``at_least``: there is more than is counted here.
    ``uncounted`` are projects without a figure of persons, ``targets`` those that state only a target; ``recent`` are those of
    all that have ended. ``assumed``: over half of the projects have assumed dates, an inferred place or no own number.
    """

    region_id: str
    persons: float
    per_1000: float
    gap: str
    at_least: bool
    counted: tuple[str, ...]
    shared: tuple[SharedReach, ...]
    uncounted: tuple[str, ...]
    targets: tuple[str, ...]
    recent: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True)
class ReachSetting:
    """What the reach of one area is reckoned with under any rules: its residents and what complete sources cover.

    ``complete``: projects on the day; ``recent_complete``: also 12 months before, so that no recent project can be missing.
    """

    region: Region
    population: float
    complete: bool
    recent_complete: bool


def reach_setting(dataset: Dataset, region: Region, as_of: date) -> ReachSetting:
    """Return what the reach of one area is reckoned with on a day."""
    name = region.region_id
    complete = is_complete(dataset, name, "projects", as_of)
    before = complete and is_complete(dataset, name, "projects", add_months(as_of, -RECENT_MONTHS))
    population = read_indicator(dataset, POPULATION, name, as_of, region.level).value
    return ReachSetting(region, population, complete, before)


def reach_by_area(dataset: Dataset, level: Level, as_of: date, rules: PresenceRules = BASE.rules) -> dict[str, AreaReach]:
    """Return people reached by prevention projects at work or recent on a day, for every area of a level, by id.

    0 only where a complete source covers the area and no such project is known there.
    """
    found = {}
    for region in dataset.regions_at(level):
        at_work = counted_projects(projects_at(dataset, region.region_id, as_of, rules), rules)
        recent = counted_projects(recent_projects_at(dataset, region.region_id, as_of), rules)
        found[region.region_id] = area_reach(dataset, reach_setting(dataset, region, as_of), at_work, recent)
    return found


def people_reached(dataset: Dataset, on: date, rules: PresenceRules = BASE.rules) -> dict[str, Figure]:
    """Return people reached per 1,000 residents as figures of qarks and municipalities; none where nothing is recorded."""
    found = {}
    for level in LEVELS:
        for name, area in reach_by_area(dataset, level, on, rules).items():
            if area.gap != "not_recorded":
                found[name] = reach_figure(area)
    return found


def reach_figure(area: AreaReach) -> Figure:
    """Return one area's people reached as a figure; without a known population it is not published."""
    gap = area.gap or ("not_published" if math.isnan(area.per_1000) else "")
    return Figure(area.per_1000, gap=gap, note="at_least" if area.at_least and not gap else "", assumed=area.assumed and not gap)


def area_reach(
    dataset: Dataset, setting: ReachSetting, at_work: tuple[PresentProject, ...], recent: tuple[PresentProject, ...]
) -> AreaReach:
    """Return one area's people reached by the projects that count there."""
    region, items = setting.region, (*at_work, *recent)
    found = [item.project for item in items]
    stated = [p for p in found if states_persons(p)]
    # A few persons are not added to a sum either: whoever knows the other projects would subtract them.
    few = [p for p in found if reaches_few(p)]
    own = [p for p in stated if p not in few and _lies_in(dataset, p, region)]
    shared = tuple(_shared(p) for p in stated if p not in own and p not in few)
    targets = _ids(p for p in found if p.reached_kind == "persons" and p.reached_scope == "targeted")
    uncounted = _ids(p for p in found if (p not in stated or p in few) and p.project_id not in targets)
    persons = math.fsum(p.reached_n for p in own) if own or (setting.complete and not found) else math.nan
    gap = "" if not math.isnan(persons) else "not_published" if found else "not_recorded"
    if gap and any(_lies_in(dataset, p, region) for p in few):
        gap = SUPPRESSED
    at_least = not gap and bool(shared or uncounted or targets or not setting.recent_complete)
    weak = sum(i.standing == "assumed" or i.inferred or i.project not in own for i in items)
    return AreaReach(
        region_id=region.region_id,
        persons=persons,
        per_1000=PER * persons / setting.population,
        gap=gap,
        at_least=at_least,
        counted=_ids(own),
        shared=shared,
        uncounted=uncounted,
        targets=targets,
        recent=_ids(i.project for i in recent),
        assumed=2 * weak > len(items),
    )


def states_persons(project: Project) -> bool:
    """Return whether a project says how many persons it reached (no other thing, no target)."""
    return project.reached_kind == "persons" and project.reached_scope in SCOPES and project.reached_n > 0


def reaches_few(project: Project) -> bool:
    """Return whether a project reached so few persons that their number is hidden, here or where the data were handed out."""
    n = project.reached_n
    return project.reached_kind == "persons" and project.reached_scope in SCOPES and (math.isnan(n) or is_small(n))


def _lies_in(dataset: Dataset, project: Project, region: Region) -> bool:
    """Return whether every place of a project is known and lies in the area."""
    regions = [dataset.regions.get(place.region_id) for place in project.places]
    return all(r is not None and region.region_id in (r.region_id, r.qark_id) for r in regions)


def _shared(project: Project) -> SharedReach:
    places = tuple(sorted({place.region_id for place in project.places if place.region_id}))
    return SharedReach(project.project_id, project.reached_n, places)


def _ids(projects: Iterable[Project]) -> tuple[str, ...]:
    return tuple(sorted(project.project_id for project in projects))
