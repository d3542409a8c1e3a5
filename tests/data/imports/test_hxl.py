"""3W files: tags found below any headings, places at the finest level that is known, lines of one activity together."""

from __future__ import annotations

from pathlib import Path

import pytest
from record_files import write_lines

from data.imports.grid import CellReporter, read_grid
from data.imports.hxl import FIRST_ROWS, read_3w
from data.imports.own_places import find_place
from data.imports.places import PlaceIndex, load_place_index
from data.imports.record_rows import Filling, Gathered
from data.imports.record_specs import harm_of_column

TAGS = ("#org", "#org+funder", "#activity", "#adm1+name", "#adm2+code", "#loc", "#date+start", "#reached+num", "#status")
LINE = ("OJF", "Donatori", "Klube", "Kukës", "AL131", "", "2025-01", "40", "ongoing")


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return load_place_index()


def read(folder: Path, index: PlaceIndex, *lines: tuple[str, ...], above: int = 1) -> tuple[Gathered, list[str]]:
    path = write_lines(folder / "3w.csv", [*(["heading", "row"] for _ in range(above)), *lines])
    report = CellReporter(path)
    grid = read_grid(path, report)
    assert grid is not None
    return read_3w(grid, Filling("s", index, {}), report), [problem.message for problem in report.problems]


def line(**change: str) -> tuple[str, ...]:
    places = {"org": 0, "donor": 1, "activity": 2, "adm1": 3, "adm2": 4, "loc": 5, "start": 6, "reached": 7, "status": 8}
    cells = list(LINE)
    for name, text in change.items():
        cells[places[name]] = text
    return tuple(cells)


@pytest.mark.parametrize(("above", "found"), [(0, True), (FIRST_ROWS - 1, True), (FIRST_ROWS, False)])
def test_the_row_of_tags_is_looked_for_in_the_first_rows(above: int, found: bool, tmp_path: Path, index: PlaceIndex) -> None:
    got, problems = read(tmp_path, index, TAGS, LINE, above=above)
    assert (len(got.rows), problems) == ((1, []) if found else (0, ["no row of HXL tags was found"]))


def test_a_finer_place_that_is_not_known_gives_way_to_the_wider_one_and_is_told(tmp_path: Path, index: PlaceIndex) -> None:
    got, _ = read(tmp_path, index, TAGS, line(loc="Askundi i Epërm"), line(loc="Bajram Curri", adm2="", activity="Orë"))
    assert [(place["region_id"], place["place_level"]) for place in got.places] == [
        ("AL131", "municipality"),
        ("AL133", "municipality"),
    ]
    told = {remark.code: remark.about for remark in got.remarks}
    assert told["wider_place"].startswith("Askundi i Epërm")
    assert "town_or_unit_in_municipality" in told


def test_a_line_without_any_known_place_is_kept_without_an_area(tmp_path: Path, index: PlaceIndex) -> None:
    got, problems = read(tmp_path, index, TAGS, line(adm1="Askundi", adm2=""), line(adm1="", adm2="", activity="Orë"))
    assert problems == []
    assert [(place["region_id"], place["named_sq"]) for place in got.places] == [("", "Askundi"), ("", "")]
    assert [remark.code for remark in got.remarks] == ["unknown_place", "no_location"]


@pytest.mark.parametrize(
    ("counts", "reached", "code"),
    [(("40", "60"), "100", "reach_added"), (("40", ""), "", "reach_in_part"), (("", ""), "", "")],
)
def test_people_are_added_only_where_every_line_says_them(
    counts: tuple[str, str], reached: str, code: str, tmp_path: Path, index: PlaceIndex
) -> None:
    got, _ = read(tmp_path, index, TAGS, line(reached=counts[0]), line(reached=counts[1], adm2="AL132"))
    assert [(row["reached_n"], row["donor"]) for row in got.rows] == [(reached, "Donatori")]
    assert {place["region_id"] for place in got.places} == {"AL131", "AL132"}
    assert [remark.code for remark in got.remarks if remark.code.startswith("reach")] == ([code] if code else [])


@pytest.mark.parametrize(
    ("said", "status"), [("Completed", "active"), ("planifikuar", "planned"), ("anuluar", "not_activated"), ("??", "unknown")]
)
def test_a_status_that_is_not_known_counts_as_no_presence(said: str, status: str, tmp_path: Path, index: PlaceIndex) -> None:
    got, _ = read(tmp_path, index, TAGS, line(status=said))
    assert [row["status"] for row in got.rows] == [status]


def test_contacts_and_coordinates_are_left_out_and_unknown_tags_listed(tmp_path: Path, index: PlaceIndex) -> None:
    tags = ("#org", "#activity", "#contact+phone", "#geo+lat", "#loc+lon", "#beneficiary+f", "#x_colour")
    got, _ = read(tmp_path, index, tags, ("OJF", "Klube", "069", "42.1", "20.4", "12", "blu"))
    assert got.dropped == {
        "exact place or contact": ("#contact+phone", "#geo+lat", "#loc+lon"),
        "unknown tag": ("#beneficiary+f", "#x_colour"),
    }
    assert not {"069", "42.1", "20.4"} & set(got.rows[0].values())


@pytest.mark.parametrize(
    ("text", "region_id"),
    [("AL131", "AL131"), ("AL131 Bashkia Has", "AL131"), ("AL-07", "AL013"), ("rrethi i Kukësit", "AL132"), ("KUKESI", "AL132"),
     ("Qarku i Kukësit", "AL013"), ("Shqipëria", "AL"), ("AL1311", ""), ("Askundi", "")],
)  # fmt: skip
def test_a_place_is_a_code_or_a_name_in_any_spelling(text: str, region_id: str, index: PlaceIndex) -> None:
    assert find_place(index, text).region_id == region_id


@pytest.mark.parametrize(
    "column", ["Adresa", "telefoni", "capacity", "Numri i shtretërve", "case_worker", "lat", "E-mail", "Kontakti"]
)
def test_columns_of_people_and_exact_places_are_known_by_their_names(column: str) -> None:
    assert harm_of_column(column)


@pytest.mark.parametrize("column", ["id", "name", "colour", "statusi"])
def test_a_column_that_is_only_spelled_otherwise_is_asked_about_not_left_out(column: str) -> None:
    assert harm_of_column(column) == ""
