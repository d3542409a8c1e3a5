"""Where like lies beside like: local Moran and Getis-Ord figures with conditional permutations and FDR. Exploratory.

Anselin 1995; Ord and Getis 1995; Sokal et al. 1998 (moments); Benjamini and Hochberg 1995.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.hotspots import PERMUTATIONS, Neighbourhood, usable

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LocalFigure:
    """One area's local figures. ``p`` is the two-sided conditional permutation p-value of local Moran, ``p_fdr`` adjusted.

    ``kind`` is ``high_high``, ``low_low``, ``high_low`` or ``low_high`` (the area first, its neighbours second). ``g`` and
    ``g_star`` are z-values of the Getis-Ord figures without and with the area itself; NaN where an area borders on all others.
    """

    region_id: str
    moran: float
    z: float
    g: float
    g_star: float
    kind: str
    p: float
    p_fdr: float


@dataclass(frozen=True)
class LocalPatterns:
    """Local figures of the areas that have a value and a neighbour; ``left_out`` names the others."""

    rows: tuple[LocalFigure, ...]
    left_out: tuple[str, ...]


def local_moran(x: Array, w: Array) -> Array:
    """Return local Moran figures: deviation times the weighted deviation of the neighbours, over the variance."""
    z = x - x.mean()
    return z / np.mean(z**2) * np.einsum("ij,j->i", w, z)


def local_moran_z_total(x: Array, w: Array) -> Array:
    """Return z-values of local Moran under total randomisation (Sokal et al. 1998)."""
    n, z = len(x), x - x.mean()
    b2 = np.mean(z**4) / np.mean(z**2) ** 2
    one, two = w.sum(axis=1), np.sum(w**2, axis=1)
    expected = -one / (n - 1)
    variance = two * (n - b2) / (n - 1) + (one**2 - two) * (2 * b2 - n) / ((n - 1) * (n - 2)) - expected**2
    return (local_moran(x, w) - expected) / np.sqrt(variance)


def local_moran_z_conditional(x: Array, w: Array) -> Array:
    """Return z-values of local Moran with the area's own value held fixed: those of Getis-Ord G, signed by the area's side."""
    return np.sign(x - x.mean()) * getis_ord_z(x, w)


def getis_ord_z(x: Array, w: Array) -> Array:
    """Return z-values of the local Getis-Ord G: the neighbours' sum against the mean of all others."""
    n = len(x)
    mean = (x.sum() - x) / (n - 1)
    variance = (np.sum(x**2) - x**2) / (n - 1) - mean**2
    return _getis(np.einsum("ij,j->i", w, x), w, mean, variance, n - 1)


def getis_ord_star_z(x: Array, w: Array) -> Array:
    """Return z-values of the local Getis-Ord G*; ``w`` must count the area itself among its neighbours."""
    return _getis(np.einsum("ij,j->i", w, x), w, np.full(len(x), x.mean()), np.full(len(x), x.var()), len(x))


def _getis(total: Array, w: Array, mean: Array, variance: Array, n: int) -> Array:
    """Return ``(sum - expected) / sd`` of a weighted sum of ``n`` values without replacement; NaN where all are neighbours."""
    one, two = w.sum(axis=1), np.sum(w**2, axis=1)
    spread = variance * (n * two - one**2) / (n - 1)
    free = spread > 1e-12 * variance
    return np.where(free, (total - one * mean) / np.sqrt(np.where(free, spread, 1.0)), np.nan)


def false_discovery(p: npt.ArrayLike) -> Array:
    """Return Benjamini-Hochberg adjusted p-values, in the order given.

    >>> false_discovery([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    raised = values[order] * len(values) / np.arange(1, len(values) + 1)
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return adjusted


def conditional_p(x: Array, w: Array, permutations: int, seed: int) -> Array:
    """Return two-sided p-values of local Moran: each area stays, the others are dealt out anew.

    Twice the smaller tail, each tail ``(1 + number at least as extreme) / (1 + permutations)``, at most 1.
    """
    z = x - x.mean()
    seen = np.einsum("ij,j->i", w, z)
    rng = np.random.default_rng(seed)
    found = np.empty(len(x))
    for i in range(len(x)):
        others = np.delete(z, i)
        dealt = np.einsum("pj,j->p", rng.permuted(np.repeat(others[None], permutations, axis=0), axis=1), np.delete(w[i], i))
        above, below = np.sum(dealt >= seen[i] - 1e-12), np.sum(dealt <= seen[i] + 1e-12)
        found[i] = min(1.0, 2 * (1 + min(above, below)) / (1 + permutations))
    return found


def local_patterns(
    values: npt.ArrayLike, neighbourhood: Neighbourhood, permutations: int = PERMUTATIONS, seed: int = 1
) -> LocalPatterns:
    """Return every area's local figures; row-standardised weights, islands and areas without a value named as left out."""
    x, kept = usable(values, neighbourhood)
    w = kept.row_standardised()
    own = kept.binary + np.eye(len(x))
    p = conditional_p(x, w, permutations, seed)
    columns = (local_moran(x, w), local_moran_z_conditional(x, w), getis_ord_z(x, w), getis_ord_star_z(x, own))
    lag = np.einsum("ij,j->i", w, x - x.mean())
    kinds = [f"{'high' if a > 0 else 'low'}_{'high' if b > 0 else 'low'}" for a, b in zip(x - x.mean(), lag, strict=True)]
    numbers = zip(*(c.tolist() for c in columns), kinds, p.tolist(), false_discovery(p).tolist(), strict=True)
    rows = tuple(LocalFigure(region_id, *figures) for region_id, figures in zip(kept.region_ids, numbers, strict=True))
    return LocalPatterns(rows, tuple(r for r in neighbourhood.region_ids if r not in kept.region_ids))
