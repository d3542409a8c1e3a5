"""Linearised variables row by row: ratios, differences of groups, covariances, and whatever calibration leaves of them.

References
----------
Särndal, Swensson and Wretman (1992), sections 5.5-5.7 (Taylor linearisation, ratios) and 6.6 (calibrated residuals).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.survey_sums import Floats
from models.survey_cells import reduce_rows
from models.survey_design import SurveyDesign
from models.survey_variance import Lonely, domain_variances

Residual = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Figure:
    """An estimate with its standard error and degrees of freedom, in the measure's unit."""

    estimate: float
    se: float
    df: int


def variance_of_total(design: SurveyDesign, z: Floats, lonely: Lonely = "fail", residual: Residual | None = None) -> float:
    """Return the variance of the plain sum of ``z``, which holds its weights already.

    Parameters
    ----------
    z : array (respondents,)
        Weighted linearised variable, 0 outside of the domain.
    residual : callable, optional
        What calibration leaves of ``z`` (:mod:`models.survey_weights`).
    """
    left = z if residual is None else residual(z)
    plain = replace(design, weights=np.ones(len(design)))
    cells = reduce_rows(plain, left, centre=0.0)
    return float(domain_variances(design.frame, cells, np.ones(1), np.zeros(1), lonely)[0])


def covariance(design: SurveyDesign, z: npt.NDArray, lonely: Lonely = "fail", residual: Residual | None = None) -> Floats:
    """Return the covariance matrix of the sums of the columns of ``z`` (respondents, figures)."""
    count = z.shape[1]
    matrix = np.empty((count, count))
    for i in range(count):
        matrix[i, i] = variance_of_total(design, z[:, i], lonely, residual)
    for i in range(count):
        for j in range(i):
            both = variance_of_total(design, z[:, i] + z[:, j], lonely, residual)
            matrix[i, j] = matrix[j, i] = (both - matrix[i, i] - matrix[j, j]) / 2
    return matrix


def mean_influence(weights: Floats, y: Floats, domain: npt.NDArray[np.bool_] | None = None) -> tuple[float, Floats]:
    """Return the weighted mean over a domain and its weighted linearised variable, ``w (y - mean) / W`` inside and 0 outside."""
    answered = ~np.isnan(y) if domain is None else ~np.isnan(y) & domain
    w = np.where(answered, weights, 0.0)
    filled = np.where(answered, y, 0.0)
    mean = float((w * filled).sum() / w.sum())
    return mean, w * (filled - mean) / w.sum()


def ratio(
    design: SurveyDesign,
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    lonely: Lonely = "fail",
    domain: npt.NDArray[np.bool_] | None = None,
) -> Figure:
    """Return the ratio of two totals over the rows that answered both, as R ``svyratio``."""
    y, x = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    use = ~(np.isnan(y) | np.isnan(x)) if domain is None else domain & ~(np.isnan(y) | np.isnan(x))
    w, y, x = np.where(use, design.weights, 0.0), np.where(use, y, 0.0), np.where(use, x, 0.0)
    total = float((w * x).sum())
    value = float((w * y).sum()) / total
    variance = variance_of_total(design, w * (y - value * x) / total, lonely)
    return Figure(value, float(np.sqrt(variance)), design_df(design, use))


def design_df(design: SurveyDesign, rows: npt.NDArray[np.bool_] | None = None) -> int:
    """Return PSUs less strata among the rows that count."""
    use = design.weights > 0 if rows is None else rows & (design.weights > 0)
    units = int(use.sum()) if design.frame.rows_are_units else len(np.unique(design.psu[use]))
    return units - len(np.unique(design.stratum[use]))
