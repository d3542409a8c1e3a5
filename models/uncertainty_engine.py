"""Computes plausible versions of the score, many at a time. Sums avoid BLAS, whose last bits depend on the number of threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.method import FLOOR, SCALE
from models.uncertainty_draws import Draws, has_error, presence_cells
from models.uncertainty_inputs import Scale, UncertaintyInputs

Array = npt.NDArray[np.float64]
MIN_MAX, PERCENT_RANK = 1, 2
TOLERANCE = 1e-12


@dataclass(frozen=True)
class Versions:
    """Scores 0-100 of every version (rows) and area (columns), NaN where the version gives none."""

    risk: Array
    thin_prevention: Array
    priority: Array


def compute_versions(inputs: UncertaintyInputs, draws: Draws) -> Versions:
    """Compute every version's risk, thin prevention and priority."""
    choices: dict[str, Any] = draws
    values = with_survey_error(inputs, choices["survey_z"])
    rows = _pillar(values, inputs.vulnerability_scale, choices, "vulnerability", inputs.min_share)
    risk = with_knowledge(inputs, rows[:, inputs.vulnerability_row], choices)
    thin_values = inputs.thin[presence_cells(draws)]
    thin = _pillar(thin_values, inputs.thin_scale, choices, "thin", inputs.min_share)
    return Versions(risk, thin, _priority(risk, thin, choices["weights_priority"], choices["priority_mean"] == 1))


def with_knowledge(inputs: UncertaintyInputs, vulnerability: Array, choices: dict[str, Any]) -> Array:
    """Return risk, versions x areas: vulnerability alone, or its weighted mean with pillar B where the score rests on a survey.

    All questions of an area err together (one z per area), which is the widest that survey error can be.
    """
    b = inputs.knowledge
    if b is None:
        return vulnerability
    there = ~np.isnan(b.undesirable)
    z = choices["knowledge_z"][:, :, None]
    x = np.clip(np.where(there, b.undesirable, 0.0) + z * b.error, 0.0, 100.0)
    weights = choices["weights_knowledge"][:, None, :] * there
    total = weights.sum(axis=2)
    score = (x * weights).sum(axis=2) / np.where(total > 0, total, 1.0)
    enough = (there * b.weights).sum(axis=1) + TOLERANCE >= inputs.min_share
    split = choices["weights_risk"]
    return split[:, :1] * vulnerability + split[:, 1:] * np.where(enough, score, np.nan)


def with_survey_error(inputs: UncertaintyInputs, z: Array) -> Array:
    """Return the vulnerability values of each draw, versions x rows x indicators, inside their valid range."""
    values = np.repeat(inputs.vulnerability[None], len(z), axis=0)
    cells = has_error(inputs)
    if not cells.any() or not z.any():
        return values
    row, column = np.nonzero(cells)
    step = np.where(z < 0, inputs.error_below[row, column], inputs.error_above[row, column])
    scale = inputs.vulnerability_scale
    moved = inputs.vulnerability[row, column] + step * z
    values[:, row, column] = np.clip(moved, scale.valid_min[column], scale.valid_max[column])
    return values


def normalise(values: Array, scale: Scale, stretch: Array, shift: Array, kind: npt.NDArray[np.int8]) -> Array:
    """Return values on 0-100, higher = worse: versions x areas x indicators.

    Parameters
    ----------
    values : array
        Raw values, NaN = gap.
    stretch, shift : array
        Versions x indicators: factor about the goalposts' middle, and move as a share of their distance.
    kind : array of int
        Per version 0 goalposts, 1 min-max over the areas at hand, 2 percent rank among them (``PERCENTRANK.INC``).
    """
    middle, width = (scale.low + scale.high) / 2, scale.high - scale.low
    low = middle - width / 2 * stretch + shift * width
    scaled = (values - low[:, None, :]) * (100.0 / (width * stretch))[:, None, :]
    np.clip(scaled, 0.0, 100.0, out=scaled)
    for code, rescale in ((MIN_MAX, _min_max), (PERCENT_RANK, _percent_rank)):
        chosen = np.nonzero(kind == code)[0]
        if len(chosen):
            scaled[chosen] = rescale(values[chosen])
    return np.where(scale.reverse, 100.0 - scaled, scaled)


