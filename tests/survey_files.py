"""Survey files and codebooks for tests: small, valid, and easy to break in one place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

HEADER = ["interview", "qarku", "weight", "stratum", "psu", "fpc", "sample", "age", "sex", "q1", "q2"]
QARKS = ("AL022", "AL015", "AL011", "AL013")

CODEBOOK = """
reviewed = true
[survey]
age_from = 15
age_to = 29
[columns]
area = "qarku"
weight = "weight"
stratum = "stratum"
psu = ["psu"]
fpc = ["fpc"]
sample = "sample"
age = "age"
unique = "interview"
[area]
level = "qark"
[area.codes]
"Qarku i Tiranes" = "AL022"
[sample]
general = [1]
roma_booster = [2]
[[groups]]
kind = "sex"
column = "sex"
members = [
  { id = "female", label = { sq = "Vajza", en = "Girls" }, codes = [1] },
  { id = "male", label = { sq = "Djem", en = "Boys" }, codes = [2] },
]
[[questions]]
id = "k1"
theme = "knowledge"
direction = "higher_is_better"
columns = ["q1"]
yes = [1]
no = [2]
no_answer = [9]
wording = { sq = "Pyetja një", en = "Question one" }
counts = { sq = "Po", en = "Yes" }
[[questions]]
id = "a1"
theme = "attitude"
direction = "none"
columns = ["q2"]
yes = [4, 5]
no = [1, 2, 3]
wording = { sq = "Pyetja dy", en = "Question two" }
counts = { sq = "Dakord", en = "Agree" }
"""


def good_rows() -> list[list[str]]:
    """Return 320 interviews: 4 qarks of 2 strata of 5 PSUs of 8; the header is row 1, so row r stands at index r - 2."""
    rows = []
    for number in range(320):
        qark, stratum, psu = number // 80, number // 40, number // 8
        rows.append(
            [f"R{number:03d}", QARKS[qark], f"{1 + number % 7 / 10:.1f}", f"S{stratum}", f"P{psu}", "50", "1",
             str(15 + number % 15), str(1 + number % 2), str(1 + (number // 3) % 2), str(1 + number % 5)]
        )  # fmt: skip
    return rows


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Write rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([list(header), *rows])
    return out.getvalue()


def write_csv(path: Path, change: Callable[[list[list[str]]], None] | None = None, header: Sequence[str] = HEADER) -> Path:
    """Write the good survey after a change of its rows."""
    rows = good_rows()
    if change:
        change(rows)
    path.write_text(as_csv(header, rows), encoding="utf-8")
    return path


def put(row: int, column: str, value: str) -> Callable[[list[list[str]]], None]:
    """Return a change of one cell; rows count as people see them."""

    def change(rows: list[list[str]]) -> None:
        rows[row - 2][HEADER.index(column)] = value

    return change


def write_xlsx(path: Path, change: Callable[[object, object], None] | None = None) -> Path:
    """Write the good survey as a workbook; ``change`` is given the sheet and the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "data"
    sheet.append(HEADER)
    for row in good_rows():
        sheet.append(
            [
                float(cell) if name == "weight" else (int(cell) if cell.isdigit() else cell)
                for name, cell in zip(HEADER, row, strict=True)
            ]
        )
    if change:
        change(sheet, book)
    book.save(path)
    return path


def write_sav(path: Path, change: Callable[[dict[str, list]], None] | None = None) -> Path:
    """Write the good survey as an SPSS file with labels."""
    import pandas as pd
    import pyreadstat

    columns: dict[str, list] = {
        name: [float(cell) if cell.replace(".", "").isdigit() else cell for cell in cells]
        for name, cells in zip(HEADER, zip(*good_rows(), strict=True), strict=True)
    }
    if change:
        change(columns)
    labels = {"q1": {1: "Po", 2: "Jo", 9: "Pa përgjigje"}}
    pyreadstat.write_sav(
        pd.DataFrame(columns), str(path), column_labels={"q1": "A e keni dëgjuar?"}, variable_value_labels=labels
    )
    return path


def write_codebook(path: Path, *changes: tuple[str, str]) -> Path:
    """Write the good codebook after replacing texts."""
    text = CODEBOOK
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path
