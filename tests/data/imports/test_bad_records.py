"""Files of records that are wrong in one way each: refused with what is wrong, where, and what to do; and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from record_files import GOOD, HXL, SERVICE, record_file, write_lines, write_source, write_table

from dashboard.record_importing import import_records
from data.imports.read_records import IATI, WHO_WHAT_WHERE, RecordFile
from data.problems import DataError, Problem
from data.types import Dataset
from data.workspace import open_workspace

# Kind, cells that are changed (None: the column is gone), column of the problem, words of its message and of its remedy.
CELLS = {
    "no id": ("services", {"service_id": ""}, "service_id", "wrong form", "A-Za-z0-9"),
    "an id with a space": ("services", {"service_id": "K 1"}, "service_id", "wrong form", "write it as"),
    "no name in any language": ("services", {"name_sq": "", "name_en": ""}, "name_sq", "empty", "write it"),
    "an unknown category": ("services", {"category": "castle"}, "category", "unknown category", "service_categories"),
    "an unknown place": ("services", {"place": "Kukesi i Ri"}, "place", "not known", "Kukës"),
    "a place of several": ("services", {"place": "Dajç"}, "place", "several", "AL"),
    "an unknown code": ("services", {"place": "AL999"}, "place", "not known", "code"),
    "no place": ("services", {"place": ""}, "place", "missing", "municipality"),
    "an unknown status": ("services", {"status": "open"}, "status", "not one of the allowed words", "active"),
    "a date that is none": ("services", {"last_confirmed": "yesterday"}, "last_confirmed", "wrong form", "write it as"),
    "a date in slashes": ("services", {"start": "01/02/2024"}, "start", "wrong form", "write it as"),
    "the end before the start": ("projects", {"end": "2024-01-01"}, "start", "after the end", "correct"),
    "an unknown tier": ("services", {"tier": "secret"}, "tier", "allowed words", "public"),
    "an unknown column": ("services", {"colour": "blue"}, "colour", "unknown column", "known ones"),
    "a column spelled wrong": ("services", {"statuss": "x"}, "statuss", "unknown column", "'status'"),
    "a missing column": ("services", {"category": None}, "category", "column is missing", "template services"),
    "a telephone in a text": ("services", {"note": "ring 0692345678"}, "note", "identifies", "take it out"),
    "an e-mail in a text": ("services", {"summary_en": "write to ana@example.org"}, "summary_en", "identifies", "take it out"),
    "coordinates in a text": ("services", {"summary_sq": "te 42.07712, 20.42134"}, "summary_sq", "identifies", "take it out"),
    "a source that is cited but unknown": ("services", {"citations": "doc-999#1"}, "citations", "unknown source", "add"),
    "an unknown type": ("projects", {"types": "sport"}, "types", "unknown word", "prevention"),
    "an unknown audience": ("projects", {"audiences": "cats"}, "audiences", "unknown word", "children"),
    "a reach in words": ("projects", {"reached_n": "many"}, "reached_n", "not a number", "decimal point"),
    "a reach of nobody knows what": ("projects", {"reached_kind": ""}, "reached_kind", "number and a kind", "both or neither"),
    "dates that nothing tells": ("projects", {"window": "undated"}, "window", "has dates", "empty them"),
    "an unknown group": ("communities", {"group": "martians"}, "group", "unknown group", "roma"),
    "a gap with a figure": ("communities", {"state": "not_published"}, "state", "do not fit", "empty value"),
    "a count under nought": ("communities", {"value": "-5"}, "value", "under 0", "correct"),
    "a decimal comma": ("indicators", {"value": "12,5"}, "value", "not a number", "decimal point"),
    "an unknown indicator": ("indicators", {"indicator_id": "happiness"}, "indicator_id", "no such indicator", "hdi"),
    "an indicator that is reckoned": ("indicators", {"indicator_id": "projects_active"}, "indicator_id", "no such", "use"),
    "a figure out of range": ("indicators", {"value": "-1"}, "value", "out of range", "valid range"),
    "a period that is none": ("indicators", {"period": "spring"}, "period", "form of period", "2019-Q2"),
    "a way to itself": ("travel-times", {"to": "Kukës"}, "to", "where it begins", "leave the row out"),
    "a way from a qark": ("travel-times", {"from": "AL013"}, "from", "no municipality", "municipalities"),
    "a way of no time": ("travel-times", {"minutes": "0"}, "minutes", "greater than 0", "see"),
    "a way without minutes": ("travel-times", {"minutes": ""}, "minutes", "missing", "leave the row out"),
    "a way by camel": ("travel-times", {"mode": "camel"}, "mode", "allowed words", "walking"),
}  # fmt: skip


def refused(file: RecordFile, dataset: Dataset, folder: Path) -> list[Problem]:
    """Import a file that must be refused; its bytes are kept, its problems recorded, and nothing is in force."""
    environ = {"PARANDALIM_WORKSPACE": str(folder / "workspace")}
    with pytest.raises(DataError) as caught:
        import_records(file, "ana", environ, dataset=dataset)
    workspace = open_workspace(environ)
    assert workspace is not None
    assert workspace.current() == {}
    (upload,) = workspace.recover()
    assert (upload.state, upload.kept) == ("rejected", True)
    assert workspace.read_original(upload.upload) == file.path.read_bytes()
    assert [p.as_line() for p in sorted(upload.problems)] == [p.as_line() for p in caught.value.problems]
    return caught.value.problems


def the_problem(problems: list[Problem], column: str) -> Problem:
    found = [p for p in problems if column in (p.column, p.column.rpartition("(")[2].rstrip(")"))]
    assert found, [p.as_line() for p in problems]
    return found[0]


@pytest.mark.parametrize("case", CELLS)
def test_a_wrong_cell_is_named_with_its_row_and_remedy_and_nothing_is_lost(case: str, shipped: Dataset, tmp_path: Path) -> None:
    kind, change, column, message, remedy = CELLS[case]
    row = {key: value for key, value in {**GOOD[kind], **change}.items() if value is not None}
    good = {**dict.fromkeys(row, ""), **{key: value for key, value in GOOD[kind].items() if key in row}}
    first = next(iter(good))
    if kind in ("services", "projects", "communities"):
        good[first] = "G1"
    elif kind == "indicators":
        good["period"] = "2024"
    else:
        good |= {"from": "Has", "to": "Kukës"}
    problem = the_problem(refused(record_file(tmp_path, kind, [good, row]), shipped, tmp_path), column)
    assert problem.file == f"{kind}.csv"
    assert problem.row == (1 if "column" in message else 3)
    assert message in problem.message
    assert remedy in problem.remedy


def test_every_fault_of_file_and_source_is_told_at_once(shipped: Dataset, tmp_path: Path) -> None:
    source = write_source(tmp_path, ("AL999",), ("shops",))
    rows = [{**SERVICE, "status": "open"}, {**SERVICE, "category": "castle"}]
    problems = refused(record_file(tmp_path, "services", rows, source=source), shipped, tmp_path)
    assert {p.column for p in problems} == {"coverage.regions", "coverage.themes", "status", "category", "service_id"}
    assert {p.file for p in problems} == {"source.toml", "services.csv"}


def test_a_workbook_tells_its_cells(shipped: Dataset, tmp_path: Path) -> None:
    path = write_table(tmp_path, "services", [{**SERVICE, "status": "open"}], "services.xlsx")
    problems = refused(RecordFile(path, "services", "services", source=write_source(tmp_path)), shipped, tmp_path)
    assert [p.column for p in problems] == ["services!H2 (status)"]


def merged(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("services")
        sheet.write_row(0, 0, list(SERVICE))
        sheet.write_row(1, 0, list(SERVICE.values()))
        sheet.merge_range(2, 0, 3, 0, "K2")


def formula(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("services")
        sheet.write_row(0, 0, list(SERVICE))
        sheet.write_row(1, 0, list(SERVICE.values()))
        sheet.write_formula(1, 1, "=A2", None, "#REF!")


def two_sheets(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("one", "two"):
            book.add_worksheet(name).write_row(0, 0, ["a", "b"])


def test_a_double_column_is_told(shipped: Dataset, tmp_path: Path) -> None:
    lines = [[*SERVICE, "status"], [*SERVICE.values(), "active"]]
    file = RecordFile(write_lines(tmp_path / "a.csv", lines), "services", "services", source=write_source(tmp_path))
    assert the_problem(refused(file, shipped, tmp_path), "status").message == "the column stands there twice"


FILES = {
    "an empty file": ("a.csv", b"\n", "the file is empty"),
    "only a header": ("a.csv", ",".join(SERVICE).encode() + b"\n", "no row"),
    "a row too long": ("a.csv", (",".join(SERVICE) + "\n" + ",".join(SERVICE.values()) + ",x\n").encode(), "10 cells"),
    "a quotation mark that is not closed": ("a.csv", (",".join(SERVICE) + '\n"K1,' + "\n").encode(), "divided into cells"),
    "another encoding": ("a.csv", (",".join(SERVICE) + "\nK1,Ku\x89s\n").encode("latin-1") + b"\x81\x8d", "encoding"),
    "no workbook": ("a.xlsx", b"PK nothing", "not an Excel workbook"),
    "merged cells": ("a.xlsx", merged, "merged"),
    "an Excel error": ("a.xlsx", formula, "Excel error"),
    "several sheets": ("a.xlsx", two_sheets, "several sheets"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_is_refused_and_kept(case: str, shipped: Dataset, tmp_path: Path) -> None:
    name, content, message = FILES[case]
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path)
    file = RecordFile(path, "services", "services", source=write_source(tmp_path))
    assert any(message in p.message for p in refused(file, shipped, tmp_path))


def hxl(change: dict[tuple[int, int], str]) -> list[list[str]]:
    return [[change.get((row, at), cell) for at, cell in enumerate(line)] for row, line in enumerate(HXL)]


THREE_W = {
    "no tags": ({(1, 0): "org"}, "(first 25 rows)", "no row of HXL tags"),
    "no organisation": ({(1, 0): "#x_org"}, "#org", "no column #org"),
    "an empty organisation": ({(3, 0): ""}, "organisation", "empty"),
    "a reach in words": ({(3, 5): "about 60"}, "reached", "no number of people"),
    "a date that is none": ({(2, 3): "soon"}, "start", "wrong form"),
}


@pytest.mark.parametrize("case", THREE_W)
def test_a_wrong_3w_file_is_refused_and_kept(case: str, shipped: Dataset, tmp_path: Path) -> None:
    change, column, message = THREE_W[case]
    path = write_lines(tmp_path / "3w.csv", hxl(change))
    file = RecordFile(path, "projects", "projects-3w", WHO_WHAT_WHERE, write_source(tmp_path))
    assert message in the_problem(refused(file, shipped, tmp_path), column).message


def test_broken_xml_is_refused_and_kept(shipped: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<iati-activities version='2.03'><iati-activity>", encoding="utf-8")
    problems = refused(RecordFile(path, "projects", "projects-iati", IATI, write_source(tmp_path)), shipped, tmp_path)
    assert "broken" in problems[0].message


@pytest.mark.parametrize(("source", "source_id"), [(False, ""), (True, "doc-001"), (False, "doc-999")])
def test_records_need_one_source_that_is_known(source: bool, source_id: str, shipped: Dataset, tmp_path: Path) -> None:
    path = write_table(tmp_path, "services", [SERVICE])
    given = write_source(tmp_path) if source else None
    problems = refused(RecordFile(path, "services", "services", source=given, source_id=source_id), shipped, tmp_path)
    assert [p for p in problems if "source" in p.message]


@pytest.mark.parametrize("name", ["nothing.csv", "a.pdf"])
def test_what_cannot_be_kept_is_refused_before_anything_is_done(name: str, shipped: Dataset, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    environ = {"PARANDALIM_WORKSPACE": str(tmp_path / "workspace")}
    with pytest.raises(DataError, match=r"no such file|not read"):
        import_records(RecordFile(tmp_path / name, "services", "services"), "ana", environ, dataset=shipped)
    assert open_workspace(environ) is None
