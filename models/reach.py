"""People reached by the prevention that is recorded, per 1,000 residents: only persons, at the scope that the source states.

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
from models.fund_weights import POPULATION
from models.method import BASE, PresenceRules
from models.presence import counted_projects, is_complete, projects_at
from models.readings import read_indicator
from models.suppress import SUPPRESSED, is_small

PER = 1000.0

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
    """People reached in one area by what was at work on a day.

    ``persons`` and ``per_1000`` are NaN exactly where ``gap`` says why: ``not_recorded`` (nothing is recorded and no source is
    complete), ``not_published`` (projects are recorded but none states persons for this area alone), ``suppressed`` (1 to 10
    persons); ``per_1000`` also where the population is not known. ``at_least``: there is more than is counted here.
    ``uncounted`` are projects without a figure of persons, ``targets`` those that state only a target.
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


def reach_by_area(dataset: Dataset, level: Level, as_of: date, rules: PresenceRules = BASE.rules) -> dict[str, AreaReach]:
    """Return people reached by prevention projects at work on a day, for every area of a level, by id.

    0 only where a complete source covers the area and knows no such project there.
    """
    return {region.region_id: _area(dataset, region, as_of, level, rules) for region in dataset.regions_at(level)}


def _area(dataset: Dataset, region: Region, as_of: date, level: Level, rules: PresenceRules) -> AreaReach:
    """Return one area's people reached."""
    found = [item.project for item in counted_projects(projects_at(dataset, region.region_id, as_of, rules), rules)]
    stated = [p for p in found if states_persons(p)]
    # A few persons are not added to a sum either: whoever knows the other projects would subtract them.
    few = [p for p in found if reaches_few(p)]
    own = [p for p in stated if p not in few and _lies_in(dataset, p, region)]
    shared = tuple(_shared(p) for p in stated if p not in own and p not in few)
    targets = _ids(p for p in found if p.reached_kind == "persons" and p.reached_scope == "targeted")
    uncounted = _ids(p for p in found if (p not in stated or p in few) and p.project_id not in targets)
    complete = is_complete(dataset, region.region_id, "projects", as_of)
    persons = math.fsum(p.reached_n for p in own) if own or (complete and not found) else math.nan
    gap = "" if not math.isnan(persons) else "not_published" if found else "not_recorded"
    if gap and any(_lies_in(dataset, p, region) for p in few):
        gap = SUPPRESSED
    population = read_indicator(dataset, POPULATION, region.region_id, as_of, level).value
    at_least = not gap and bool(shared or uncounted or targets or not complete)
    return AreaReach(region.region_id, persons, PER * persons / population, gap, at_least, _ids(own), shared, uncounted, targets)


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
