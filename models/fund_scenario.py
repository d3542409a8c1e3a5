"""What if: projects and services added, ended, extended or closed in a copy of the data; nothing that is recorded changes.

An edit is written as ``kind_record_day``: ``ap_AL013_20060731_20080731`` (a project there from one day to another),
``as_AL351_20060731`` (a service seen there on a day), ``ep_001-KV-20_20060630`` (a project ends), ``xp_001-KV-20_20081231``
(it goes on until), ``cs_S036_20060630`` (a service closes), ``xs_S036_20080731`` (a service is seen on a day). Joined by points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.types import Citation, Dataset, Place, Project, Region, Service

ADD_PROJECT, ADD_SERVICE = "ap", "as"
END_PROJECT, EXTEND_PROJECT = "ep", "xp"
CLOSE_SERVICE, EXTEND_SERVICE = "cs", "xs"
KINDS = (ADD_PROJECT, ADD_SERVICE, END_PROJECT, EXTEND_PROJECT, CLOSE_SERVICE, EXTEND_SERVICE)
MOST_EDITS = 12
# What an added record counts as: any kind of prevention project, and a service that counts as prevention.
PROJECT_TYPE, SERVICE_CATEGORY = "prevention", "community_centre"
BOTH = ("sq", "en")


@dataclass(frozen=True)
class Edit:
    """One change; ``target`` is a region for what is added, else a record. ``until`` only where a project is added."""

    kind: str
    target: str
    day: date
    until: date | None = None

    def written(self) -> str:
        """Return the edit as it stands in an address."""
        days = [self.day, *([self.until] if self.until else [])]
        return "_".join((self.kind, self.target, *(day.strftime("%Y%m%d") for day in days)))


@dataclass(frozen=True)
class Scenario:
    """The changed data, and the edits that could not be made, each with why: ``record``, ``place`` or ``days``."""

    dataset: Dataset
    edits: tuple[Edit, ...]
    wrong: dict[str, str]


def read_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits of an address; what makes no sense is left out.

    >>> [e.kind for e in read_edits("cs_S036_20060731.zz_1_20060731.ap_AL013_20060731_20070731")]
    ['cs', 'ap']
    """
    found = (_read(part) for part in text.split(".") if part)
    return tuple(edit for edit in found if edit)[:MOST_EDITS]


def _read(part: str) -> Edit | None:
    kind, *rest = part.split("_")
    if kind not in KINDS or len(rest) not in (2, 3):
        return None
    try:
        days = [date.fromisoformat(text) for text in rest[1:]]
    except ValueError:
        return None
    return Edit(kind, rest[0], days[0], days[1] if len(days) > 1 else None)


def write_edits(edits: tuple[Edit, ...]) -> str:
    """Return edits as they stand in an address."""
    return ".".join(edit.written() for edit in edits)


def apply_edits(dataset: Dataset, edits: tuple[Edit, ...], as_of: date) -> Scenario:
    """Return a copy of the data with the edits made in order, as seen on a day."""
    projects, services = dict(dataset.projects), dict(dataset.services)
    source = next(iter(dataset.sources), "")
    wrong: dict[str, str] = {}
    for number, edit in enumerate(edits):
        why = _why_not(dataset, edit)
        if why:
            wrong[edit.written()] = why
        elif edit.kind == ADD_PROJECT:
            added = _project(f"WHAT-{number}", edit, source)
            projects[added.project_id] = added
        elif edit.kind == ADD_SERVICE:
            service = _service(f"WHAT-{number}", edit, as_of, source)
            services[service.service_id] = service
        elif edit.kind in (END_PROJECT, EXTEND_PROJECT):
            projects[edit.target] = _moved(projects[edit.target], edit)
        else:
            services[edit.target] = _seen(services[edit.target], edit)
    return Scenario(replace(dataset, projects=projects, services=services), edits, wrong)


def _why_not(dataset: Dataset, edit: Edit) -> str:
    """Say why an edit cannot be made, empty where it can."""
    if edit.kind in (ADD_PROJECT, ADD_SERVICE):
        region = dataset.regions.get(edit.target)
        wanted = ("qark", "municipality") if edit.kind == ADD_PROJECT else ("municipality",)
        if region is None or region.level not in wanted:
            return "place"
        return "days" if edit.until and edit.until < edit.day else ""
    if edit.kind in (END_PROJECT, EXTEND_PROJECT):
        project = dataset.projects.get(edit.target)
        if project is None:
            return "record"
        return "days" if project.start and edit.day < project.start else ""
    service = dataset.services.get(edit.target)
    if service is None or dataset.service_categories[service.category].counts_as == "shelter":
        return "record"
    return ""


def _project(project_id: str, edit: Edit, source_id: str) -> Project:
    nothing = dict.fromkeys(BOTH, "")
    nan = float("nan")
    return Project(
        project_id=project_id, name=nothing, summary=nothing, organisation="", partners="", donor="", programme="", phase="",
        types=(PROJECT_TYPE,), audiences=(), start=edit.day, end=edit.until or edit.day, window="stated", status="active",
        reached_n=nan, reached_kind="", reached_scope="", amount=nan, currency="", citations=(Citation(source_id, ""),),
        places=(Place(edit.target, "", "", "stated"),), tier="public", note="",
    )  # fmt: skip


def _service(service_id: str, edit: Edit, as_of: date, source_id: str) -> Service:
    nothing = dict.fromkeys(BOTH, "")
    return Service(
        service_id=service_id, name=nothing, summary=nothing, operator="", category=SERVICE_CATEGORY, region_id=edit.target,
        start=edit.day, end=None, window="stated", status="active", last_confirmed=max(edit.day, as_of),
        citations=(Citation(source_id, ""),), see_also=(), tier="public", note="",
    )  # fmt: skip


def _moved(project: Project, edit: Edit) -> Project:
    """Return a project with another end: an extended one is at work from its start, or from when it was known, to that day."""
    if edit.kind == END_PROJECT:
        return replace(project, end=edit.day, window="stated" if project.start else "derived")
    return replace(project, end=edit.day, window="stated", status="active")


def _seen(service: Service, edit: Edit) -> Service:
    """Return a service that closed on a day, or one that was seen at work on it."""
    if edit.kind == CLOSE_SERVICE:
        before = edit.day - timedelta(days=1)
        return replace(service, end=before, status="closed")
    seen = max(edit.day, service.last_confirmed or edit.day)
    end = None if service.end and service.end < edit.day else service.end
    return replace(service, last_confirmed=seen, end=end, status="active", start=service.start)


def places_for(dataset: Dataset, kind: str) -> tuple[Region, ...]:
    """Return where something can be added: a service at a municipality's seat, a project in a qark or municipality."""
    towns = dataset.regions_at("municipality")
    return towns if kind == ADD_SERVICE else (*dataset.regions_at("qark"), *towns)
