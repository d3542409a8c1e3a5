"""What prevention is recorded where and when, and where a source's silence means something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.strict import last_day
from data.types import Citation, Coverage, Dataset, Project, Region, Service
from models.method import BASE, FRESH_MONTHS, RECENT_MONTHS, PresenceRules

COUNTED_STANDINGS = ("active", "assumed")


@dataclass(frozen=True)
class PresentProject:
    """A project recorded for an area, and how it stands on a day: ``active``, ``assumed``, ``unknown`` or ``planned``.

    ``qark_wide``: asked for a municipality, the record speaks of its whole qark.
    """

    project: Project
    standing: str
    qark_wide: bool
    inferred: bool


@dataclass(frozen=True)
class PresentService:
    """A service recorded for an area, and how it stands on a day.

    ``standing`` is ``confirmed``, ``assumed`` (the report describes it, no date is stated), ``stale`` (unconfirmed for over
    24 months), ``planned``, ``not_activated``, ``closed`` or ``unknown``. ``counts``: it counts as prevention within reach.
    """

    service: Service
    standing: str
    counts: bool
    qark_wide: bool


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, the month's last day where there is none.

    >>> add_months(date(2006, 10, 31), 24), add_months(date(2004, 8, 31), 6)
    (datetime.date(2008, 10, 31), datetime.date(2005, 2, 28))
    """
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no such day: {day} + {months} months")


def speaks_for(coverage: Coverage, region: Region, theme: str, on: date) -> bool:
    """Return whether a coverage holds for a region, theme and day; a qark's or the country's holds for all within."""
    if theme not in coverage.themes or not coverage.start <= on <= coverage.end:
        return False
    return any(place in coverage.region_ids for place in (region.region_id, region.qark_id, "AL"))


def covering(dataset: Dataset, region_id: str, theme: str, on: date) -> Coverage | None:
    """Return what covers a region, theme (``projects``, ``services``) and day, a complete source first; None where none does."""
    region = dataset.regions[region_id]
    found = [c for s in dataset.sources.values() for c in s.coverage if speaks_for(c, region, theme, on)]
    return max(found, key=lambda c: c.complete, default=None)


def is_complete(dataset: Dataset, region_id: str, theme: str, on: date) -> bool:
    """Return whether silence means absence there and then."""
    found = covering(dataset, region_id, theme, on)
    return found is not None and found.complete


def last_complete_date(dataset: Dataset) -> date:
    """Return the last day on which complete sources, one or many, cover projects and services of every qark.

    Raises
    ------
    ValueError
        Where no day is covered so.
    """
    ends = {c.end for s in dataset.sources.values() for c in s.coverage if c.complete}
    areas = [region.region_id for region in dataset.regions_at("qark")] or ["AL"]
    for day in sorted(ends, reverse=True):
        if all(is_complete(dataset, area, theme, day) for theme in ("projects", "services") for area in areas):
            return day
    raise ValueError("no source covers the whole country completely: add coverage to a source record")


def document_dates(dataset: Dataset, citations: Iterable[Citation]) -> list[date]:
    """Return the last days of publication of the cited sources, as far as stated."""
    days = [last_day(dataset.sources[c.source_id].published) for c in citations if c.source_id in dataset.sources]
    return [day for day in days if day is not None]


def report_period(dataset: Dataset, citations: Iterable[Citation]) -> tuple[date, date] | None:
    """Return the period that the cited sources speak for, if they state one."""
    covers = [c for cite in citations if cite.source_id in dataset.sources for c in dataset.sources[cite.source_id].coverage]
    return (min(c.start for c in covers), max(c.end for c in covers)) if covers else None


def project_standing(dataset: Dataset, project: Project, on: date, rules: PresenceRules = BASE.rules) -> str:
    """Return how a project stands on a day: ``active``, ``assumed``, ``planned``, ``unknown`` or empty (not at work then)."""
    if project.status in ("planned", "not_activated"):
        return "planned"
    if project.window in ("report_period", "undated"):
        return _undated_standing(dataset, project, on, rules)
    if (project.start and on < project.start) or (project.end and on > project.end):
        return ""
    if project.end is None:
        documents = document_dates(dataset, project.citations)
        known = documents and on <= add_months(max(documents), rules.open_ended_months)
        if not known or not rules.count_open_ended:
            return "unknown"
    if project.status == "unknown":
        return "unknown"
    return "active" if project.window == "stated" else "assumed"


def _undated_standing(dataset: Dataset, project: Project, on: date, rules: PresenceRules) -> str:
    """Return how an undated project stands: assumed at work in its report's period, unknown after it."""
    period = report_period(dataset, project.citations)
    if period is None or on > period[1]:
        return "unknown"
    if on < period[0]:
        return ""
    return "assumed" if rules.count_undated else "unknown"


