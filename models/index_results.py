"""What an index gives beside its values: ranks, classes and flags, and the table of all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class IndexResult:
    """Every column of an index, in the order of the specification; one entry per unit.

    ``nodes`` holds the values of indicators (normalised) and groups by id, NaN = none; ``columns`` everything that is printed:
    id and labels as text, values as float, ranks and flags as int (None where there is none), classes as text (empty where
    there is none), ``*_imputed`` as 0 or 1.
    """

    ids: tuple[str, ...]
    main: str
    nodes: Mapping[str, Array]
    columns: Mapping[str, Sequence[object]]

    @property
    def index(self) -> Array:
        """Return the values of the main group."""
        return self.nodes[self.main]

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping of column to value per unit."""
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*self.columns.values(), strict=True)]


def rank_values(values: Array, order: str) -> list[int | None]:
    """Return places from 1, equal values sharing the first of theirs; None for NaN.

    >>> rank_values(np.array([3.0, 9.0, np.nan, 9.0]), "descending")
    [3, 1, None, 1]
    """
    turned = -values if order == "descending" else values
    seen = np.sort(turned[~np.isnan(turned)])
    places = np.searchsorted(seen, turned, side="left") + 1
    return [None if np.isnan(v) else int(p) for v, p in zip(values, places, strict=True)]


def classify_values(values: Array, cuts: Sequence[float], labels: Sequence[str], on_cut: str = "upper") -> list[str]:
    """Return the label of the stretch that each value lies in; empty for NaN. ``on_cut`` says which side a cut belongs to.

    >>> classify_values(np.array([1.9, 2.0, np.nan]), [2.0], ["low", "high"])
    ['low', 'high', '']
    """
    places = np.searchsorted(np.asarray(cuts, dtype=float), values, side="right" if on_cut == "upper" else "left")
    return ["" if np.isnan(v) else labels[int(p)] for v, p in zip(values, places, strict=True)]


def flag_values(values: Array, at_least: float | None, at_most: float | None) -> Array:
    """Return 1 where a value is at or beyond the limit, else 0; NaN where there is no value."""
    hit = values >= (-np.inf if at_least is None else at_least)
    hit &= values <= (np.inf if at_most is None else at_most)
    return np.where(np.isnan(values), np.nan, hit.astype(float))


def whole(values: Array) -> list[int | None]:
    """Return counts as whole numbers, None for NaN."""
    return [None if np.isnan(v) else int(v) for v in values]
