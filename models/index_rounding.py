"""Rounds as publishers do: half away from zero on the decimal that a person reads, not on the binary behind it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
RULES = ("half_up", "half_even", "truncate")
# A value such as 2.675 is stored a hair below; spreadsheets look at 15 digits and so must we to agree with what they publish.
HAIR = 1e-9


def round_decimals(values: Array, decimals: int | None, rule: str = "half_up") -> Array:
    """Round to a number of decimals.

    Parameters
    ----------
    values : array of float
        Any shape and unit; NaN stays NaN.
    decimals : int or None
        Decimals to keep; None leaves the values as they are.
    rule : {"half_up", "half_even", "truncate"}
        ``half_up`` rounds a half away from zero, as a spreadsheet's ROUND; ``half_even`` to the even neighbour; ``truncate`` cuts
        towards zero, as a spreadsheet's PERCENTRANK.INC does.

    Raises
    ------
    ValueError
        For an unknown rule.

    Examples
    --------
    >>> round_decimals(np.array([2.675, -0.25, 0.35]), 1)
    array([ 2.7, -0.3,  0.4])
    """
    if rule not in RULES:
        raise ValueError(f"rounding must be one of {RULES}, not {rule!r}")
    if decimals is None:
        return values
    factor = 10.0**decimals
    scaled = np.abs(values) * factor
    if rule == "half_up":
        whole = np.floor(scaled + 0.5 + HAIR)
    elif rule == "truncate":
        whole = np.floor(scaled + HAIR)
    else:
        near_half = np.abs(scaled - np.floor(scaled) - 0.5) < HAIR
        whole = np.rint(np.where(near_half, np.floor(scaled) + 0.5, scaled))
    # Adding 0 turns a negative zero into a plain one.
    return np.copysign(whole / factor, values) + 0.0
