"""GeoJSON feature collections as this project writes them: ids are region codes, outer rings clockwise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

Collection = dict[str, Any]
Ring = list[list[float]]
DECIMALS = 4


def signed_area(ring: Ring) -> float:
    """Return the area of a closed ring in its own units, negative when it runs clockwise.

    >>> signed_area([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]])
    -1.0
    """
    steps = pairwise(ring)
    return sum(here[0] * there[1] - there[0] * here[1] for here, there in steps) / 2


def rings_of(geometry: Mapping[str, Any]) -> Iterator[tuple[bool, Ring]]:
    """Yield every ring of a (Multi)Polygon, with whether it is an outer one."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        for index, ring in enumerate(part):
            yield index == 0, ring


def collection_of(areas: Mapping[str, Any], decimals: int = DECIMALS) -> Collection:
    """Make a feature collection of shapely (multi)polygons by region id, outer rings clockwise.

    d3-geo, and plotly with it, takes what lies to the right of a ring as its inside: a ring the other way round paints the
    whole world.
    """
    features = [
        {"type": "Feature", "id": code, "properties": {"region_id": code}, "geometry": _geometry(area, decimals)}
        for code, area in areas.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def _geometry(area: Any, decimals: int) -> Collection:
    parts = [_polygon(part, decimals) for part in (area.geoms if area.geom_type == "MultiPolygon" else [area])]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _polygon(polygon: Any, decimals: int) -> list[Ring]:
    holes = [_ring(hole, decimals, clockwise=False) for hole in polygon.interiors]
    return [_ring(polygon.exterior, decimals, clockwise=True), *holes]


def _ring(line: Any, decimals: int, *, clockwise: bool) -> Ring:
    ring = [[round(x, decimals), round(y, decimals)] for x, y in list(line.coords)[:-1]]
    if (signed_area([*ring, ring[0]]) < 0) != clockwise:
        ring.reverse()
    # Begin at the lowest point, so that the bytes do not depend on where a union happened to begin.
    start = ring.index(min(ring))
    ring = ring[start:] + ring[:start]
    return [*ring, ring[0]]


def text_of(collection: Collection) -> str:
    """Return the collection as compact JSON, one feature a line so that a change can be read in a diff."""
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in collection["features"])
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def write_collection(path: Path, areas: Mapping[str, Any]) -> None:
    """Write shapely areas by region id as GeoJSON."""
    path.write_text(text_of(collection_of(areas)), encoding="utf-8")
