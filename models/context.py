"""Context layers reckoned from the records: how long ago prevention ended, what to confirm, who covers what, what is in reach.

None of them is scored: the scored ones are read in ``models.readings``. Each gives a figure only where something recorded or a
complete source speaks; elsewhere an area is not in the answer, which means ``not_recorded`` (or the indicator's own reason).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from data.types import Dataset, Region
from models.communities import names_communities
from models.context_access import access_figures
from models.context_figure import Figure
from models.method import BASE
from models.presence import (
    PresentProject,
    PresentService,
    counted_projects,
    covering,
    is_complete,
    projects_at,
    recorded_in,
    service_standing,
    services_at,
)

THEMES = ("projects", "services", "mechanisms")
FULL_TIME_ABOVE = 3000
"""Law 18/2017 asks for a full-time child-protection worker where more children than this live."""
CHILDREN, RESIDENTS = "children", "census_population"
Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class _Here:
    """What is recorded for one area on a day."""

    region: Region
    projects: tuple[PresentProject, ...]
    services: tuple[PresentService, ...]
    complete: bool


def _areas(dataset: Dataset, on: date) -> list[_Here]:
    """Return what is recorded for every qark and municipality."""
    found = []
    for region in (*dataset.regions_at("qark"), *dataset.regions_at("municipality")):
        name = region.region_id
        complete = all(is_complete(dataset, name, theme, on) for theme in ("projects", "services"))
        found.append(_Here(region, projects_at(dataset, name, on), services_at(dataset, name, on), complete))
    return found


def months_since_prevention(dataset: Dataset, on: date) -> dict[str, Figure]:
    """Return whole months since the last recorded prevention project or service ended; 0 where something is at work.

    ``at_most`` where the records are partial: something later may have been there.
    """
    found = {}
    for here in _areas(dataset, on):
        if counted_projects(here.projects) or any(item.counts for item in here.services):
            found[here.region.region_id] = Figure(0.0)
        elif ends := _ends(dataset, here.region, on):
            unsure = any(item.standing == "unknown" for item in here.projects)
            note = "" if here.complete and not unsure else "at_most"
            found[here.region.region_id] = Figure(float(_months_between(max(ends), on)), note=note)
    return found


def _ends(dataset: Dataset, region: Region, on: date) -> list[date]:
    """Return the days on which prevention that is recorded for an area ended, up to a day."""
    done = [
        p.end
        for p in dataset.projects.values()
        if p.end and p.end < on and p.status not in ("planned", "not_activated") and BASE.rules.project_types & set(p.types)
        if any(recorded_in(dataset, place.region_id, region) for place in p.places)
    ]
    closed = [
        s.end
        for s in dataset.services.values()
        if s.end and s.end < on and recorded_in(dataset, s.region_id, region) and s.status not in ("planned", "not_activated")
        if dataset.service_categories[s.category].counts_as == "prevention"
    ]
    return done + closed


def _months_between(first: date, last: date) -> int:
    """Return whole months from one day to a later one.

    >>> _months_between(date(2005, 12, 31), date(2006, 2, 28)), _months_between(date(2006, 1, 31), date(2006, 2, 1))
    (1, 0)
    """
    return 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)


def records_to_confirm(dataset: Dataset, on: date) -> dict[str, Figure]:
    """Return how many records of an area wait for a word: stale or unknown services, projects undated or of unknown standing.

    0 only where complete sources cover projects and services.
    """
    found = {}
    for here in _areas(dataset, on):
        waiting = [s.qark_wide for s in here.services if s.standing in ("stale", "unknown")]
        waiting += [
            p.qark_wide for p in here.projects if p.standing == "unknown" or (p.standing != "planned" and _undated(p))
        ]  # fmt: skip
        if waiting or here.complete:
            found[here.region.region_id] = Figure(float(len(waiting)), wide=bool(waiting) and all(waiting))
    return found


def _undated(item: PresentProject) -> bool:
    return item.project.window in ("undated", "report_period")


def source_coverage(dataset: Dataset, on: date) -> dict[str, Figure]:
    """Return the percentage of the three themes that a complete source covers; an area that no source speaks for has none."""
    found = {}
    for here in (*dataset.regions_at("qark"), *dataset.regions_at("municipality")):
        covers = [covering(dataset, here.region_id, theme, on) for theme in THEMES]
        if any(covers):
            whole = sum(c is not None and c.complete for c in covers)
            found[here.region_id] = Figure(100.0 * whole / len(THEMES), note="" if whole == len(THEMES) else "partial")
    return found


def full_time_workers(dataset: Dataset, on: date) -> dict[str, Figure]:
    """Return for each municipality whether the law asks for a full-time worker (1) or not (0), where that can be known.

    It is known from the number of children, and where that is not: a municipality with no more residents than the limit has no
    more children than that either.
    """
    from models.readings import read_indicator

    found = {}
    for town in dataset.regions_at("municipality"):
        known = CHILDREN in dataset.indicators
        children = read_indicator(dataset, CHILDREN, town.region_id, on, "municipality") if known else None
        if children and (not children.gap or children.gap == "suppressed"):
            value = float(children.value > FULL_TIME_ABOVE)
            found[town.region_id] = Figure(value, gap=children.gap, source_id=children.source_id, period=children.period)
            continue
        residents = read_indicator(dataset, RESIDENTS, town.region_id, on, "municipality")
        if residents.value <= FULL_TIME_ABOVE and not residents.out_of_period:
            found[town.region_id] = Figure(0.0, source_id=residents.source_id, period=residents.period)
    return found


def projects_for_communities(dataset: Dataset, on: date) -> dict[str, Figure]:
    """Return how many prevention projects at work name Roma or Egyptian people; 0 only where a complete source speaks."""
    found = {}
    for region in (*dataset.regions_at("qark"), *dataset.regions_at("municipality")):
        items = [i for i in counted_projects(projects_at(dataset, region.region_id, on)) if names_communities(i.project)]
        complete = is_complete(dataset, region.region_id, "projects", on)
        if items or complete:
            unsure = 2 * sum(i.standing == "assumed" or i.inferred for i in items) > len(items)
            wide = bool(items) and all(i.qark_wide for i in items)
            found[region.region_id] = Figure(float(len(items)), note="" if complete else "at_least", wide=wide, assumed=unsure)
    return found


def services_in_reach(categories: frozenset[str] = frozenset(), standing: str = "") -> Callable[[Dataset, date], Figures]:
    """Return the reckoning of services within reach of some categories (none = all), or of those that stand as asked."""

    def reckon(dataset: Dataset, on: date) -> Figures:
        def wanted(category: str, found: str) -> bool:
            kind = dataset.service_categories[category].counts_as
            right = found == standing if standing else found in ("confirmed", "assumed")
            return kind == "prevention" and right and (not categories or category in categories)

        places: dict[str, int] = {}
        for service in dataset.services.values():
            region = dataset.regions.get(service.region_id)
            if region and region.level == "municipality" and wanted(service.category, service_standing(dataset, service, on)):
                places[region.region_id] = places.get(region.region_id, 0) + 1
        return access_figures(dataset, places, on)

    return reckon


UNITS = frozenset({"child_protection_unit"})
CENTRES = frozenset({"community_centre", "youth_centre", "day_centre", "alternative_classes"})
HELP = frozenset(
    {"counselling", "legal_aid", "womens_employment_centre", "mobile_identification_unit", "case_work", "ngo_prevention"}
)
CONTEXT: Mapping[str, Callable[[Dataset, date], Figures]] = {
    "months_since_prevention": months_since_prevention,
    "records_to_confirm": records_to_confirm,
    "source_coverage": source_coverage,
    "full_time_workers": full_time_workers,
    "projects_for_communities": projects_for_communities,
    "units_in_reach": services_in_reach(UNITS),
    "centres_in_reach": services_in_reach(CENTRES),
    "help_in_reach": services_in_reach(HELP),
    "stale_in_reach": services_in_reach(standing="stale"),
}
"""By the name that an indicator file gives as ``computed``."""
