from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from dashboard.app import create_app
from dashboard.export.downloads import safe_cell, write_csv
from data.geo.boundaries import load_boundaries


@pytest.fixture(scope="module")
def client(shipped):
    return create_app(shipped, load_boundaries(), date(2026, 11, 22)).server.test_client()


def read(client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.data.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_scores_of_a_date_come_with_their_ranges(client) -> None:
    rows = read(client, "/download/scores.csv?level=qark&date=2006-07-31")
    assert len(rows) == 12
    assert {row["method"] for row in rows} == {"2.0"}
    assert all(int(row["rank_p05"]) <= int(row["rank_p95"]) for row in rows)
    assert {row["played_priority"] for row in rows} == {""}


def test_a_changed_method_stands_in_columns_and_a_name_of_its_own(client) -> None:
    usual = read(client, "/download/scores.csv")
    changed = read(client, "/download/scores.csv?weights=distance_to_service-0")
    assert [row["priority"] for row in usual] == [row["priority"] for row in changed]
    assert any(row["played_priority"] != row["priority"] for row in changed)
    answer = client.get("/download/scores.csv?weights=distance_to_service-0")
    assert "changed-method" in answer.headers["Content-Disposition"]


def test_every_row_has_a_figure_with_its_source_or_a_gap(client) -> None:
    rows = read(client, "/download/values.csv?level=municipality&date=2026-11-22")
    assert all((row["value"] == "") == (row["gap"] != "") for row in rows)
    assert all(row["source_id"] for row in rows if row["value"])


def test_the_dictionary_holds_every_indicator(client, shipped) -> None:
    assert {row["indicator_id"] for row in read(client, "/download/dictionary.csv")} == set(shipped.indicators)


@pytest.mark.parametrize("name", ["scores", "values", "dictionary", "survey"])
@pytest.mark.parametrize(("level", "admin"), [("qark", "#adm1"), ("municipality", "#adm2")])
def test_the_hxl_row_tags_every_column_and_changes_nothing_else(client, name: str, level: str, admin: str) -> None:
    plain = read(client, f"/download/{name}.csv?level={level}")
    tags, *tagged = read(client, f"/download/{name}.csv?level={level}&hxl=1")
    assert tagged == plain
    assert len(set(tags.values())) == len(tags)
    assert all(re.fullmatch(r"#[a-z0-9]+(\+[a-z][a-z0-9_]*)*", tag) for tag in tags.values())
    if name in ("scores", "values"):
        assert tags["region_id"].startswith(admin)


def test_nothing_else_is_to_be_had(client) -> None:
    assert client.get("/download/secrets.csv").status_code == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_text_never_becomes_a_formula_and_numbers_stay(start: str) -> None:
    assert safe_cell(f"{start}SUM(A1)") == f"'{start}SUM(A1)"
    assert write_csv([[-1.5, f"{start}1"]]) == f"-1.5,'{start}1\n"


def test_no_cell_breaks_its_row_so_that_a_formula_would_begin_the_next() -> None:
    text = write_csv([["a\r=1+1", "b"], ["c", "d"]])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a\n=1+1", "b"], ["c", "d"]]
