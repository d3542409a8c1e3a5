"""Which columns of a file hold a survey's design, and the same table with fixed names and types, checked in the engine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

MISSING = ("", "NA", "NaN", "nan", "NULL", "null")
NUMBER = r"^\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*$"
TRUE, FALSE = ("true", "TRUE", "True"), ("false", "FALSE", "False")


@dataclass(frozen=True)
class SurveyColumns:
    """Names of columns; ``equals`` is the answer that counts, None where the measure is a number (or 0 and 1)."""

    measure: str
    kind: str = "mean"
    equals: str | None = None
    by: str | None = None
    weight: str | None = None
    stratum: str | None = None
    psu: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    nest: bool = False

    def named(self) -> list[str]:
        """Return every column that is read, in order, once."""
        names = [self.measure, self.by, self.weight, self.stratum, *self.psu, *self.fpc]
        return list(dict.fromkeys(name for name in names if name is not None))

    def numeric(self) -> list[str]:
        """Return the columns that must hold numbers."""
        measure = [self.measure] if self.equals is None else []
        return [*measure, *([self.weight] if self.weight else []), *self.fpc]

    def design(self) -> list[str]:
        """Return the columns that may not be empty."""
        return [*([self.weight] if self.weight else []), *([self.stratum] if self.stratum else []), *self.psu, *self.fpc]

    def choice_problems(self, present: list[str]) -> list[str]:
        """Return what is wrong with the choice of columns for a table that has those present."""
        found = [f"column {n!r} is not there: the table has {', '.join(present)}" for n in self.named() if n not in present]
        if self.equals is not None and self.kind != "proportion":
            found.append(f"an answer that counts (--equals) goes with a proportion, not with a {self.kind}")
        if len(self.psu) > 2:
            found.append(f"at most two stages of sampling units: {len(self.psu)} columns given")
        if self.fpc and self.weight is None:
            found.append("with an FPC also name the column of weights: they cannot be guessed from it")
        if self.fpc and len(self.fpc) != max(len(self.psu), 1):
            stages = max(len(self.psu), 1)
            found.append(f"{stages} stage(s) of sampling need {stages} FPC column(s), or none: {len(self.fpc)} given")
        return found


@dataclass(frozen=True)
class TableFacts:
    """What a first look at the table found: counts of what is missing or no number, by column, and the measure's range."""

    rows: int
    empty: dict[str, int]
    text: dict[str, int]
    negative_weights: int
    positive_weights: int
    measure_low: float
    measure_high: float
    measure_mean: float
    not_binary: int
    counted: int
    fpc_low: float
    fpc_high: float

    @property
    def fractions(self) -> bool:
        """Whether the corrections are fractions: none is above 1."""
        return self.fpc_high <= 1


def present_or_null(column: Any) -> Any:
    """Return the column with null for what stands for a missing value."""
    import ibis

    if column.type().is_string():
        text = column.strip()
        return ibis.ifelse(text.isin(MISSING), ibis.null("string"), text)
    if column.type().is_floating():
        return ibis.ifelse(column.isnan(), ibis.null(column.type()), column)
    return column


def is_number(column: Any) -> Any:
    """Return whether each present value is a number; True and False count as 1 and 0."""
    import ibis

    if not column.type().is_string():
        return ibis.literal(column.type().is_numeric() or column.type().is_boolean())
    return column.re_search(NUMBER) | column.isin((*TRUE, *FALSE))


def as_number(column: Any) -> Any:
    """Return the column as float64; null where it is no number."""
    import ibis

    none = ibis.null("float64")
    if column.type().is_boolean():
        return ibis.cases((column.isnull(), none), (column, 1.0), else_=0.0).cast("float64")
    if not column.type().is_string():
        return column.cast("float64") if column.type().is_numeric() else none
    number = ibis.ifelse(column.re_search(NUMBER), column, ibis.null("string"))
    return ibis.cases(
        (column.isin(TRUE), ibis.literal(1.0, type="float64")),
        (column.isin(FALSE), ibis.literal(0.0, type="float64")),
        else_=number.cast("float64"),
    )


def as_label(column: Any) -> Any:
    """Return the column as text."""
    return column if column.type().is_string() else column.cast("string")


