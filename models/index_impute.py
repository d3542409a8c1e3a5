"""Fills gaps by the mean or median of comparable units, and says which were filled."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

Array = npt.NDArray[np.float64]
STATISTICS = ("mean", "median")


class GroupImputer(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Fill NaN by the mean or median of the rows with the same group code.

    Parameters
    ----------
    group_column : int or None
        Position of the column that holds the group codes (numbers; passed through as it is); None = all rows are one group.
    statistic : {"mean", "median"}
        What fills a gap.

    Notes
    -----
    A gap stays NaN where its group has no value at all, and where the code is NaN or was not seen in ``fit``: an average over
    strangers would not be a group's mean.

    Examples
    --------
    >>> GroupImputer(group_column=0).fit_transform([[1.0, 10.0], [1.0, np.nan], [2.0, 50.0], [3.0, np.nan]])
    array([[ 1., 10.],
           [ 1., 10.],
           [ 2., 50.],
           [ 3., nan]])
    """

    def __init__(self, group_column: int | None = None, statistic: str = "mean") -> None:
        self.group_column = group_column
        self.statistic = statistic

    def fit(self, X: Any, y: Any = None) -> GroupImputer:
        """Learn what fills the gaps of each group; ValueError for an unknown statistic."""
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        if self.statistic not in STATISTICS:
            raise ValueError(f"statistic must be one of {STATISTICS}, not {self.statistic!r}")
        codes = self._codes(X)
        self.codes_ = np.unique(codes[~np.isnan(codes)])
        self.fills_ = np.array([[self._middle(column[codes == code]) for column in X.T] for code in self.codes_])
        return self

    def missing_mask(self, X: Any) -> npt.NDArray[np.bool_]:
        """Return which cells of ``X`` are gaps that ``transform`` fills, same shape."""
        return np.isnan(np.asarray(X, dtype=np.float64)) & ~np.isnan(self.transform(X))

    def transform(self, X: Any) -> Array:
        """Return ``X`` with its gaps filled, same shape."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False)
        codes = self._codes(X)
        filled = X.copy()
        for code, fills in zip(self.codes_, self.fills_, strict=True):
            gaps = np.isnan(X) & (codes == code)[:, None]
            filled = np.where(gaps, fills, filled)
        return filled

    def _codes(self, X: Array) -> Array:
        """Return one group code per row."""
        return np.zeros(len(X)) if self.group_column is None else X[:, self.group_column]

    def _middle(self, column: Array) -> float:
        """Return mean or median of what is there, NaN where nothing is."""
        seen = column[~np.isnan(column)]
        if not seen.size:
            return float("nan")
        return float(np.mean(seen) if self.statistic == "mean" else np.median(seen))

    def __sklearn_tags__(self) -> Any:
        """Say that NaN is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags
