"""Open a CSV of this folder strictly: readable UTF-8, exactly the expected columns, no ragged row."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.problems import Reporter

Row = tuple[int, dict[str, str]]


def read_rows(path: Path, columns: Sequence[str], reporter: Reporter) -> list[Row]:
    """Read the rows of a CSV, numbered as lines of the file.

    Parameters
    ----------
    path : Path
        The CSV file, UTF-8 with a header.
    columns : sequence of str
        The header that the contract asks for, in this order.
    reporter : Reporter
        Receives every fault; a file that cannot be read at all yields no rows.

    Returns
    -------
    list of (int, dict of str to str)
        Line number (the header is row 1) and the cells by column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream))
    except OSError as error:
        reporter.add("the file cannot be read", "Put the file back or correct the path", value=error.strerror)
        return []
    except UnicodeDecodeError as error:
        reporter.add("the file is not UTF-8", "Save it as UTF-8", value=f"byte {error.start}")
        return []
    header = lines[0] if lines else []
    if header != list(columns):
        remedy = f"Write the header {','.join(columns)}"
        reporter.add("the columns are not those of the contract", remedy, row=1, value=",".join(header))
        return []
    return list(_whole_rows(lines[1:], columns, reporter))


def _whole_rows(lines: list[list[str]], columns: Sequence[str], reporter: Reporter) -> Iterator[Row]:
    for number, cells in enumerate(lines, start=2):
        if len(cells) == len(columns):
            yield number, dict(zip(columns, cells, strict=True))
        else:
            remedy = f"Give the row {len(columns)} cells; quote a cell that holds a comma"
            reporter.add("the row has a wrong number of cells", remedy, row=number, value=len(cells))


def number_in(row: Row, column: str, low: float, high: float, reporter: Reporter) -> float:
    """Return the cell as a number between ``low`` and ``high``; NaN where it is empty or at fault (then reported)."""
    line, cells = row
    text = cells[column]
    if not text:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        reporter.add(
            "not a number", "Write a number with a decimal point, or leave the cell empty", row=line, column=column, value=text
        )
        return math.nan
    if low <= value <= high:
        return value
    reporter.add("out of range", f"Write a value from {low:g} to {high:g}", row=line, column=column, value=text)
    return math.nan
