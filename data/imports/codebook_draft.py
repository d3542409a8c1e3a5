"""Drafts a codebook from a file: guesses where a name tells something, and clear marks where a person must say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from data.imports.cell_checks import area_names, fold
from data.imports.codebook import FILL_IN
from data.imports.identifiers import find_identifiers
from data.imports.raw_table import RawTable
from data.types import Region

MOST_ANSWERS = 12
# What the design's columns are usually called, in both languages; compared without case, accents and marks.
_GUESSES = {
    "weight": r"weight|wgt|wt|w|pesha|peshat|peshe|pesa",
    "stratum": r"strat(um|a|i)|shtresa|shtrese",
    "psu": r"psu|cluster|klaster|ea|qv|qendravotimi|njesiaparesore",
    "fpc": r"fpc|psuinall|psutotal|npsu",
    "area": r"bashki(a|se)?|municipality|qark(u|ut)?|county|area|zona",
    "sample": r"sample|sampletype|kampion(i)?|booster",
    "age": r"age|mosha|moshe",
}
_GROUPS = {
    "sex": r"sex|gender|gjini(a)?|seksi",
    "residence": r"urban(rural)?|residence|vendbanimi|urbanrural|zonaurbane",
    "community": r"community|ethnicity|komuniteti|etnia|roma|rom|egyptian|egjiptian",
}


def draft_codebook(table: RawTable, regions: Mapping[str, Region]) -> str:
    """Return a codebook to be finished by hand.

    Parameters
    ----------
    table : RawTable
        The whole file, with labels where it has them.
    regions : mapping of str to Region
        To recognise a column of areas by what stands in it.

    Returns
    -------
    str
        TOML. Every column that may be a question has its distinct answers beside it. What only a person can say is marked
        ``FILL IN``; with any mark left, or while ``reviewed`` is false, an import refuses it.
    """
    identifiers = {found.column: found.reason for found in find_identifiers(table)}
    free = [column for column in table.columns if column not in identifiers]
    design = {key: _named(pattern, free) for key, pattern in _GUESSES.items()}
    design["area"] = design["area"] or _area_by_content(table, free, regions)
    groups = {kind: column for kind, pattern in _GROUPS.items() if (column := _named(pattern, free))}
    taken = {*design.values(), *groups.values()}
    parts = [_head(table, identifiers), _design(table, design, regions)]
    parts += [_group(kind, column, table) for kind, column in groups.items()]
    parts += [_question(column, table) for column in free if column not in taken and _is_question(column, table)]
    return "\n".join(parts)


def _named(pattern: str, columns: Sequence[str]) -> str:
    return next((column for column in columns if re.fullmatch(pattern, re.sub(r"[^a-z]", "", fold(column)))), "")


def _area_by_content(table: RawTable, columns: Sequence[str], regions: Mapping[str, Region]) -> str:
    known = area_names(regions, "municipality") | area_names(regions, "qark")
    for column in columns:
        cells = {cell for cell in table.columns[column] if cell}
        if cells and all(cell in known or fold(cell) in known for cell in cells):
            return column
    return ""


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _head(table: RawTable, identifiers: Mapping[str, str]) -> str:
    lines = [
        f"# Draft of a codebook for {table.file}: {len(table.rows)} interviews, {len(table.header)} columns.",
        f"# Write what is asked for at every {FILL_IN}, remove the questions that are not wanted, look over the rest,",
        "# and only then write reviewed = true. The guide is docs/import-survey.md.",
        "reviewed = false",
    ]
    if identifiers:
        lines.append("# These columns tell who a person is; they are never stored:")
        lines += [f"#   {column} ({reason})" for column, reason in identifiers.items()]
    source = (
        '\n[survey]\nfieldwork = ""  # when it was asked, such as 2023-05\nsource = ""  # a source of the app, such as kap-wave-2'
    )
    ages = 'age_from = 15\nage_to = 29\nlonely_psu = "adjust"  # fail, adjust, average, certainty or remove'
    return "\n".join([*lines, source, ages, ""])


def _design(table: RawTable, design: Mapping[str, str], regions: Mapping[str, Region]) -> str:
    lines = ["[columns]", f"area = {_text(design['area'] or f'{FILL_IN}: the column of the municipality or qark')}"]
    for key in ("weight", "stratum", "sample", "age"):
        lines.append(f"{key} = {_text(design[key])}" + ("" if design[key] else '  # "" = the file has none'))
    for key in ("psu", "fpc"):
        lines.append(f"{key} = [{_text(design[key]) if design[key] else ''}]" + ("" if design[key] else "  # the file has none"))
    level = _level(table, design["area"], regions)
    lines += [
        "",
        "[area]",
        f"level = {_text(level)}",
        "[area.codes]  # from the file's codes to ours, where they are neither codes nor names",
    ]
    if design["area"]:
        known = area_names(regions, level) if FILL_IN not in level else {}
        labels = table.value_labels.get(design["area"], {})
        cells = {cell: labels.get(cell, cell) for cell in table.columns[design["area"]] if cell}
        strange = sorted(cell for cell, name in cells.items() if name not in known and fold(name) not in known)
        lines += [f"{_text(code)} = {_text(f'{FILL_IN}: AL... (code of docs/data-contract.md)')}" for code in strange[:70]]
    if design["sample"]:
        codes = ", ".join(_answers(table, design["sample"]))
        lines += [
            "",
            f"[sample]  # the column has {codes}",
            f"general = [{_text(FILL_IN)}]",
            f"roma_booster = [{_text(FILL_IN)}]",
        ]
    return "\n".join([*lines, ""])


def _level(table: RawTable, column: str, regions: Mapping[str, Region]) -> str:
    labels = table.value_labels.get(column, {})
    cells = {labels.get(cell, cell) for cell in table.columns.get(column, ()) if cell}
    fits = [
        level
        for level in ("qark", "municipality")
        if cells and all(cell in (names := area_names(regions, level)) or fold(cell) in names for cell in cells)
    ]
    return fits[0] if len(fits) == 1 else f"{FILL_IN}: qark or municipality"


def _answers(table: RawTable, column: str) -> list[str]:
    """Return the distinct answers of a column, numbers in order, each with its label where the file has one."""
    labels = table.value_labels.get(column, {})
    cells = {cell for cell in table.columns[column] if cell}
    codes = {code for cell in cells for code in cell.split()} if _is_multiple(table, column) else cells
    found = sorted(codes, key=lambda c: (not c.lstrip("-").isdigit(), len(c), c))
    return [f"{cell} ({labels[cell]})" if cell in labels else cell for cell in found]


def _is_multiple(table: RawTable, column: str) -> bool:
    """Return whether cells hold several codes; a single code must stand alone somewhere too, or they are just words."""
    cells = {cell for cell in table.columns[column] if cell}
    several = [
        cell
        for cell in cells
        if " " in cell and all((len(code) <= 12 and code.islower()) or code.isdigit() for code in cell.split())
    ]
    known = set(table.value_labels.get(column, ())) or {cell for cell in cells if " " not in cell}
    return bool(several) and any(code in known for cell in several for code in cell.split())


def _codes(table: RawTable, column: str) -> list[str]:
    return [answer.split(" (")[0] for answer in _answers(table, column)]


def _is_question(column: str, table: RawTable) -> bool:
    if column.rpartition("/")[0] in table.columns:  # one choice of a select_multiple, which is asked for as a whole
        return False
    return 1 < len(_codes(table, column)) <= MOST_ANSWERS


def _group(kind: str, column: str, table: RawTable) -> str:
    lines = [
        "[[groups]]",
        f"kind = {_text(kind)}",
        f"column = {_text(column)}",
        f"# answers: {', '.join(_answers(table, column)[:MOST_ANSWERS])}",
    ]
    for code in _codes(table, column)[:MOST_ANSWERS]:
        label = table.value_labels.get(column, {}).get(code, "")
        lines += [
            "[[groups.members]]",
            f"id = {_text(FILL_IN)}  # small letters, such as female",
            f"label = {{ sq = {_text(FILL_IN)}, en = {_text(FILL_IN)} }}" + (f"  # {label}" if label else ""),
            f"codes = [{_text(code)}]",
        ]
    return "\n".join([*lines, ""])


def _question(column: str, table: RawTable) -> str:
    name = re.sub(r"[^a-z0-9_-]+", "-", fold(column)).strip("-_") or "q"
    label = table.labels.get(column, "")
    lines = [
        "[[questions]]",
        f"id = {_text(name)}",
        f"columns = [{_text(column)}]",
        f"# answers: {', '.join(_answers(table, column))}",
        f"theme = {_text(f'{FILL_IN}: knowledge, attitude or practice')}",
        f"direction = {_text(f'{FILL_IN}: higher_is_better, higher_is_worse or none')}",
        f"yes = [{_text(f'{FILL_IN}: the answers that count')}]",
        f"no = [{', '.join(_text(code) for code in _codes(table, column))}]  # move those that count to yes",
        "no_answer = []  # and those that leave the base to here",
        *(["multiple = true"] if _is_multiple(table, column) else []),
        f"wording = {{ sq = {_text(label or FILL_IN)}, en = {_text(FILL_IN)} }}",
        f"counts = {{ sq = {_text(FILL_IN)}, en = {_text(FILL_IN)} }}",
    ]
    return "\n".join([*lines, ""])


__all__ = ["draft_codebook"]
