"""Points on the map: services and projects stacked at a municipality's seat, hollow at a qark's middle; never a shelter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.world import World
from data.types import Region
from models.presence import PresentProject, PresentService, projects_at, services_at

# A place that people can turn to; institutions, lines and shelters are told in words, never drawn.
DRAWN_SERVICES = ("prevention", "protection")
PRESENT_SERVICE = ("confirmed", "assumed", "stale")
PRESENT_PROJECT = ("active", "assumed")
# Services and projects of one town stand side by side (degrees of longitude).
SIDE_STEP = 0.035


@dataclass(frozen=True)
class PlaceMarker:
    """One marker: how many records stand at one place. ``hollow`` = known only for the qark; ``stale`` = none confirmed of late."""

    region_id: str
    lat: float
    lon: float
    count: int
    hollow: bool
    stale: bool
    label: str


@dataclass(frozen=True)
class MarksView:
    """The markers that are switched on."""

    services: tuple[PlaceMarker, ...]
    projects: tuple[PlaceMarker, ...]


def counts_as(world: World, category: str) -> str:
    """Return what a service category counts as."""
    known = world.dataset.service_categories.get(category)
    return known.counts_as if known else "institution"


def present_services(world: World, region_id: str, on: date) -> tuple[PresentService, ...]:
    """Return the services of just this place that may be drawn or listed as present."""
    return tuple(
        present
        for present in services_at(world.dataset, region_id, on)
        if present.service.region_id == region_id
        and present.standing in PRESENT_SERVICE
        and counts_as(world, present.service.category) in DRAWN_SERVICES
    )


def present_projects(world: World, region_id: str, on: date) -> tuple[PresentProject, ...]:
    """Return the projects with a place in just this region that were at work on the date."""
    return tuple(
        present
        for present in projects_at(world.dataset, region_id, on)
        if present.standing in PRESENT_PROJECT and any(place.region_id == region_id for place in present.project.places)
    )


def build_marks_view(world: World, selection: Selection) -> MarksView:
    """Build one marker per place with services, and one per place with projects, as far as they are switched on."""
    words = load_words(selection.lang)
    services, projects = "services" in selection.markers, "projects" in selection.markers
    on = selection.date
    return MarksView(
        tuple(_markers(world, words, "services", ((r, present_services(world, r.region_id, on)) for r in _places(world) if services))),
        tuple(_markers(world, words, "projects", ((r, present_projects(world, r.region_id, on)) for r in _places(world) if projects))),
    )


def _places(world: World) -> tuple[Region, ...]:
    return (*world.areas("municipality"), *world.areas("qark"))


def _markers(
    world: World, words: Words, kind: str, found: Iterable[tuple[Region, tuple[PresentService, ...] | tuple[PresentProject, ...]]]
) -> Iterable[PlaceMarker]:
    step = -SIDE_STEP if kind == "services" else SIDE_STEP
    for region, records in found:
        if not records:
            continue
        hollow = region.level == "qark"
        lat, lon = world.shapes.label_points[region.region_id] if hollow else (region.seat_lat, region.seat_lon)
        stale = all(record.standing == "stale" for record in records)
        place = words(f"place.{region.level}", name=region.name[words.lang])
        label = words.count(f"marker.{kind}", len(records), place=place)
        yield PlaceMarker(region.region_id, round(lat, 3), round(lon + step, 3), len(records), hollow, stale, label)
