"""What drives the ranking: shares of its variance that each factor group explains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.uncertainty import ranks_of
from models.uncertainty_draws import Draws, draw_block, swap_factor
from models.uncertainty_engine import compute_versions
from models.uncertainty_inputs import UncertaintyInputs
from models.uncertainty_plan import DEFAULT_SEED, FACTORS

Array = npt.NDArray[np.float64]
TARGETS = ("rank", "score")
FIRST_STREAM, SECOND_STREAM = 1, 2
ROWS_PER_BLOCK = 512


@dataclass(frozen=True)
class FactorShare:
    """Shares of variance: ``first`` of the factor alone, ``total`` with all that it does together with others.

    Estimates from a finite sample: a first-order share may come out a little below 0; it is shown as it came.
    """

    factor: str
    first: float
    total: float


def variance_shares(base: Array, other: Array, mixed: Mapping[str, Array]) -> tuple[FactorShare, ...]:
    """Estimate first-order and total Sobol shares, generalised to several outputs.

    Parameters
    ----------
    base, other : array
        Results of two independent samples, draws x outputs.
    mixed : mapping of str to array
        By factor: results of the base sample with that factor's choices from the other.

    Returns
    -------
    tuple of FactorShare
        In the order of ``mixed``. Variances are added over the outputs (Lamboni et al. 2011). All 0 where nothing varies.

    References
    ----------
    Saltelli et al. 2010 (first order), Jansen 1999 (total).
    """
    mean = np.concatenate([base, other]).mean(axis=0)
    variance = float(np.sum(np.mean((np.concatenate([base, other]) - mean) ** 2, axis=0)))
    if variance <= 0:
        return tuple(FactorShare(factor, 0.0, 0.0) for factor in mixed)
    shares = []
    for factor, result in mixed.items():
        first = float(np.sum(np.mean((other - mean) * (result - base), axis=0)))
        total = float(np.sum(np.mean((base - result) ** 2, axis=0))) / 2
        shares.append(FactorShare(factor, first / variance, total / variance))
    return tuple(shares)


def factor_shares(
    inputs: UncertaintyInputs, draws: int = 4096, seed: int = DEFAULT_SEED, target: str = "rank"
) -> tuple[FactorShare, ...]:
    """Return what drives the ranking (``rank``) or the priority scores (``score``), per factor group.

    Costs ``draws x (factors + 2)`` versions. Draws that leave an area without a result are left out whole.

    Raises
    ------
    ValueError
        For an unknown target, or ``rank`` where nothing is ranked.
    """
    if target not in TARGETS:
        raise ValueError(f"target must be one of {', '.join(TARGETS)}, not {target!r}")
    if target == "rank" and not inputs.ranked.any():
        raise ValueError("nothing is ranked at this level on this day: ask for target score")
    names = ("", "other", *FACTORS)
    parts: dict[str, list[Array]] = {name: [] for name in names}
    for block, start in enumerate(range(0, draws, ROWS_PER_BLOCK)):
        n = min(ROWS_PER_BLOCK, draws - start)
        first = draw_block(inputs, n, seed, FIRST_STREAM, block)
        second = draw_block(inputs, n, seed, SECOND_STREAM, block)
        parts[""].append(_result(inputs, first, target))
        parts["other"].append(_result(inputs, second, target))
        for factor in FACTORS:
            parts[factor].append(_result(inputs, swap_factor(first, second, factor), target))
    results = {name: np.concatenate(part) for name, part in parts.items()}
    whole = ~np.any([np.isnan(r).any(axis=1) for r in results.values()], axis=0)
    return variance_shares(results[""][whole], results["other"][whole], {f: results[f][whole] for f in FACTORS})


def _result(inputs: UncertaintyInputs, draws: Draws, target: str) -> Array:
    """Return the outputs of a sample: one column per area that has the figure in the shipped score."""
    priority = compute_versions(inputs, draws).priority
    if target == "rank":
        return ranks_of(inputs, priority)[:, inputs.ranked]
    return priority[:, np.array([bool(name) for name in inputs.base_class])]
