"""Differences between waves and between groups: with or without common PSUs, tested as a family, and what would go unseen.

References
----------
Kish (1965), section 12.4, on overlapping samples; Satterthwaite (1946), Biometrics Bulletin 2, 110-114; Benjamini and Hochberg
(1995), JRSS B 57, 289-300.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

from data.survey_sums import Floats
from models.survey_design import SurveyDesign
from models.survey_intervals import t_quantile
from models.survey_linear import design_df, mean_influence, variance_of_total
from models.survey_variance import Lonely

POWER = 0.80


@dataclass(frozen=True)
class Change:
    """A difference, later less earlier.

    Attributes
    ----------
    estimate, se : float
        In the measure's unit; a share's change of 0.05 is 5 points.
    df, t, p : float
        Student's test of no difference, two-sided.
    lower, upper : float
        Wald interval.
    detectable : float
        The least difference that a test at 1 - level would find with 80 % power.
    covariance : float
        Of the two figures; 0 without common PSUs.
    """

    estimate: float
    se: float
    df: float
    t: float
    p: float
    lower: float
    upper: float
    detectable: float
    covariance: float


def wave_change(
    earlier: SurveyDesign,
    y_earlier: npt.ArrayLike,
    later: SurveyDesign,
    y_later: npt.ArrayLike,
    *,
    domains: tuple[npt.NDArray[np.bool_] | None, npt.NDArray[np.bool_] | None] = (None, None),
    common_psus: bool = False,
    level: float = 0.95,
    lonely: Lonely = "fail",
) -> Change:
    """Return the change of a mean or share between two waves.

    Parameters
    ----------
    earlier, later : SurveyDesign
        One per wave.
    domains : pair of bool arrays
        The rows that count; None = all.
    common_psus : bool
        Whether a PSU with the same stratum and label is the same place. Then its totals in both waves give the covariance; with
        the same PSUs in both, this is the variance of the paired difference. Otherwise the waves are independent.

    Notes
    -----
    Degrees of freedom: Satterthwaite's for independent waves; with common PSUs the smaller of the two designs'.
    """
    figures = []
    for design, y, rows in ((earlier, y_earlier, domains[0]), (later, y_later, domains[1])):
        values = np.asarray(y, dtype=float)
        mean, z = mean_influence(design.weights, values, rows)
        used = ~np.isnan(values) if rows is None else rows & ~np.isnan(values)
        figures.append((mean, z, variance_of_total(design, z, lonely), design_df(design, used)))
    (m1, z1, v1, df1), (m2, z2, v2, df2) = figures
    shared = shared_covariance(earlier, z1, later, z2) if common_psus else 0.0
    df = float(min(df1, df2)) if common_psus else satterthwaite([(v1, df1), (v2, df2)])
    return difference(m2 - m1, max(v1 + v2 - 2 * shared, 0.0), df, level, shared)


def group_difference(
    design: SurveyDesign,
    y: npt.ArrayLike,
    first: npt.NDArray[np.bool_],
    second: npt.NDArray[np.bool_],
    level: float = 0.95,
    lonely: Lonely = "fail",
) -> Change:
    """Return the second group's mean less the first's in one survey; df is the design's less 1, as R ``svyttest``."""
    values = np.asarray(y, dtype=float)
    (m1, z1), (m2, z2) = (mean_influence(design.weights, values, rows) for rows in (first, second))
    v1, v2, v = (variance_of_total(design, z, lonely) for z in (z1, z2, z2 - z1))
    df = design_df(design, (first | second) & ~np.isnan(values)) - 1
    return difference(m2 - m1, v, df, level, (v1 + v2 - v) / 2)


def difference(estimate: float, variance: float, df: float, level: float = 0.95, shared: float = 0.0) -> Change:
    """Return a difference with its test, interval and detectable size."""
    se = math.sqrt(variance)
    t = estimate / se if se > 0 else (math.copysign(math.inf, estimate) if estimate else math.nan)
    p = 2 * float(stdtr(df, -abs(t))) if df > 0 and not math.isinf(t) else (0.0 if math.isinf(t) else math.nan)
    half = t_quantile(level, df) * se
    return Change(estimate, se, df, t, p, estimate - half, estimate + half, minimum_detectable(se, df, level), shared)


def minimum_detectable(se: float, df: float, level: float = 0.95, power: float = POWER) -> float:
    """Return the least true difference that is found with the given power: ``(t_{level} + t_{power}) se``; NaN without df."""
    return (t_quantile(level, df) + float(stdtrit(df, power))) * se if df > 0 else math.nan


def satterthwaite(parts: Sequence[tuple[float, float]]) -> float:
    """Return the degrees of freedom of a sum of independent variances, each given with its own."""
    total = sum(v for v, _ in parts)
    below = sum(v * v / df for v, df in parts if df > 0 and v > 0)
    if any(v > 0 and not df > 0 for v, df in parts):
        return 0.0
    return total * total / below if below > 0 else float(sum(df for _, df in parts))


def benjamini_hochberg(p_values: npt.ArrayLike) -> Floats:
    """Return p-values adjusted for the false discovery rate over the family; NaN stays NaN and counts for nothing.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    p = np.asarray(p_values, dtype=float)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")[::-1]]
    ranks = np.arange(len(order), 0, -1)
    adjusted = np.full(len(p), np.nan)
    adjusted[order] = np.minimum(np.minimum.accumulate(p[order] * len(order) / ranks), 1.0) if len(order) else []
    return adjusted


def shared_covariance(earlier: SurveyDesign, z1: Floats, later: SurveyDesign, z2: Floats) -> float:
    """Return the covariance from the totals of PSUs that both waves visited, about each wave's own stratum means.

    ``z1``, ``z2`` are weighted linearised variables (respondents,). PSUs of the same stratum and label are the same place; both
    designs must have PSUs.
    """
    sums: dict[str, tuple[float, float]] = {}
    first, second = _centred(earlier, z1), _centred(later, z2)
    for key in first.keys() & second.keys():
        stratum, (a, b) = key[0], (first[key], second[key])
        done, scale = sums.get(stratum, (0.0, 0.0))
        sums[stratum] = (done + a[0] * b[0], scale or math.sqrt(a[1] * b[1]))
    return math.fsum(product * scale for product, scale in sums.values())


def _centred(design: SurveyDesign, z: Floats) -> dict[tuple[str, str], tuple[float, float]]:
    """Return, by stratum and PSU label, the PSU's total less its stratum's mean, and the stratum's factor ``f n / (n - 1)``."""
    frame = design.frame
    totals = np.bincount(design.psu, weights=z, minlength=len(frame.psus)) if not frame.rows_are_units else np.zeros(0)
    means = np.bincount(frame.psu_stratum, weights=totals, minlength=len(frame.strata)) / frame.n_psu
    n, pop = frame.n_psu.astype(float), frame.pop_psu
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(n > 1, n / (n - 1), 0.0) * np.where(np.isinf(pop), 1.0, (pop - n) / pop)
    return {
        (frame.strata[h], frame.psus[i]): (float(totals[i] - means[h]), float(factor[h])) for i, h in enumerate(frame.psu_stratum)
    }
