"""Reduces respondents to the sums of sampling units, in numpy: the twin of the engine's expression (data/survey_reduce.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.survey_sums import Floats, Ints, SurveyCells
from models.survey_design import SurveyDesign

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Groups:
    """Groups of respondents, coded once for many measures: ``codes`` (respondents,) point into ``labels``, -1 is no group."""

    labels: tuple[str, ...]
    codes: Ints


def code_groups(groups: Sequence[object] | npt.NDArray) -> Groups:
    """Return the groups of respondents in order (numbers as numbers); None or NaN belongs to no group."""
    places: dict[object, int] = {}
    codes = np.array([-1 if g is None or g != g else places.setdefault(g, len(places)) for g in groups], dtype=np.int64)
    order = _sorted(list(places))
    place_of = np.array([*np.argsort([places[label] for label in order]), -1], dtype=np.int64)
    return Groups(tuple(str(label) for label in order), place_of[codes])


def reduce_rows(
    design: SurveyDesign,
    y: npt.ArrayLike,
    groups: Sequence[object] | npt.NDArray | Groups | None = None,
    *,
    centre: float | None = None,
) -> SurveyCells:
    """Return the cells of everyone and of every group.

    Parameters
    ----------
    design : SurveyDesign
        Where every respondent stands.
    y : array (respondents,)
        The measure; NaN = no answer, which is outside of every domain and stays in the design.
    groups : sequence (respondents,) or Groups, optional
        Labels; None or NaN belongs to no group.
    centre : float, optional
        What is taken off the measure; by default its plain mean over the answers.
    """
    values = np.asarray(y, dtype=float)
    answered = ~np.isnan(values) & (design.weights > 0)
    shift = float(np.mean(values[answered])) if centre is None and answered.any() else centre or 0.0
    values = values - shift
    members = [("", answered)]
    if groups is not None:
        coded = groups if isinstance(groups, Groups) else code_groups(groups)
        members += [(label, answered & (coded.codes == k)) for k, label in enumerate(coded.labels)]
    parts = [_domain(design, values, rows) for _, rows in members]
    columns = [np.concatenate([part[i] for part in parts]) for i in range(len(parts[0]))]
    domain = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    return SurveyCells(tuple(label for label, _ in members), shift, domain, *columns)


def _sorted(labels: list) -> list:
    """Return labels in order: numbers as numbers."""
    try:
        return sorted(labels, key=float)
    except (TypeError, ValueError):
        return sorted(labels, key=str)


def _domain(design: SurveyDesign, y: Floats, rows: Bools) -> tuple:
    """Return the columns of one domain's cells, in the order of :class:`SurveyCells`."""
    stratum, psu, w, y = design.stratum[rows], design.psu[rows], design.weights[rows], y[rows]
    by_rows = design.frame.rows_are_units
    keys, cell = _numbered(stratum if by_rows else psu)
    count = len(keys)
    wy, unit, unit_cell = w * y, np.arange(len(w)), cell
    if design.frame.two_stage:
        ssu, unit = _numbered(design.ssu[rows])
        unit_cell = np.zeros(len(ssu), dtype=np.int64)
        unit_cell[unit] = cell
    elif not by_rows:
        unit, unit_cell = cell, np.arange(count)
    units = np.bincount(unit_cell, minlength=count)
    s_yy, s_yw, s_ww = _spread(_sums(unit, wy, len(unit_cell)), _sums(unit, w, len(unit_cell)), unit_cell, units)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, cell, y)
    np.maximum.at(high, cell, y)
    where = (keys, np.full(count, -1)) if by_rows else (design.frame.psu_stratum[keys], keys)
    sums = (np.bincount(cell, minlength=count), _sums(cell, w, count), _sums(cell, wy, count), _sums(cell, wy * y, count))
    return (*where, *sums, units, s_yy, s_yw, s_ww, low, high)


def _numbered(codes: Ints) -> tuple[Ints, Ints]:
    """Return the codes that occur, in order, and the place of each row among them; as ``np.unique``, without sorting."""
    occurs = np.bincount(codes) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[codes]


def _sums(code: Ints, values: Floats, count: int) -> Floats:
    """Return the sum of the values of each code."""
    return np.bincount(code, weights=values, minlength=count).astype(float)


def _spread(wy: Floats, w: Floats, cell: Ints, units: Ints) -> tuple[Floats, Floats, Floats]:
    """Return the sums of squares and products of units about the mean of their cell."""
    count = len(units)
    dy = wy - (_sums(cell, wy, count) / np.maximum(units, 1))[cell]
    dw = w - (_sums(cell, w, count) / np.maximum(units, 1))[cell]
    return _sums(cell, dy * dy, count), _sums(cell, dy * dw, count), _sums(cell, dw * dw, count)