def _min_max(values: Array) -> Array:
    """Scale each indicator of each version to 0-100 over the areas that have it; 50 where all are alike."""
    there = ~np.isnan(values)
    low = np.where(there, values, np.inf).min(axis=1, keepdims=True)
    high = np.where(there, values, -np.inf).max(axis=1, keepdims=True)
    span = high - low
    usable = np.isfinite(span) & (span > 0)
    scaled = 100.0 * (values - np.where(usable, low, 0.0)) / np.where(usable, span, 1.0)
    return np.where(there, np.where(usable, scaled, 50.0), np.nan)


def _percent_rank(values: Array) -> Array:
    """Return the share of the other areas with a lower value, 0-100; equal values share one, a single one gets 50."""
    ranks = descending_ranks(-np.moveaxis(values, 1, 2))
    number = np.sum(~np.isnan(ranks), axis=2, keepdims=True)
    share = np.where(number > 1, 100.0 * (ranks - 1) / np.maximum(number - 1, 1), np.where(np.isnan(ranks), np.nan, 50.0))
    return np.moveaxis(share, 2, 1)


def descending_ranks(scores: Array) -> Array:
    """Return competition ranks along the last axis, 1 = highest; equal scores share one, NaN stays NaN.

    >>> descending_ranks(np.array([[5.0, 9.0, np.nan, 9.0]]))
    array([[ 3.,  1., nan,  1.]])
    """
    order = np.argsort(-scores, axis=-1)
    ordered = np.take_along_axis(scores, order, axis=-1)
    place = np.broadcast_to(np.arange(1.0, scores.shape[-1] + 1), scores.shape)
    tied = ordered[..., 1:] == ordered[..., :-1]
    if tied.any():
        place = place.copy()
        place[..., 1:][tied] = 0.0
        place = np.maximum.accumulate(place, axis=-1)
    ranks = np.empty(scores.shape)
    np.put_along_axis(ranks, order, place, axis=-1)
    ranks[np.isnan(scores)] = np.nan
    return ranks


def _pillar(values: Array, scale: Scale, draws: dict[str, Any], name: str, min_share: float) -> Array:
    """Return one pillar's scores, versions x areas."""
    x = normalise(values, scale, draws[f"stretch_{name}"], draws[f"shift_{name}"], draws["normalisation"])
    there = ~np.isnan(x)
    enough = there.mean(axis=2) + TOLERANCE >= min_share
    weights = draws[f"weights_{name}"]
    if not there.all():
        x, there = _fill_gaps(x, there, draws["gap_rule"] == 1)
    total = np.einsum("nri,ni->nr", there.astype(np.float64), weights)
    total = np.where(total > 0, total, 1.0)
    mean = np.einsum("nri,ni->nr", np.where(there, x, 0.0), weights) / total
    inverted = np.nonzero(draws["pillar_mean"] == 1)[0]
    if len(inverted):
        logs = np.log(FLOOR + SCALE * (100.0 - np.where(there[inverted], x[inverted], 100.0)))
        logs = np.where(there[inverted], logs, 0.0)
        summed = np.einsum("nri,ni->nr", logs, weights[inverted]) / total[inverted]
        mean[inverted] = 100.0 - (np.exp(summed) - FLOOR) / SCALE
    return np.where(enough, mean, np.nan)


def _fill_gaps(x: Array, there: npt.NDArray[np.bool_], impute: npt.NDArray[np.bool_]) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return values and mask after giving gaps, in the chosen versions, the mean of the areas that have the indicator."""
    number = there.sum(axis=1, keepdims=True)
    mean = np.where(there, x, 0.0).sum(axis=1, keepdims=True) / np.maximum(number, 1)
    fill = ~there & impute[:, None, None] & (number > 0)
    return np.where(fill, mean, x), there | fill


def _priority(risk: Array, thin: Array, weights: Array, arithmetic: npt.NDArray[np.bool_]) -> Array:
    """Return the weighted mean of risk and thin prevention, geometric after the floor unless ``arithmetic``."""
    first, second = weights[:, :1], weights[:, 1:]
    geometric = np.exp(first * np.log(FLOOR + SCALE * risk) + second * np.log(FLOOR + SCALE * thin))
    return np.where(arithmetic[:, None], first * risk + second * thin, geometric)
