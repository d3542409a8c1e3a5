"""Whether like lies beside like: global Moran, Geary and Getis-Ord figures with permutation p-values. Exploratory.

Moran 1950, Geary 1954, Getis and Ord 1992; moments under randomisation as in Cliff and Ord 1981.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
PERMUTATIONS = 999


@dataclass(frozen=True)
class Neighbourhood:
    """Who borders on whom: ``binary`` is a symmetric 0-1 matrix over ``region_ids``, diagonal 0.

    ``islands`` are the areas without any neighbour; they are named and take no part in any figure.
    """

    region_ids: tuple[str, ...]
    binary: Array

    @property
    def islands(self) -> tuple[str, ...]:
        """Return the areas without a neighbour."""
        return tuple(r for r, row in zip(self.region_ids, self.binary, strict=True) if not row.any())

    def row_standardised(self) -> Array:
        """Return the matrix with rows summing to 1, all 0 for an island."""
        total = self.binary.sum(axis=1, keepdims=True)
        return self.binary / np.where(total > 0, total, 1.0)

    def without(self, left_out: npt.NDArray[np.bool_]) -> Neighbourhood:
        """Return the neighbourhood of the others."""
        kept = ~left_out
        ids = tuple(r for r, k in zip(self.region_ids, kept, strict=True) if k)
        return Neighbourhood(ids, self.binary[np.ix_(kept, kept)])


@dataclass(frozen=True)
class GlobalFigure:
    """One global figure: its value, expectation and variance under randomisation, z, and permutation p-values.

    ``p_greater`` is the share of permutations at least as clustered as what is seen, ``p_two_sided`` at least as far from the
    expectation.
    """

    name: str
    value: float
    expected: float
    variance: float
    z: float
    p_greater: float
    p_two_sided: float


def build_neighbourhood(region_ids: Sequence[str], neighbours: Mapping[str, Sequence[str]]) -> Neighbourhood:
    """Build the matrix from lists of neighbours, such as ``data.geo.contiguity`` derives.

    Raises
    ------
    ValueError
        Where a neighbour is unknown, is the area itself, or is not told from both sides.
    """
    place = {r: k for k, r in enumerate(region_ids)}
    binary = np.zeros((len(place), len(place)))
    for region_id in region_ids:
        for other in neighbours.get(region_id, ()):
            if other not in place or other == region_id:
                raise ValueError(f"{region_id} cannot have {other!r} as its neighbour")
            binary[place[region_id], place[other]] = 1.0
    one_sided = np.argwhere(binary != binary.T)
    if len(one_sided):
        a, b = one_sided[0]
        raise ValueError(f"{region_ids[a]} and {region_ids[b]} are neighbours from one side only")
    return Neighbourhood(tuple(region_ids), binary)


def usable(values: npt.ArrayLike, neighbourhood: Neighbourhood) -> tuple[Array, Neighbourhood]:
    """Return values and neighbourhood of the areas that have a value and, among those, a neighbour.

    Raises
    ------
    ValueError
        Where fewer than four are left, or all have the same value: there is no pattern to look for.
    """
    x = np.asarray(values, dtype=np.float64)
    if x.shape != (len(neighbourhood.region_ids),):
        raise ValueError(f"give one value per area: {len(neighbourhood.region_ids)}, not {x.shape}")
    kept = neighbourhood.without(np.isnan(x))
    x = x[~np.isnan(x)]
    alone = kept.binary.sum(axis=1) == 0
    x, kept = x[~alone], kept.without(alone)
    if len(x) < 4 or np.ptp(x) == 0:
        raise ValueError(f"no pattern to look for: {len(x)} areas with a value and a neighbour, or all alike")
    return x, kept


def moran_index(x: Array, w: Array) -> Array:
    """Return Moran's I of values along the last axis."""
    z = x - x.mean(axis=-1, keepdims=True)
    return x.shape[-1] / w.sum() * np.einsum("...i,ij,...j->...", z, w, z) / np.sum(z**2, axis=-1)


