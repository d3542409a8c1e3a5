import copy
import json
from pathlib import Path
from typing import Any

import geopandas
import pytest

from data.geo.boundaries import boundaries_status, load_boundaries
from data.geo.feature_collections import rings_of, signed_area
from data.problems import DataError

Collection = dict[str, Any]


@pytest.fixture
def good() -> Collection:
    collection = copy.deepcopy(load_boundaries().geojson["municipality"])
    for feature in collection["features"]:
        del feature["id"]
    return collection


def save(tmp_path: Path, collection: Collection, name: str = "mine.geojson") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def frame_of(collection: Collection) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame.from_features(collection, crs="EPSG:4326")


def faults(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_boundaries(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["mine.geojson", "mine.gpkg", "mine.shp", "mine.parquet", "mine.shp.zip"])
def test_each_format_gives_61_municipalities_and_12_dissolved_qarks(tmp_path: Path, good: Collection, name: str):
    frame = frame_of(good).rename(columns={"region_id": "kodi"})
    path = tmp_path / name
    if name.endswith(".parquet"):
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    boundaries = load_boundaries(path)
    assert boundaries.kind == "user"
    assert {level: len(c["features"]) for level, c in boundaries.geojson.items()} == {"qark": 12, "municipality": 61}
    assert name in boundaries.attribution["sq"]
    rings = [ring for c in boundaries.geojson.values() for f in c["features"] for ring in rings_of(f["geometry"])]
    assert all((signed_area(ring) < 0) == outer for outer, ring in rings)


def test_another_crs_is_reprojected(tmp_path: Path, good: Collection):
    path = tmp_path / "utm.gpkg"
    frame_of(good).to_crs("EPSG:32634").to_file(path)
    assert load_boundaries(path).bounds == pytest.approx(load_boundaries().bounds, abs=1e-3)


def test_status_of_a_user_file_names_it_and_claims_no_accuracy(tmp_path: Path, good: Collection):
    path = save(tmp_path, good)
    status = boundaries_status(path)
    assert (status["kind"], status["path"], status["accuracy"]) == ("user", str(path), {})


def test_missing_extra_and_double_codes_are_reported_together(tmp_path: Path, good: Collection):
    good["features"][0]["properties"]["region_id"] = "AL999"
    good["features"][1]["properties"]["region_id"] = good["features"][2]["properties"]["region_id"]
    text = faults(save(tmp_path, good))
    assert "mine.geojson, region_id: a municipality is missing (found 'AL111'). Add its polygon" in text
    assert "a municipality is missing (found 'AL112')" in text
    assert "row 1, region_id: not the code of a municipality (found 'AL999')" in text
    assert "region_id: a municipality stands 2 times (found 'AL113'). Merge the parts" in text


def test_a_missing_polygon_is_named(tmp_path: Path, good: Collection):
    good["features"] = [f for f in good["features"] if f["properties"]["region_id"] != "AL326"]
    assert "a municipality is missing (found 'AL326')" in faults(save(tmp_path, good))


def test_invalid_polygons_are_listed_with_the_reason(tmp_path: Path, good: Collection):
    for feature in good["features"][:2]:
        feature["geometry"] = {"type": "Polygon", "coordinates": [[[20, 41], [20.1, 41.1], [20.1, 41], [20, 41.1], [20, 41]]]}
    text = faults(save(tmp_path, good))
    assert "row 1, geometry: the polygon is invalid: Self-intersection" in text
    assert "row 2, geometry: the polygon is invalid" in text
    assert "Fix geometries" in text


def test_points_and_empty_geometries_are_no_polygons(tmp_path: Path, good: Collection):
    good["features"][0]["geometry"] = {"type": "Point", "coordinates": [20, 41]}
    good["features"][1]["geometry"] = None
    text = faults(save(tmp_path, good))
    assert "row 1, geometry: the geometry is not a polygon (found 'AL111 Point')" in text
    assert "row 2, geometry: the feature has no geometry (found 'AL112')" in text


def test_a_crs_that_contradicts_the_coordinates_is_refused(tmp_path: Path, good: Collection):
    path = tmp_path / "wrong.gpkg"
    frame_of(good).to_crs("EPSG:32634").set_crs("EPSG:32635", allow_override=True).to_file(path)
    text = faults(path)
    assert "crs: the coordinates do not lie in Albania under the CRS that the file states (found 'EPSG:32635" in text


def test_metres_called_degrees_are_refused(tmp_path: Path, good: Collection):
    metres = json.loads(frame_of(good).to_crs("EPSG:32634").to_json(drop_id=True))
    del metres["crs"]
    assert "do not lie in Albania" in faults(save(tmp_path, metres))


def test_swapped_longitude_and_latitude_are_recognised(tmp_path: Path, good: Collection):
    for feature in good["features"]:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [[point[::-1] for point in ring] for ring in rings]
    assert "Longitude and latitude are swapped" in faults(save(tmp_path, good))


def test_a_missing_crs_is_taken_as_degrees_only_within_albania(tmp_path: Path, good: Collection):
    degrees, metres = tmp_path / "degrees.shp", tmp_path / "metres.shp"
    frame_of(good).to_file(degrees)
    frame_of(good).to_crs("EPSG:32634").to_file(metres)
    for path in (degrees, metres):
        path.with_suffix(".prj").unlink()
    assert load_boundaries(degrees).kind == "user"
    assert "crs: no CRS is stated and the coordinates are not degrees within Albania" in faults(metres)


def test_a_file_without_codes_lists_the_fields_it_has(tmp_path: Path, good: Collection):
    for number, feature in enumerate(good["features"]):
        feature["properties"] = {"emri": f"bashkia {number}"}
    text = faults(save(tmp_path, good))
    assert "no field holds the codes of the municipalities" in text
    assert "emri" in text


def test_an_empty_collection_is_said_to_be_empty(tmp_path: Path):
    text = faults(save(tmp_path, {"type": "FeatureCollection", "features": []}))
    assert "empty" in text or "no geometries" in text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("cut.geojson", b'{"type": "FeatureCollection", "features": [{"ty', "the file cannot be read"),
        ("latin.geojson", '{"type": "FeatureCollection", "name": "Kukës"}'.encode("latin-1"), "not UTF-8"),
        ("noise.gpkg", b"\x00\x01\x02 no database", "the file cannot be read"),
        ("noise.parquet", b"PAR1 but not really", "the file cannot be read"),
        ("empty.geojson", b"", "the file cannot be read"),
        ("map.pdf", b"%PDF", "unknown kind of file"),
    ],
)
def test_garbage_is_refused_in_plain_words(tmp_path: Path, name: str, content: bytes, message: str):
    (tmp_path / name).write_bytes(content)
    assert message in faults(tmp_path / name)


def test_a_path_that_leads_nowhere_is_said_so(tmp_path: Path):
    assert "there is no such file" in faults(tmp_path / "none.gpkg")


@pytest.mark.shared
def test_the_surveyed_municipalities_are_accepted_and_thinned_for_the_screen(shared_geo: Path):
    status = boundaries_status(shared_geo / "wof_municipalities.geojson")
    assert status["levels"]["municipality"]["count"] == 61
    assert status["levels"]["qark"]["count"] == 12
    assert status["levels"]["municipality"]["bytes"] < 250_000
