"""Weighted means of many kinds as one product of matrices, for one set of weights or for thousands of draws at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
MEANS = ("arithmetic", "geometric", "inverted_geometric", "harmonic", "power")
TOTALS = ("sum", "product", "min", "max")


def weighted_means(
    values: Array, weights: Array, kind: str = "arithmetic", *, exponent: float = 1.0, span: tuple[float, float] = (0.0, 1.0),
    floor: float = 0.0, floor_kept: bool = False,
) -> Array:  # fmt: skip
    """Return the weighted mean of every row under every set of weights, over what is not missing.

    Parameters
    ----------
    values : array of float, shape (units, members)
        NaN = missing: its weight goes to the others in proportion.
    weights : array of float, shape (draws, members)
        None negative; they need not sum to 1.
    kind : {"arithmetic", "geometric", "inverted_geometric", "harmonic", "power"}
        ``inverted_geometric`` is high - geometric mean of (high - x): a good value makes up less for a bad one.
    exponent : float
        Of the power mean, not 0.
    span : pair of float
        The scale that a floor or an inversion refers to.
    floor : float
        0-1. With a floor f, (inverted) geometric means are taken of f + (1 - f) u, u being the value's share of the span, and
        led back; INFORM's form on 0-10 is a floor of 0.1, so that one perfect value does not settle the result.
    floor_kept : bool
        True leaves the floor in the result instead of leading it back: 0 of the span then gives f of it.

    Returns
    -------
    array of float, shape (draws, units)
        NaN where a row has no value with a weight above 0.

    Raises
    ------
    ValueError
        For an unknown kind, or values that the mean is not defined for (under 0, or outside the span where it counts).
    """
    if kind not in MEANS:
        raise ValueError(f"the mean must be one of {MEANS}, not {kind!r}")
    low, high = span
    if kind == "inverted_geometric" or (kind == "geometric" and floor > 0):
        _check_inside(values, span, kind)
        share = (high - values if kind == "inverted_geometric" else values - low) / (high - low)
        mean = _power_means(floor + (1 - floor) * share, weights, 0.0)
        back = mean if floor_kept else (mean - floor) / (1 - floor)
        return high - back * (high - low) if kind == "inverted_geometric" else low + back * (high - low)
    powers = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0, "power": exponent}
    return _power_means(values, weights, powers[kind])


def _check_inside(values: Array, span: tuple[float, float], kind: str) -> None:
    """Refuse values outside the span; a hair of rounding is let through."""
    hair = 1e-9 * (span[1] - span[0])
    outside = values[(values < span[0] - hair) | (values > span[1] + hair)]
    if outside.size:
        raise ValueError(f"the {kind} mean needs values from {span[0]:g} to {span[1]:g}, and there is {outside[0]:g}")


def _power_means(values: Array, weights: Array, power: float) -> Array:
    """Return power means (0 = geometric) of the rows: f back of the weighted mean of f(x), in one product of matrices."""
    if power != 1.0 and np.any(values < -1e-9):
        raise ValueError(f"this mean needs values of 0 or more, and there is {values[values < 0][0]:g}")
    there = ~np.isnan(values)
    # What is so near 0 that its negative power is no number any more counts as 0.
    least = 0.0 if power == 0 else 1e-300 ** (1 / max(1.0, -power))
    settles = there & (values <= least) if power <= 0 else np.zeros_like(there)
    safe = np.where(there & ~settles, values, 1.0)
    safe = safe if power == 1.0 else np.maximum(safe, 0.0)
    shaped = np.log(safe) if power == 0 else safe**power
    weight = weights @ there.T
    sums = weights @ np.where(there, shaped, 0.0).T
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = sums / np.where(weight > 0, weight, np.nan)
        mean = np.exp(mean) if power == 0 else mean if power == 1.0 else mean ** (1.0 / power)
    if settles.any():
        # One value of 0 with any weight makes the geometric and harmonic mean 0.
        mean = np.where(((weights > 0).astype(float) @ settles.T > 0) & ~np.isnan(mean), 0.0, mean)
    return mean


def row_totals(values: Array, weights: Array, kind: str) -> Array:
    """Return what is not a mean: weighted sum, product of powers, lowest or highest of each row, shape (units,).

    Parameters
    ----------
    values : array of float, shape (units, members)
        NaN = missing: left out, so that a sum is of what is there.
    weights : array of float, shape (members,)
        Factors of a sum and exponents of a product, as they are; for ``min`` and ``max`` a member with weight 0 is left out and
        others count alike.
    kind : {"sum", "product", "min", "max"}

    Raises
    ------
    ValueError
        For an unknown kind.
    """
    there = ~np.isnan(values) & (weights > 0)
    some = there.any(axis=1)
    if kind == "sum":
        total = np.where(there, values, 0.0) @ weights
    elif kind == "product":
        total = np.prod(np.where(there, values, 1.0) ** np.where(there, weights, 1.0), axis=1)
    elif kind == "min":
        total = np.min(np.where(there, values, np.inf), axis=1)
    elif kind == "max":
        total = np.max(np.where(there, values, -np.inf), axis=1)
    else:
        raise ValueError(f"the total must be one of {TOTALS}, not {kind!r}")
    return np.where(some, total, np.nan)
