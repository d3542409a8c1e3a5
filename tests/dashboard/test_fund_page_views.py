"""The fund page as it is sent: whole in both languages, its state in the address, its files equal to the command's figures."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dashboard.app import create_app
from dashboard.callbacks.fund_page import FundPage
from dashboard.commands.fund_commands import app as command
from dashboard.export.fund_tables import TABLES
from dashboard.state import FUND_FIELDS, Fund, parse_selection, to_query
from dashboard.view_models.world import build_choices
from data.geo.boundaries import load_boundaries

QUERIES = (
    "",
    "&date=2026-11-22",
    "&level=municipality&fonly=idle",
    "&fpart=split&findout=1000",
    "&fpart=sites&sites=2",
    "&fpart=what&edits=ap_AL033_20060701_20070731",
)


@pytest.fixture(scope="module")
def client(shipped, real):
    return create_app(shipped, load_boundaries(), real.today).server.test_client()


def written(part) -> str:
    return json.dumps(part.to_plotly_json(), default=lambda inner: inner.to_plotly_json(), ensure_ascii=False)


@pytest.mark.parametrize("lang", ["sq", "en"])
@pytest.mark.parametrize("query", QUERIES)
def test_every_part_is_drawn_in_both_languages(real, lang: str, query: str) -> None:
    page = FundPage(real)
    sent = written(page.page(f"?page=fund&lang={lang}{query}"))
    assert "data-fund-made" in sent
    assert "{" not in "".join(json.loads(sent)["props"]["className"])
    assert page.body(f"?lang={lang}{query}")


def test_usual_wishes_are_those_of_the_fields_and_the_state_survives_the_address(real, choose) -> None:
    assert Fund() == Fund(**{name: usual for name, (usual, _) in FUND_FIELDS.items()})
    fund = Fund(
        "what", "AL013", "tact", "roma", "idle.ending", "AL013.AL011", "5.50", "ALL", "3", "1", "2", "3", "4", "need", "1"
    )
    fund = Fund(**{**vars(fund), "edits": "cs_S036_20060731.ap_AL013_20060731_20070731", "made": "0123456789", "told": "AL013-x"})
    selection = choose(real, page="fund", fund=fund)
    assert parse_selection(to_query(selection), build_choices(real)) == selection


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(sorted(FUND_FIELDS)), st.text(max_size=24), max_size=5))
def test_junk_in_the_address_is_no_error(real, junk: dict[str, str]) -> None:
    from urllib.parse import urlencode

    found = parse_selection(urlencode(junk), build_choices(real)).fund
    assert all(
        form.fullmatch(getattr(found, name)) or getattr(found, name) == usual for name, (usual, form) in FUND_FIELDS.items()
    )


@pytest.mark.parametrize("rule", ["equal", "priority", "people", "need"])
def test_the_files_amounts_are_the_commands(client, shipped, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    monkeypatch.setattr("dashboard.commands.fund_commands.open_dataset", lambda root: shipped)
    asked = ["allocate", "--budget", "250000.01", "--k", "4", "--minimum", "20000", "--rule", rule, "--format", "csv"]
    told = list(csv.DictReader(io.StringIO(CliRunner().invoke(command, asked).stdout)))
    sent = client.get("/download/fund.csv?page=fund&fpart=split&budget=250000.01&k=4&minimum=20000")
    rows = csv.DictReader(io.StringIO(sent.get_data().decode("utf-8-sig")))
    mine = [r for r in rows if r["rule"] == rule and r["with_presence"] == "yes" and r["kind"] == "grant"]
    assert [(r["region_id"], f"{float(r['amount']):.2f}", r["reason"]) for r in mine] == [
        (r["region_id"], r["amount"], r["reason"]) for r in told
    ]


def test_the_workbook_has_every_sheet_with_tags_and_typed_cells(client) -> None:
    query = "?page=fund&lang=en&fpart=what&edits=ap_AL033_20060701_20070731&pins=AL011"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/download/fund.xlsx{query}").get_data()))
    assert tuple(book.sheetnames) == tuple(TABLES)
    sheet = book["shortlist"]
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, [cell.value for cell in sheet[3]], strict=True))
    assert all(str(cell.value).startswith("#") for cell in sheet[2])
    assert (first["region_id"], first["rank"], first["pinned"]) == ("AL011", 1, "yes")
    assert isinstance(first["priority"], float)
    assert 0 < first["chance_first_k"] <= 1
    assert sheet.max_row == 14
    assert book["what_if"].max_row > 2
    assert book["sources"].max_row > 5
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_an_unknown_day_leaves_cells_empty_and_never_zero(client) -> None:
    sent = client.get("/download/fund.csv?page=fund&date=2026-11-22&hxl=1").get_data().decode("utf-8-sig")
    tags, *rows = csv.DictReader(io.StringIO(sent))
    assert tags["region_id"] == "#adm+code+lau"
    assert {(r["priority"], r["active_projects"], r["gap"]) for r in rows} == {("", "", "not_recorded")}


def test_impossible_wishes_are_sentences_in_files_too(client) -> None:
    for query, said in (("fpart=split&budget=0", "above 0"), ("fpart=sites&radius=0", "radius")):
        assert said in client.get(f"/download/fund.csv?lang=en&{query}").get_data().decode()
