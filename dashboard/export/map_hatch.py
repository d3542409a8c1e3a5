"""Hatches as real lines, clipped to what they fill: every program draws them alike, and no two pictures share an id."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, sqrt
from typing import Any

from dashboard.export.map_outlines import Point
from dashboard.export.map_paint import DASHES, DOTS, FALLING, RISING, Hatch

DASH_SHARE = 0.625
Rings = Sequence[Sequence[Point]]
Segment = tuple[Point, Point]
Box = tuple[float, float, float, float]


def area_of(rings: Rings) -> Any:
    """Return rings as one area; a ring inside another is a hole."""
    import shapely

    # Rings of all parts at once: even-odd, as the drawing fills them.
    area = shapely.Polygon()
    for ring in rings:
        area = area.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return area


def hatch_path(area: Any, hatch: Hatch) -> str:
    """Return the lines of a hatch over an area as a path."""
    import shapely

    if hatch.kind == DOTS:
        dots = shapely.intersection(shapely.MultiPoint(_dots(area.bounds, hatch.period)), area)
        return "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in shapely.get_coordinates(dots).tolist())
    lines = shapely.intersection(shapely.MultiLineString(_lines(area.bounds, hatch)), area)
    ends = (line.coords for line in _parts(lines) if line.geom_type == "LineString")
    return "".join(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" for a, *_, b in ends)


def _parts(found: Any) -> list[Any]:
    return list(found.geoms) if hasattr(found, "geoms") else [found] if not found.is_empty else []


def _steps(low: float, high: float, period: float) -> range:
    return range(floor(low / period), ceil(high / period) + 1)


def _dots(box: Box, period: float) -> list[Point]:
    left, top, right, bottom = box
    rows = _steps(top, bottom, period)
    return [(column * period, row * period) for column in _steps(left, right, period) for row in rows]


def _lines(box: Box, hatch: Hatch) -> list[Segment]:
    left, top, right, bottom = box
    if hatch.kind == DASHES:
        length = hatch.period * DASH_SHARE
        return [((x, y), (x + length, y)) for x, y in _dots(box, hatch.period)]
    if hatch.way == RISING:
        step = hatch.period * sqrt(2)
        sums = [n * step for n in _steps(left + top, right + bottom, step)]
        return [((s - bottom, bottom), (s - top, top)) for s in sums]
    if hatch.way == FALLING:
        step = hatch.period * sqrt(2)
        gaps = [n * step for n in _steps(left - bottom, right - top, step)]
        return [((g + top, top), (g + bottom, bottom)) for g in gaps]
    return [((left, n * hatch.period), (right, n * hatch.period)) for n in _steps(top, bottom, hatch.period)]
