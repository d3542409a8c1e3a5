import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from data.geo.boundaries import FOLDER, boundaries_status, load_boundaries, load_context, path_from_environment
from data.geo.feature_collections import rings_of, signed_area
from data.geo.regions import load_regions
from data.types import Level

DEGREES_SQUARED_OF_A_SLIVER = 1e-9


@pytest.fixture(scope="module")
def shapes() -> dict[Level, dict[str, shapely.Geometry]]:
    geojson = load_boundaries().geojson
    return {level: {f["id"]: shape(f["geometry"]) for f in geojson[level]["features"]} for level in geojson}


@pytest.mark.parametrize(("level", "count"), [("qark", 12), ("municipality", 61)])
def test_every_region_of_a_level_is_there_once_and_says_its_code(level: Level, count: int):
    features = load_boundaries().geojson[level]["features"]
    assert [f["id"] for f in features] == sorted(r.region_id for r in load_regions().values() if r.level == level)
    assert all(f["properties"] == {"region_id": f["id"]} for f in features)
    assert len(features) == count


def test_every_polygon_is_valid_and_in_one_piece(shapes):
    for areas in shapes.values():
        assert {code for code, area in areas.items() if not area.is_valid or area.geom_type != "Polygon"} == set()


def test_neighbours_share_every_vertex_so_there_is_no_gap_and_no_overlap(shapes):
    areas = list(shapes["municipality"].values())
    whole = shapely.coverage_union_all(areas)
    assert shapely.coverage_is_valid(areas)
    assert shapely.coverage_is_valid(list(shapes["qark"].values()))
    assert whole.geom_type == "Polygon"
    assert shapely.get_num_interior_rings(whole) == 0
    assert sum(area.area for area in areas) == pytest.approx(whole.area, abs=DEGREES_SQUARED_OF_A_SLIVER)


def test_a_qark_is_exactly_its_municipalities(shapes):
    regions = load_regions()
    for qark, area in shapes["qark"].items():
        own = [
            shapes["municipality"][code]
            for code, region in regions.items()
            if code in shapes["municipality"] and region.qark_id == qark
        ]
        assert shapely.coverage_union_all(own).normalize().equals_exact(area.normalize(), 1e-9)


def test_outer_rings_run_clockwise_or_plotly_paints_the_world():
    collections = [*load_boundaries().geojson.values(), load_context()]
    rings = [ring for c in collections for f in c["features"] for ring in rings_of(f["geometry"])]
    assert all((signed_area(ring) < 0) == outer for outer, ring in rings)


def test_every_seat_lies_in_its_own_municipality(shapes):
    regions = [region for region in load_regions().values() if region.level == "municipality" and not math.isnan(region.seat_lat)]
    outside = [
        r.seat_name for r in regions if not shapes["municipality"][r.region_id].contains(shapely.Point(r.seat_lon, r.seat_lat))
    ]
    assert outside == []
    assert len(regions) >= 60


def test_areas_come_out_near_the_official_ones():
    import geopandas

    regions = load_regions()
    frame = geopandas.GeoDataFrame.from_features(load_boundaries().geojson["municipality"], crs="EPSG:4326").to_crs("EPSG:3035")
    ratios = [area / 1e6 / regions[code].area_km2 for code, area in zip(frame["region_id"], frame.area, strict=True)]
    assert min(ratios) > 0.88
    assert max(ratios) < 1.12


def test_label_points_lie_inside_their_region(shapes):
    points = load_boundaries().label_points
    for areas in shapes.values():
        assert all(area.contains(shapely.Point(points[code])) for code, area in areas.items())
    assert len(points) == 74


def test_coordinates_have_four_decimals_and_the_set_is_small():
    files = [FOLDER / "approximate_qark.geojson", FOLDER / "approximate_municipality.geojson"]
    assert sum(path.stat().st_size for path in files) < 150_000
    for collection in load_boundaries().geojson.values():
        values = [v for f in collection["features"] for _, ring in rings_of(f["geometry"]) for point in ring for v in point]
        assert all(round(value, 4) == value for value in values)


def test_the_neighbouring_countries_do_not_cover_albania(shapes):
    context = {f["id"]: shape(f["geometry"]) for f in load_context()["features"]}
    albania = shapely.union_all(list(shapes["qark"].values()))
    assert set(context) == {"GR", "ME", "MK", "XK"}
    assert sum(area.intersection(albania).area for area in context.values()) < 0.01 * albania.area


def test_status_is_plain_json_with_counts_hashes_licence_and_accuracy():
    status = json.loads(json.dumps(boundaries_status()))
    assert status["kind"] == "approximate"
    assert status["path"] == ""
    assert {level: facts["count"] for level, facts in status["levels"].items()} == {"qark": 12, "municipality": 61}
    assert "CC BY 4.0" in status["licence"]
    assert status["accuracy"]["mean_iou"] > 0.7


def test_an_ordinary_start_does_not_import_geopandas():
    code = "import sys; from data.geo.boundaries import load_boundaries; load_boundaries(); sys.exit('geopandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=FOLDER.parents[1], check=False).returncode == 0


def test_the_environment_names_a_path_or_nothing():
    assert path_from_environment({}) is None
    assert path_from_environment({"PARANDALIM_BOUNDARIES": " "}) is None
    assert path_from_environment({"PARANDALIM_BOUNDARIES": " kufij.gpkg "}) == Path("kufij.gpkg")
