"""Rows of a sheet as records, with every fault named by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.imports.read_xlsx import FAULTS
from data.imports.workbook import EMPTY, Cell, Sheet, cell_name
from data.problems import Reporter


@dataclass(frozen=True)
class SheetRecord:
    """One row: its number, its texts by column, and where each column stands."""

    sheet: str
    row: int
    texts: Mapping[str, str]
    places: Mapping[str, int]

    def cell(self, column: str) -> str:
        """Return the name of a cell, such as ``results!E14``."""
        return f"{self.sheet}!{cell_name(self.places[column], self.row)}"

    def fault(self, report: Reporter, column: str, message: str, remedy: str) -> None:
        """Report a fault of one cell."""
        shown = self.texts[column] or "(empty)"
        report.add(message, remedy, row=self.row, column=f"{self.cell(column)} ({column})", value=shown)


def read_records(sheet: Sheet | None, name: str, columns: Sequence[str], report: Reporter) -> list[SheetRecord]:
    """Return the filled rows of a sheet; missing and doubled columns, dates, errors, formulas and merged cells are reported."""
    if sheet is None or not sheet.rows:
        report.add(
            "the sheet is missing or empty",
            "begin with a fresh workbook: parandalim template survey-table",
            column=name,
            value=name,
        )
        return []
    head_row, head = sheet.rows[0]
    header = [cell.text for cell in head]
    for column in columns:
        if header.count(column) != 1:
            message = "the column is missing" if column not in header else "the column stands there twice"
            report.add(
                message,
                f"the sheet's first row must have {', '.join(columns)}",
                row=head_row,
                column=f"{name}!{column}",
                value=column,
            )
    for top, _, block in sheet.merged:
        report.add(
            "cells are merged", "unmerge them and write each cell by itself", row=top, column=f"{name}!{block}", value=block
        )
    if any(problem.column.startswith(f"{name}!") for problem in report.problems):
        return []
    places = {column: header.index(column) + 1 for column in columns}
    return [record for row, cells in sheet.rows[1:] if (record := _record(name, row, cells, places, report)) is not None]


def _record(name: str, row: int, cells: list[Cell], places: Mapping[str, int], report: Reporter) -> SheetRecord | None:
    found = {column: cells[place - 1] if place <= len(cells) else EMPTY for column, place in places.items()}
    if not any(cell.text for cell in found.values()):
        return None
    record = SheetRecord(name, row, {column: cell.text for column, cell in found.items()}, places)
    faulty = [column for column, cell in found.items() if cell.fault]
    for column in faulty:
        record.fault(report, column, *FAULTS[found[column].fault])
    return None if faulty else record