def projects_at(dataset: Dataset, region_id: str, on: date, rules: PresenceRules = BASE.rules) -> tuple[PresentProject, ...]:
    """Return the projects recorded for an area that are at work, planned or of unknown standing on a day.

    A qark's are its own and its municipalities'; a municipality's are its own and those recorded for its whole qark
    (``qark_wide``); those of ``AL`` are the ones recorded for the whole country.
    """
    region = dataset.regions[region_id]
    found = []
    for project in dataset.projects_by_area[region_id]:
        if standing := project_standing(dataset, project, on, rules):
            found.append(_placed(dataset, project, standing, region))
    return tuple(sorted(found, key=lambda item: item.project.project_id))


def recent_projects_at(dataset: Dataset, region_id: str, on: date) -> tuple[PresentProject, ...]:
    """Return the projects recorded for an area that ended at most 12 months before a day, as they stood on their last day.

    Places as in :func:`projects_at`. What is undated or has no stated end is never here: nobody knows when it ended.
    """
    region = dataset.regions[region_id]
    found = []
    for project in dataset.projects_by_area[region_id]:
        if project.end is None or project.window in ("report_period", "undated"):
            continue
        if project.end < on <= add_months(project.end, RECENT_MONTHS):
            found.append(_placed(dataset, project, project_standing(dataset, project, project.end), region))
    return tuple(sorted(found, key=lambda item: item.project.project_id))


def _placed(dataset: Dataset, project: Project, standing: str, region: Region) -> PresentProject:
    """Return a project that is recorded for an area, with how it is placed there."""
    places = [place for place in project.places if recorded_in(dataset, place.region_id, region)]
    qark_wide = region.level == "municipality" and all(place.region_id != region.region_id for place in places)
    inferred = all(place.basis in ("inferred", "organisation_seat") for place in places)
    return PresentProject(project, standing, qark_wide, inferred)


def recorded_in(dataset: Dataset, place_id: str, region: Region) -> bool:
    """Return whether a record placed at ``place_id`` speaks of ``region``."""
    if not place_id or region.level == "country":
        return place_id == region.region_id
    place = dataset.regions[place_id]
    if region.level == "qark":
        return place.qark_id == region.region_id
    return place_id in (region.region_id, region.qark_id)


def counted_projects(found: Iterable[PresentProject], rules: PresenceRules = BASE.rules) -> tuple[PresentProject, ...]:
    """Return those that count as prevention at work under the rules."""
    return tuple(
        item
        for item in found
        if item.standing in COUNTED_STANDINGS
        and rules.project_types & set(item.project.types)
        and (rules.count_inferred_places or not item.inferred)
    )


def service_standing(dataset: Dataset, service: Service, on: date) -> str:
    """Return how a service stands on a day (see :class:`PresentService`); empty where it had not been seen yet."""
    if service.status in ("planned", "not_activated"):
        return service.status
    if service.status in ("closed", "not_functioning") and (service.end is None or on > service.end):
        return "closed"
    if service.last_confirmed is None:
        return "unknown"
    period = report_period(dataset, service.citations) if service.window == "report_period" else None
    begin = service.start or (min(period[0], service.last_confirmed) if period else service.last_confirmed)
    if on < begin:
        return ""
    if service.end and on > service.end:
        return "closed"
    if on > add_months(service.last_confirmed, FRESH_MONTHS):
        return "stale"
    return "assumed" if service.window != "stated" and on < service.last_confirmed else "confirmed"


def service_counts(dataset: Dataset, service: Service, standing: str, rules: PresenceRules = BASE.rules) -> bool:
    """Return whether a service counts as prevention within reach: the right kind, and not known to be gone."""
    kind = dataset.service_categories[service.category].counts_as
    kinds = ("prevention", "institution") if rules.count_institutions else ("prevention",)
    chosen = not rules.service_categories or service.category in rules.service_categories
    return standing in ("confirmed", "assumed") and kind in kinds and chosen


def services_at(dataset: Dataset, region_id: str, on: date, rules: PresenceRules = BASE.rules) -> tuple[PresentService, ...]:
    """Return the services recorded for an area as they stand on a day; places as in :func:`projects_at`."""
    region = dataset.regions[region_id]
    found = []
    for service in dataset.services.values():
        if not recorded_in(dataset, service.region_id, region):
            continue
        standing = service_standing(dataset, service, on)
        if standing:
            wide = region.level == "municipality" and service.region_id != region_id
            found.append(PresentService(service, standing, service_counts(dataset, service, standing, rules), wide))
    return tuple(sorted(found, key=lambda item: item.service.service_id))
