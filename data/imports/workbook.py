"""Workbooks read cell by cell: values as text, and what no reader should guess at reported by cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from data.imports.zip_guard import workbook_is_safe
from data.problems import Reporter

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


@dataclass(frozen=True)
class Cell:
    """A cell: its text and, where it cannot be used as it stands, why (``date``, ``error``, ``formula``)."""

    text: str
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its rows by number, and the merged blocks ``(first row, last row, reference)``."""

    name: str
    rows: list[tuple[int, list[Cell]]]
    merged: list[tuple[int, int, str]]


EMPTY = Cell("")


def cell_name(column: int, row: int) -> str:
    """Return the name of a cell; both count from 1.

    >>> cell_name(5, 14)
    'E14'
    """
    return f"{get_column_letter(column)}{row}"


def read_sheets(path: Path, report: Reporter, names: tuple[str, ...] | None = None) -> dict[str, Sheet] | None:
    """Read the visible sheets of a workbook that hold anything, or those named.

    Parameters
    ----------
    path : Path
        An ``.xlsx`` file; it is opened only after the zip directory was found sane.
    report : Reporter
        Takes what makes the file unreadable.
    names : tuple of str, optional
        Only these sheets are read.

    Returns
    -------
    dict of str to Sheet, or None
        None after problems.
    """
    if not workbook_is_safe(path, report):
        return None
    try:
        return _sheets(path, names)
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError, TypeError, SyntaxError) as error:
        remedy = "open it in Excel or LibreOffice, save it again as .xlsx, and import that"
        report.add("the workbook is damaged", remedy, column="(whole file)", value=f"{type(error).__name__}: {error}"[:80])
        return None


def _sheets(path: Path, names: tuple[str, ...] | None) -> dict[str, Sheet]:
    values = load_workbook(path, read_only=True, data_only=True)
    formulas = load_workbook(path, read_only=True, data_only=False)
    try:
        found = {}
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible" or (names is not None and sheet.title not in names):
                continue
            twin = formulas[sheet.title]
            sheet.reset_dimensions()
            twin.reset_dimensions()
            merged = _merged(path, sheet._worksheet_path)
            rows = list(_rows(sheet, twin))
            if rows or names is not None:
                found[sheet.title] = Sheet(sheet.title, rows, merged)
        return found
    finally:
        values.close()
        formulas.close()


def _rows(sheet: Any, twin: Any) -> Iterator[tuple[int, list[Cell]]]:
    pairs = zip(sheet.iter_rows(values_only=True), twin.iter_rows(values_only=True), strict=True)
    for number, (line, formula_line) in enumerate(pairs, start=1):
        cells = [_cell(value, formula) for value, formula in zip(line, formula_line, strict=True)]
        if any(cell.text or cell.fault for cell in cells):
            yield number, cells


def _cell(value: Any, formula: Any) -> Cell:
    if value is None:
        is_formula = isinstance(formula, str) and formula.startswith("=")
        return Cell(formula, "formula") if is_formula else (Cell(str(formula), "formula") if formula is not None else EMPTY)
    if isinstance(value, bool):
        return Cell("1" if value else "0")
    if isinstance(value, int):
        return Cell(str(value))
    if isinstance(value, float):
        return Cell(str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value))
    if isinstance(value, datetime | date | time | timedelta):
        return Cell(_day(value), "date")
    text = str(value).strip()
    return Cell(text, "error") if text.startswith("#") and text.rstrip("!?").isupper() else Cell(text)


def _day(value: datetime | date | time | timedelta) -> str:
    return value.date().isoformat() if isinstance(value, datetime) and value.time() == time(0) else str(value)


def _merged(path: Path, part: str) -> list[tuple[int, int, str]]:
    """Return the merged blocks of a sheet; they stand behind its rows, so the part is read in pieces."""
    found, tail = [], b""
    with zipfile.ZipFile(path) as archive, archive.open(part.lstrip("/")) as stream:
        while piece := stream.read(1 << 20):
            text = tail + piece
            for left, top, right, bottom in _MERGED.findall(text):
                block = (int(top), int(bottom), f"{left.decode()}{int(top)}:{right.decode()}{int(bottom)}")
                if block not in found:
                    found.append(block)
            tail = text[-200:]
    return found
