from __future__ import annotations

from data.geo.boundaries import load_boundaries
from data.geo.contiguity import shared_borders


def square(name, west, south):
    ring = [[west, south], [west, south + 1], [west + 1, south + 1], [west + 1, south], [west, south]]
    return {"type": "Feature", "id": name, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_a_common_side_makes_neighbours_and_a_common_corner_does_not():
    collection = {
        "type": "FeatureCollection",
        "features": [square("a", 0, 0), square("b", 1, 0), square("c", 1, 1), square("d", 9, 9)],
    }
    assert dict(shared_borders(collection)) == {"a": ("b",), "b": ("a", "c"), "c": ("b",), "d": ()}


def test_the_shipped_areas_have_the_neighbours_an_atlas_shows():
    geojson = load_boundaries().geojson
    qarks = shared_borders(geojson["qark"])
    assert set(qarks["AL013"]) == {"AL011", "AL014", "AL015"}
    assert all(qarks.values())
    towns = shared_borders(geojson["municipality"])
    assert len(towns) == 61
    assert all(towns.values())
    assert all(a in towns[b] for a in towns for b in towns[a])
