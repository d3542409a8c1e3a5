"""Small areas by the Fay-Herriot model: direct estimates borrow strength from covariates that the same survey did not measure.

References
----------
Fay and Herriot (1979), JASA 74, 269-277; Prasad and Rao (1990), JASA 85, 163-171; Datta and Lahiri (2000), Statistica Sinica
10, 613-627; Li and Lahiri (2010), J. Multivariate Analysis 101, 882-892; Yoshimori and Lahiri (2014), J. Multivariate Analysis
124, 281-294; Rao and Molina (2015), *Small Area Estimation*, chapters 5-6.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from data.survey_sums import Floats, SurveyError
from models.small_area_fit import METHODS, AreaFit, fit_areas


@dataclass(frozen=True)
class AreaEstimate:
    """A modelled figure of one area.

    Attributes
    ----------
    area : str
        Its code.
    estimate, mse : float
        In the measure's unit, and squared.
    lower, upper : float
        ``estimate -+ z sqrt(mse)``.
    direct : float
        The survey's own estimate; NaN where it has none.
    shrinkage : float
        Weight of the direct estimate, 0 to 1; 0 where there is none.
    state : str
        Always ``modelled``.
    """

    area: str
    estimate: float
    mse: float
    lower: float
    upper: float
    direct: float
    shrinkage: float
    state: str = "modelled"


class FayHerriot(RegressorMixin, BaseEstimator):
    """EBLUP of small areas with known sampling variances.

    Parameters
    ----------
    method : str
        How the variance between areas is found: ``reml``, ``ml``, or ``li-lahiri`` and ``yoshimori-lahiri``, adjusted REML,
        which are never 0.
    fit_intercept : bool
        Whether a column of ones is added to the covariates.

    Attributes
    ----------
    coef_, intercept_, se_ : array, float, array
        Coefficients, and the standard errors of all (intercept first, if there is one).
    variance_ : float
        Between areas.
    eblup_, mse_, shrinkage_ : arrays (areas,)
        Of the areas fitted.

    Examples
    --------
    With nothing but a mean and equal variances the EBLUP shrinks all areas alike towards it:

    >>> ones, y = np.ones((4, 1)), [1.0, 2.0, 3.0, 4.0]
    >>> model = FayHerriot("reml", fit_intercept=False).fit(ones, y, sampling_variance=np.full(4, 0.5))
    >>> round(model.variance_, 6), model.eblup_.round(3).tolist()
    (1.166667, [1.45, 2.15, 2.85, 3.55])
    """

    def __init__(self, method: str = "yoshimori-lahiri", fit_intercept: bool = True) -> None:
        self.method = method
        self.fit_intercept = fit_intercept

    def fit(self, X: npt.ArrayLike, y: npt.ArrayLike, sampling_variance: npt.ArrayLike | None = None) -> FayHerriot:
        """Fit direct estimates ``y`` (areas,) on covariates (areas, p), with the sampling variance of each.

        Without sampling variances they are taken to be all 1.
        """
        x, values = validate_data(self, X, y, dtype=np.float64, y_numeric=True, ensure_min_samples=2)
        psi = np.ones(len(values)) if sampling_variance is None else np.asarray(sampling_variance, dtype=float)
        if psi.shape != values.shape or not (np.isfinite(psi) & (psi > 0)).all():
            raise ValueError("every area needs a sampling variance above 0; smooth those of 0 (smoothed_variances)")
        fit = fit_areas(self._with_intercept(x), np.asarray(values, dtype=float), psi, self.method)
        first = int(self.fit_intercept)
        self.coef_, self.intercept_ = fit.beta[first:], float(fit.beta[0]) if first else 0.0
        self.se_, self.variance_ = np.sqrt(np.diag(fit.covariance)), fit.variance
        self.eblup_, self.mse_, self.shrinkage_, self._fit = fit.eblup, fit.mse, fit.shrinkage, fit
        return self

    def predict(self, X: npt.ArrayLike) -> Floats:
        """Return the synthetic estimate ``X beta`` (areas,), for areas that the survey did not reach."""
        check_is_fitted(self)
        x = validate_data(self, X, dtype=np.float64, reset=False)
        return x @ self.coef_ + self.intercept_

    def synthetic_mse(self, X: npt.ArrayLike) -> Floats:
        """Return the mean squared error of :meth:`predict`: the variance between areas plus that of the coefficients."""
        check_is_fitted(self)
        x = self._with_intercept(validate_data(self, X, dtype=np.float64, reset=False))
        return self.variance_ + np.einsum("ij,jk,ik->i", x, self._fit.covariance, x)

    def _with_intercept(self, x: Floats) -> Floats:
        return np.column_stack([np.ones(len(x)), x]) if self.fit_intercept else x


@dataclass(frozen=True)
class Covariate:
    """A column of area figures and the source that it comes from (a name of data/sources)."""

    name: str
    source: str
    values: Mapping[str, float]


def estimate_areas(
    direct: Mapping[str, tuple[float, float]],
    covariates: Sequence[Covariate],
    survey_sources: Sequence[str],
    areas: Sequence[str] | None = None,
    *,
    method: str = "yoshimori-lahiri",
    level: float = 0.95,
) -> list[AreaEstimate]:
    """Return a modelled figure for each area.

    Parameters
    ----------
    direct : mapping
        Area to direct estimate and (smoothed) sampling variance. Areas without one get the synthetic estimate.
    covariates : sequence of Covariate
        None of them from the survey itself: an error of the sample would come back as an explanation.
    survey_sources : sequence of str
        The sources of the direct estimates.
    areas : sequence of str, optional
        Which areas; by default those with a direct estimate.

    Raises
    ------
    SurveyError
        A covariate of the same survey, a missing figure, or fewer areas than coefficients.
    """
    wanted = list(direct if areas is None else areas)
    every = list(dict.fromkeys([*direct, *wanted]))
    same = [c.name for c in covariates if c.source in set(survey_sources)]
    problems = [f"covariate {name!r} comes from the survey it is to explain: take another source" for name in same]
    for c in covariates:
        gaps = [area for area in every if math.isnan(c.values.get(area, math.nan))]
        problems += [f"covariate {c.name!r} has no figure for {', '.join(gaps)}"] if gaps else []
    if len(direct) < len(covariates) + 3:
        problems.append(f"{len(direct)} areas are too few for {len(covariates)} covariate(s): {len(covariates) + 3} are needed")
    if problems:
        raise SurveyError(*problems)
    x = {area: [1.0, *(c.values[area] for c in covariates)] for area in every}
    pairs = np.array(list(direct.values()), dtype=float)
    fitted = np.array([x[area] for area in direct], dtype=float)
    model = FayHerriot(method, fit_intercept=False).fit(fitted, pairs[:, 0], sampling_variance=pairs[:, 1])
    return [_area(model, area, list(direct), x[area], direct, float(norm.ppf(0.5 + level / 2))) for area in wanted]


def _area(
    model: FayHerriot, area: str, order: list[str], x: list[float], direct: Mapping[str, tuple[float, float]], z: float
) -> AreaEstimate:
    """Return one area's figure: EBLUP, or synthetic where there is no direct estimate."""
    if area in direct:
        i = order.index(area)
        value, mse, seen, share = float(model.eblup_[i]), float(model.mse_[i]), direct[area][0], float(model.shrinkage_[i])
    else:
        row = np.array([x], dtype=float)
        value, mse, seen, share = float(model.predict(row)[0]), float(model.synthetic_mse(row)[0]), math.nan, 0.0
    half = z * math.sqrt(mse)
    return AreaEstimate(area, value, mse, value - half, value + half, seen, share)


