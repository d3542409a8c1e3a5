"""A survey file as read: named columns of text, with the row numbers that people see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from data.problems import Reporter

Keep = Callable[[str], bool]
SAMPLE_SIZE = 200
EXCEL_ERRORS = re.compile(r"^#(REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$")


@dataclass(frozen=True)
class RawTable:
    """What a reader found in a file.

    ``columns`` holds the kept columns as stripped text ("" = empty cell), all of one length; ``rows`` says where each line
    stands in the file. ``header`` names every column of the file and ``samples`` shows some of its values, so that direct
    identifiers can be listed though they were not kept. ``digests`` tells whole lines apart. ``labels`` and
    ``value_labels`` come with the file or its form; ``form_types`` are the form's types by column.
    """

    file: str
    columns: Mapping[str, Sequence[str]]
    rows: Sequence[int]
    header: tuple[str, ...]
    samples: Mapping[str, Sequence[str]]
    digests: Sequence[int]
    labels: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    form_types: Mapping[str, str] = field(default_factory=dict)
    decimal_comma: bool = False


def everything(column: str) -> bool:
    """Keep every column; for drafts."""
    return True


def build_table(
    report: Reporter,
    header: Sequence[str],
    lines: Sequence[tuple[int, Sequence[str]]],
    keep: Keep,
    header_row: int = 1,
    **extra: Mapping[str, object],
) -> RawTable | None:
    """Return the table of a header and its lines, or None after reporting why there is none.

    Parameters
    ----------
    report : Reporter
        Takes doubled kept columns, an empty table, and cells that hold an Excel error or a formula.
    header : sequence of str
        Names of all columns.
    lines : sequence of (int, sequence of str)
        Row number as people see it and as many cells as the header has.
    keep : callable
        Says of a column's name whether its cells are wanted.
    """
    for name in sorted({n for n in header if n and header.count(n) > 1 and keep(n)}):
        times = header.count(name)
        report.add(
            f"the column stands there {times} times", "rename or remove the others", row=header_row, column=name, value=name
        )
    if not lines:
        report.add("the file has no answers", "export it again with its rows" if header else "choose the right file")
    if report.problems:
        return None
    places = {name: place for place, name in enumerate(header) if name and keep(name)}
    columns = {name: [cells[place] for _, cells in lines] for name, place in places.items()}
    rows = [row for row, _ in lines]
    for name, cells in columns.items():
        _report_spoilt(name, cells, rows, report)
    samples = {name: _first(place, lines) for place, name in enumerate(header) if name}
    digests = [hash(tuple(cells)) for _, cells in lines]
    return RawTable(report.file, columns, rows, tuple(header), samples, digests, **extra)  # type: ignore[arg-type]


def _first(place: int, lines: Sequence[tuple[int, Sequence[str]]]) -> list[str]:
    found: list[str] = []
    for _, cells in lines:
        if cells[place]:
            found.append(cells[place])
            if len(found) == SAMPLE_SIZE:
                break
    return found


def _report_spoilt(name: str, cells: Sequence[str], rows: Sequence[int], report: Reporter) -> None:
    odd = {cell for cell in Counter(cells) if cell[:1] in ("#", "=")}
    if not odd:
        return
    for row, cell in zip(rows, cells, strict=True):
        if cell in odd and EXCEL_ERRORS.match(cell):
            report.add(
                "the cell holds an Excel error", "correct the formula, or write the value", row=row, column=name, value=cell
            )
        elif cell in odd and cell.startswith("="):
            remedy = "replace it with its value (copy, paste special, values) and save"
            report.add("the cell holds a formula without a saved result", remedy, row=row, column=name, value=cell)
