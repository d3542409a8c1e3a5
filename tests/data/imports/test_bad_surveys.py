"""Bad surveys: each names file, row, column, value and remedy; nothing is published and the upload is kept."""

# ruff: noqa: E501 (a table of cases, one per line)

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from survey_files import HEADER, as_csv, good_rows, put, write_codebook, write_csv, write_sav, write_xlsx

from dashboard.importing import ImportRequest, import_survey
from data.imports import zip_guard
from data.problems import DataError
from data.workspace import open_workspace

Break = Callable[[Path], Path]


@dataclass(frozen=True)
class Case:
    """A broken file or codebook, and the one problem that must be told among those reported."""

    name: str
    breaks: Break
    row: int
    column: str
    value: str
    message: str
    remedy: str
    codebook: tuple[tuple[str, str], ...] = ()
    in_codebook: bool = False
    count: int = 1


def cells(*changes: Callable[[list[list[str]]], None]) -> Break:
    def write(folder: Path) -> Path:
        def all_changes(rows: list[list[str]]) -> None:
            for change in changes:
                change(rows)

        return write_csv(folder / "answers.csv", all_changes)

    return write


def text(change: Callable[[str], str], encoding: str = "utf-8") -> Break:
    def write(folder: Path) -> Path:
        path = folder / "answers.csv"
        path.write_bytes(change(as_csv(HEADER, good_rows())).encode(encoding))
        return path

    return write


def raw(content: bytes, name: str = "answers.csv") -> Break:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return write


def xlsx(change: Callable) -> Break:
    return lambda folder: write_xlsx(folder / "answers.xlsx", change)


def sav(change: Callable) -> Break:
    return lambda folder: write_sav(folder / "answers.sav", change)


def cell(address: str, value: object) -> Break:
    return xlsx(lambda sheet, book: sheet.__setitem__(address, value))


def bomb(folder: Path) -> Path:
    path = folder / "answers.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(130):
                part.write(bytes(2**20))
    return path


def cut_sav(keep: float) -> Break:
    def write(folder: Path) -> Path:
        path = write_sav(folder / "answers.sav")
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * keep)])
        return path

    return write


def cut_xlsx(folder: Path) -> Path:
    path = write_xlsx(folder / "answers.xlsx")
    path.write_bytes(path.read_bytes()[:-400])
    return path


def damaged_xlsx(folder: Path) -> Path:
    whole, path = write_xlsx(folder / "whole.xlsx"), folder / "answers.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content[: len(content) // 2] if "sheet1" in part else content)
    whole.unlink()
    return path


def two_header_rows(sheet, book) -> None:
    sheet.insert_rows(1)
    sheet["A1"] = "Të dhënat"
    sheet["E1"] = "Plani"
    sheet.merge_cells("E1:F1")


def double_row(rows: list[list[str]]) -> None:
    rows.append(list(rows[4]))


def equal_row(rows: list[list[str]]) -> None:
    rows.append(list(rows[4]))
    for row in rows:
        row[0] = ""


def one_psu(rows: list[list[str]]) -> None:
    for row in rows[:40]:
        row[HEADER.index("psu")] = "P0"


def everywhere(column: str, value: str) -> Callable[[list[list[str]]], None]:
    def change(rows: list[list[str]]) -> None:
        for row in rows:
            row[HEADER.index(column)] = value

    return change


