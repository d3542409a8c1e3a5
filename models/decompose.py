"""Splits the difference between two scores exactly among the indicators, for every aggregation offered.

Logarithmic mean Divisia index (Ang, Energy Policy 33, 2005), nested: indicators inside pillars, pillars inside the priority.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.method import FLOOR, MIN_SHARE, SCALE

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rule:
    """How normalised indicators become a score: a weight per indicator and pillar (any scale), and the two means."""

    weights_vulnerability: tuple[float, ...]
    weights_thin: tuple[float, ...]
    weights_priority: tuple[float, float] = (0.5, 0.5)
    pillar_mean: str = "arithmetic"
    priority_mean: str = "geometric"

    def weights(self, pillar: str) -> Array:
        """Return the weights of ``vulnerability`` or ``thin_prevention`` or ``priority``, summing to 1."""
        given = {
            "vulnerability": self.weights_vulnerability,
            "thin_prevention": self.weights_thin,
            "priority": self.weights_priority,
        }
        weights = np.asarray(given[pillar], dtype=np.float64)
        return weights / weights.sum()


@dataclass(frozen=True)
class Profile:
    """One area's normalised indicators, 0-100, higher = worse; NaN = gap."""

    vulnerability: Array
    thin_prevention: Array


@dataclass(frozen=True)
class Split:
    """A difference ``end - start`` and its parts: one number of points per indicator, summing to it."""

    start: float
    end: float
    vulnerability: Array
    thin_prevention: Array

    @property
    def residual(self) -> float:
        """Return what the parts leave unexplained; rounding only."""
        return self.end - self.start - float(self.vulnerability.sum() + self.thin_prevention.sum())


def log_mean(a: npt.ArrayLike, b: npt.ArrayLike) -> Array:
    """Return the logarithmic mean ``(a - b) / ln(a / b)`` of positive numbers, ``a`` where both are equal.

    >>> log_mean([1.0, 4.0], [1.0, 1.0]).round(6)
    array([1.      , 2.164043])
    """
    first, second = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    change = first / second - 1.0
    tiny = np.abs(change) < 1e-9
    return np.where(tiny, second * (1.0 + change / 2.0), second * change / np.log1p(np.where(tiny, 1.0, change)))


def pillar_score(x: Array, weights: Array, mean: str, min_share: float = MIN_SHARE) -> Array:
    """Return the pillar scores of rows of normalised indicators; NaN where too little is available (in equal weights)."""
    there = ~np.isnan(x)
    enough = there.mean(axis=-1) + 1e-12 >= min_share
    used = there * weights
    # Where all that an area has weighs nothing there is no score: a gap is never a 0.
    enough &= used.sum(axis=-1) > 0
    used = used / np.maximum(used.sum(axis=-1, keepdims=True), 1e-300)
    if mean == "arithmetic":
        score = np.sum(np.where(there, x, 0.0) * used, axis=-1)
    else:
        score = _from_goodness(np.exp(np.sum(np.where(there, np.log(_goodness(np.where(there, x, 0.0))), 0.0) * used, axis=-1)))
    return np.where(enough, score, np.nan)


def priority_score(risk: Array, thin: Array, weights: Array, mean: str) -> Array:
    """Return the priority of risk and thin prevention, NaN where either is."""
    if mean == "arithmetic":
        return weights[0] * risk + weights[1] * thin
    return np.exp(weights[0] * np.log(_floored(risk)) + weights[1] * np.log(_floored(thin)))


def split_difference(area: Profile, reference: Profile, rule: Rule, target: str = "priority") -> Split:
    """Split the difference between an area's score and a reference's among the indicators.

    Parameters
    ----------
    area, reference : Profile
        Indicators that are missing stand at their own pillar's mean, which is exactly what leaving them out does.
    rule : Rule
        Weights and means.
    target : {"priority", "vulnerability", "thin_prevention"}
        Which score.

    Returns
    -------
    Split
        Points per indicator; those of pillars outside ``target`` are 0. The residual is under 1e-9.

    Raises
    ------
    ValueError
        Where either side has no such score.
    """
    pillars = ("vulnerability", "thin_prevention") if target == "priority" else (target,)
    parts = {name: np.zeros(len(getattr(area, name))) for name in ("vulnerability", "thin_prevention")}
    ends = {}
    for name in pillars:
        ends[name], parts[name] = _split_pillar(getattr(area, name), getattr(reference, name), rule, name)
    if target != "priority":
        first, last = ends[target]
        return Split(first, last, parts["vulnerability"], parts["thin_prevention"])
    weights = rule.weights("priority")
    start, end = (
        float(
            priority_score(
                np.asarray(ends["vulnerability"][k]), np.asarray(ends["thin_prevention"][k]), weights, rule.priority_mean
            )
        )
        for k in (0, 1)
    )
    for k, name in enumerate(pillars):
        factor = weights[k]
        if rule.priority_mean == "geometric":
            factor = factor * SCALE * log_mean(end, start) / log_mean(_floored(ends[name][1]), _floored(ends[name][0]))
        parts[name] = parts[name] * factor
    return Split(start, end, parts["vulnerability"], parts["thin_prevention"])


def _split_pillar(area: Array, reference: Array, rule: Rule, name: str) -> tuple[tuple[float, float], Array]:
    """Return the reference's and the area's pillar score, and the parts of their difference."""
    weights = rule.weights(name)
    last, first = (float(pillar_score(x, weights, rule.pillar_mean)) for x in (area, reference))
    if np.isnan(first + last):
        raise ValueError(f"no {name} score on one side: there is nothing to split")
    x1, x0 = np.where(np.isnan(area), last, area), np.where(np.isnan(reference), first, reference)
    if rule.pillar_mean == "arithmetic":
        return (first, last), weights * (x1 - x0)
    scale = log_mean(_goodness(last), _goodness(first)) / SCALE
    return (first, last), scale * weights * (np.log(_goodness(x0)) - np.log(_goodness(x1)))


def _floored(x: npt.ArrayLike) -> Array:
    """Return ``1 + 0.99 x``, so that a 0 does not wipe out all the rest."""
    return FLOOR + SCALE * np.asarray(x, dtype=np.float64)


def _goodness(x: npt.ArrayLike) -> Array:
    """Return ``1 + 0.99 (100 - x)``, what the inverted geometric mean averages."""
    return FLOOR + SCALE * (100.0 - np.asarray(x, dtype=np.float64))


def _from_goodness(g: Array) -> Array:
    """Return the score of a goodness."""
    return 100.0 - (g - FLOOR) / SCALE
