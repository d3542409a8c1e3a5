"""The numbers that a plausible version of the score is computed from, as plain arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.types import Dataset, Indicator, Level
from models.method import MIN_SHARE
from models.presence_grid import grid_rules, presence_grid
from models.risk_index import pillar_indicators, score_areas
from models.score_types import Reading, ScoreTable
from models.survey_error import standard_errors

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scale:
    """Goalposts, direction and valid range of a pillar's indicators, each an array with one number per indicator."""

    low: Array
    high: Array
    reverse: npt.NDArray[np.bool_]
    valid_min: Array
    valid_max: Array


@dataclass(frozen=True)
class KnowledgeInputs:
    """Pillar B where the score rests on a survey: areas x questions.

    ``undesirable`` is 0-100, NaN = gap; ``error`` its standard error in points; ``weights`` the questions' own, 0-1.
    """

    undesirable: Array
    error: Array
    weights: Array


@dataclass(frozen=True)
class UncertaintyInputs:
    """What all versions share.

    ``vulnerability`` is rows x indicators in raw units, NaN = gap; ``vulnerability_row`` says which row is whose (a municipality
    that inherits points at its qark's). ``error_below`` and ``error_above`` are standard errors in raw units. ``thin`` is
    grid cells x areas x indicators. ``ranked`` says who has a rank in the shipped score and ``base_class`` its class.
    """

    level: Level
    region_ids: tuple[str, ...]
    vulnerability: Array
    vulnerability_row: npt.NDArray[np.intp]
    error_below: Array
    error_above: Array
    vulnerability_scale: Scale
    thin: Array
    thin_scale: Scale
    ranked: npt.NDArray[np.bool_]
    base_class: tuple[str, ...]
    min_share: float = MIN_SHARE
    knowledge: KnowledgeInputs | None = None


def build_inputs(dataset: Dataset, level: Level, as_of: date, table: ScoreTable | None = None) -> UncertaintyInputs:
    """Gather the inputs for the areas of a level on a day; ``table`` is their shipped score, computed where not given.

    Raises
    ------
    ValueError
        For an unknown level.
    """
    table = table or score_areas(dataset, level, as_of)
    a, c = pillar_indicators(dataset, "vulnerability"), pillar_indicators(dataset, "thin_prevention")
    rows, owner = _vulnerability_rows(dataset, table, len(a))
    errors = np.array([[_error(dataset, i, x) for i, x in zip(a, row, strict=True)] for row in rows])
    return UncertaintyInputs(
        level=level,
        region_ids=tuple(row.region_id for row in table.rows),
        vulnerability=np.array([[x.value for x in row] for row in rows]),
        vulnerability_row=owner,
        error_below=errors[:, :, 0],
        error_above=errors[:, :, 1],
        vulnerability_scale=_scale(a),
        thin=_thin(dataset, table, c, len(a)),
        thin_scale=_scale(c),
        ranked=np.array([row.rank is not None for row in table.rows]),
        base_class=tuple(row.class_id for row in table.rows),
        knowledge=_knowledge(table),
    )


def _knowledge(table: ScoreTable) -> KnowledgeInputs | None:
    """Return pillar B of a table that rests on a survey; an area that inherits it has its qark's parts."""
    parts = [row.knowledge.parts if row.knowledge else () for row in table.rows]
    width = max(map(len, parts))
    if not width:
        return None
    undesirable = np.array([[p.undesirable for p in row] or [math.nan] * width for row in parts])
    return KnowledgeInputs(
        undesirable=undesirable,
        error=np.array([[0.0 if p.gap else p.se for p in row] or [0.0] * width for row in parts]),
        weights=np.array([p.weight for p in next(row for row in parts if row)]),
    )


def _vulnerability_rows(
    dataset: Dataset, table: ScoreTable, width: int
) -> tuple[list[tuple[Reading, ...]], npt.NDArray[np.intp]]:
    """Return the distinct rows of readings that vulnerability comes from, and each area's row."""
    qarks = table if table.level == "qark" else score_areas(dataset, "qark", table.as_of)
    rows = [row.readings[:width] for row in qarks.rows]
    place = {row.region_id: k for k, row in enumerate(qarks.rows)}
    owner = []
    for row in table.rows:
        if table.level == "municipality" and row.vulnerability_state != "inherited":
            owner.append(len(rows))
            rows.append(row.readings[:width])
        else:
            owner.append(place[row.qark_id])
    return rows, np.array(owner, dtype=np.intp)


def _error(dataset: Dataset, indicator: Indicator, reading: Reading) -> tuple[float, float]:
    """Return the standard errors of one reading."""
    values = dataset.values_by_area.get((indicator.indicator_id, reading.region_id), ())
    n = next((v.n for v in values if v.period == reading.period), math.nan)
    return standard_errors(indicator, reading, n)


def _thin(dataset: Dataset, table: ScoreTable, indicators: tuple[Indicator, ...], skip: int) -> Array:
    """Return thin prevention's raw values, grid cells x areas x indicators; what is not computed is the same in every cell."""
    grid = presence_grid(dataset, table.level, table.as_of)
    columns = []
    for k, indicator in enumerate(indicators):
        if indicator.computed:
            columns.append(grid.figures[indicator.computed])
        else:
            column = np.array([row.readings[skip + k].value for row in table.rows])
            columns.append(np.broadcast_to(column, (len(grid_rules()), len(column))))
    return np.stack(columns, axis=2)


def _scale(indicators: tuple[Indicator, ...]) -> Scale:
    """Return the scale of a pillar's indicators."""
    posts = [i.goalposts for i in indicators]
    return Scale(
        low=np.array([p.low for p in posts if p]),
        high=np.array([p.high for p in posts if p]),
        reverse=np.array([i.direction == "higher_is_better" for i in indicators]),
        valid_min=np.array([i.valid_min for i in indicators]),
        valid_max=np.array([i.valid_max for i in indicators]),
    )