def spellings(answer: str) -> tuple[str, ...]:
    """Return how a table may spell an answer: 1 also as 1.0, TRUE also as true."""
    for same in (TRUE, FALSE):
        if answer in same:
            return same
    try:
        number = float(answer)
    except ValueError:
        return (answer,)
    whole = (str(int(number)), f"{int(number)}.0") if math.isfinite(number) and number.is_integer() else (str(number),)
    return tuple(dict.fromkeys((answer, *whole)))


def matches(column: Any, answer: str) -> Any:
    """Return 1 where the answer is the one that counts, 0 where it is another, null where there is none."""
    import ibis

    one, none = ibis.literal(1.0, type="float64"), ibis.null("float64")
    same = as_label(column).isin(spellings(answer))
    return ibis.cases((column.isnull(), none), (same, one), else_=ibis.literal(0.0, type="float64"))


def normalised(table: Any, columns: SurveyColumns) -> Any:
    """Return the table with the columns ``stratum, psu, ssu, g`` (text) and ``w, y, f1, f2`` (float64)."""
    import ibis

    def given(name: str) -> Any:
        return present_or_null(table[name])

    def fixed(name: str | None, otherwise: str) -> Any:
        return ibis.literal(otherwise, type="string") if name is None else as_label(given(name))

    measure = given(columns.measure)
    psu = [*columns.psu, None, None][:2]
    fpc = [as_number(given(name)) for name in columns.fpc] + [ibis.null("float64")] * 2
    return table.select(
        stratum=fixed(columns.stratum, "1"),
        psu=fixed(psu[0], ""),
        ssu=fixed(psu[1], ""),
        g=ibis.null("string") if columns.by is None else as_label(given(columns.by)),
        w=ibis.literal(1.0, type="float64") if columns.weight is None else as_number(given(columns.weight)),
        y=as_number(measure) if columns.equals is None else matches(measure, columns.equals),
        f1=fpc[0],
        f2=fpc[1],
    )


def look(table: Any, columns: SurveyColumns) -> TableFacts:
    """Return the facts of a table whose columns are all there, by one aggregation in its engine."""
    import ibis

    given = {name: present_or_null(table[name]) for name in columns.named()}
    sums = {"rows": table.count()}
    for i, name in enumerate(columns.named()):
        sums[f"empty_{i}"] = given[name].isnull().sum()
        if name in columns.numeric():
            sums[f"text_{i}"] = ibis.ifelse(given[name].notnull() & ~is_number(given[name]), 1, 0).sum()
    y = as_number(given[columns.measure]) if columns.equals is None else matches(given[columns.measure], columns.equals)
    w = as_number(given[columns.weight]) if columns.weight else ibis.ifelse(y.isnull(), 1.0, 1.0)
    sums |= {"negative": ibis.ifelse(w < 0, 1, 0).sum(), "positive": ibis.ifelse((w > 0) & y.notnull(), 1, 0).sum()}
    sums |= {"low": y.min(), "high": y.max(), "mean": y.mean(), "counted": ibis.ifelse(y == 1, 1, 0).sum()}
    sums["odd"] = ibis.ifelse((y != 0) & (y != 1), 1, 0).sum()
    for i, name in enumerate(columns.fpc):
        sums |= {f"f{i}_low": as_number(given[name]).min(), f"f{i}_high": as_number(given[name]).max()}
    found = {k: v[0] for k, v in table.aggregate(**sums).to_pyarrow().to_pydict().items()}
    whole = {k: int(v or 0) for k, v in found.items() if k not in ("low", "high", "mean") and not k.startswith("f")}
    ends = [[_float(found[f"f{i}_{end}"]) for i in range(len(columns.fpc))] for end in ("low", "high")]
    order = columns.named()
    return TableFacts(
        whole["rows"],
        {name: whole[f"empty_{i}"] for i, name in enumerate(order)},
        {name: whole.get(f"text_{i}", 0) for i, name in enumerate(order)},
        whole["negative"],
        whole["positive"],
        _float(found["low"]),
        _float(found["high"]),
        _float(found["mean"]),
        whole["odd"],
        whole["counted"],
        min(ends[0], default=math.nan),
        max(ends[1], default=math.nan),
    )


def _float(value: Any) -> float:
    return math.nan if value is None else float(value)
