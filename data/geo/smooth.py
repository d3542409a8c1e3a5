"""Turn a coverage into smooth shared borders without tearing it: what two areas share is smoothed once, as one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = dict[str, shapely.Geometry]


def shared_lines(areas: Iterable[shapely.Geometry]) -> list[shapely.LineString]:
    """Return the lines of a coverage between the points where three areas meet, each line once."""
    merged = shapely.line_merge(shapely.union_all([area.boundary for area in areas]))
    return sorted(shapely.get_parts(merged), key=lambda line: line.coords[:])


def soften(line: shapely.LineString, rounds: int) -> shapely.LineString:
    """Cut the corners of a line (Chaikin), ends kept in place; a closed line stays closed.

    >>> soften(shapely.LineString([(0, 0), (4, 0), (4, 4)]), 1).wkt
    'LINESTRING (0 0, 3 0, 4 1, 4 4)'
    """
    points: NDArray[np.float64] = shapely.get_coordinates(line)
    for _ in range(rounds):
        if len(points) < 3:
            break
        near = points[:-1] * 0.75 + points[1:] * 0.25
        far = points[:-1] * 0.25 + points[1:] * 0.75
        cut = np.stack([near, far], axis=1).reshape(-1, 2)
        points = np.vstack([cut, cut[:1]]) if line.is_closed else np.vstack([points[:1], cut[1:-1], points[-1:]])
    return shapely.LineString(points)


def rebuild(lines: Iterable[shapely.Geometry], before: Mapping[str, shapely.Geometry], grid: float) -> Shapes:
    """Make areas of lines again: every face between the lines goes to the area that covered most of it before.

    ``grid`` is the precision that crossings are snapped to, in the units of the lines; 0 keeps them exact.
    """
    noded = shapely.union_all(list(lines), grid_size=grid or None)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    names = list(before)
    tree = shapely.STRtree([before[name] for name in names])
    owned: dict[str, list[shapely.Polygon]] = {name: [] for name in names}
    for face in faces:
        near = tree.query(face, predicate="intersects")
        overlaps = [shapely.intersection(face, before[names[index]]).area for index in near]
        # A face that nothing covered before is a gap outside the coverage (a lake, a strait), not ground.
        if overlaps and max(overlaps) > face.area / 4:
            owned[names[near[int(np.argmax(overlaps))]]].append(face)
    return {name: shapely.coverage_union_all(parts) for name, parts in owned.items()}


def in_one_piece(areas: Mapping[str, shapely.Geometry]) -> Shapes:
    """Give the small cut-off parts of an area to the neighbour that shares their longest border."""
    pieces = {name: sorted(shapely.get_parts(area), key=lambda part: -part.area) for name, area in areas.items()}
    whole: dict[str, list[shapely.Geometry]] = {name: parts[:1] for name, parts in pieces.items()}
    for name, parts in pieces.items():
        for part in parts[1:]:
            borders = {
                other: shapely.length(shapely.intersection(part, main[0].boundary))
                for other, main in whole.items()
                if other != name
            }
            best = max(borders, key=lambda other: borders[other], default=name)
            whole[best if borders.get(best, 0) > 0 else name].append(part)
    return {name: shapely.coverage_union_all(parts) for name, parts in whole.items()}
