"""Says what is wrong with a survey's table, all at once, with the lines of a CSV file to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.survey_columns import SurveyColumns, TableFacts, as_number, is_number, present_or_null, spellings

SHOWN = 3


def table_problems(table: Any, columns: SurveyColumns, facts: TableFacts, path: Path | None) -> list[str]:
    """Return one sentence for each problem; none for a table that can be estimated from."""
    name = path.name if path else "the table"
    if not facts.rows:
        return [f"{name} has no rows"]
    found = []
    for column in columns.numeric():
        if facts.text[column]:
            value = present_or_null(table[column])
            found.append(_fault(table, column, facts.text[column], "is no number", value.notnull() & ~is_number(value), path))
    for column in columns.design():
        if facts.empty[column]:
            found.append(_fault(table, column, facts.empty[column], "is empty", present_or_null(table[column]).isnull(), path))
    if columns.weight and facts.negative_weights:
        weight = as_number(present_or_null(table[columns.weight]))
        found.append(_fault(table, columns.weight, facts.negative_weights, "is negative", weight < 0, path))
    if columns.fpc and facts.fpc_low < 0:
        found.append(f"an FPC is negative ({facts.fpc_low:g}): give population sizes or sampling fractions")
    elif columns.fpc and facts.fpc_low < 1 < facts.fpc_high:
        found.append(f"FPCs are partly fractions ({facts.fpc_low:g}) and partly sizes ({facts.fpc_high:g}): give one kind")
    return [f"{name}: {problem}" for problem in [*found, *_measure_problems(table, columns, facts, path, bool(found))]]


def _measure_problems(table: Any, columns: SurveyColumns, facts: TableFacts, path: Path | None, others: bool) -> list[str]:
    """Return what is wrong with the measure."""
    if facts.empty[columns.measure] == facts.rows:
        return [f"column {columns.measure!r} has no answer at all"]
    if columns.equals is not None and not facts.counted:
        return [f"no answer in {columns.measure!r} is {columns.equals!r}: its answers are {_answers(table, columns.measure)}"]
    if columns.kind == "proportion" and columns.equals is None and (facts.not_binary or facts.text[columns.measure]):
        return [
            f"a proportion needs the answer that counts (--equals), or a measure of 0 and 1; {columns.measure!r} holds others"
        ]
    if not facts.positive_weights and not others:
        return [f"no answer in {columns.measure!r} has a weight above 0"]
    return []


def _fault(table: Any, column: str, count: int, what: str, where: Any, path: Path | None) -> str:
    """Return a sentence with the first lines and values at fault; lines are known for a CSV file only."""
    import ibis

    wanted = table[column].cast("string")
    if path is None or path.suffix.lower() != ".csv":
        values = table.filter(where).select(v=wanted).limit(SHOWN).to_pyarrow()["v"].to_pylist()
        shown = ", ".join(repr(v) for v in values if v is not None)
        return f"{count} value(s) of column {column!r}: {what}" + (f" ({shown})" if shown else "") + _remedy(what, values)
    lines = (
        table.mutate(line=ibis.row_number() + 2, bad=where, v=wanted)
        .filter(ibis._.bad)
        .select("line", "v")
        .order_by("line")
        .limit(SHOWN)
    )
    rows = lines.to_pyarrow().to_pylist()
    shown = ", ".join(f"line {row['line']}" + (f" {row['v']!r}" if row["v"] else "") for row in rows)
    more = f" and {count - len(rows)} more" if count > len(rows) else ""
    return f"column {column!r} {what}: {shown}{more}" + _remedy(what, [row["v"] for row in rows])


def _remedy(what: str, values: list[str | None]) -> str:
    """Return what to do about it."""
    if what == "is no number" and any(v and "," in v for v in values):
        return ". Write decimal points, not commas"
    remedies = {
        "is no number": "Give numbers, or name the answer that counts with --equals",
        "is empty": "Fill it or take the rows out",
    }
    return f". {remedies.get(what, 'A weight is 0 or more')}"


def _answers(table: Any, column: str) -> str:
    """Return the most frequent answers of a column."""
    value = present_or_null(table[column]).cast("string")
    counts = table.select(v=value).filter(value.notnull()).group_by("v").agg(n=lambda t: t.count())
    rows = counts.order_by(counts.n.desc(), counts.v).limit(10).to_pyarrow()["v"].to_pylist()
    return ", ".join(repr(spellings(row)[0]) for row in rows)
