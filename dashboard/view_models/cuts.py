"""Fixed cuts between the five classes of a layer: the same for every date, moved by no single area."""

from __future__ import annotations

import math
from collections.abc import Sequence

SCORE_CUTS = (20.0, 40.0, 60.0, 80.0)
CLASS_COUNT = 5
_SKEW = 40.0
_STEPS = (1.0, 2.0, 5.0)


def even_cuts(low: float, high: float) -> tuple[float, ...]:
    """Return four cuts that part a range into five equal classes."""
    return tuple(low + (high - low) * k / CLASS_COUNT for k in range(1, CLASS_COUNT))


def cuts_of_values(values: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Return round cuts over all values ever recorded: even steps, or 1-2-5 steps where sizes differ by far."""
    if not values:
        return even_cuts(0.0, 100.0)
    low, high = min(values), max(values)
    if low > 0 and high / low >= _SKEW:
        return _geometric_cuts(low, high)
    step = _round_step(max(high - low, abs(high) * 0.01, 10.0**-decimals) / CLASS_COUNT)
    start = math.floor(low / step) * step
    if start + CLASS_COUNT * step < high:
        step = _round_step(step * 1.01)
        start = math.floor(low / step) * step
    return tuple(round(start + step * k, 6) for k in range(1, CLASS_COUNT))


def class_of(value: float, cuts: Sequence[float]) -> int:
    """Return the class of a value, 0 to 4; a value on a cut belongs to the class above it."""
    return sum(value >= cut for cut in cuts)


def _round_step(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next((s * power for s in (1.0, 2.0, 2.5, 5.0, 10.0) if s * power >= step - 1e-12), 10.0 * power)


def _geometric_cuts(low: float, high: float) -> tuple[float, ...]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ladder = [s * 10.0**p for p in powers for s in _STEPS if low < s * 10.0**p < high]
    if len(ladder) < CLASS_COUNT:
        return even_cuts(low, high)
    picks = [round(k * (len(ladder) - 1) / CLASS_COUNT + 0.4) for k in range(1, CLASS_COUNT)]
    return tuple(ladder[i] for i in picks)
