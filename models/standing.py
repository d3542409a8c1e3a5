"""How any record of the directory stands on a day, in one vocabulary for services, projects and mechanisms."""

from __future__ import annotations

from datetime import date

from data.types import Dataset, Mechanism, Project, Service
from models.method import OPEN_ENDED_MONTHS
from models.presence import add_months, document_dates, project_standing, report_period, service_standing

STANDINGS = (
    "active", "assumed", "stale", "unknown", "planned", "not_activated", "not_functioning", "closed", "ended", "not_yet"
)  # fmt: skip
"""From at work to not begun. ``assumed``: at work as far as a window or a report's period tells; ``stale``: not confirmed for
over 24 months; ``not_yet``: the day lies before the record begins, or before its source saw it."""
AT_WORK = ("active", "assumed")
NOT_DONE = ("planned", "foreseen", "not_activated")


def standing_of(dataset: Dataset, record: Service | Project | Mechanism, on: date) -> str:
    """Return one of :data:`STANDINGS` for a record on a day."""
    if isinstance(record, Service):
        return _of_service(dataset, record, on)
    if isinstance(record, Project):
        return _of_project(dataset, record, on)
    return mechanism_standing(dataset, record, on)


def _of_service(dataset: Dataset, service: Service, on: date) -> str:
    if service.status == "not_functioning" and (service.end is None or on > service.end):
        return "not_functioning"
    found = service_standing(dataset, service, on)
    return {"confirmed": "active", "": "not_yet"}.get(found, found)


def _of_project(dataset: Dataset, project: Project, on: date) -> str:
    if project.status == "not_activated":
        return "not_activated"
    found = project_standing(dataset, project, on)
    return found or ("ended" if project.end and on > project.end else "not_yet")


def mechanism_standing(dataset: Dataset, mechanism: Mechanism, on: date) -> str:
    """Return how a mechanism stands on a day, by the rules that hold for projects.

    Inside its dates it is ``active``; with a start and no end, until 24 months after its latest document's date. An undated one
    is ``assumed`` in its report's period only. Beyond that its standing is ``unknown``. What was planned, foreseen or never
    activated stays so on every day.
    """
    if mechanism.status in NOT_DONE:
        return "not_activated" if mechanism.status == "not_activated" else "planned"
    if mechanism.end and on > mechanism.end:
        return "ended"
    if mechanism.start and on < mechanism.start:
        return "not_yet"
    period = report_period(dataset, mechanism.citations)
    if mechanism.start is None and period and on < period[0]:
        return "not_yet"
    if mechanism.status == "unknown":
        return "unknown"
    if mechanism.start is None and mechanism.end is None:
        return "assumed" if period and on <= period[1] else "unknown"
    if mechanism.end is None:
        last = max(document_dates(dataset, mechanism.citations), default=None)
        return "active" if last and on <= add_months(last, OPEN_ENDED_MONTHS) else "unknown"
    return "active" if mechanism.start else "assumed"
