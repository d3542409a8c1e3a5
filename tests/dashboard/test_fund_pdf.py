"""The fund page on one sheet: always one page, in both languages, with what the page says and the link that reopens it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from dashboard.app import create_app
from dashboard.commands.fund_commands import app as command
from dashboard.commands.output import open_world
from dashboard.state import parse_selection
from dashboard.text import load_words
from dashboard.view_models.fund_sheet import build_sheet
from dashboard.view_models.world import World, build_choices
from data.geo.boundaries import load_boundaries
from models.method import METHOD_VERSION

EDITS = ".".join(f"ap_AL0{n}_20060701_20070731" for n in (11, 12, 13, 14, 15, 21, 22, 31, 32, 33, 34, 35))
LONG = f"level=qark&k=12&fpart=sites&existing=1&sitecost=1000&edits={EDITS}&date=2006-07-31"


@pytest.fixture(scope="module")
def client(shipped):
    return create_app(shipped, load_boundaries(), date(2026, 11, 22)).server.test_client()


@pytest.fixture(scope="module")
def drawn(shipped) -> World:
    return open_world(None)


def text_of(written: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(written))
    return reader, " ".join(" ".join(page.extract_text().replace("\u2060", "") for page in reader.pages).split())


def test_the_sheet_holds_the_list_the_split_and_where_it_comes_from_on_one_page(client, real) -> None:
    answer = client.get("/download/fund.pdf?page=fund&lang=sq&fpart=split&budget=250000")
    assert answer.content_type == "application/pdf"
    assert 'filename="parandalim-fund-qark-2006-07-31-sq.pdf"' in answer.headers["Content-Disposition"]
    reader, text = text_of(answer.get_data())
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/Lang"] == "sq"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    sheet = build_sheet(real, parse_selection("page=fund&lang=sq&fpart=split&budget=250000", build_choices(real)))
    assert len(sheet.shortlist.rows) == 12
    rows = [" ".join(f"{row[0].text} {row[1].text} {row[2].text}".split()) for row in sheet.shortlist.rows]
    shown = [row for row in rows if row in text]
    assert shown == rows[: len(shown)]
    assert len(shown) >= 8
    left = len(rows) - len(shown)
    assert not left or load_words("sq").count("fund_sheet.more_areas", left) in text
    for cell in sheet.split.rows[0]:
        assert " ".join(cell.text.split()) in text
    for said in (sheet.finding, *sheet.assumptions, f"metoda {METHOD_VERSION}", real.dataset.version):
        assert " ".join(said.split()) in text
    assert "page=fund" in text.replace(" ", "")
    assert "told=AL011-" in text.replace(" ", "")
    assert "http://localhost/?" in text


def test_the_longest_wish_still_fits_one_page_and_says_what_is_left_out(client) -> None:
    reader, text = text_of(client.get(f"/download/fund.pdf?lang=en&{LONG}").get_data())
    assert len(reader.pages) == 1
    assert "best points together are" in text
    assert "A prevention project in Dibër qark" in text


def test_an_unknown_day_and_an_impossible_wish_are_sentences(client) -> None:
    reader, text = text_of(client.get("/download/fund.pdf?lang=en&date=2026-11-22&fpart=split&findout=5000").get_data())
    assert len(reader.pages) == 1
    assert "presence is not recorded in any of the 12 areas" in text
    assert "Choose 31 July 2006, the last day fully described" in text
    assert "EUR 5,000" in text
    _, text = text_of(client.get("/download/fund.pdf?lang=sq&budget=0").get_data())
    assert load_words("sq")("fund_wish.budget", budget="0") in text


def test_the_mark_of_example_data_stands_where_a_figure_is_one(drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    import dashboard.view_models.fund_sheet as module
    from dashboard.export.fund_pdf import write_sheet

    selection = parse_selection("page=fund&lang=en", build_choices(drawn))
    assert not build_sheet(drawn, selection).watermark
    monkeypatch.setattr(module, "EXAMPLE", drawn.published("qark", selection.date).rows[0].readings[0].state)
    assert "EXAMPLE" in text_of(write_sheet(drawn, selection))[1].replace(" ", "")


def test_the_command_writes_the_same_sheet(shipped, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.commands.fund_commands.open_dataset", lambda root: shipped)
    file = tmp_path / "split.pdf"
    done = CliRunner().invoke(command, ["allocate", "--budget", "9000", "--k", "3", "--rule", "equal", "--pdf", str(file)])
    assert done.exit_code == 0, done.exception
    reader, text = text_of(file.read_bytes())
    assert len(reader.pages) == 1
    assert load_words("sq")("fund_sheet.split", rule=load_words("sq")("fund.rule.equal")) in text
    assert text.count("3 000 EUR") >= 3 or text.count("3\u2009000 EUR") >= 3
