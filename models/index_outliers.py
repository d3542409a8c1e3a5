"""Tames columns whose skewness and kurtosis are both out of bounds: by winsorising, by a logarithm, or one after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

Array = npt.NDArray[np.float64]
METHODS = ("winsorise", "log", "winsorise_then_log")


def skewness(values: Array) -> float:
    """Return the skewness of a column without NaN (type 2: as spreadsheets' SKEW); NaN under 3 values or no spread."""
    n, deviation = values.size, _deviations(values)
    if n < 3 or not deviation.any():
        return float("nan")
    squares = np.sum(deviation**2)
    return float(np.sqrt(n) * np.sum(deviation**3) / squares**1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: Array) -> float:
    """Return the excess kurtosis of a column without NaN (type 2: as spreadsheets' KURT); NaN under 4 values or no spread."""
    n, deviation = values.size, _deviations(values)
    if n < 4 or not deviation.any():
        return float("nan")
    squares = np.sum(deviation**2)
    ratio = n * np.sum(deviation**4) / squares**2
    return float(((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)))


def _deviations(values: Array) -> Array:
    """Return distances from the mean, the largest being 1: the measures know no unit, and powers of tiny numbers vanish."""
    away = values - values.mean() if values.size else values
    largest = np.abs(away).max(initial=0.0)
    return away / largest if largest > 0 else away


class OutlierTreatment(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Treat each column that has |skewness| and kurtosis at or over both limits; leave the others as they are.

    Parameters
    ----------
    method : {"winsorise_then_log", "winsorise", "log"}
        ``winsorise`` sets the outermost values, on the side of the skew, to the next one until the column passes or
        ``max_points`` values are set. ``log`` takes log(x - min + (max - min) / 100). ``winsorise_then_log`` takes the
        logarithm of the untouched column where winsorising does not suffice.
    max_points : int
        When this many values of a column are set, winsorising stops.
    skewness, kurtosis : float
        Limits; a column passes when it is under either.

    Attributes
    ----------
    low_, high_ : array of float
        Ends that winsorising found, in the column's unit; infinite where none.
    logged_ : array of bool
        Which columns take the logarithm.

    Notes
    -----
    NaN stays NaN; a column with under 4 values or without spread passes. The rule is that of OECD/JRC practice as in the COINr
    package (Becker and others, Journal of Open Source Software 2022).
    """

    def __init__(
        self, method: str = "winsorise_then_log", max_points: int = 5, skewness: float = 2.0, kurtosis: float = 3.5
    ) -> None:
        self.method = method
        self.max_points = max_points
        self.skewness = skewness
        self.kurtosis = kurtosis

    def fit(self, X: Any, y: Any = None) -> OutlierTreatment:
        """Find what each column needs; ValueError for an unknown method."""
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        if self.method not in METHODS:
            raise ValueError(f"method must be one of {METHODS}, not {self.method!r}")
        width = X.shape[1]
        self.low_, self.high_ = np.full(width, -np.inf), np.full(width, np.inf)
        self.logged_ = np.zeros(width, dtype=bool)
        self.start_, self.offset_ = np.zeros(width), np.ones(width)
        for j, column in enumerate(X.T):
            seen = column[~np.isnan(column)]
            if not self._passes(seen):
                self._treat(j, seen)
        return self

    def transform(self, X: Any) -> Array:
        """Return the treated columns, same shape and, unless logged, same unit."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False)
        tamed = np.clip(X, self.low_, self.high_)
        # A new value under the lowest one seen in fit has no logarithm of its own: it counts as that lowest one.
        above = np.maximum(X - self.start_, 0.0) + self.offset_
        return np.where(self.logged_, np.log(above), tamed)

    def _passes(self, seen: Array) -> bool:
        """Return whether a column is left alone; what cannot be measured passes."""
        skew, kurt = skewness(seen), kurtosis(seen)
        return not (abs(skew) >= self.skewness and kurt >= self.kurtosis)

    def _treat(self, j: int, seen: Array) -> None:
        """Fix what one column gets."""
        passed = False
        if self.method != "log":
            self.low_[j], self.high_[j], passed = self._winsorise(seen)
        if self.method == "log" or (self.method == "winsorise_then_log" and not passed):
            self.low_[j], self.high_[j], self.logged_[j] = -np.inf, np.inf, True
            self.start_[j] = seen.min()
            self.offset_[j] = 0.01 * (seen.max() - seen.min())

    def _winsorise(self, seen: Array) -> tuple[float, float, bool]:
        """Return the ends to cut a column at and whether it then passes."""
        low, high, passed, tamed = -np.inf, np.inf, False, seen.copy()
        # Two values left: setting one to the other would leave a column that says nothing.
        while not passed and np.unique(tamed).size > 2:
            if skewness(tamed) >= 0:
                high = tamed[tamed < tamed.max()].max()
            else:
                low = tamed[tamed > tamed.min()].min()
            tamed = np.clip(seen, low, high)
            passed = self._passes(tamed)
            if np.sum(seen > high) + np.sum(seen < low) >= self.max_points:
                break
        return low, high, passed

    def __sklearn_tags__(self) -> Any:
        """Say that NaN is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags
