"""The one expression that reduces a survey to the sums of its sampling units, on whatever engine holds it.

DuckDB, PostgreSQL and Spark run the same Ibis expression; at most one row per PSU and group comes back. Sums inside a unit are
made by the engine in float64 over few rows, about a centre near the measure's mean; everything that follows is numpy, in a
fixed order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.survey_sums import Floats

NUMBERS = ("n", "w", "wy", "wyy", "low", "high", "f1_low", "f1_high", "f2_low", "f2_high")
ONE_UNIT = {"drawn": 1.0, "units": 1.0, "s_yy": 0.0, "s_yw": 0.0, "s_ww": 0.0}  # of a cell that is itself the last-stage unit


@dataclass(frozen=True)
class Reduced:
    """What the engine returned: a row per cell, in an order of its own."""

    everyone: npt.NDArray[np.bool_]
    domain: npt.NDArray[np.str_]
    stratum: npt.NDArray[np.str_]
    psu: npt.NDArray[np.str_]
    numbers: dict[str, Floats]


def reduction(table: Any, stages: int, second_stage: bool, centre: float) -> Any:
    """Return the Ibis expression.

    Parameters
    ----------
    table : ibis Table
        Columns ``stratum, psu, ssu, g`` (text) and ``w, y, f1, f2`` (float64), as :mod:`data.survey_columns` makes them.
    stages : int
        0 where respondents are the units, else 1 or 2 columns of sampling units.
    second_stage : bool
        Whether the second stage adds variance (both stages have an FPC).
    centre : float
        Taken off the measure.
    """
    rows = _rows(table, centre)
    if not stages:
        everyone = rows.mutate(everyone=1, d=_text(""))
        grouped = rows.filter(rows.g.notnull(), rows.n > 0).mutate(everyone=0, d=rows.g)
        keep = ("everyone", "d", "stratum", *_SUMS, *_BOUNDS)
        return _cells(everyone.select(*keep).union(grouped.select(*keep)), ["everyone", "d", "stratum"])
    keys = ["stratum", "psu", *(["ssu"] if second_stage else [])]
    by_group = rows.group_by([*keys, "g"]).agg(**_totals(rows))
    whole = by_group.group_by(keys).agg(**_totals(by_group)).mutate(everyone=1, d=_text(""))
    grouped = by_group.filter(by_group.g.notnull(), by_group.n > 0).mutate(everyone=0, d=by_group.g)
    columns = ("everyone", "d", *keys, *_SUMS, *_BOUNDS)
    units = whole.select(*columns).union(grouped.select(*columns))
    return _cells(units, ["everyone", "d", "stratum", "psu"]) if second_stage else units


_SUMS = ("n", "w", "wy", "wyy")
_BOUNDS = ("low", "high", "f1_low", "f1_high", "f2_low", "f2_high")


def _text(value: str) -> Any:
    import ibis

    return ibis.literal(value, type="string")


def _one(condition: Any) -> Any:
    """Return 1 where the condition holds, else 0, as float64 in the engine too (PostgreSQL takes 1.0 for a decimal)."""
    return condition.cast("int32").cast("float64")


def _rows(table: Any, centre: float) -> Any:
    """Return the respondents with what they add to each sum; an unanswered or unweighted row adds 0."""
    import ibis

    zero, none = ibis.literal(0.0, type="float64"), ibis.null("float64")
    y = table.y - ibis.literal(float(centre), type="float64")
    counts = table.y.notnull() & (table.w > 0)
    sums = {"n": _one(table.y.isnull() | table.y.notnull()), "w": table.w, "wy": table.w * y, "wyy": table.w * y * y}
    bounds = {"low": y, "high": y}
    fpc = {f"{stage}_{end}": table[stage] for stage in ("f1", "f2") for end in ("low", "high")}
    return table.select(
        "stratum",
        "psu",
        "ssu",
        "g",
        **{name: ibis.ifelse(counts, value, zero) for name, value in sums.items()},
        **{name: ibis.ifelse(counts, value, none) for name, value in bounds.items()},
        **fpc,
    )


def _totals(rows: Any) -> dict[str, Any]:
    """Return the aggregations that join rows into a unit, or a unit's groups into the unit."""
    sums = {name: rows[name].sum() for name in _SUMS}
    return {**sums, **{name: rows[name].min() if name.endswith("low") else rows[name].max() for name in _BOUNDS}}


def _cells(units: Any, keys: list[str]) -> Any:
    """Return the cells of units, with squares about the mean of the cell's units that hold an answer."""
    import ibis

    zero = ibis.literal(0.0, type="float64")
    held = units.filter(units.n > 0)
    means = held.group_by(keys).agg(mean_w=held.w.mean(), mean_wy=held.wy.mean())
    joined = units.left_join(means, keys, rname="{name}_right")
    joined = joined.mutate(
        dy=ibis.ifelse(joined.n > 0, joined.wy - joined.mean_wy, zero),
        dw=ibis.ifelse(joined.n > 0, joined.w - joined.mean_w, zero),
        unit=_one(joined.n > 0),
        drawn_unit=_one(joined.n >= 0),
    )
    return joined.group_by(keys).agg(
        **_totals(joined),
        units=joined.unit.sum(),
        drawn=joined.drawn_unit.sum(),
        s_yy=(joined.dy * joined.dy).sum(),
        s_yw=(joined.dy * joined.dw).sum(),
        s_ww=(joined.dw * joined.dw).sum(),
    )


def fetch(expression: Any) -> Reduced:
    """Run the expression where its table is, and return its rows as arrays."""
    result = expression.to_pyarrow()
    names = set(result.column_names)

    def text(name: str) -> npt.NDArray[np.str_]:
        return np.array(result[name].to_pylist() if name in names else [""] * len(result), dtype=str)

    def number(name: str) -> Floats:
        return np.array(result[name].to_numpy(), dtype=float)

    numbers = {name: number(name) for name in NUMBERS}
    numbers |= {name: number(name) if name in names else np.full(len(result), one) for name, one in ONE_UNIT.items()}
    return Reduced(result["everyone"].to_numpy() == 1, text("d"), text("stratum"), text("psu"), numbers)
