"""Measures the shipped boundaries against surveyed ones that lie beside the project; nothing is fitted to them."""

import json
from pathlib import Path

import geopandas
import pytest

from data.geo.boundaries import FOLDER, load_boundaries
from data.types import Level

pytestmark = pytest.mark.shared


def measure(level: Level, surveyed: Path, field: str) -> tuple[float, float]:
    frame = geopandas.read_file(surveyed).to_crs("EPSG:3035").set_index(field).geometry
    ours = geopandas.GeoDataFrame.from_features(load_boundaries().geojson[level], crs="EPSG:4326").set_index("region_id")
    ours = ours.to_crs("EPSG:3035").geometry.loc[frame.index]
    overlap = ours.intersection(frame).area / ours.union(frame).area
    return float(overlap.mean()), float((overlap * frame.area).sum() / frame.area.sum())


def test_the_stated_accuracy_is_what_is_measured(shared_geo: Path):
    stated = json.loads((FOLDER / "accuracy.json").read_text(encoding="utf-8"))
    mean, weighted = measure("municipality", shared_geo / "wof_municipalities.geojson", "lau")
    qark_mean, _ = measure("qark", shared_geo / "wof_qarks.geojson", "nuts3")
    assert mean == pytest.approx(stated["mean_iou"], abs=0.001)
    assert weighted == pytest.approx(stated["area_weighted_iou"], abs=0.001)
    assert qark_mean == pytest.approx(stated["qark_mean_iou"], abs=0.001)


def test_no_survey_vertex_was_carried_into_the_shipped_set(shared_geo: Path):
    surveyed = json.loads((shared_geo / "wof_municipalities.geojson").read_text(encoding="utf-8"))
    theirs = {tuple(point) for f in surveyed["features"] for point in _points(f["geometry"]["coordinates"])}
    ours = {
        tuple(p) for f in load_boundaries().geojson["municipality"]["features"] for p in _points(f["geometry"]["coordinates"])
    }
    assert len(ours & theirs) == 0


def _points(nested: list) -> list[list[float]]:
    return [nested] if isinstance(nested[0], float) else [point for part in nested for point in _points(part)]
