"""An estimated survey as tables and back: one table per type of `data.survey_types`, texts as one column per language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

import pyarrow as pa

from data.survey_types import KapChange, KapDesign, KapEstimate, KapGroup, KapQuestion, SurveyData
from data.types import LANGUAGES, frozen_map

ROWS: dict[str, type] = {
    "estimates": KapEstimate,
    "questions": KapQuestion,
    "groups": KapGroup,
    "changes": KapChange,
    "designs": KapDesign,
}
EXAMPLE = b"parandalim.example"
ARROW = {
    "str": pa.string(),
    "float": pa.float64(),
    "int": pa.int64(),
    "bool": pa.bool_(),
    "tuple[str, ...]": pa.list_(pa.string()),
}
TEXT = "Text"


def to_tables(survey: SurveyData) -> Mapping[str, pa.Table]:
    """Write a survey as tables.

    Parameters
    ----------
    survey : SurveyData
        Any; empty parts become tables without rows. NaN stays NaN, it is not turned into null.

    Returns
    -------
    Mapping[str, pyarrow.Table]
        ``estimates``, ``questions``, ``groups``, ``changes``, ``designs``; each says in its metadata whether it is made up.
    """
    rows: dict[str, Iterable[object]] = {
        "estimates": survey.estimates,
        "questions": survey.questions.values(),
        "groups": survey.groups.values(),
        "changes": survey.changes,
        "designs": survey.designs,
    }
    return {name: _to_table(ROWS[name], rows[name], survey.example) for name in ROWS}


def from_tables(tables: Mapping[str, pa.Table]) -> SurveyData:
    """Read a survey back from its tables.

    Parameters
    ----------
    tables : Mapping[str, pyarrow.Table]
        As :func:`to_tables` writes them; a table that is not there counts as empty.

    Returns
    -------
    SurveyData
        Equal to the one written.

    Raises
    ------
    ValueError
        If a table lacks a column that has no default (later versions add such ones); the message names both.
    """
    read = {name: _from_table(name, kind, tables[name]) if name in tables else [] for name, kind in ROWS.items()}
    return SurveyData(
        questions=frozen_map({q.question_id: q for q in read["questions"]}),
        groups=frozen_map({g.group_id: g for g in read["groups"]}),
        estimates=tuple(read["estimates"]),
        changes=tuple(read["changes"]),
        designs=tuple(read["designs"]),
        example=any((table.schema.metadata or {}).get(EXAMPLE) == b"1" for table in tables.values()),
    )


def _columns(kind: type) -> list[tuple[str, str, str]]:
    """Return (column, field, language) for each column of a type; the language is empty but for texts."""
    found: list[tuple[str, str, str]] = []
    for part in fields(kind):
        if part.type == TEXT:
            found += [(f"{part.name}_{lang}", part.name, lang) for lang in LANGUAGES]
        else:
            found.append((part.name, part.name, ""))
    return found


def _to_table(kind: type, rows: Iterable[object], example: bool) -> pa.Table:
    kept = list(rows)
    types = {part.name: ARROW.get(str(part.type), pa.string()) for part in fields(kind)}
    schema = pa.schema(
        [pa.field(column, types[name], nullable=False) for column, name, _ in _columns(kind)],
        metadata={EXAMPLE: b"1" if example else b"0"},
    )
    arrays = [pa.array([_plain(getattr(row, name), lang) for row in kept], type=types[name]) for _, name, lang in _columns(kind)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _plain(value: Any, lang: str) -> Any:
    if lang:
        return value[lang]
    return list(value) if isinstance(value, tuple) else value


def _from_table(name: str, kind: type, table: pa.Table) -> list[Any]:
    optional = {part.name for part in fields(kind) if part.default is not MISSING}
    missing = [column for column, _, _ in _columns(kind) if column not in table.column_names and column not in optional]
    if missing:
        raise ValueError(f"the survey's table {name!r} lacks {', '.join(missing)}: import the survey again")
    columns = {column: table.column(column).to_pylist() for column, _, _ in _columns(kind) if column in table.column_names}
    return [_row(kind, {column: values[i] for column, values in columns.items()}) for i in range(table.num_rows)]


def _row(kind: type, cells: Mapping[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for column, name, lang in _columns(kind):
        if column not in cells:
            continue
        cell = cells[column]
        if lang:
            values.setdefault(name, {})[lang] = cell
        else:
            values[name] = tuple(cell) if isinstance(cell, list) else cell
    return kind(**{name: frozen_map(value) if isinstance(value, dict) else value for name, value in values.items()})
