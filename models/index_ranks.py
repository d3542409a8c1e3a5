"""Puts columns on a common scale by order alone: percentile ranks and ranks."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from models.index_normalise import ColumnScaler

Array = npt.NDArray[np.float64]
TIES = ("min", "max", "average")


class PercentileRanker(ColumnScaler):
    """Share of the other values that lie below, as a spreadsheet's PERCENTRANK.INC before it cuts digits.

    Parameters
    ----------
    to : pair of float
        Where shares 0 and 1 go.
    negative : bool or sequence of bool
        True where a higher value lowers the index.

    Notes
    -----
    (number of smaller values) / (number of values - 1), missing ones left out: ties share the lowest place, the lowest value
    gets 0. A value not seen in ``fit`` is placed between its neighbours; one beyond the ends gets 0 or 1.

    Examples
    --------
    >>> PercentileRanker().fit_transform([[10.0], [20.0], [20.0], [30.0], [np.nan]]).ravel().round(4)
    array([0.    , 0.3333, 0.3333, 1.    ,    nan])
    """

    def __init__(self, to: Any = (0.0, 1.0), negative: Any = False) -> None:
        self.to = to
        self.negative = negative

    def fit(self, X: Any, y: Any = None) -> PercentileRanker:
        """Keep the values of each column; ValueError where a column has a single one."""
        X = self._read(X, reset=True)
        self.steps_ = []
        for column in X.T:
            seen = np.sort(column[~np.isnan(column)])
            if seen.size == 1:
                raise ValueError("a column has one sample only: there is nothing to rank it among")
            values, first = np.unique(seen, return_index=True)
            self.steps_.append((values, first / max(seen.size - 1, 1)))
        return self

    def transform(self, X: Any) -> Array:
        """Return shares on ``to``, same shape."""
        X = self._read(X, reset=False)
        shares = np.full(X.shape, np.nan)
        for j, (values, share) in enumerate(self.steps_):
            if values.size:
                shares[:, j] = np.interp(X[:, j], values, share)
        return self.to[0] + shares * (self.to[1] - self.to[0])


class RankScaler(ColumnScaler):
    """Place of each value among those seen in ``fit``, 1 = lowest.

    Parameters
    ----------
    ties : {"min", "max", "average"}
        Which place equal values share.
    to : pair of float or None
        Where the first and the last place go; None = plain places.
    negative : bool or sequence of bool
        True where a higher value lowers the index: its highest value is 1.
    """

    def __init__(self, ties: str = "min", to: Any = None, negative: Any = False) -> None:
        self.ties = ties
        self.to = to
        self.negative = negative

    def fit(self, X: Any, y: Any = None) -> RankScaler:
        """Keep the values of each column; ValueError for an unknown rule or, with ``to``, a column of one value."""
        X = self._read(X, reset=True)
        if self.ties not in TIES:
            raise ValueError(f"ties must be one of {TIES}, not {self.ties!r}")
        self.seen_ = [np.sort(column[~np.isnan(column)]) for column in X.T]
        if self.to is not None and any(seen.size == 1 for seen in self.seen_):
            raise ValueError("a column has one sample only: its rank cannot be spread over a range")
        return self

    def transform(self, X: Any) -> Array:
        """Return places, or places on ``to``, same shape."""
        X = self._read(X, reset=False)
        ranks = np.full(X.shape, np.nan)
        for j, seen in enumerate(self.seen_):
            below = np.searchsorted(seen, X[:, j], side="left") + 1.0
            through = np.maximum(np.searchsorted(seen, X[:, j], side="right"), below)
            place = {"min": below, "max": through, "average": (below + through) / 2}[self.ties]
            if self.to is not None:
                place = self.to[0] + (place - 1) / max(seen.size - 1, 1) * (self.to[1] - self.to[0])
            ranks[:, j] = np.where(np.isnan(X[:, j]), np.nan, place)
        return ranks