def geary_index(x: Array, w: Array) -> Array:
    """Return Geary's C of values along the last axis; under 1 = like beside like."""
    z = x - x.mean(axis=-1, keepdims=True)
    squares = np.einsum("...i,i->...", z**2, w.sum(axis=1) + w.sum(axis=0)) - 2 * np.einsum("...i,ij,...j->...", z, w, z)
    return (x.shape[-1] - 1) * squares / (2 * w.sum() * np.sum(z**2, axis=-1))


def getis_ord_index(x: Array, w: Array) -> Array:
    """Return the global Getis-Ord G of values along the last axis (not negative): high beside high."""
    return np.einsum("...i,ij,...j->...", x, w, x) / (np.sum(x, axis=-1) ** 2 - np.sum(x**2, axis=-1))


def global_figures(
    values: npt.ArrayLike, neighbourhood: Neighbourhood, permutations: int = PERMUTATIONS, seed: int = 1
) -> tuple[GlobalFigure, ...]:
    """Return Moran's I and Geary's C (row-standardised) and, for values that are not negative, Getis-Ord G (binary).

    Islands and areas without a value are left out. p-values are ``(1 + number at least as extreme) / (1 + permutations)``; the
    variance of G is that of the permutations.
    """
    x, kept = usable(values, neighbourhood)
    w = kept.row_standardised()
    shuffled = np.random.default_rng(seed).permuted(np.repeat(x[None], permutations, axis=0), axis=1)
    found = [
        _figure("moran", float(moran_index(x, w)), moran_index(shuffled, w), *moran_moments(x, w), sign=1),
        _figure("geary", float(geary_index(x, w)), geary_index(shuffled, w), *geary_moments(x, w), sign=-1),
    ]
    if np.all(x >= 0):
        drawn = getis_ord_index(shuffled, kept.binary)
        expected = float(kept.binary.sum() / (len(x) * (len(x) - 1)))
        found.append(_figure("getis_ord", float(getis_ord_index(x, kept.binary)), drawn, expected, float(drawn.var()), sign=1))
    return tuple(found)


def _figure(name: str, value: float, drawn: Array, expected: float, variance: float, sign: int) -> GlobalFigure:
    """Return one figure; ``sign`` turns it so that larger = more clustered."""
    greater = (1 + np.sum(sign * drawn >= sign * value - 1e-12)) / (1 + len(drawn))
    far = (1 + np.sum(np.abs(drawn - expected) >= abs(value - expected) - 1e-12)) / (1 + len(drawn))
    return GlobalFigure(name, value, expected, variance, sign * (value - expected) / variance**0.5, float(greater), float(far))


def _weight_sums(w: Array) -> tuple[float, float, float]:
    """Return S0, S1 and S2 of a weights matrix (Cliff and Ord)."""
    s1 = float(np.sum((w + w.T) ** 2)) / 2
    s2 = float(np.sum((w.sum(axis=1) + w.sum(axis=0)) ** 2))
    return float(w.sum()), s1, s2


def _kurtosis(x: Array) -> float:
    """Return the fourth moment over the squared second one."""
    z = x - x.mean()
    return float(np.mean(z**4) / np.mean(z**2) ** 2)


def moran_moments(x: Array, w: Array) -> tuple[float, float]:
    """Return expectation and variance of Moran's I under randomisation."""
    n, k = len(x), _kurtosis(x)
    s0, s1, s2 = _weight_sums(w)
    first = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    second = k * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    expected = -1 / (n - 1)
    return expected, (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - expected**2


def geary_moments(x: Array, w: Array) -> tuple[float, float]:
    """Return expectation and variance of Geary's C under randomisation."""
    n, k = len(x), _kurtosis(x)
    s0, s1, s2 = _weight_sums(w)
    first = (n - 1) * s1 * (n**2 - 3 * n + 3 - (n - 1) * k)
    second = (n - 1) * s2 * (n**2 + 3 * n - 6 - (n**2 - n + 2) * k) / 4
    third = s0**2 * (n**2 - 3 - (n - 1) ** 2 * k)
    return 1.0, (first - second + third) / (n * (n - 2) * (n - 3) * s0**2)
