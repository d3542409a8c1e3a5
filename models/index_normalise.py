"""Puts columns on a common scale by their size: between fixed or observed ends, or as z-scores."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

Array = npt.NDArray[np.float64]
CLIPS = ("both", "low", "high", "none")


class ColumnScaler(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """What the scalers share: NaN is welcome and stays NaN, and columns where less is better are turned before scaling."""

    negative: Any

    def _read(self, X: Any, *, reset: bool) -> Array:
        """Return ``X`` as floats, columns with a negative direction multiplied by -1."""
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=reset)
        if reset:
            turned = np.broadcast_to(np.asarray(self.negative, dtype=bool), (X.shape[1],))
            self.sign_ = np.where(turned, -1.0, 1.0)
        else:
            check_is_fitted(self)
        return X * self.sign_

    def __sklearn_tags__(self) -> Any:
        """Say that NaN is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags


class RangeScaler(ColumnScaler):
    """Map each column from a range onto ``to``, between fixed goalposts or the lowest and highest value seen in ``fit``.

    Parameters
    ----------
    low, high : float, sequence of float or None
        Ends in the column's own unit, one for all or one per column; None = as seen in ``fit``.
    to : pair of float
        Where the worst and best end go, such as (0, 1), (0, 100) or (1, 100).
    clip : {"none", "both", "low", "high"}
        Which results outside ``to`` are cut to it (``low``: those under its lower end).
    negative : bool or sequence of bool
        True where a higher value lowers the index.

    Notes
    -----
    UNDP, Human Development Report, technical note 1 (fixed goalposts); OECD/JRC Handbook 2008, step 5 (min-max).

    Examples
    --------
    >>> RangeScaler(to=(1, 100), negative=[False, True]).fit_transform([[0.0, 4.0], [10.0, 2.0], [5.0, np.nan]])
    array([[  1. ,   1. ],
           [100. , 100. ],
           [ 50.5,   nan]])
    """

    def __init__(
        self, low: Any = None, high: Any = None, to: Any = (0.0, 1.0), clip: str = "none", negative: Any = False
    ) -> None:
        self.low = low
        self.high = high
        self.to = to
        self.clip = clip
        self.negative = negative

    def fit(self, X: Any, y: Any = None) -> RangeScaler:
        """Take the ends that are not fixed from ``X``.

        Raises
        ------
        ValueError
            Where the ends of a column are equal or turned, ``to`` does not rise, or ``clip`` is unknown.
        """
        X = self._read(X, reset=True) * self.sign_
        if self.clip not in CLIPS:
            raise ValueError(f"clip must be one of {CLIPS}, not {self.clip!r}")
        if not self.to[0] < self.to[1]:
            raise ValueError(f"to must rise: {self.to}")
        self.low_ = np.fmin.reduce(X, axis=0) if self.low is None else np.broadcast_to(self.low, X.shape[1]).astype(float)
        self.high_ = np.fmax.reduce(X, axis=0) if self.high is None else np.broadcast_to(self.high, X.shape[1]).astype(float)
        if np.any(self.low_ >= self.high_):
            low, high = self.low_, self.high_
            raise ValueError(
                f"the ends of a scale must differ, low under high; one sample or one value has no range: {low}, {high}"
            )
        return self

    def transform(self, X: Any) -> Array:
        """Return ``X`` on the scale ``to``, same shape."""
        X = self._read(X, reset=False) * self.sign_
        bottom, top = float(self.to[0]), float(self.to[1])
        # From the worse end in both directions, so that the ends come out exact.
        gone = np.where(self.sign_ > 0, X - self.low_, self.high_ - X)
        scaled = gone / (self.high_ - self.low_) * (top - bottom) + bottom
        least = bottom if self.clip in ("both", "low") else -np.inf
        most = top if self.clip in ("both", "high") else np.inf
        return np.clip(scaled, least, most)


class ZScorer(ColumnScaler):
    """Distance from the mean in standard deviations, moved to a given mean and deviation.

    Parameters
    ----------
    mean, sd : float
        What the mean and standard deviation become; 0 and 1 by default.
    ddof : {0, 1}
        1 = the sample's deviation (divisor n - 1).
    negative : bool or sequence of bool
        True where a higher value lowers the index.
    """

    def __init__(self, mean: float = 0.0, sd: float = 1.0, ddof: int = 1, negative: Any = False) -> None:
        self.mean = mean
        self.sd = sd
        self.ddof = ddof
        self.negative = negative

    def fit(self, X: Any, y: Any = None) -> ZScorer:
        """Learn mean and deviation of each column; ValueError where a column has no spread."""
        X = self._read(X, reset=True)
        count = np.sum(~np.isnan(X), axis=0)
        self.center_ = np.nansum(X, axis=0) / np.maximum(count, 1)
        squares = np.nansum((X - self.center_) ** 2, axis=0)
        self.spread_ = np.sqrt(squares / np.maximum(count - self.ddof, 1))
        if np.any((self.spread_ <= 0) & (count > 0)):
            raise ValueError("a column has one sample or one value only: there is no spread to measure in")
        return self

    def transform(self, X: Any) -> Array:
        """Return z-scores, same shape."""
        X = self._read(X, reset=False)
        return (X - self.center_) / np.where(self.spread_ > 0, self.spread_, 1.0) * self.sd + self.mean
