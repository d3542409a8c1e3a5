"""A CSV file or one sheet of a workbook as rows of cells, whatever the first row holds; faults name sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.imports.read_csv import read_lines
from data.imports.workbook import Cell, Sheet, cell_name, read_sheets
from data.imports.zip_guard import file_is_small_enough
from data.problems import Reporter

CSV_ENDINGS = (".csv", ".tsv", ".txt")
XLSX = ".xlsx"
INSTRUCTIONS = ("instructions", "lists")
MOST_BYTES = 50 * 2**20


@dataclass(frozen=True)
class Grid:
    """Rows as people count them, each with its cells; ``sheet`` is empty for a CSV file."""

    sheet: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


class CellReporter(Reporter):
    """Names the cell of a workbook, such as ``services!E14 (category)``, once it is told where the columns stand."""

    def __init__(self, path: Path | str) -> None:
        """Take the file."""
        super().__init__(path)
        self.sheet = ""
        self.places: Mapping[str, int] = {}

    def add(self, message: str, remedy: str, *, row: int = 0, column: str = "", value: object = "") -> None:
        """Record one problem, at its cell where that is known."""
        place = self.places.get(column.split(".")[0])
        named = f"{self.sheet}!{cell_name(place, row)} ({column})" if self.sheet and place and row else column
        super().add(message, remedy, row=row, column=named, value=value)


def check_file(path: Path, report: Reporter, form: str = "") -> bool:
    """Report a file that is not there, too large or of no kind that is read; True when it can be kept and read."""
    if not path.is_file():
        report.add("there is no such file", "give the path of the file to import", value=path)
        return False
    if form_of(path, form) not in ("csv", "xlsx"):
        remedy = "save it as CSV UTF-8 or .xlsx, or say what it is: --format csv or --format xlsx"
        report.add("a file of this kind is not read", remedy, column="(whole file)", value=form or path.suffix)
        return False
    return file_is_small_enough(path, report, MOST_BYTES)


def form_of(path: Path, form: str = "") -> str:
    """Return ``csv`` or ``xlsx``, as said or as the ending says; else the ending."""
    ending = path.suffix.lower()
    return form or ("csv" if ending in CSV_ENDINGS else "xlsx" if ending == XLSX else ending)


def read_grid(path: Path, report: CellReporter, form: str = "", sheet: str = "") -> Grid | None:
    """Read a file.

    Parameters
    ----------
    path : Path
        CSV (UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar) or ``.xlsx``.
    report : CellReporter
        Takes every problem; it is told the sheet.
    form : str
        ``csv`` or ``xlsx``; by default the ending says.
    sheet : str
        The sheet to read where a workbook has several.

    Returns
    -------
    Grid or None
        None after problems; empty rows are left out.
    """
    if form_of(path, form) == "csv":
        lines = read_lines(path, report)
        if lines is None:
            return None
        rows = ((row, tuple(Cell(text) for text in cells)) for row, cells in enumerate(lines, start=1))
        return Grid("", tuple((row, cells) for row, cells in rows if any(cell.text for cell in cells)))
    sheets = read_sheets(path, report)
    chosen = None if sheets is None else _choose(sheets, sheet, report)
    if chosen is None:
        return None
    report.sheet = chosen.name
    for top, _, block in chosen.merged:
        remedy = "unmerge them and write each cell by itself"
        report.add("cells are merged", remedy, row=top, column=f"{chosen.name}!{block}", value=block)
    return Grid(chosen.name, tuple((row, tuple(cells)) for row, cells in chosen.rows))


def _choose(sheets: Mapping[str, Sheet], wanted: str, report: Reporter) -> Sheet | None:
    if wanted in sheets:
        return sheets[wanted]
    others = [found for name, found in sheets.items() if name not in INSTRUCTIONS]
    if len(others) == 1:
        return others[0]
    message = "the workbook has several sheets" if others else "the workbook holds no rows"
    remedy = f"call the sheet to read {wanted!r}, or save it alone" if others else "fill in the rows and save it"
    report.add(message, remedy, column="(sheet)", value=", ".join(sheet.name for sheet in others))
    return None