def smoothed_variances(estimate: npt.ArrayLike, variance: npt.ArrayLike, n: npt.ArrayLike) -> Floats:
    """Return sampling variances of shares smoothed by a generalised variance function.

    Parameters
    ----------
    estimate, variance : array (areas,)
        Direct shares and their variances; a variance of 0 or NaN is smoothed and fits nothing.
    n : array (areas,)
        Answers.

    Notes
    -----
    One design effect for all areas, ``deff = sum(n v) / sum(p (1 - p))`` over areas with a variance above 0, and a share
    drawn towards the pooled one, ``(n p + P) / (n + 1)``, so that no area has a variance of 0 (Wolter 2007, chapter 7; Rao
    and Molina 2015, section 6.4.1).

    Raises
    ------
    SurveyError
        Where no area has a variance to learn from.
    """
    p, v, size = (np.asarray(a, dtype=float) for a in (estimate, variance, n))
    use = np.isfinite(p) & (v > 0) & (size > 0) & (p > 0) & (p < 1)
    if not use.any():
        raise SurveyError("no area has a sampling variance above 0 to learn from")
    deff = float((size[use] * v[use]).sum() / (p[use] * (1 - p[use])).sum())
    pooled = float((size[use] * p[use]).sum() / size[use].sum())
    drawn = (size * p + pooled) / (size + 1)
    return deff * drawn * (1 - drawn) / size


__all__ = ["METHODS", "AreaEstimate", "AreaFit", "Covariate", "FayHerriot", "estimate_areas", "smoothed_variances"]
