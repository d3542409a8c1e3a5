"""Takes the members of a group together to one column."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from models.index_means import MEANS, TOTALS, weighted_means
from models.index_means import row_totals as totals

Array = npt.NDArray[np.float64]
# Shares such as 0.66 of equal weights must not fall under the bar by rounding.
HAIR = 1e-12


class GroupAggregator(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """Aggregate each row to one value, NaN where too little of it is there.

    Parameters
    ----------
    kind : str
        ``arithmetic``, ``geometric``, ``inverted_geometric``, ``harmonic``, ``power``, ``sum``, ``product``, ``min`` or ``max``.
    weights : sequence of float or None
        One per column, none negative; None = equal.
    min_share : float
        Share 0-1 of the weight that must be there.
    min_count : int
        Number of values that must be there.
    span : pair of float
        Scale of the members; it counts for inversion and floor.
    floor, floor_kept, exponent
        As in :func:`models.index_means.weighted_means`.

    Examples
    --------
    >>> GroupAggregator("inverted_geometric", span=(0, 10), floor=0.1).fit_transform([[6.5, 10.0]]).round(1)
    array([[8.8]])
    """

    def __init__(
        self, kind: str = "arithmetic", weights: Any = None, min_share: float = 0.0, min_count: int = 0, span: Any = (0.0, 1.0),
        floor: float = 0.0, floor_kept: bool = False, exponent: float = 1.0,
    ) -> None:  # fmt: skip
        self.kind = kind
        self.weights = weights
        self.min_share = min_share
        self.min_count = min_count
        self.span = span
        self.floor = floor
        self.floor_kept = floor_kept
        self.exponent = exponent

    def fit(self, X: Any, y: Any = None) -> GroupAggregator:
        """Check weights and kind.

        Raises
        ------
        ValueError
            Where weights are negative, sum to zero or are not one per column, the kind is unknown, or values have no such mean.
        """
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        weights = np.ones(X.shape[1]) if self.weights is None else np.asarray(self.weights, dtype=np.float64)
        if weights.shape != (X.shape[1],) or np.any(weights < 0) or not weights.sum() > 0:
            raise ValueError(f"weights must be {X.shape[1]} numbers, none negative, not all zero: {weights}")
        if self.kind not in MEANS + TOTALS:
            raise ValueError(f"kind must be one of {MEANS + TOTALS}, not {self.kind!r}")
        if self._needs_positive() and np.any(X < 0):
            message = f"the {self.kind} mean needs values of 0 or more, and there is {X[X < 0][0]:g}"
            raise ValueError(f"Negative values in data: {message}")
        self.weights_ = weights
        self._n_features_out = 1
        return self

    def share_available(self, X: Any) -> Array:
        """Return the share of weight that is not NaN, one number 0-1 per row."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False)
        return ~np.isnan(X) @ self.weights_ / self.weights_.sum()

    def transform(self, X: Any) -> Array:
        """Return one column on the members' scale (a sum or product on its own)."""
        share = self.share_available(X)
        X = np.asarray(X, dtype=np.float64)
        column = totals(X, self.weights_, self.kind) if self.kind in TOTALS else self._mean(X)
        enough = (share + HAIR >= self.min_share) & (np.sum(~np.isnan(X), axis=1) >= self.min_count)
        return np.where(enough, column, np.nan)[:, None]

    def _mean(self, X: Array) -> Array:
        """Return the mean of each row."""
        shape = {"span": tuple(self.span), "floor": self.floor, "floor_kept": self.floor_kept, "exponent": self.exponent}
        return weighted_means(X, self.weights_[None, :], self.kind, **shape)[0]  # type: ignore[arg-type]

    def __sklearn_tags__(self) -> Any:
        """Say that NaN is welcome, and where a value under 0 has no mean."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.positive_only = self._needs_positive()
        return tags

    def _needs_positive(self) -> bool:
        """Return whether the mean is defined from 0 upwards only; with a floor, the span decides."""
        return self.kind in ("harmonic", "power") or (self.kind == "geometric" and not self.floor)
