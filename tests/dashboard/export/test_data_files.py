"""The data files, opened by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import geopandas
import openpyxl
import pyogrio
import pytest
from data_file_examples import EVIL, FORMULA, HIDDEN, NOTE, evil_world

from dashboard.export.data_files import FORMS, NAMES, write_area_file, write_file
from dashboard.export.data_table import KINDS, make_table
from dashboard.export.data_tables import BUILDERS
from dashboard.state import Wanted
from dashboard.view_models.world import World

PLACED = ("view", "scores", "records", "services", "projects", "mechanisms")


@pytest.fixture(scope="module")
def evil(tiny_dataset) -> World:
    return evil_world(tiny_dataset)


@pytest.fixture(scope="module")
def view(evil, choose):
    return choose(evil, lang="en")


def sheets_of(body: bytes):
    return openpyxl.load_workbook(io.BytesIO(body))


def rows_of(sheet) -> list[dict[str, object]]:
    heads, _, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def read_gpkg(body: bytes, layer: str, folder: Path):
    path = folder / "file.gpkg"
    path.write_bytes(body)
    return pyogrio.read_dataframe(path, layer=layer)


def every_byte(body: bytes) -> bytes:
    """The bytes of a file, its archives opened."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("name", BUILDERS)
def test_every_cell_is_of_its_column_s_kind_and_every_column_has_a_tag(real, choose, name: str) -> None:
    table = BUILDERS[name](real, choose(real))
    kinds = {"string": str, "number": float, "integer": int, "date": date}
    for kind, cells in zip(table.kinds, zip(*table.rows, strict=True), strict=True):
        assert all(cell is None or type(cell) is kinds[kind] for cell in cells)
    assert len(set(table.tags)) == len(table.tags) == len(table.heads)
    assert all(tag.startswith("#") for tag in table.tags)


def test_a_workbook_has_numbers_days_tags_and_what_stands_beside_them(evil, view) -> None:
    book = sheets_of(write_file(evil, view, "xlsx", "scores"))
    assert book.sheetnames == ["about", "scores", "gaps", "sources"]
    heads, tags, first, *_ = book["scores"].iter_rows(values_only=True)
    row = dict(zip(heads, first, strict=True))
    assert tags[0] == "#adm1+code+lau"
    assert isinstance(row["priority"], float)
    assert isinstance(row["rank"], int | None)
    assert row["as_of"] == datetime(view.date.year, view.date.month, view.date.day)
    about = dict(book["about"].iter_rows(values_only=True))
    assert about["Data version"] == evil.dataset.version
    assert about["Boundaries"].startswith("user 0123456789")
    assert "EXAMPLE" not in about


def test_every_gap_stands_in_the_sheet_of_gaps_with_its_reason(evil, view) -> None:
    book = sheets_of(write_file(evil, view, "xlsx", "values"))
    missing = {(r["region_id"], r["indicator_id"], r["gap"]) for r in rows_of(book["values"]) if r["value"] is None}
    told = {(r["region_id"], r["what"], r["gap"]) for r in rows_of(book["gaps"])}
    assert missing
    assert missing == told
    assert all(r["reason"] for r in rows_of(book["gaps"]))


def test_every_source_that_a_row_cites_stands_in_the_sheet_of_sources(evil, view) -> None:
    book = sheets_of(write_file(evil, view, "xlsx", "values"))
    cited = {r["source_id"] for r in rows_of(book["values"])} - {None}
    assert cited == {r["source_id"] for r in rows_of(book["sources"])}


