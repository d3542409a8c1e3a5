"""Tables as one workbook: heads, a row of HXL tags, typed cells; no text is ever taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.export.data_table import Cell, DataTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NARROWEST, WIDEST = 10, 60
# The paper's number in the format.
A4 = 9
# What a cell of a workbook can hold; a longer text would be left out in silence.
LONGEST = 32_767
CUT = " […]"


def write_workbook(tables: Sequence[DataTable], title: str) -> bytes:
    """Write each table as a sheet."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": title, "company": "Parandalim"})
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "tag": book.add_format({"font_color": "#55666c"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for table in tables:
            _write_sheet(book.add_worksheet(table.name), table, looks)
    return out.getvalue()


def _write_sheet(sheet: Any, table: DataTable, looks: dict[str, Any]) -> None:
    sheet.freeze_panes(2, min(2, len(table.heads) - 1))
    _set_paper(sheet)
    for column, (head, tag) in enumerate(zip(table.heads, table.tags, strict=True)):
        sheet.write_string(0, column, head, looks["head"])
        sheet.write_string(1, column, tag, looks["tag"])
        sheet.set_column(column, column, _width(table, column))
    for number, cells in enumerate(table.rows, start=2):
        for column, cell in enumerate(cells):
            _write_cell(sheet, number, column, cell, looks["day"])
    if table.rows:
        sheet.autofilter(1, 0, len(table.rows) + 1, len(table.heads) - 1)


def _set_paper(sheet: Any) -> None:
    """Print on A4 across, one page wide, the heads on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, cell if len(cell) <= LONGEST else cell[: LONGEST - len(CUT)] + CUT)


def _width(table: DataTable, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
    return min(WIDEST, max(NARROWEST, len(table.heads[column]) + 2, longest + 2))
