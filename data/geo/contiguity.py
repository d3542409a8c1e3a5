"""Which areas share a border, derived from the boundaries in use."""

from __future__ import annotations

from collections.abc import Mapping

from data.geo.feature_collections import Collection
from data.types import frozen_map

LEAST_SHARED_DEGREES = 0.0005
"""A common border must be at least this long (about 50 m), so that areas that only touch in a point are no neighbours."""


def shared_borders(collection: Collection) -> Mapping[str, tuple[str, ...]]:
    """Return each area's neighbours by id, both sorted; an area without any has an empty tuple.

    Parameters
    ----------
    collection : Collection
        Areas of one level, feature id = region id, EPSG:4326, as ``data.geo.boundaries`` loads them.
    """
    import shapely
    from shapely.geometry import shape

    areas = {feature["id"]: shape(feature["geometry"]) for feature in collection["features"]}
    ids, shapes = list(areas), list(areas.values())
    found: dict[str, set[str]] = {region_id: set() for region_id in ids}
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        if a < b and shapely.length(shapely.intersection(shapes[a], shapes[b])) >= LEAST_SHARED_DEGREES:
            found[ids[a]].add(ids[b])
            found[ids[b]].add(ids[a])
    return frozen_map({region_id: tuple(sorted(found[region_id])) for region_id in sorted(found)})
