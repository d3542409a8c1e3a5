from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.aggregate import PillarMean, PriorityMean
from models.decompose import Profile, Rule, log_mean, pillar_score, priority_score, split_difference

MEANS = [(a, b) for a in ("arithmetic", "inverted_geometric") for b in ("geometric", "arithmetic")]
TARGETS = ("priority", "vulnerability", "thin_prevention")
value = st.one_of(st.sampled_from([0.0, 100.0]), st.floats(0, 100))
weight = st.floats(0.01, 10)
unhurried = settings(deadline=None, max_examples=50)


def rows(size: int, gaps: bool):
    cell = st.one_of(value, st.just(math.nan)) if gaps else value
    return st.lists(cell, min_size=size, max_size=size).filter(lambda x: sum(map(math.isnan, x)) <= 0.34 * size).map(np.array)


@pytest.mark.parametrize("means", MEANS)
@pytest.mark.parametrize("target", TARGETS)
@unhurried
@given(st.data())
def test_the_parts_sum_to_the_difference(means, target, data):
    area, other = (Profile(data.draw(rows(5, True)), data.draw(rows(2, False))) for _ in range(2))
    w = data.draw(st.tuples(*[weight] * 9))
    rule = Rule(w[:5], w[5:7], w[7:9], *means)
    split = split_difference(area, other, rule, target)
    assert abs(split.residual) < 1e-9
    assert np.isfinite(split.vulnerability).all()


@pytest.mark.parametrize("means", MEANS)
@unhurried
@given(st.data())
def test_what_is_the_same_has_no_part_and_signs_are_right(means, data):
    base = np.array([10.0, 50.0, 90.0, 30.0])
    worse = base.copy()
    worse[1] = data.draw(st.floats(51, 100))
    split = split_difference(Profile(worse, base[:2]), Profile(base, base[:2]), Rule((1,) * 4, (1, 1), (0.5, 0.5), *means))
    assert split.vulnerability[1] > 0
    assert np.abs(np.delete(split.vulnerability, 1)).max() == pytest.approx(0, abs=1e-12)
    assert np.abs(split.thin_prevention).max() == pytest.approx(0, abs=1e-12)


@unhurried
@given(rows(6, True), rows(2, False))
def test_the_ends_are_the_scores_of_the_estimators(a, c):
    for pillar_mean, priority_mean in MEANS:
        rule = Rule((1,) * 6, (1, 1), (0.5, 0.5), pillar_mean, priority_mean)
        risk, thin = (PillarMean(mean=pillar_mean).fit_transform(x[None])[0, 0] for x in (a, c))
        expected = PriorityMean(mean=priority_mean).fit_transform([[risk, thin]])[0, 0]
        assert split_difference(Profile(a, c), Profile(a, c), rule).end == pytest.approx(expected, abs=1e-9)


def test_swapping_sides_turns_every_sign():
    one, two = Profile(np.array([0.0, 100, 40]), np.array([20.0])), Profile(np.array([70.0, 5, 40]), np.array([90.0]))
    rule = Rule((1, 1, 1), (1,))
    there, back = split_difference(one, two, rule), split_difference(two, one, rule)
    np.testing.assert_allclose(there.vulnerability, -back.vulnerability, atol=1e-12)


def test_by_hand_for_two_products():
    area, other = Profile(np.array([100.0]), np.array([0.0])), Profile(np.array([0.0]), np.array([0.0]))
    split = split_difference(area, other, Rule((1,), (1,)))
    assert (split.start, split.end) == pytest.approx((1, 10))
    assert split.vulnerability[0] == pytest.approx(9)


def test_the_logarithmic_mean_of_near_equals_is_smooth():
    assert log_mean(5.0, 5.0) == 5
    assert log_mean(5.0 + 1e-10, 5.0) == pytest.approx(5)
    assert log_mean(5.0 + 1e-6, 5.0) == pytest.approx(5.0000005)
    assert log_mean(math.e, 1.0) == pytest.approx(math.e - 1)


def test_too_little_is_not_split():
    poor = Profile(np.array([1.0, np.nan, np.nan]), np.array([5.0]))
    with pytest.raises(ValueError, match="nothing to split"):
        split_difference(poor, poor, Rule((1, 1, 1), (1,)))
    assert math.isnan(pillar_score(poor.vulnerability, np.full(3, 1 / 3), "arithmetic"))
    assert math.isnan(priority_score(np.float64(np.nan), np.float64(3), np.array([0.5, 0.5]), "geometric"))
