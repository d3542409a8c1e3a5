"""The workbook of published percentages, read whole: every fault by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from data.imports.cell_checks import area_names, fold
from data.imports.published import PublishedResult, PublishedTable
from data.imports.sheet_records import SheetRecord, read_records
from data.imports.survey_table_checks import check_sums
from data.imports.survey_table_template import GROUP_COLUMNS, QUESTION_COLUMNS, RESULT_COLUMNS, area_choices, table_words
from data.imports.workbook import read_sheets
from data.problems import DataError, Reporter
from data.survey_types import EVERYONE, KapGroup, KapQuestion
from data.types import Region

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")
_GROUP = re.compile(r"all|[a-z0-9][a-z0-9_-]*:[a-z0-9][a-z0-9_-]*")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


def read_survey_table(path: Path, regions: Mapping[str, Region], file_name: str = "") -> PublishedTable:
    """Read a filled workbook.

    Parameters
    ----------
    path : Path
        As ``parandalim template survey-table`` wrote it.
    regions : mapping of str to Region
        Areas by id.
    file_name : str
        What problems call the file; by default its own name.

    Raises
    ------
    DataError
        With every problem; sums are checked once all single cells are right.
    """
    report = Reporter(file_name or path)
    sheets = read_sheets(path, report, ("questions", "groups", "results"))
    if sheets is None:
        raise DataError(report.problems)
    asked = read_records(sheets.get("questions"), "questions", QUESTION_COLUMNS, report)
    grouped = read_records(sheets.get("groups"), "groups", GROUP_COLUMNS, report)
    lines = read_records(sheets.get("results"), "results", RESULT_COLUMNS, report)
    questions = {record.texts["id"]: _question(record, report) for record in asked}
    groups = {record.texts["id"]: _group(record, report) for record in grouped}
    for records in (asked, grouped):
        _report_twice(records, [record.texts["id"] for record in records], "id", report)
    if not lines and not report.problems:
        report.add(
            "there is no result", "fill in the sheet results, one row per percentage", row=2, column="results!A2", value="(empty)"
        )
    results = [_result(record, regions, questions, groups, report) for record in lines]
    _report_twice(lines, [(r.area or r.row, r.sample, r.group, r.question) for r in results], "question", report)
    if not report.problems:
        multiple = frozenset(record.texts["id"] for record in asked if record.texts["multiple"] == "yes")
        table = PublishedTable(questions, groups, multiple, tuple(results))
        check_sums(table, lines, report)
    if report.problems:
        raise DataError(report.problems)
    return table


def _report_twice(records: Sequence[SheetRecord], keys: Sequence[Hashable], column: str, report: Reporter) -> None:
    """Report rows that speak of the same thing as one above."""
    first: dict[Hashable, int] = {}
    for record, key in zip(records, keys, strict=True):
        if key in first:
            record.fault(report, column, f"the same as in row {first[key]}", "keep one of the two rows")
        first.setdefault(key, record.row)


def _one_of(record: SheetRecord, column: str, known: Sequence[str], report: Reporter) -> str:
    if record.texts[column] not in known:
        record.fault(
            report, column, f"this is no {column} that is known", f"choose one of {', '.join(list(known)[:8]) or 'none so far'}"
        )
    return record.texts[column]


def _written(record: SheetRecord, column: str, report: Reporter) -> str:
    if not record.texts[column]:
        record.fault(
            report, column, "the cell is empty", "write it; every text is needed in both languages, and every figure its document"
        )
    return record.texts[column]


def _question(record: SheetRecord, report: Reporter) -> KapQuestion:
    words = table_words()
    if not _SLUG.fullmatch(record.texts["id"]):
        record.fault(report, "id", "this cannot name a question", "use small letters, digits and hyphens, such as k1")
    _one_of(record, "multiple", ["", *words["multiple"]], report)
    return KapQuestion(
        record.texts["id"],
        _one_of(record, "theme", words["themes"], report),
        {lang: _written(record, f"wording_{lang}", report) for lang in ("sq", "en")},
        {lang: _written(record, f"counts_{lang}", report) for lang in ("sq", "en")},
        _one_of(record, "direction", words["directions"], report),
    )


def _group(record: SheetRecord, report: Reporter) -> KapGroup:
    group, kind = record.texts["id"], record.texts["kind"]
    if not _GROUP.fullmatch(group) or (group != EVERYONE and group.split(":")[0] != kind):
        record.fault(report, "id", "this cannot name a group", "write the kind, a colon and the member, such as sex:female")
    return KapGroup(group, kind, {lang: _written(record, f"label_{lang}", report) for lang in ("sq", "en")})


def _result(
    record: SheetRecord,
    regions: Mapping[str, Region],
    questions: Mapping[str, KapQuestion],
    groups: Mapping[str, KapGroup],
    report: Reporter,
) -> PublishedResult:
    words = table_words()
    return PublishedResult(
        row=record.row,
        area=_area(record, regions, report),
        sample=_one_of(record, "sample", words["samples"], report),
        group=_one_of(record, "group", list(groups), report),
        question=_one_of(record, "question", list(questions), report),
        percent=_percent(record, report),
        n=_n(record, report),
        page=record.texts["page"],
        document=_written(record, "document", report),
    )


def _area(record: SheetRecord, regions: Mapping[str, Region], report: Reporter) -> str:
    text = record.texts["area"]
    together = str(table_words()["together"])
    if text in area_choices() or text == together:
        return area_choices().get(text, together)
    by_full_name = {name: region.region_id for region in regions.values() for name in region.full_name.values()}
    if text in by_full_name and regions[by_full_name[text]].level != "country":
        return by_full_name[text]
    first = text.split(" ")[0]
    found = {
        names.get(first) or names.get(fold(text)) for names in (area_names(regions, level) for level in ("qark", "municipality"))
    }
    areas = sorted(area for area in found if area)
    if len(areas) != 1:
        message = "the area is missing" if not text else ("this names a qark and a municipality" if areas else "unknown area")
        record.fault(report, "area", message, "choose it from the list, or write its code, such as AL013")
        return ""
    return areas[0]


def _number(text: str) -> float | None:
    plain = text.removesuffix("%").strip()
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def _percent(record: SheetRecord, report: Reporter) -> float:
    value = _number(record.texts["percent"])
    if value is None:
        message = "the percentage is missing" if not record.texts["percent"] else "the percentage is not a number"
        record.fault(report, "percent", message, "write a number from 0 to 100; leave the whole row out if it is not published")
    elif not 0 <= value <= 100:
        record.fault(report, "percent", "the percentage is outside 0-100", "correct it as published")
    return value if value is not None else float("nan")


def _n(record: SheetRecord, report: Reporter) -> int:
    value = _number(record.texts["n"])
    if value is None or value != int(value) or value < 1:
        message = "n is missing" if not record.texts["n"] else "n is not a whole number from 1"
        record.fault(report, "n", message, "write how many answered; a percentage without it cannot be shown")
        return 0
    return int(value)
