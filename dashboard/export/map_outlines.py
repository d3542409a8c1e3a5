"""The boundaries as flat outlines in kilometres, for pictures that are drawn here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from dashboard.view_models.world import World

# Equirectangular at the middle of Albania: shapes as on the screen, and one scale from north to south.
MIDDLE_LATITUDE = 41.0
KM_PER_DEGREE = 111.32
Point = tuple[float, float]
Frame = tuple[float, float, float, float]


@dataclass(frozen=True)
class Outline:
    """One area: its rings in kilometres, x to the east and y to the south; a ring inside another is a hole."""

    region_id: str
    rings: tuple[tuple[Point, ...], ...]


def project(lon: float, lat: float) -> Point:
    """Return a place in kilometres: x to the east, y to the south."""
    return lon * KM_PER_DEGREE * cos(radians(MIDDLE_LATITUDE)), -lat * KM_PER_DEGREE


def outlines_of(world: World, level: str, wanted: Iterable[str] | None = None) -> tuple[Outline, ...]:
    """Return the outlines of a level, or of those of it that are wanted."""
    chosen = None if wanted is None else frozenset(wanted)
    features = world.shapes.geojson[level]["features"]
    return tuple(_outline(feature) for feature in features if chosen is None or feature["id"] in chosen)


def frame_of(outlines: Iterable[Outline], margin: float) -> Frame:
    """Return the west, north, east and south of outlines, with a share of their size around them."""
    points = [point for outline in outlines for ring in outline.rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    pad = max(max(xs) - min(xs), max(ys) - min(ys)) * margin
    return min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad


def _outline(feature: Mapping[str, Any]) -> Outline:
    shape = feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = tuple(tuple(project(lon, lat) for lon, lat in ring) for part in parts for ring in part)
    return Outline(str(feature["id"]), rings)
