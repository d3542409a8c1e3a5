"""The services and projects of one area in words: what stands here, what is known only for the qark, what is nearest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.text import Words
from dashboard.view_models.area_list import fold
from dashboard.view_models.markers import DRAWN_SERVICES, PRESENT_PROJECT, PRESENT_SERVICE, counts_as
from dashboard.view_models.world import World
from data.types import Citation, Project, Region
from models.presence import PresentProject, PresentService, projects_at, services_at

GONE = ("closed",)


@dataclass(frozen=True)
class RecordLine:
    """One service or project: its name, what kind, how sure, where, and who says so."""

    name: str
    kind: str
    standing: str
    said: str
    place: str
    source: str
    source_url: str


@dataclass(frozen=True)
class AreaRecords:
    """The records of an area. ``qark_wide`` are known for the qark as a whole, not for a place in it."""

    services: tuple[RecordLine, ...]
    institutions: tuple[RecordLine, ...]
    projects: tuple[RecordLine, ...]
    other_services: tuple[RecordLine, ...]
    other_projects: tuple[RecordLine, ...]
    qark_wide: tuple[RecordLine, ...]
    shelter: str
    nearest: str


def build_area_records(world: World, region: Region, on: date, words: Words) -> AreaRecords:
    """Build the records of one qark or municipality on a date."""
    at_qark = region.level == "qark"
    places = (region, *world.municipalities_of(region.region_id)) if at_qark else (region,)
    ids = frozenset(place.region_id for place in places)
    services = _distinct_services(world, ids | {region.qark_id}, on)
    here = [s for s in services if s.service.region_id in ids]
    wide = [s for s in services if s.service.region_id not in ids]
    projects = _distinct_projects(world, ids | {region.qark_id}, on)
    inside = [p for p in projects if at_qark or _names(p.project, ids)]
    beyond = [p for p in projects if not (at_qark or _names(p.project, ids))]
    return AreaRecords(
        services=_service_lines(world, [s for s in here if s.standing in PRESENT_SERVICE], words, DRAWN_SERVICES),
        other_services=_service_lines(world, [s for s in here if s.standing not in PRESENT_SERVICE], words, DRAWN_SERVICES),
        institutions=_service_lines(world, here, words, ("institution",)),
        projects=_project_lines(world, [p for p in inside if p.standing in PRESENT_PROJECT], words, ids),
        other_projects=_project_lines(world, [p for p in inside if p.standing not in PRESENT_PROJECT], words, ids),
        qark_wide=(
            *_service_lines(world, wide, words, (*DRAWN_SERVICES, "institution")),
            *_project_lines(world, beyond, words, frozenset({region.qark_id})),
        ),
        shelter=_shelter(world, services, region, words),
        nearest="" if at_qark else _nearest(world, region, on, words),
    )


def source_of(world: World, citations: tuple[Citation, ...], words: Words) -> tuple[str, str]:
    """Return the first cited source's name and address."""
    first = citations[0].source_id if citations else ""
    return world.source_name(first, words.lang), world.source_url(first)


def _distinct_services(world: World, region_ids: frozenset[str], on: date) -> list[PresentService]:
    found = {p.service.service_id: p for r in sorted(region_ids) for p in services_at(world.dataset, r, on)}
    return [p for p in found.values() if p.service.region_id in region_ids and p.standing not in GONE]


def _distinct_projects(world: World, region_ids: frozenset[str], on: date) -> list[PresentProject]:
    found: dict[str, PresentProject] = {}
    for region_id in sorted(region_ids):
        for present in projects_at(world.dataset, region_id, on):
            if _names(present.project, region_ids):
                found.setdefault(present.project.project_id, present)
    return list(found.values())


def _names(project: Project, region_ids: Iterable[str]) -> bool:
    return any(place.region_id in set(region_ids) for place in project.places)


def _service_lines(
    world: World, present: list[PresentService], words: Words, kinds: tuple[str, ...]
) -> tuple[RecordLine, ...]:
    lines = []
    for one in present:
        category = world.dataset.service_categories.get(one.service.category)
        if counts_as(world, one.service.category) not in kinds:
            continue
        source, url = source_of(world, one.service.citations, words)
        confirmed = one.service.last_confirmed
        said = words(f"service_standing.{one.standing}", date=words.month(confirmed) if confirmed else words("record.undated"))
        label = category.label[words.lang] if category else ""
        place = _place(world, one.service.region_id, words)
        lines.append(RecordLine(one.service.name[words.lang], label, one.standing, said, place, source, url))
    return tuple(sorted(lines, key=lambda line: fold(line.name)))


def _project_lines(
    world: World, present: list[PresentProject], words: Words, ids: frozenset[str]
) -> tuple[RecordLine, ...]:
    lines = []
    for one in present:
        source, url = source_of(world, one.project.citations, words)
        places = dict.fromkeys(_place(world, p.region_id, words) for p in one.project.places if p.region_id in ids)
        said = words(f"project_standing.{one.standing}")
        window = words(f"window.{one.project.window}")
        lines.append(
            RecordLine(
                name=one.project.name[words.lang],
                kind=one.project.organisation,
                standing=one.standing,
                said=f"{said} {window}" if one.standing in ("active", "assumed") else said,
                place=words.listed(tuple(places)),
                source=source,
                source_url=url,
            )
        )
    return tuple(sorted(lines, key=lambda line: fold(line.name)))


def _place(world: World, region_id: str, words: Words) -> str:
    region = world.region(region_id)
    return words(f"place.{region.level}", name=region.name[words.lang])


def _shelter(world: World, services: list[PresentService], region: Region, words: Words) -> str:
    there = [s for s in services if counts_as(world, s.service.category) == "shelter" and s.standing in ("confirmed", "assumed")]
    old = [s for s in services if counts_as(world, s.service.category) == "shelter" and s.standing == "stale"]
    qark = world.region(region.qark_id).name[words.lang]
    if there:
        return words("panel.shelter", qark=qark)
    return words("panel.shelter_stale", qark=qark) if old else ""


def _nearest(world: World, region: Region, on: date, words: Words) -> str:
    nearest = world.nearest(region.region_id, on)
    if nearest is None:
        return words("panel.nearest_none")
    place = world.region(nearest.municipality_id).name[words.lang]
    count = len(nearest.service_ids)
    if nearest.municipality_id == region.region_id:
        return words.count("panel.nearest_here", count, place=place)
    return words.count("panel.nearest", count, place=place, km=words.number(nearest.distance_km))
