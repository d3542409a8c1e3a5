"""Puts indicators on a common scale of 0 to 100 with fixed goalposts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

Array = npt.NDArray[np.float64]


class GoalpostScaler(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Scale each column between fixed goalposts to 0-100, higher = worse, clipped.

    Nothing is learned from the data: the same value gives the same score whoever else is in the table, so one area's
    wild value moves no other area.

    Parameters
    ----------
    low, high : sequence of float or None
        Goalposts per column, in the column's unit; None = 0 and 1 for every column.
    reverse : sequence of bool or None
        True where a higher value is better; None = False for every column.

    Notes
    -----
    NaN stays NaN. Fixed goalposts as in UNDP, Human Development Report technical note 1.

    Examples
    --------
    >>> GoalpostScaler(low=[0, 10], high=[50, 20], reverse=[False, True]).fit_transform([[25.0, 12.0], [99.0, np.nan]])
    array([[ 50.,  80.],
           [100.,  nan]])
    """

    def __init__(self, low: Any = None, high: Any = None, reverse: Any = None) -> None:
        self.low = low
        self.high = high
        self.reverse = reverse

    def fit(self, X: Any, y: Any = None) -> GoalpostScaler:
        """Check the goalposts against the columns of ``X``.

        Raises
        ------
        ValueError
            Where a parameter has another length than ``X`` has columns, or a low goalpost is not under its high one.
        """
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        width = X.shape[1]
        self.low_ = self._per_column(self.low, 0.0, width, "low")
        self.high_ = self._per_column(self.high, 1.0, width, "high")
        self.reverse_ = self._per_column(self.reverse, 0.0, width, "reverse").astype(bool)
        if not np.all(self.low_ < self.high_):
            raise ValueError(f"each low goalpost must be under its high one: low={self.low_}, high={self.high_}")
        return self

    def transform(self, X: Any) -> Array:
        """Return ``X`` on 0-100, same shape; NaN where ``X`` is NaN."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False)
        scaled = np.clip(100.0 * (X - self.low_) / (self.high_ - self.low_), 0.0, 100.0)
        return np.where(self.reverse_, 100.0 - scaled, scaled)

    def __sklearn_tags__(self) -> Any:
        """Say that NaN is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    @staticmethod
    def _per_column(given: Any, default: float, width: int, name: str) -> Array:
        """Return one number per column."""
        values = np.full(width, default) if given is None else np.asarray(given, dtype=np.float64)
        if values.shape != (width,):
            raise ValueError(f"{name} needs {width} values, one per column, and has shape {values.shape}")
        return values
