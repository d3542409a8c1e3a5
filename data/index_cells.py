"""What a cell of an index's table says: a number, a gap, or something that is neither."""

from __future__ import annotations

import math
import re

from data.problems import Reporter

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


class Missing:
    """Says which cells are missing: empty ones, the markers, and numbers equal to a marker (-999.0 for "-999")."""

    def __init__(self, markers: tuple[str, ...]) -> None:
        self.texts = {"", *markers}
        self.numbers = {float(m) for m in markers if NUMBER.fullmatch(m)}

    def __contains__(self, cell: str) -> bool:
        """Return whether a cell is a gap."""
        return cell in self.texts or (NUMBER.fullmatch(cell) is not None and float(cell) in self.numbers)


def read_number(cell: str, missing: Missing, row: int, column: str, report: Reporter) -> float:
    """Return the number in a cell, NaN where it is missing or after reporting that it is none."""
    if cell in missing:
        return math.nan
    if not NUMBER.fullmatch(cell):
        endless = cell.lower().lstrip("+-") in ("inf", "infinity")
        message = "the number is not finite" if endless else "this is not a number"
        remedy = "write it with a decimal point; a marker of missing values goes into missing under [data]"
        report.add(message, remedy, row=row, column=column, value=cell)
        return math.nan
    value = float(cell)
    if math.isinf(value):
        report.add("the number is not finite", "write a number that a computer can hold", row=row, column=column, value=cell)
        return math.nan
    return value
