"""Takes indicators together to a pillar, and pillars to a priority."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from models.method import FLOOR, MIN_SHARE, SCALE

Array = npt.NDArray[np.float64]
PILLAR_MEANS = ("arithmetic", "inverted_geometric")
PRIORITY_MEANS = ("geometric", "arithmetic")


class _RowReducer(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """What both reducers share: NaN is welcome and one column comes out."""

    def _read(self, X: Any, *, reset: bool) -> Array:
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=reset)
        self._n_features_out = 1
        return np.clip(X, 0.0, 100.0)

    def __sklearn_tags__(self) -> Any:
        """Say that NaN is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags


class PillarMean(_RowReducer):
    """Mean of the available indicators of a row, NaN where too little weight is available.

    Parameters
    ----------
    weights : sequence of float or None
        One non-negative weight per column; None = equal.
    mean : {"arithmetic", "inverted_geometric"}
        ``inverted_geometric`` is 100 - geometric mean of (100 - x), with the floor ``1 + 0.99 (100 - x)``: a good value makes up
        less for a bad one.
    min_share : float
        Share of the weight that must be available, 0-1.

    Examples
    --------
    >>> PillarMean().fit_transform([[20.0, 40.0, 60.0], [20.0, np.nan, np.nan]])
    array([[40.],
           [nan]])
    """

    def __init__(self, weights: Any = None, mean: str = "arithmetic", min_share: float = MIN_SHARE) -> None:
        self.weights = weights
        self.mean = mean
        self.min_share = min_share

    def fit(self, X: Any, y: Any = None) -> PillarMean:
        """Check weights and mean.

        Raises
        ------
        ValueError
            Where weights are negative, sum to zero or are not one per column, or the mean is unknown.
        """
        X = self._read(X, reset=True)
        weights = np.ones(X.shape[1]) if self.weights is None else np.asarray(self.weights, dtype=np.float64)
        if weights.shape != (X.shape[1],) or np.any(weights < 0) or not weights.sum() > 0:
            raise ValueError(f"weights must be {X.shape[1]} numbers, none negative, not all zero: {weights}")
        if self.mean not in PILLAR_MEANS:
            raise ValueError(f"mean must be one of {PILLAR_MEANS}, not {self.mean!r}")
        self.weights_ = weights / weights.sum()
        return self

    def share_available(self, X: Any) -> Array:
        """Return the share of weight that is not NaN, one number 0-1 per row."""
        check_is_fitted(self)
        return ~np.isnan(self._read(X, reset=False)) @ self.weights_

    def transform(self, X: Any) -> Array:
        """Return one column 0-100, NaN where less than ``min_share`` of the weight is available."""
        check_is_fitted(self)
        X = self._read(X, reset=False)
        there = ~np.isnan(X)
        weights = there * self.weights_
        total = weights.sum(axis=1)
        weights = weights / np.where(total > 0, total, 1.0)[:, None]
        if self.mean == "arithmetic":
            mean = np.sum(np.where(there, X, 0.0) * weights, axis=1)
        else:
            logs = np.log(FLOOR + SCALE * (100.0 - np.where(there, X, 100.0)))
            mean = 100.0 - (np.exp(np.sum(logs * weights, axis=1)) - FLOOR) / SCALE
        # One ulp of tolerance: shares such as 0.66 of equal weights must not fall under the bar by rounding.
        return np.where(total + 1e-12 >= self.min_share, mean, np.nan)[:, None]


class PriorityMean(_RowReducer):
    """Priority of a row: geometric mean after the floor ``1 + 0.99 x``, high only where every part is high.

    Parameters
    ----------
    mean : {"geometric", "arithmetic"}
        ``arithmetic`` is offered as a stated variant.

    Notes
    -----
    NaN in any part gives NaN: no thin prevention known, no priority. Range 1-100 (0-100 for ``arithmetic``).

    Examples
    --------
    >>> PriorityMean().fit_transform([[100.0, 100.0], [100.0, 0.0], [50.0, np.nan]])
    array([[100.],
           [ 10.],
           [ nan]])
    """

    def __init__(self, mean: str = "geometric") -> None:
        self.mean = mean

    def fit(self, X: Any, y: Any = None) -> PriorityMean:
        """Check the mean; ValueError where it is unknown."""
        self._read(X, reset=True)
        if self.mean not in PRIORITY_MEANS:
            raise ValueError(f"mean must be one of {PRIORITY_MEANS}, not {self.mean!r}")
        self.fitted_ = True
        return self

    def transform(self, X: Any) -> Array:
        """Return one column."""
        check_is_fitted(self)
        X = self._read(X, reset=False)
        if self.mean == "arithmetic":
            return X.mean(axis=1)[:, None]
        return np.exp(np.log(FLOOR + SCALE * X).mean(axis=1))[:, None]