@pytest.mark.parametrize("name", [*PLACED, "values"])
def test_every_form_holds_exactly_the_rows_that_the_filters_leave(evil, view, tmp_path, name: str) -> None:
    kind = "service" if name in ("records", "services") else ""
    asked = replace(view, level="municipality", region="AL012", wanted=Wanted(kind=kind), find="")
    table = BUILDERS[name](evil, asked)
    key = "record_id" if "record_id" in table.heads else "region_id"
    wanted = sorted(str(cell) for cell in table.column(key))
    assert wanted
    assert name == "mechanisms" or len(wanted) < len(BUILDERS[name](evil, replace(view, level="municipality")).rows)
    once = sorted(set(wanted))
    plain = csv.DictReader(io.StringIO(write_file(evil, asked, "csv", name).decode("utf-8-sig")))
    assert sorted(row[key] for row in plain) == wanted
    assert sorted(r[key] for r in rows_of(sheets_of(write_file(evil, asked, "xlsx", name))[name])) == wanted
    features = json.loads(write_file(evil, asked, "geojson", name))["features"]
    assert sorted(f["properties"][key] for f in features) == once
    assert sorted(geopandas.read_parquet(io.BytesIO(write_file(evil, asked, "geoparquet", name)))[key]) == once
    assert sorted(read_gpkg(write_file(evil, asked, "gpkg", name), name, tmp_path)[key]) == once


def test_the_view_s_file_keeps_to_the_table_s_search(evil, view) -> None:
    rows = rows_of(sheets_of(write_file(evil, replace(view, find="south"), "xlsx", "view"))["view"])
    assert [row["region_id"] for row in rows] == ["AL012"]


def test_a_qark_s_file_holds_both_levels_and_all_that_is_recorded_there(evil, view) -> None:
    book = sheets_of(write_area_file(evil, replace(view, region="AL012")))
    assert {r["region_id"] for r in rows_of(book["scores"])} == {"AL012", "AL121", "AL122"}
    assert book["scores"]["A2"].value == "#adm+code+lau"
    assert {"services", "projects", "mechanisms", "communities", "gaps", "sources"} <= set(book.sheetnames)
    assert "S2" not in {r["record_id"] for r in rows_of(book["services"])}
    with pytest.raises(ValueError, match="no area is chosen"):
        write_area_file(evil, view)


def test_names_that_would_run_are_text_everywhere(evil, view) -> None:
    body = write_file(evil, view, "xlsx", "services")
    names = {cell.value: cell.data_type for row in sheets_of(body)["services"].iter_rows() for cell in row}
    assert all(names[text.strip()] == "s" for text in EVIL if text.strip() in names)
    assert names[FORMULA] == "s"
    assert b"<f>" not in every_byte(body)
    assert b"<script>" not in every_byte(body)
    for form in ("csv", "datapackage"):
        text = every_byte(write_file(evil, view, form, "services")).decode("utf-8", "replace")
        assert f"'{FORMULA}" in text
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_hidden_stands_in_no_byte(evil, view, form: str) -> None:
    bodies = [write_file(evil, replace(view, level="municipality"), form, name) for name in ("values", "records")]
    for body in bodies:
        assert HIDDEN.encode() not in every_byte(body)
        assert NOTE.encode() not in every_byte(body)
    assert b"suppressed" in every_byte(bodies[0]) or form == "geoparquet"


def test_services_are_points_at_their_municipality_s_seat_and_shelters_none(evil, view, tmp_path) -> None:
    services = read_gpkg(write_file(evil, view, "gpkg"), "services", tmp_path).set_index("record_id")
    assert services.crs.to_epsg() == 4326
    assert services.geometry["S1"].coords[0] == (20.0, 40.0)
    assert services.geometry["S2"] is None
    whole = json.loads(write_file(evil, view, "geojson", "records"))
    shelter = next(f for f in whole["features"] if f["id"] == "S2")
    assert shelter["geometry"] is None
    assert whole["data_version"] == evil.dataset.version


def test_a_package_of_layers_holds_each_table_as_its_own_layer(evil, view, tmp_path) -> None:
    path = tmp_path / "all.gpkg"
    path.write_bytes(write_file(evil, view, "gpkg"))
    layers = dict(pyogrio.list_layers(path))
    assert layers["scores"] == "Polygon"
    assert layers["services"] == "Point"
    assert {"about", "gaps", "sources", "values_long"} <= set(layers)
    assert "OFTDate" in pyogrio.read_info(path, layer="scores")["ogr_types"]
    connection = sqlite3.connect(path)
    typed = connection.execute("select typeof(priority) from scores where priority is not null").fetchall()
    connection.close()
    assert set(typed) == {("real",)}


