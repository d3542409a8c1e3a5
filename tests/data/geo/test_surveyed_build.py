"""Records become one coverage; and the real ones, where they lie beside the project."""

import csv
import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry import mapping, shape
from survey_server import Survey, record_of, serving, squares

from data.geo.boundaries import load_boundaries
from data.geo.feature_collections import rings_of, signed_area
from data.geo.regions import load_regions
from data.geo.surveyed_build import build_surveyed
from data.geo.surveyed_download import SurveyError
from data.geo.surveyed_fetch import fetch_surveyed
from data.geo.surveyed_manifest import MANIFEST_FILE, load_manifest
from data.geo.surveyed_store import store_folder
from data.problems import DataError


def records(areas: dict[str, shapely.Geometry]) -> dict[str, bytes]:
    return {code: record_of(code, mapping(area)) for code, area in areas.items()}


def areas_of(text: str) -> dict[str, shapely.Geometry]:
    return {feature["id"]: shape(feature["geometry"]) for feature in json.loads(text)["features"]}


def check_coverage(texts: dict[str, str]) -> None:
    regions = load_regions()
    ours, qarks = areas_of(texts["municipality"]), areas_of(texts["qark"])
    assert (len(ours), len(qarks)) == (61, 12)
    for areas in (ours, qarks):
        assert shapely.coverage_is_valid(list(areas.values()))
        assert all(area.is_valid for area in areas.values())
        whole = shapely.get_parts(shapely.coverage_union_all(list(areas.values())))
        assert shapely.get_num_interior_rings(whole).sum() == 0
        assert shapely.area(list(areas.values())).sum() == pytest.approx(shapely.area(whole).sum(), abs=1e-9)
    for qark, area in qarks.items():
        own = shapely.coverage_union_all([a for code, a in ours.items() if regions[code].qark_id == qark])
        assert own.normalize().equals_exact(area.normalize(), 1e-9)
    rings = [ring for text in texts.values() for f in json.loads(text)["features"] for ring in rings_of(f["geometry"])]
    assert all((signed_area(ring) < 0) == outer for outer, ring in rings)


def test_squares_come_out_as_a_coverage_with_the_same_bytes_each_time():
    made = build_surveyed(records(squares()), load_regions())
    check_coverage(made)
    backwards = dict(reversed(records(squares()).items()))
    assert build_surveyed(backwards, load_regions()) == made
    assert "Misspelt" not in made["municipality"]


def test_slivers_between_records_are_closed():
    areas = squares()
    slipped = {code: shapely.affinity.translate(area, 0.0004 * (i % 3)) for i, (code, area) in enumerate(areas.items())}
    assert not shapely.coverage_is_valid([area for code, area in slipped.items() if load_regions()[code].level == "municipality"])
    check_coverage(build_surveyed(records(slipped), load_regions()))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"geometry":null}',
        b'{"geometry":{"type":"Point","coordinates":[20,41]}}',
        b'{"geometry":{"type":"Polygon","coordinates":[]}}',
        b'{"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}',
        b'{"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}}',
    ],
)
def test_a_record_that_is_no_polygon_is_named(body: bytes):
    with pytest.raises(SurveyError, match="the record of AL314"):
        build_surveyed(records(squares()) | {"AL314": body}, load_regions())


def test_mixed_up_records_are_noticed():
    areas = squares()
    far = areas | {"AL314": areas["AL151"], "AL151": areas["AL314"]}
    with pytest.raises(SurveyError, match="not the area of its own record"):
        build_surveyed(records(far), load_regions())


def test_the_manifest_names_every_region_and_faults_are_all_told(tmp_path: Path):
    regions = load_regions()
    assert len(load_manifest(regions)) == 73
    lines = MANIFEST_FILE.read_text(encoding="utf-8").splitlines()
    broken = [lines[0], lines[1], lines[1], "AL999,../x.geojson,0,zz", *lines[3:]]
    (tmp_path / "manifest.csv").write_text("\n".join(broken), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_manifest(regions, tmp_path / "manifest.csv")
    text = str(raised.value)
    assert all(
        words in text for words in ("stands twice", "row 4, path", "row 4, size_bytes", "row 4, sha256", "a region is missing")
    )


@pytest.mark.shared
def test_the_shipped_manifest_is_that_of_the_facts(shared_geo: Path):
    with (shared_geo / "wof_manifest.csv").open(encoding="utf-8", newline="") as file:
        facts = {row["lau"] or row["nuts3"]: (row["path"], int(row["bytes"]), row["sha256"]) for row in csv.DictReader(file)}
    assert {code: (r.path, r.size_bytes, r.sha256) for code, r in load_manifest(load_regions()).items()} == facts


@pytest.mark.shared
def test_the_real_records_become_boundaries(shared_geo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PARANDALIM_CACHE", str(tmp_path))
    given = {}
    for name, key in (("wof_municipalities", "lau"), ("wof_qarks", "nuts3")):
        features = json.loads((shared_geo / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        given |= {feature["properties"][key]: feature["geometry"] for feature in features}
    with serving(Survey(given, tmp_path / "manifest.csv")) as survey:
        fetch_surveyed(url=survey.url, manifest=survey.manifest)
    texts = {path.name.split("-")[0]: path.read_text(encoding="utf-8") for path in store_folder().glob("*-*.geojson")}
    check_coverage(texts)
    drawn = areas_of(texts["municipality"]) | areas_of(texts["qark"])
    ious = {code: (shape(g) & drawn[code]).area / (shape(g) | drawn[code]).area for code, g in given.items()}
    assert min(ious.values()) > 0.97, min(ious, key=lambda code: ious[code])
    points = {
        tuple(point) for f in json.loads(texts["municipality"])["features"] for _, r in rings_of(f["geometry"]) for point in r
    }
    assert 2000 < len(points) < 4000
    assert load_boundaries().kind == "surveyed"
    assert sum(len(text) for text in texts.values()) < 250_000
