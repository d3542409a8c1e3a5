"""XLSX survey files: one sheet, names in its first row, one respondent per row."""

from __future__ import annotations

from pathlib import Path

from data.imports.raw_table import Keep, RawTable, build_table
from data.imports.workbook import EMPTY, Cell, Sheet, read_sheets
from data.problems import Reporter

FAULTS = {
    "date": ("Excel made a date of the cell", "format the column as text and type the value again"),
    "error": ("the cell holds an Excel error", "correct the formula, or write the value"),
    "formula": (
        "the cell holds a formula without a saved result",
        "open the file in Excel and save it, or replace the formula with its value (paste special, values)",
    ),
}


def read_xlsx_table(path: Path, report: Reporter, keep: Keep, sheet: str = "") -> RawTable | None:
    """Read a sheet of answers.

    Parameters
    ----------
    path : Path
        The workbook.
    report : Reporter
        Takes every problem; rows as the sheet numbers them.
    keep : callable
        Says of a column's name whether its cells are wanted.
    sheet : str
        Name of the sheet; needed when more than one holds anything.
    """
    sheets = read_sheets(path, report, (sheet,) if sheet else None)
    if sheets is None:
        return None
    chosen = _choose(sheets, sheet, report)
    if chosen is None:
        return None
    header_row, head = chosen.rows[0]
    header = [cell.text for cell in head]
    while header and not header[-1]:
        header.pop()
    _report_merged(chosen, header_row, header, report)
    lines = [(row, _padded(cells, len(header))) for row, cells in chosen.rows[1:]]
    wanted = [place for place, name in enumerate(header) if name and keep(name)]
    for row, cells in lines:
        for place in wanted:
            if cells[place].fault:
                message, remedy = FAULTS[cells[place].fault]
                report.add(message, remedy, row=row, column=header[place], value=cells[place].text)
    return build_table(report, header, [(row, [cell.text for cell in cells]) for row, cells in lines], keep, header_row)


def _padded(cells: list[Cell], width: int) -> list[Cell]:
    return (cells + [EMPTY] * (width - len(cells)))[:width]


def _choose(sheets: dict[str, Sheet], sheet: str, report: Reporter) -> Sheet | None:
    filled = {name: found for name, found in sheets.items() if found.rows}
    if len(filled) == 1:
        return next(iter(filled.values()))
    if not filled:
        remedy = "write the name as the workbook has it" if sheet else "export it again with its rows"
        report.add("the sheet is missing or empty" if sheet else "the file is empty", remedy, column="(sheet)", value=sheet)
        return None
    remedy = 'say which in the codebook: [survey] sheet = "..."'
    report.add("the workbook has several sheets", remedy, column="(sheet)", value=", ".join(filled))
    return None


def _report_merged(sheet: Sheet, header_row: int, header: list[str], report: Reporter) -> None:
    for top, bottom, block in sheet.merged:
        if top <= header_row <= bottom or top <= header_row + 1 <= bottom:
            remedy = "unmerge them, and give each column its own name in one row"
            report.add("header cells are merged", remedy, row=top, column=block, value=_at(sheet, top, block))
    if len([name for name in header if name]) < 2 and not report.problems:
        remedy = "put the columns' names into the first row, without a title above"
        report.add("the first row holds fewer than two names", remedy, row=header_row, column="(header)", value=" ".join(header))


def _at(sheet: Sheet, row: int, block: str) -> str:
    letters = block.split(":")[0].rstrip("0123456789")
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    cells = dict(sheet.rows).get(row, [])
    return cells[place - 1].text if place <= len(cells) else ""