def phones(rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        row[HEADER.index("stratum")] = f"+355 69 {200 + number} {1000 + number}"


NO_UNIQUE = (('unique = "interview"\n', ""),)
NAMED = (('stratum = "stratum"', 'stratum = "emri_mbiemri"'),)
CASES = [
    Case("dos_encoding", text(lambda t: t.replace("AL022", "Tiranë", 1), "cp852"), 2, "(whole row)", "0x89", "encoding of the file is wrong", "CSV UTF-8"),
    Case("mac_encoding", text(lambda t: t.replace("AL022", "Tiranë", 1), "mac_roman"), 2, "(whole row)", "0x91", "encoding of the file is wrong", "CSV UTF-8"),
    Case("lost_letters", text(lambda t: t.replace("AL022", "Tiran\ufffd", 1)), 2, "(whole row)", "Tiran\ufffd", "letters were lost", "export it again"),
    Case("twice_encoded_header", text(lambda t: t.replace("qarku", "zonÃ«", 1)), 1, "zonÃ«", "zonÃ«", "spoilt by a wrong encoding", "as UTF-8"),
    Case("utf16_cut_in_a_letter", raw(as_csv(HEADER, good_rows()).encode("utf-16")[:-1]), 321, "(whole row)", "byte", "breaks off", "again"),
    Case("utf16_without_mark", raw(as_csv(HEADER, good_rows()).encode("utf-16-le")), 1, "(whole file)", "69 00", "not a text file", "CSV UTF-8"),
    Case("empty_file", raw(b""), 0, "(whole file)", "", "the file is empty", "export it again"),
    Case("header_only", raw(",".join(HEADER).encode()), 0, "", "", "no answers", "export it again"),
    Case("one_column", raw(b"answers\n1\n2\n"), 1, "(header)", "answers", "only one column", "commas, semicolons"),
    Case("quote_not_closed", text(lambda t: t.replace("R005", '"R005', 1)), 322, "(whole row)", "", "cannot be divided", "quotation mark"),
    Case("row_too_long", text(lambda t: t.replace("R005,", "R005,extra,", 1)), 7, "(whole row)", "R005,extra", "12 cells, the header 11", "quote cells"),
    Case("unquoted_decimal_comma", cells(put(9, "weight", "X")), 9, "weight", "X", "weight is not a number", "decimal mark"),
    Case("mixed_decimal_commas", cells(put(12, "weight", "1,4")), 12, "weight", "1,4", "decimal comma among", "one way"),
    Case("thousands_separator", cells(put(12, "weight", "1,234.5")), 12, "weight", "1,234.5", "not a number", "no thousands separator"),
    Case("duplicate_columns", text(lambda t: t.replace("sex", "weight", 1)), 1, "weight", "weight", "stands there 2 times", "rename or remove"),
    Case("missing_column", text(lambda t: t.replace("stratum", "shtresa", 1)), 1, "stratum", "columns.stratum", "column is missing", "codebook"),
    Case("missing_weight", cells(put(20, "weight", "")), 20, "weight", "", "weight is missing", "every row needs"),
    Case("negative_weight", cells(put(21, "weight", "-1.2")), 21, "weight", "-1.2", "weight is negative", "correct it"),
    Case("zero_weight", cells(put(22, "weight", "0")), 22, "weight", "0", "weight is zero", "more than 0"),
    Case("psu_in_two_strata", cells(put(50, "stratum", "S7")), 50, "psu", "P6", "lies in several strata", "psu_within_stratum"),
    Case("empty_psu", cells(put(33, "psu", "")), 33, "psu", "(empty)", "cell is empty", "fill it in"),
    Case("fpc_smaller_than_n", cells(*(put(row, "fpc", "3") for row in range(2, 42))), 2, "fpc", "3", "smaller than the 5 PSUs", "in all"),
    Case("fpc_as_a_share", cells(everywhere("fpc", "0.1")), 2, "fpc", "0.1", "smaller than the 5 PSUs", "nor a share"),
    Case("fpc_not_constant", cells(put(5, "fpc", "51")), 5, "fpc", "51", "two population counts", "one count"),
    Case("single_psu_where_none_may_be", cells(one_psu), 2, "stratum", "S0", "single PSU ('P0')", "neighbouring stratum", (("[columns]", 'lonely_psu = "fail"\n[columns]'),)),
    Case("unknown_answer", cells(put(60, "q1", "7")), 60, "q1", "7", "code is not in the codebook", "questions.k1"),
    Case("unknown_group_code", cells(put(61, "sex", "x")), 61, "sex", "x", "code is not in the codebook", "groups.sex"),
    Case("unknown_sample", cells(put(62, "sample", "3")), 62, "sample", "3", "code is not in the codebook", "[sample]"),
    Case("empty_sample", cells(put(63, "sample", "")), 63, "sample", "", "cell is empty", "fill it in"),
    Case("unknown_area", cells(put(70, "qarku", "Kukes i Ri")), 70, "qarku", "Kukes i Ri", "unknown qark", "did you mean Kukës (AL013)"),
    Case("missing_area", cells(put(71, "qarku", "")), 71, "qarku", "", "area is missing", "write the area"),
    Case("area_of_another_level", cells(put(72, "qarku", "AL151")), 72, "qarku", "AL151", "is a municipality, not a qark", "[area] level"),
    Case("date_as_area_in_csv", cells(put(73, "qarku", "12-May")), 73, "qarku", "12-May", "a date stands where an area", "as text"),
    Case("too_young", cells(put(80, "age", "12")), 80, "age", "12", "outside the survey's design", "15 to 29"),
    Case("age_in_words", cells(put(81, "age", "njëzet")), 81, "age", "njëzet", "age is not a number", "decimal mark"),
    Case("same_interview_twice", cells(double_row), 322, "interview", "R004", "interview of row 6 stands here again", "keep one"),
    Case("equal_rows", cells(equal_row), 322, "(whole row)", "equal cells", "interview of row 6 stands here again", "duplicates", NO_UNIQUE),
    Case("excel_error_in_csv", cells(put(90, "q1", "#N/A")), 90, "q1", "#N/A", "Excel error", "correct the formula"),
    Case("formula_in_csv", cells(put(91, "q1", "=A1+1")), 91, "q1", "=A1+1", "formula without a saved result", "its value"),
    Case("telephone_numbers_mapped", cells(phones), 1, "stratum", "columns.stratum", "tells who a person is (telephone numbers)", "another one"),
    Case("names_mapped", text(lambda t: t.replace("stratum", "emri_mbiemri", 1)), 1, "emri_mbiemri", "columns.stratum", "(name of a person)", "another one", NAMED),
    Case("merged_header_cells", xlsx(two_header_rows), 1, "E1:F1", "Plani", "header cells are merged", "unmerge"),
    Case("formula_never_calculated", cell("C5", "=1+1"), 5, "weight", "=1+1", "formula without a saved result", "paste special"),
    Case("date_as_area", cell("B6", dt.datetime(2024, 5, 12)), 6, "qarku", "2024-05-12", "Excel made a date", "as text"),
    Case("date_as_weight", cell("C7", dt.datetime(2024, 1, 3)), 7, "weight", "2024-01-03", "Excel made a date", "as text"),
    Case("excel_error", cell("J8", "#REF!"), 8, "q1", "#REF!", "Excel error", "correct the formula"),
    Case("duplicate_columns_in_excel", cell("I1", "q1"), 1, "q1", "q1", "stands there 2 times", "rename or remove"),
    Case("two_sheets", xlsx(lambda sheet, book: book.create_sheet("more").append(["x"])), 0, "(sheet)", "data, more", "several sheets", "sheet ="),
    Case("sheet_not_there", xlsx(lambda sheet, book: None), 0, "(sheet)", "answers", "missing or empty", "as the workbook has it", (("[columns]", 'sheet = "answers"\n[columns]'),)),
    Case("zip_bomb", bomb, 0, "(whole file)", "130 MB", "zip bomb", "nothing was unpacked"),
    Case("csv_named_xlsx", raw(b"a,b\n1,2\n", "answers.xlsx"), 0, "(whole file)", "61 2c", "not an Excel workbook", "right ending"),
    Case("zip_named_xlsx", raw(b"PK\x05\x06" + bytes(18), "answers.xlsx"), 0, "(whole file)", "empty archive", "not an Excel workbook", "export it again"),
    Case("old_xls_named_xlsx", raw(b"\xd0\xcf\x11\xe0" + bytes(600), "answers.xlsx"), 0, "(whole file)", "d0 cf", "not an Excel workbook", "without a password"),
    Case("truncated_xlsx", cut_xlsx, 0, "(whole file)", "50 4b", "not an Excel workbook", "export it again"),
    Case("damaged_sheet", damaged_xlsx, 0, "(whole file)", "Error", "workbook is damaged", "save it again"),
    Case("truncated_sav", cut_sav(0.9), 0, "(whole file)", "", "damaged or cut short", "copy it again"),
    Case("truncated_sav_header", cut_sav(0.02), 0, "(whole file)", "", "damaged or cut short", "copy it again"),
    Case("csv_named_sav", raw(b"a,b\n1,2\n", "answers.sav"), 0, "(whole file)", "", "damaged or cut short", "copy it again"),
    Case("unknown_code_in_sav", sav(lambda c: c["q1"].__setitem__(3, 7.0)), 4, "q1", "7", "code is not in the codebook", "questions.k1"),
    Case("dates_in_sav", sav(lambda c: c.__setitem__("psu", [dt.date(2024, 1, 1)] * 320)), 1, "psu", "2024-01-01", "holds dates", "another variable"),
    Case("codebook_not_toml", cells(), 0, "", "", "not valid TOML", "correct the line", (("reviewed = true", "reviewed true"),), True),
    Case("codebook_key_unknown", cells(), 0, "columns.wieght", "weight", "unknown key", "remove it or correct it", (("weight = ", "wieght = "),), True),
    Case("codebook_not_reviewed", cells(), 0, "reviewed", "false", "not reviewed", "reviewed = true", (("reviewed = true", "reviewed = false"),), True),
    Case("codebook_unfinished", cells(), 0, "questions.k1.theme", "FILL IN", "not finished", "write what is asked for", (('"knowledge"', '"FILL IN: theme"'),), True),
    Case("codebook_wrong_theme", cells(), 0, "questions.0.theme", "belief", "not one of the allowed", "use one of", (('"knowledge"', '"belief"'),), True),
    Case("codebook_code_twice", cells(), 0, "questions.k1.no", "1", "stands in two lists", "leave it in one", (("no = [2]", "no = [1, 2]"),), True),
    Case("codebook_source_unknown", cells(), 0, "survey.source", "nowhere", "unknown source", "data/sources", (("[columns]", 'source = "nowhere"\n[columns]'),), True),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_survey_is_refused_with_what_where_and_how_to_mend_it(case: Case, tmp_path: Path, shipped) -> None:
    path = case.breaks(tmp_path)
    codebook = write_codebook(tmp_path / "codebook.toml", *case.codebook)
    environ = {"PARANDALIM_WORKSPACE": str(tmp_path / "workspace")}
    with pytest.raises(DataError) as caught:
        import_survey(ImportRequest(path, "2", "tester", codebook), environ, dataset=shipped)
    told = [p for p in caught.value.problems if case.message in p.message and p.row == case.row and p.column == case.column]
    assert told, "\n" + str(caught.value)
    problem = told[0]
    assert problem.file == ("codebook.toml" if case.in_codebook else path.name)
    assert case.value in problem.value
    assert case.remedy in problem.remedy
    assert len(caught.value.problems) == len(set(caught.value.problems))
    workspace = open_workspace(environ)
    assert workspace is not None
    assert not workspace.current()
    assert [line.action for line in workspace.history()] == ["reject"]
    assert workspace.read_original("u1") == path.read_bytes()


def test_there_are_at_least_forty_cases_of_bad_input() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40


def test_a_huge_file_is_refused_before_a_byte_of_it_is_read_or_copied(tmp_path: Path, shipped) -> None:
    path = tmp_path / "answers.xlsx"
    with path.open("wb") as handle:
        handle.truncate(2 * 2**30)
    environ = {"PARANDALIM_WORKSPACE": str(tmp_path / "workspace")}
    with pytest.raises(DataError) as caught:
        import_survey(ImportRequest(path, "2", "tester", write_codebook(tmp_path / "codebook.toml")), environ, dataset=shipped)
    (problem,) = caught.value.problems
    assert (problem.file, problem.column, problem.value) == ("answers.xlsx", "(whole file)", "2,048 MB")
    assert f"{zip_guard.MAX_FILE_BYTES // 2**20:,} MB" in problem.remedy
    assert open_workspace(environ) is None
    assert path.stat().st_size == 2 * 2**30


def test_every_problem_is_told_at_once_and_the_many_of_a_kind_are_cut_for_the_reader(tmp_path: Path, shipped) -> None:
    from dashboard.import_words import refusal

    path = cells(everywhere("q1", "7"), everywhere("sex", "x"), put(9, "weight", "-1"))(tmp_path)
    environ = {"PARANDALIM_WORKSPACE": str(tmp_path / "workspace")}
    with pytest.raises(DataError) as caught:
        import_survey(ImportRequest(path, "2", "tester", write_codebook(tmp_path / "codebook.toml")), environ, dataset=shipped)
    assert len(caught.value.problems) == 641
    lines = refusal(caught.value)
    assert sum("310 more rows" in line for line in lines) == 2
    assert len(lines) < 30
    assert lines[-1] == "parandalim: 641 problems found, nothing was published"
    workspace = open_workspace(environ)
    assert workspace is not None
    assert workspace.history()[0].problems == 641
