"""How far a published survey figure may lie from the truth, by kind of indicator (docs/decisions/0004)."""

from __future__ import annotations

import math

from data.types import Indicator
from models.score_types import Reading
from models.uncertainty_plan import ANSWERS_PER_HOUSEHOLD, DESIGN_EFFECT

Z95 = 1.959963984540054


def error_model(indicator: Indicator, interval: bool, n: bool) -> str:
    """Return which error model an indicator's figure gets: ``interval``, ``binomial``, ``poisson`` or ``none``.

    Parameters
    ----------
    indicator : Indicator
        Its unit decides.
    interval, n : bool
        Whether a 95 % interval, or a sample size in households, is published for the figure.
    """
    if interval:
        return "interval"
    kinds = {"percent": "binomial", "births_per_1000": "poisson"}
    return kinds.get(indicator.unit, "none") if n else "none"


def standard_errors(indicator: Indicator, reading: Reading, n: float) -> tuple[float, float]:
    """Return the standard error below and above a figure, in the indicator's unit; 0 where none is known.

    Parameters
    ----------
    indicator : Indicator
        Whose unit says which error model holds.
    reading : Reading
        The figure; a gap has no error.
    n : float
        Households interviewed, NaN where unknown.

    Returns
    -------
    tuple of float
        ``interval``: distances to the published 95 % limits over 1.96. ``binomial``: ``sqrt(p (1 - p) deff / m)`` with ``m``
        answers, p kept half an answer from 0 and 1. ``poisson``: ``sqrt(births deff) / exposure``, at least half a birth.

    Examples
    --------
    A share of 50 % among 800 households, design effect 2, has a standard error of 2.5 points.
    """
    if reading.gap:
        return 0.0, 0.0
    kind = error_model(indicator, not math.isnan(reading.lower + reading.upper), n > 0)
    if kind == "interval":
        return (reading.value - reading.lower) / Z95, (reading.upper - reading.value) / Z95
    if kind == "none":
        return 0.0, 0.0
    answers = n * ANSWERS_PER_HOUSEHOLD.get(indicator.indicator_id, 1.0)
    if kind == "binomial":
        share = min(max(reading.value / 100, 0.5 / answers), 1 - 0.5 / answers)
        error = 100 * math.sqrt(max(share * (1 - share), 0.0) * DESIGN_EFFECT / answers)
    else:
        births = max(reading.value / 1000 * answers, 0.5)
        error = 1000 * math.sqrt(births * DESIGN_EFFECT) / answers
    return error, error
