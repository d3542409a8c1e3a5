from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.index_aggregate import GroupAggregator
from models.index_means import MEANS, row_totals, weighted_means


def naive_mean(row, weights, kind, span=(0.0, 1.0), floor=0.0, exponent=2.0):
    """The slow, obvious mean of one row: no matrices, no shortcuts."""
    pairs = [(x, w) for x, w in zip(row, weights, strict=True) if not math.isnan(x) and w > 0]
    if not pairs:
        return math.nan
    total = sum(w for _, w in pairs)
    low, high = span
    if kind == "arithmetic":
        return sum(x * w for x, w in pairs) / total
    if kind == "harmonic":
        return 0.0 if any(x == 0 for x, _ in pairs) else total / sum(w / x for x, w in pairs)
    if kind == "power":
        return (sum(w * x**exponent for x, w in pairs) / total) ** (1 / exponent)
    turned = [((high - x if kind == "inverted_geometric" else x - low) / (high - low), w) for x, w in pairs]
    product = math.prod((floor + (1 - floor) * u) ** (w / total) for u, w in turned)
    back = (product - floor) / (1 - floor)
    return high - back * (high - low) if kind == "inverted_geometric" else low + back * (high - low)


def one(kind, *row, weights=None, **more):
    weights = np.ones((1, len(row))) if weights is None else np.array([weights], dtype=float)
    return weighted_means(np.array([row], dtype=float), weights, kind, **more)[0, 0]


def test_closed_forms():
    assert one("arithmetic", 1, 2, 6) == 3
    assert one("geometric", 1, 3, 9) == pytest.approx(3)
    assert one("harmonic", 1, 3, 3) == pytest.approx(9 / 5)
    assert one("power", 3, 4, exponent=2.0) == pytest.approx(math.sqrt(12.5))
    assert one("inverted_geometric", 6, 9, span=(0, 10)) == pytest.approx(10 - 2)
    assert one("arithmetic", 0, 10, weights=[3, 1]) == 2.5
    assert one("geometric", 1, 16, weights=[3, 1]) == pytest.approx(2)


def test_inform_s_form_is_a_floor_of_a_tenth():
    # (10 - GEOMEAN((10 - x) / 10 * 9 + 1)) / 9 * 10 of 6.5 and 10
    expected = (10 - math.sqrt(((10 - 6.5) / 10 * 9 + 1) * 1)) / 9 * 10
    assert one("inverted_geometric", 6.5, 10, span=(0, 10), floor=0.1) == pytest.approx(expected)


def test_a_floor_may_stay_in_the_result():
    expected = math.sqrt((1 + 0.99 * 100) * (1 + 0.99 * 0))
    assert one("geometric", 100, 0, span=(0, 100), floor=0.01, floor_kept=True) == pytest.approx(expected)


def test_one_zero_settles_geometric_and_harmonic_means_unless_it_has_no_weight():
    assert one("geometric", 0, 9) == 0
    assert one("harmonic", 0, 9) == 0
    assert one("geometric", 0, 9, weights=[0, 1]) == pytest.approx(9)
    assert one("inverted_geometric", 1, 0.2) == pytest.approx(1)


@pytest.mark.parametrize("kind", ["geometric", "harmonic", "power"])
def test_values_under_zero_have_no_such_mean(kind):
    with pytest.raises(ValueError, match="0 or more"):
        one(kind, -1, 4, exponent=2.0)


def test_values_outside_the_span_are_refused():
    with pytest.raises(ValueError, match="from 0 to 10, and there is 11"):
        one("inverted_geometric", 11, 4, span=(0, 10))


scores = st.one_of(st.floats(0, 1), st.just(math.nan))
rows = st.lists(scores, min_size=4, max_size=4)
weights4 = st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(any)


@pytest.mark.parametrize("kind", MEANS)
@pytest.mark.parametrize("floor", [0.0, 0.1])
@given(row=rows, weights=weights4)
def test_agrees_with_the_naive_mean(kind, floor, row, weights):
    got = one(kind, *row, weights=weights, floor=floor, exponent=2.0)
    expected = naive_mean(row, weights, kind, floor=floor)
    assert math.isnan(got) if math.isnan(expected) else got == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("kind", MEANS)
