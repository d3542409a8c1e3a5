"""Reads the table that an index is computed from: one row per unit, every bad cell reported with its place."""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.index_cells import Missing, read_number
from data.index_specs.rules import MinMax, PercentileRank, Rank, ZScore
from data.index_specs.types import IndexSpec
from data.problems import DataError, Reporter

Array = npt.NDArray[np.float64]
NEEDS_OTHERS = (MinMax, PercentileRank, Rank, ZScore)


@dataclass(frozen=True)
class IndexData:
    """What was read: ``values`` has a row per unit and a column per indicator of the specification, NaN = missing.

    ``labels`` and ``groups`` hold text columns by name, ``denominators`` columns of numbers above 0 (NaN =
    missing), one entry per unit.
    """

    ids: tuple[str, ...]
    values: Array
    labels: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]
    denominators: Mapping[str, Array]


def load_index_data(path: Path, spec: IndexSpec) -> IndexData:
    """Read the columns that a specification needs; all others are left alone.

    Parameters
    ----------
    path : Path
        A CSV with a header; encoding, delimiter and markers of missing values as the specification says.
    spec : IndexSpec
        Names the id column, labels and the column of each indicator.

    Returns
    -------
    IndexData
        Units in file order; values in the file's own units; NaN where a cell is empty or a marker of a missing value.

    Raises
    ------
    DataError
        With every fault: missing or double columns, empty or double ids, text in numbers, infinities, a column without any
        number, one unit where the normalisation compares units, rows of another length than the header.
    """
    report = Reporter(path)
    rows = _read_table(path, spec, report)
    columns = _find_columns(spec, rows[0], report) if rows else {}
    if report.problems:
        raise DataError(report.problems)
    units = _full_rows(rows, report)
    data = _read_units(spec, columns, units, report)
    if report.problems:
        raise DataError(report.problems)
    return data


def _read_table(path: Path, spec: IndexSpec, report: Reporter) -> list[list[str]]:
    """Return the cells of the file, header first; empty after reporting why it cannot be read."""
    text = _decode(path, spec.data.encoding, report)
    if text is None:
        return []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=spec.data.delimiter))
    except csv.Error as error:
        report.add(f"this is not a table: {error}", "look for a quotation mark that is not closed, or another delimiter")
        return []
    if not rows or not any(cell.strip() for cell in rows[0]):
        report.add("the file has no header", "write the names of the columns in the first row")
        return []
    return [[cell.strip() for cell in row] for row in rows]


def _decode(path: Path, encoding: str, report: Reporter) -> str | None:
    """Return the text of the file, UTF-8 where it is that, else as the specification says; None after reporting why not."""
    try:
        raw = path.read_bytes()
    except OSError:
        report.add("the file is missing or cannot be read", "check the path of the data")
        return None
    for name in ("utf-8-sig", encoding):
        try:
            return raw.decode(name)
        except UnicodeError:
            continue
    remedy = "set encoding in [data], such as cp1252 for a spreadsheet's CSV, or save the file as UTF-8"
    report.add(f"the file is not {encoding}", remedy)
    return None


def _find_columns(spec: IndexSpec, header: list[str], report: Reporter) -> dict[str, int]:
    """Return the position of every column that the specification names; missing and double ones are reported."""
    columns = [*(spec.column_of(i) for i in spec.indicators), *_denominators(spec), *_groups(spec)]
    wanted = [spec.data.id_column, *spec.data.labels, *columns]
    counts = Counter(header)
    for name in dict.fromkeys(wanted):
        if counts[name] == 0:
            close = difflib.get_close_matches(name, header, n=1)
            remedy = f"did you mean {close[0]!r}?" if close else "add it, or correct its name in the specification"
            report.add("the column is missing", remedy, row=1, column=name)
        elif counts[name] > 1:
            report.add("the column stands there twice", "keep one of them", row=1, column=name)
    return {name: header.index(name) for name in wanted if counts[name] == 1}


def _full_rows(rows: list[list[str]], report: Reporter) -> list[tuple[int, list[str]]]:
    """Return the rows with their numbers; blank ones are passed over, those of another length reported."""
    full = []
    for row, cells in enumerate(rows[1:], start=2):
        if not any(cells):
            continue
        if len(cells) != len(rows[0]):
            message = f"the row has {len(cells)} cells, the header {len(rows[0])}"
            report.add(message, "quote cells that hold the delimiter, and give each column one cell", row=row)
            continue
        full.append((row, cells))
    if not full and not report.problems:
        report.add("the table has a header but no row", "add one row per unit")
    return full


