"""Shares in proportion to weights between limits, in whole cents: water-filling, then the largest remainders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

ITERATIONS = 200
# Shares are computed in floating point: what is this near to a whole cent is one.
NEAR = 1e-6


@dataclass(frozen=True)
class Limits:
    """What an area gets at least, a qark at least and an area at most (0 = no limit), in cents."""

    minimum: int
    floor: int
    maximum: int


def split_cents(weights: Mapping[str, float], qarks: Mapping[str, str], limits: Limits, money: int) -> dict[str, int]:
    """Return the cents of each area: first each qark's sum, then its areas', each rounded to the largest remainders.

    Parameters
    ----------
    weights : mapping of str to float
        Above 0, of the areas to fund.
    qarks : mapping of str to str
        Their qarks.
    limits : Limits
        Together within reach of the money.
    money : int
        Cents; all of it is given out unless every area is at the maximum.
    """
    groups: dict[str, list[str]] = {}
    for region_id in weights:
        groups.setdefault(qarks[region_id], []).append(region_id)
    top = limits.maximum or money
    heaviest = max(weights.values())
    relative = {r: weight / heaviest for r, weight in weights.items()}

    def inside(members: list[str], level: float) -> list[float]:
        return [min(max(limits.minimum, level * relative[r]), top) for r in members]

    def of_qark(members: list[str], level: float) -> float:
        return max(float(limits.floor), sum(inside(members, level)))

    names = sorted(groups)
    level = _level(lambda x: sum(of_qark(groups[q], x) for q in names), money, money / min(relative.values()))
    sums = [of_qark(groups[q], level) for q in names]
    cents: dict[str, int] = {}
    for qark, total in zip(names, whole(sums, min(money, round(sum(sums))), [top * len(groups[q]) for q in names]), strict=True):
        members = groups[qark]
        own = _level(lambda x, m=members: sum(inside(m, x)), total, money / min(relative.values()))  # type: ignore[misc]
        cents |= zip(members, whole(inside(members, own), total, [top] * len(members)), strict=True)
    return cents


def _level(total: Callable[[float], float], wanted: float, high: float) -> float:
    """Return the level at which a growing total reaches what is wanted, or the highest."""
    low = 0.0
    for _ in range(ITERATIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if total(middle) < wanted else (low, middle)
    return high


def whole(amounts: list[float], total: int, tops: list[int]) -> list[int]:
    """Return whole numbers that sum to ``total``, each its amount rounded down or up by the largest remainders.

    >>> whole([33.3, 33.3, 33.4], 100, [100, 100, 100])
    [33, 33, 34]
    """
    down = [int(np.floor(x + NEAR)) for x in amounts]
    missing = total - sum(down)
    by_rest = sorted(range(len(amounts)), key=lambda i: (down[i] - amounts[i], i))
    while missing:
        step = 1 if missing > 0 else -1
        before = missing
        for i in by_rest if step > 0 else reversed(by_rest):
            if missing and 0 <= down[i] + step <= tops[i]:
                down[i] += step
                missing -= step
        if missing == before:
            break
    return down
