"""The filled lines of a table of records: columns checked, harmful ones left out and listed, dates put into one form."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.imports.grid import CellReporter, Grid
from data.imports.identifiers import reason_by_content
from data.imports.read_xlsx import FAULTS
from data.imports.record_specs import DATES, RecordSpec, harm_of_column
from data.imports.workbook import EMPTY, Cell

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_FREE_TEXTS = ("name_sq", "name_en", "summary_sq", "summary_en", "note")


@dataclass(frozen=True)
class Line:
    """One filled row: its number and its texts by column."""

    row: int
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Lines:
    """All filled rows, and the columns that were left out, by what they hold."""

    lines: tuple[Line, ...]
    dropped: Mapping[str, tuple[str, ...]]


def read_record_lines(grid: Grid, spec: RecordSpec, report: CellReporter) -> Lines:
    """Return the lines of a grid; the first row holds the columns. Every bad header, row and cell is reported."""
    if not grid.rows:
        report.add(
            "the file is empty", "fill in the rows: parandalim template writes a file to begin with", column="(whole file)"
        )
        return Lines((), {})
    head_row, head = grid.rows[0]
    header = [cell.text for cell in head]
    dropped = _check_header(header, head_row, spec, report)
    left_out = {column for columns in dropped.values() for column in columns}
    places = {name: place for place, name in enumerate(header, start=1) if name and name not in left_out}
    report.places = places | {code: places[name] for name, code in spec.places.items() if name in places}
    if any(problem.row == head_row for problem in report.problems):
        return Lines((), dropped)
    lines = []
    for row, cells in grid.rows[1:]:
        if any(cell.text for cell in cells[len(header) :]):
            remedy = "quote cells that hold the dividing mark, and give each column a name"
            report.add(f"the row has {len(cells)} cells, the header {len(header)}", remedy, row=row)
            continue
        line = _line(row, cells, places, report)
        if line is not None:
            lines.append(line)
    if len(grid.rows) < 2:
        report.add("the table has a header but no row", "fill in the rows", row=head_row)
    return Lines(tuple(lines), dropped)


def _check_header(header: Sequence[str], row: int, spec: RecordSpec, report: CellReporter) -> dict[str, tuple[str, ...]]:
    """Report what is wrong with the columns; return those to be left out, by what they hold."""
    dropped: dict[str, tuple[str, ...]] = {}
    have = set(header) | {name for name, code in spec.places.items() if code and code in header}
    for column in sorted({name for name in header if name and header.count(name) > 1}):
        report.add("the column stands there twice", "keep one of them", row=row, column=column, value=column)
    for column in dict.fromkeys(name for name in header if name and name not in spec.known):
        if harm := harm_of_column(column):
            dropped[harm] = (*dropped.get(harm, ()), column)
            continue
        close = difflib.get_close_matches(column.lower(), spec.known, n=1)
        remedy = f"did you mean {close[0]!r}?" if close else f"remove it; the known ones are {', '.join(spec.columns)}"
        report.add("unknown column", remedy, row=row, column=column, value=column)
    for column in sorted(spec.required - have):
        remedy = f"add it (parandalim template {spec.kind} has all columns); docs/import-records.md says what it means"
        report.add("the column is missing", remedy, row=row, column=column, value="")
    return dropped


def _line(row: int, cells: Sequence[Cell], places: Mapping[str, int], report: CellReporter) -> Line | None:
    texts, whole = {}, True
    for column, place in places.items():
        cell = cells[place - 1] if place <= len(cells) else EMPTY
        text = plain_date(cell.text) if column in DATES else cell.text
        if cell.fault and not (cell.fault == "date" and column in DATES):
            message, remedy = FAULTS[cell.fault]
            report.add(message, remedy, row=row, column=column, value=cell.text)
            whole = False
        if column in _FREE_TEXTS and _tells_too_much(text):
            remedy = "take it out: addresses, telephone numbers, e-mails and coordinates do not come in"
            report.add("the text holds what identifies people or an exact place", remedy, row=row, column=column, value=text[:60])
        texts[column] = text
    return Line(row, texts) if whole and any(texts.values()) else None


def plain_date(text: str) -> str:
    """Return 30.11.2005 as 2005-11-30, anything else as it is."""
    found = _DOTTED.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text


def _tells_too_much(text: str) -> bool:
    """Return whether a text holds an e-mail address, a mobile number, coordinates or a personal number."""
    words = re.split(r"[\s;()]+", text)
    return any(reason_by_content([word.strip(".,:")]) for word in words if len(word) > 5)