def _read_units(spec: IndexSpec, at: dict[str, int], units: list[tuple[int, list[str]]], report: Reporter) -> IndexData:
    """Return ids, values and texts of the rows; every bad id and cell is reported."""
    id_column = spec.data.id_column
    seen: dict[str, int] = {}
    for row, cells in units:
        unit = cells[at[id_column]]
        if not unit:
            report.add("the id is empty", "name the unit", row=row, column=id_column)
        elif unit in seen:
            report.add(
                f"the id stands in row {seen[unit]} already", "keep one row per unit", row=row, column=id_column, value=unit
            )
        seen.setdefault(unit, row)
    missing = Missing(spec.data.missing)
    columns = [spec.column_of(indicator_id) for indicator_id in spec.indicators]
    read = {c: _read_column(units, at[c], c, missing, report) for c in dict.fromkeys([*columns, *_denominators(spec)])}
    for name in _denominators(spec):
        _check_denominator(units, read[name], name, report)
    if len(units) == 1:
        _report_single(spec, report)
    elif not report.problems:
        _report_alike(spec, read, report)
    texts = {name: tuple(cells[at[name]] for _, cells in units) for name in (id_column, *spec.data.labels, *_groups(spec))}
    return IndexData(
        ids=texts[id_column],
        values=np.column_stack([read[column] for column in columns]),
        labels={name: texts[name] for name in spec.data.labels},
        groups={name: texts[name] for name in _groups(spec)},
        denominators={name: read[name] for name in _denominators(spec)},
    )


def _groups(spec: IndexSpec) -> list[str]:
    """Return the columns that imputation groups units by."""
    return sorted({i.imputation.by for i in spec.indicators.values() if i.imputation.by})


def _denominators(spec: IndexSpec) -> list[str]:
    """Return the columns that indicators are divided by."""
    return sorted({i.denominator for i in spec.indicators.values() if i.denominator})


def _read_column(units: list[tuple[int, list[str]]], at: int, column: str, missing: Missing, report: Reporter) -> Array:
    """Return a column of numbers; every bad cell is reported, and a column without any number."""
    before = len(report.problems)
    values = np.array([read_number(cells[at], missing, row, column, report) for row, cells in units])
    if units and np.isnan(values).all() and len(report.problems) == before:
        report.add("every value is missing", "fill the column in, or leave the indicator out", column=column)
    return values


def _check_denominator(units: list[tuple[int, list[str]]], values: Array, column: str, report: Reporter) -> None:
    """Report numbers that nothing can be divided by."""
    for (row, _), value in zip(units, values, strict=True):
        if value <= 0:
            report.add("a denominator must be above 0", "correct it, or mark it as missing", row=row, column=column, value=value)


def _report_single(spec: IndexSpec, report: Reporter) -> None:
    """Report that one unit cannot be compared with itself, where some normalisation would have to."""
    for node_id in (*spec.indicators, *spec.groups):
        node = spec.node(node_id)
        if isinstance(node.normalisation, NEEDS_OTHERS):
            method = node.normalisation.method
            remedy = "add the other units, or use goalposts, which need none"
            report.add(f"there is one unit only, and {method} compares units", remedy, column=node_id)
            return


def _report_alike(spec: IndexSpec, read: Mapping[str, Array], report: Reporter) -> None:
    """Report columns without any difference, where a normalisation measures by the difference between units."""
    for indicator_id, indicator in spec.indicators.items():
        rule = indicator.normalisation
        open_ends = isinstance(rule, MinMax) and rule.low is None and rule.high is None
        if indicator.denominator or not (open_ends or isinstance(rule, ZScore)):
            continue
        values = read[spec.column_of(indicator_id)]
        there = values[~np.isnan(values)]
        if len(there) and np.ptp(there) == 0:
            message = f"all values are alike, and {rule.method} measures by their difference"
            remedy = "use goalposts, which need none, or leave the indicator out"
            report.add(message, remedy, column=spec.column_of(indicator_id), value=float(there[0]))