def test_geoparquet_keeps_gaps_as_nothing_and_codes_as_text(evil, view) -> None:
    frame = geopandas.read_parquet(io.BytesIO(write_file(evil, view, "geoparquet", "values")))
    assert frame.crs.to_epsg() == 4326
    assert set(frame["region_id"]) == {"AL011", "AL012"}
    assert frame.loc[frame["poverty_gap"].notna(), "poverty"].isna().all()


@pytest.fixture
def read_package() -> Iterator[type]:
    """The reader of packages; it lifts the limit on the cells of every CSV of the process, which the app's readers must keep."""
    limit = csv.field_size_limit()
    from frictionless import Package

    yield Package
    csv.field_size_limit(limit)


def test_the_package_is_valid_and_says_what_each_column_holds(real, choose, tmp_path, read_package) -> None:
    body = write_file(real, choose(real, lang="en"), "datapackage")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    report = read_package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert {f"{r['name']}.csv" for r in described["resources"]} | {"datapackage.json"} == set(names)
    scores = next(r for r in described["resources"] if r["name"] == "scores")
    assert {f["name"]: f["type"] for f in scores["schema"]["fields"]}["priority"] == "number"
    assert scores["sources"]
    assert write_file(real, choose(real, lang="en"), "datapackage") == body, "the same data give the same bytes"


def test_example_data_are_marked_in_every_file(with_example, choose) -> None:
    view = choose(with_example, lang="en", page="survey")
    book = sheets_of(write_file(with_example, view, "xlsx"))
    assert next(book["about"].iter_rows(min_row=3, values_only=True))[0] == "EXAMPLE"
    assert all(row["example"] for row in rows_of(book["survey"]))
    described = json.loads(
        zipfile.ZipFile(io.BytesIO(write_file(with_example, view, "datapackage", "survey"))).read("datapackage.json")
    )
    assert described["resources"][0]["example"] is True


def test_a_changed_method_is_said_in_the_file(evil, view) -> None:
    played = replace(view, mean="inverted_geometric")
    book = sheets_of(write_file(evil, played, "xlsx", "view"))
    assert all("changed" in str(row["method"]) for row in rows_of(book["view"]))
    assert "Changed method" in dict(book["about"].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("form", "name", "said"),
    [
        ("geojson", "dictionary", "has places"),
        ("csv", "all", "one table"),
        ("xlsx", "secrets", "choose one of"),
        ("doc", "scores", "choose one of"),
    ],
)
def test_what_cannot_be_says_what_can(evil, view, form: str, name: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        write_file(evil, view, form, name)


def test_every_named_table_can_be_had(evil, view) -> None:
    for name in NAMES:
        assert write_file(evil, view, "xlsx", name).startswith(b"PK")


def test_a_text_longer_than_a_cell_is_cut_and_says_so(evil, view) -> None:
    from dashboard.export.workbook import write_workbook

    table = make_table("long", ["text"], ["#description"], [["x" * 40_000]])
    cell = sheets_of(write_workbook([table], "t"))["long"]["A3"].value
    assert cell.endswith("[…]")
    assert set(KINDS.values()) == {"number", "integer", "date"}


def test_as_shipped_every_point_is_a_municipality_s_seat_and_no_shelter_has_one(real, choose) -> None:
    seats = {(r.seat_lon, r.seat_lat) for r in real.areas("municipality")}
    categories = real.dataset.service_categories
    shelters = {s.service_id for s in real.dataset.services.values() if categories[s.category].counts_as == "shelter"}
    features = json.loads(write_file(real, choose(real), "geojson", "records"))["features"]
    placed = [f for f in features if f["geometry"]]
    points = [f["geometry"]["coordinates"] for f in placed]
    flat = {tuple(point) for point in points if isinstance(point[0], float)}
    flat |= {tuple(point) for several in points if not isinstance(several[0], float) for point in several}
    assert shelters
    assert flat
    assert flat <= seats
    assert not shelters & {f["id"] for f in placed}
    assert {f["geometry"]["type"] for f in placed if f["properties"]["kind"] == "service"} == {"Point"}
