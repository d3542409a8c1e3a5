"""The workbook of published percentages: what it offers, and what is refused, by sheet and cell."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.imports.published import PublishedTable
from data.imports.read_survey_table import read_survey_table
from data.imports.survey_table_template import area_choices, write_survey_table
from data.imports.templates import write_template
from data.problems import DataError
from models.kap_published import published_survey

QUESTIONS = [
    ("k1", "knowledge", "Çfarë është trafikimi?", "What is trafficking?", "Krim", "A crime", "higher_is_better", "no"),
    ("k2", "knowledge", "Çfarë është trafikimi?", "What is trafficking?", "Emigracion", "Migration", "none", "no"),
    ("p1", "practice", "A keni kërkuar ndihmë?", "Have you asked for help?", "Po", "Yes", "none", "no"),
]
ALL = next(choice for choice, area in area_choices().items() if area == "ALL")
RESULTS = [
    (ALL, "general", "all", "k1", 47, 1200, 12, "Report"),
    (ALL, "general", "all", "k2", 22, 1200, 12, "Report"),
    ("AL013 Qarku i Kukësit", "general", "all", "k1", 40.5, 300, 13, "Report"),
    ("AL013 Qarku i Kukësit", "general", "sex:female", "k1", 45, 150, 13, "Report"),
    ("AL013 Qarku i Kukësit", "general", "sex:male", "k1", 36, 150, 13, "Report"),
    ("Tirana qark", "general", "all", "k1", "51,5 %", 290, 13, "Report"),
    ("AL013", "roma_booster", "all", "k1", 30, 25, 14, "Report"),
]
Change = Callable[[openpyxl.Workbook], object]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "survey-table.xlsx"
    write_survey_table(path)
    return path


def fill(empty: Path, out: Path, change: Change | None = None) -> Path:
    book = openpyxl.load_workbook(empty)
    for name, rows in (("questions", QUESTIONS), ("results", RESULTS)):
        for number, row in enumerate(rows, start=2):
            for place, value in enumerate(row, start=1):
                book[name].cell(number, place, value)
    if change:
        change(book)
    book.save(out)
    return out


def put(cell: str, value: object) -> Change:
    sheet, address = cell.split("!")
    return lambda book: book[sheet].__setitem__(address, value)


def row(*values: object) -> Change:
    return lambda book: [book["results"].cell(9, place, value) for place, value in enumerate(values, start=1)]


def read(path: Path, shipped) -> PublishedTable:
    return read_survey_table(path, shipped.regions)


def test_the_template_has_drop_downs_notes_and_instructions_in_both_languages(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    assert book.sheetnames == ["instructions", "questions", "groups", "results", "lists"]
    told = " ".join(str(cell.value) for cell in book["instructions"]["A"] if cell.value)
    assert "Përqindjet e botuara" in told
    assert "Published percentages" in told
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book["results"].data_validations.dataValidation}
    assert {cell: rule.type for cell, rule in rules.items()} == {
        "A2": "list", "B2": "list", "C2": "list", "D2": "list", "E2": "decimal", "F2": "whole",
    }  # fmt: skip
    assert (rules["E2"].formula1, rules["E2"].formula2) == ("0", "100")
    offered = [cell.value for cell in book["lists"]["A"]]
    assert len(offered) == 1 + 12 + 61
    assert "AL013 Qarku i Kukësit" in offered
    assert "përgjigjen" in book["results"]["F1"].comment.text or "përgjigjën" in book["results"]["F1"].comment.text


def test_the_template_command_knows_it(tmp_path: Path) -> None:
    assert write_template("survey-table", tmp_path / "t.xlsx").stat().st_size > 5000


def test_a_filled_workbook_becomes_a_survey_without_invented_intervals(empty, tmp_path, shipped) -> None:
    table = read(fill(empty, tmp_path / "filled.xlsx"), shipped)
    survey = published_survey(table, "2", ("AL011", "AL013", "AL015", "AL022"), "ALL", "kap-wave-2")
    found = {(e.question_id, e.region_ids, e.sample, e.group): e for e in survey.estimates}
    together = found[("k1", ("AL011", "AL013", "AL015", "AL022"), "general", "all")]
    assert (together.percent, together.n, together.state, together.gap) == (47, 1200, "observed", "")
    assert (together.source_id, together.locator) == ("kap-wave-2", "Report, p. 12")
    assert found[("k1", ("AL022",), "general", "all")].percent == 51.5
    assert all(math.isnan(getattr(e, name)) for e in survey.estimates for name in ("lower", "upper", "se", "n_eff", "df", "deff"))
    few = found[("k1", ("AL013",), "roma_booster", "all")]
    assert (few.gap, few.state, few.n) == ("too_few", "", 25)
    assert math.isnan(few.percent)
    assert set(survey.questions) == {"k1", "k2"}
    assert set(survey.groups) == {"all", "sex:female", "sex:male"}


@pytest.mark.parametrize(
    ("change", "cell", "value", "message"),
    [
        (put("results!E4", 140), "results!E4 (percent)", "140", "outside 0-100"),
        (put("results!E4", -3), "results!E4 (percent)", "-3", "outside 0-100"),
        (put("results!E4", "shumë"), "results!E4 (percent)", "shumë", "not a number"),
        (put("results!E4", None), "results!E4 (percent)", "(empty)", "percentage is missing"),
        (put("results!F4", None), "results!F4 (n)", "(empty)", "n is missing"),
        (put("results!F4", 12.5), "results!F4 (n)", "12.5", "not a whole number"),
        (put("results!F4", 0), "results!F4 (n)", "0", "not a whole number"),
        (put("results!A4", "Atlantida"), "results!A4 (area)", "Atlantida", "unknown area"),
        (put("results!A4", "Dibër"), "results!A4 (area)", "Dibër", "a qark and a municipality"),
        (put("results!A4", None), "results!A4 (area)", "(empty)", "area is missing"),
        (put("results!A4", dt.datetime(2024, 5, 12)), "results!A4 (area)", "2024-05-12", "Excel made a date"),
        (put("results!E4", "#DIV/0!"), "results!E4 (percent)", "#DIV/0!", "Excel error"),
        (put("results!E4", "=A1"), "results!E4 (percent)", "=A1", "formula without a saved result"),
        (put("results!D4", "k9"), "results!D4 (question)", "k9", "no question that is known"),
        (put("results!C4", "sex:other"), "results!C4 (group)", "sex:other", "no group that is known"),
        (put("results!B4", "booster"), "results!B4 (sample)", "booster", "no sample that is known"),
        (put("results!H4", None), "results!H4 (document)", "(empty)", "cell is empty"),
        (put("questions!B3", "belief"), "questions!B3 (theme)", "belief", "no theme that is known"),
        (put("questions!D3", None), "questions!D3 (wording_en)", "(empty)", "cell is empty"),
        (put("questions!A3", "k1"), "questions!A3 (id)", "k1", "the same as in row 2"),
        (put("groups!A4", "female"), "groups!A4 (id)", "female", "cannot name a group"),
        (put("results!E1", "perqind"), "results!percent", "percent", "column is missing"),
        (row("AL013", "general", "all", "k1", 1, 5, 1, "x"), "results!D9 (question)", "k1", "the same as in row 4"),
        (put("results!E3", 60), "results!E3 (percent)", "60", "add up to 107 %"),
        (put("results!F5", 310), "results!F5 (n)", "310", "more answers than the total of 300"),
        (put("results!F5", 160), "results!F6 (n)", "150", "together have 310 answers"),
        (put("results!E4", 60), "results!E4 (percent)", "60", "outside its groups, which reach from 36 to 45"),
        (lambda book: book["results"].merge_cells("A4:A5"), "results!A4:A5", "A4:A5", "cells are merged"),
        (lambda book: book.remove(book["results"]), "results", "results", "missing or empty"),
        (lambda book: book["results"].delete_rows(2, 20), "results!A2", "(empty)", "no result"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_sheet_and_cell(change: Change, cell, value, message, empty, tmp_path, shipped) -> None:
    with pytest.raises(DataError) as caught:
        read(fill(empty, tmp_path / "filled.xlsx", change), shipped)
    told = [p for p in caught.value.problems if p.column == cell and message in p.message]
    assert told, "\n" + str(caught.value)
    assert told[0].file == "filled.xlsx"
    assert told[0].value == value
    assert told[0].remedy
    assert told[0].row == 0 or str(told[0].row) in cell or "!" in cell


def test_shares_typed_for_percentages_are_noticed(empty, tmp_path, shipped) -> None:
    def shares(book: openpyxl.Workbook) -> None:
        for number in range(2, 9):
            book["results"].cell(number, 5, 0.4)

    with pytest.raises(DataError, match=r"look like shares.*write 47, not 0\.47"):
        read(fill(empty, tmp_path / "filled.xlsx", shares), shipped)


def test_all_faults_are_told_at_once(empty, tmp_path, shipped) -> None:
    def many(book: openpyxl.Workbook) -> None:
        for change in (put("results!E4", 140), put("results!F5", None), put("results!A6", "x"), put("questions!B2", "y")):
            change(book)

    with pytest.raises(DataError) as caught:
        read(fill(empty, tmp_path / "filled.xlsx", many), shipped)
    assert len(caught.value.problems) == 4
