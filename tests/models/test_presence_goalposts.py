"""The goalposts of thin prevention follow from the records by the one rule, so nobody can tune one of them."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

import pytest

from data.types import Dataset
from models.presence import add_months
from models.readings import PRESENCE, presence_values, read_indicator

MONTH_ENDS = [add_months(date(2005, 2, 1), k) - timedelta(days=1) for k in range(19)]


def step_of(span: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above a quarter of the range."""
    steps = [float(Decimal(digit).scaleb(power)) for power in range(-4, 5) for digit in (1, 2, 5)]
    return max(step for step in steps if step <= span / 4)


@pytest.fixture(scope="module")
def ranges(shipped: Dataset) -> dict[str, tuple[float, float]]:
    found: dict[str, list[float]] = {name: [] for name in PRESENCE}
    for day in MONTH_ENDS:
        presence = presence_values(shipped, day)
        for qark in shipped.regions_at("qark"):
            for name in PRESENCE:
                reading = read_indicator(shipped, name, qark.region_id, day, "qark", presence)
                found[name] += [] if reading.gap else [reading.value]
    return {name: (min(values), max(values)) for name, values in found.items()}


@pytest.mark.parametrize("name", PRESENCE)
def test_goalposts_are_the_range_over_the_covered_months_rounded_outwards(
    shipped: Dataset, ranges: dict[str, tuple[float, float]], name: str
) -> None:
    low, high = ranges[name]
    step, posts = step_of(high - low), shipped.indicators[name].goalposts
    assert posts is not None
    assert posts.low == pytest.approx(math.floor(low / step) * step)
    assert posts.high == pytest.approx(math.ceil(high / step) * step)


@pytest.mark.parametrize("name", PRESENCE[2:])
def test_the_reason_states_the_range_and_the_step(shipped: Dataset, ranges: dict[str, tuple[float, float]], name: str) -> None:
    indicator, (low, high) = shipped.indicators[name], ranges[name]
    assert indicator.goalposts is not None
    for language, mark in (("sq", ","), ("en", ".")):
        reason = indicator.goalposts.reason[language]
        for figure in (low, high, step_of(high - low), indicator.goalposts.high):
            said = [f"{figure:.{digits}f}".replace(".", mark) for digits in (0, 1, 2)]
            assert any(f" {text}" in reason for text in said), (figure, reason)