@given(row=st.lists(st.floats(0, 1), min_size=4, max_size=4), weights=weights4, step=st.floats(0, 0.5), at=st.integers(0, 3))
def test_lies_between_the_ends_and_never_falls_when_a_value_rises(kind, row, weights, step, at):
    mean = one(kind, *row, weights=weights, exponent=2.0)
    counted = [x for x, w in zip(row, weights, strict=True) if w]
    assert min(counted) - 1e-9 <= mean <= max(counted) + 1e-9
    risen = [min(1.0, x + step) if i == at else x for i, x in enumerate(row)]
    assert one(kind, *risen, weights=weights, exponent=2.0) >= mean - 1e-9


@given(row=st.lists(st.floats(0.01, 1), min_size=4, max_size=4), weights=weights4)
def test_means_stand_in_their_known_order(row, weights):
    kinds = ("harmonic", "geometric", "arithmetic", "inverted_geometric")
    means = [one(kind, *row, weights=weights) for kind in kinds]
    assert all(a <= b + 1e-9 for a, b in itertools.pairwise(means))


@given(row=rows, weights=weights4, factor=st.floats(0.1, 10))
def test_only_the_proportions_of_weights_matter(row, weights, factor):
    assume(not all(math.isnan(x) for x in row))
    assert one("geometric", *row, weights=[w * factor for w in weights]) == pytest.approx(
        one("geometric", *row, weights=weights), nan_ok=True
    )


@pytest.mark.parametrize("kind", MEANS)
def test_many_draws_at_once_are_the_same_as_one_by_one(kind):
    random = np.random.default_rng(0)
    values, weights = random.uniform(size=(7, 5)), random.uniform(size=(6, 5))
    values[2, 3] = np.nan
    at_once = weighted_means(values, weights, kind, exponent=3.0)
    single = np.vstack([weighted_means(values, weights[d : d + 1], kind, exponent=3.0) for d in range(6)])
    assert at_once.shape == (6, 7)
    np.testing.assert_allclose(at_once, single, rtol=1e-13)


def test_totals():
    values, weights = np.array([[2.0, 5.0], [np.nan, 3.0], [np.nan, np.nan]]), np.array([2.0, 1.0])
    for kind, expected in {
        "sum": [9, 3, np.nan],
        "product": [20, 3, np.nan],
        "min": [2, 3, np.nan],
        "max": [5, 3, np.nan],
    }.items():
        np.testing.assert_array_equal(row_totals(values, weights, kind), expected)
    assert row_totals(np.array([[2.0, 5.0]]), np.array([1.0, 0.0]), "max")[0] == 2
    with pytest.raises(ValueError, match="the total must be"):
        row_totals(values, weights, "range")


def test_too_little_of_a_row_gives_nothing():
    table = np.array([[1.0, 2.0, 3.0], [1.0, np.nan, 3.0], [1.0, np.nan, np.nan]])
    assert np.isnan(GroupAggregator(min_share=0.66).fit_transform(table)[:, 0]).tolist() == [False, False, True]
    assert np.isnan(GroupAggregator(min_count=3).fit_transform(table)[:, 0]).tolist() == [False, True, True]
    assert np.isnan(GroupAggregator(weights=[8, 1, 1], min_share=0.8).fit_transform(table)[:, 0]).tolist() == [False] * 3


@pytest.mark.parametrize("weights", [[-1, 2, 1], [0, 0, 0], [1, 1]])
def test_weights_that_cannot_be_are_refused(weights):
    with pytest.raises(ValueError, match="weights must be"):
        GroupAggregator(weights=weights).fit([[1.0, 2.0, 3.0]])


def test_unknown_kinds_are_refused():
    with pytest.raises(ValueError, match="kind must be"):
        GroupAggregator("median").fit([[1.0]])
    with pytest.raises(ValueError, match="mean must be"):
        one("median", 1.0)
