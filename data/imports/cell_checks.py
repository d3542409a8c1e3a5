"""Checks of single cells of a survey file: numbers, codes and areas, with the rows where they fail."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from data.imports.raw_table import RawTable
from data.imports.survey_answers import Floats, Texts
from data.problems import Reporter
from data.types import Region

_PLAIN = re.compile(r"[+-]?\d+")
_POINT = re.compile(r"[+-]?\d*\.\d+(e[+-]?\d+)?", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?\d*,\d+")


def report_mixed_decimals(table: RawTable, columns: Sequence[str], report: Reporter) -> None:
    """Report the rarer of decimal comma and decimal point, row by row, where a file has both in its columns of numbers."""
    found: dict[str, list[tuple[int, str, str]]] = {"comma": [], "point": []}
    for column in columns:
        for row, cell in zip(table.rows, table.columns[column], strict=True):
            if "," in cell and _COMMA.fullmatch(cell):
                found["comma"].append((row, column, cell))
            elif "." in cell and _POINT.fullmatch(cell):
                found["point"].append((row, column, cell))
    comma, point = found["comma"], found["point"]
    if not comma or not point:
        return
    rare, name = (comma, "comma") if len(comma) <= len(point) else (point, "point")
    remedy = f"write all numbers one way: {len(comma)} have a decimal comma, {len(point)} a decimal point"
    for row, column, cell in rare:
        report.add(f"a decimal {name} among numbers of the other kind", remedy, row=row, column=column, value=cell)


def read_numbers(table: RawTable, column: str, report: Reporter, what: str, least: float, open_below: bool) -> Floats:
    """Return a column of numbers; NaN where a cell is missing, no number, or below ``least`` (reported, each row).

    ``open_below`` refuses ``least`` itself too.
    """
    codes, uniques = pd.factorize(np.asarray(table.columns[column], dtype=object))
    values = np.array([_number(text) for text in uniques], dtype=float)
    faults = [_fault(text, value, what, least, open_below) for text, value in zip(uniques, values, strict=True)]
    report_cells(table, column, report, lambda place: faults[codes[place]], {i for i, fault in enumerate(faults) if fault}, codes)
    values[[bool(fault) for fault in faults]] = np.nan
    return values[codes]


def _number(text: str) -> float:
    if _PLAIN.fullmatch(text) or _POINT.fullmatch(text):
        return float(text)
    return float(text.replace(",", ".")) if _COMMA.fullmatch(text) else float("nan")


def _fault(text: str, value: float, what: str, least: float, open_below: bool) -> tuple[str, str] | None:
    if not text:
        return f"the {what} is missing", f"write it, or remove the row if the interview does not count; every row needs a {what}"
    if np.isnan(value):
        shown = "write it with one decimal mark and no thousands separator"
        return f"the {what} is not a number", shown
    if value < least or (open_below and value == least):
        kind = "negative" if value < 0 else ("zero" if value == 0 else "too small")
        return (
            f"the {what} is {kind}",
            f"a {what} is {'more than' if open_below else 'at least'} {least:g}: correct it, or remove the row",
        )
    return None


def report_cells(
    table: RawTable,
    column: str,
    report: Reporter,
    words: Callable[[int], tuple[str, str] | None],
    bad: Collection[int],
    codes: Texts,
) -> None:
    """Report every row whose factorised code is among the bad ones; ``words`` gives message and remedy of a place."""
    if not bad:
        return
    cells = table.columns[column]
    for place in np.flatnonzero(np.isin(codes, list(bad))).tolist():
        found = words(place)
        if found:
            report.add(*found, row=table.rows[place], column=column, value=cells[place])


def read_codes(
    table: RawTable, column: str, meaning: Mapping[str, str], report: Reporter, key: str, empty: str | None = ""
) -> Texts:
    """Return what each cell's code means; a code that the codebook does not know is reported row by row.

    ``empty`` is what an empty cell means; None makes it a problem.
    """
    codes, uniques = pd.factorize(np.asarray(table.columns[column], dtype=object))
    lookup = dict(meaning) if empty is None else {"": empty, **meaning}
    bad = {i for i, text in enumerate(uniques) if text not in lookup}
    known = ", ".join(list(meaning)[:12])
    missing = ("the cell is empty", f"fill it in with one of {known}")
    unknown = ("the code is not in the codebook", f"correct it, or add it to {key} in the codebook; it has {known}")
    report_cells(table, column, report, lambda place: unknown if table.columns[column][place] else missing, bad, codes)
    return np.array([lookup.get(text, "") for text in uniques], dtype=object)[codes]


def fold(name: str) -> str:
    """Return a name without case, accents, and the words for the kind of area, for matching.

    >>> fold("Bashkia Malësi e Madhe"), fold("MALESI E MADHE")
    ('malesi e madhe', 'malesi e madhe')
    """
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"\b(bashkia|bashki|qarku|qark|municipality|county|i|e bashkise)\b", " ", plain)
    return " ".join(words.split())


def area_names(regions: Mapping[str, Region], level: str) -> dict[str, str]:
    """Return every code and folded name of the areas of a level, with the area's id."""
    found: dict[str, str] = {}
    for region in regions.values():
        if region.level == level:
            names = {*region.name.values(), *region.full_name.values()}
            found |= {fold(name): region.region_id for name in names} | {region.region_id: region.region_id}
    return found


def read_areas(
    table: RawTable, column: str, table_of_codes: Mapping[str, str], regions: Mapping[str, Region], level: str, report: Reporter
) -> Texts:
    """Return the area of each row, by the codebook's table, the file's label, code or name; others are reported row by row."""
    known = area_names(regions, level)
    codes, uniques = pd.factorize(np.asarray(table.columns[column], dtype=object))
    labels = table.value_labels.get(column, {})
    names = [table_of_codes.get(text) or labels.get(text) or text for text in uniques]
    found = [known.get(name) or known.get(fold(name)) or known.get(text) for name, text in zip(names, uniques, strict=True)]
    bad = {i for i, area in enumerate(found) if not area}
    words = [_area_fault(text, known, regions, level) for text in uniques]
    report_cells(table, column, report, lambda place: words[codes[place]], bad, codes)
    return np.array([area or "" for area in found], dtype=object)[codes]


def _area_fault(text: str, known: Mapping[str, str], regions: Mapping[str, Region], level: str) -> tuple[str, str]:
    if not text:
        return "the area is missing", "write the area's code or name"
    if re.fullmatch(r"\d{1,4}[-./]\w{1,3}([-./]\d{2,4})?( 00:00(:00)?)?|[a-z]{3}-\d\d", text, re.IGNORECASE):
        return "a date stands where an area should be", "type the area again and format the column as text"
    if text in regions:
        return (
            f"the area is a {regions[text].level}, not a {level}",
            "set [area] level in the codebook to what the file has, or correct the cell",
        )
    close = difflib.get_close_matches(fold(text), known, n=1)
    hint = (
        f"did you mean {regions[known[close[0]]].name['sq']} ({known[close[0]]})? Correct the cell"
        if close
        else "Correct the cell"
    )
    return f"unknown {level}", f"{hint}, or add the code to [area] codes in the codebook"
