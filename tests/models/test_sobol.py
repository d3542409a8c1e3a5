from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from models.sobol import factor_shares, variance_shares
from models.uncertainty_inputs import build_inputs
from models.uncertainty_plan import FACTORS

DAY = date(2006, 7, 31)


def ishigami(x):
    return (np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))[:, None]


def shares_of(function, n=60_000):
    rng = np.random.default_rng(3)
    a, b = rng.uniform(-np.pi, np.pi, (2, n, 3))
    mixed = {}
    for k in range(3):
        swapped = a.copy()
        swapped[:, k] = b[:, k]
        mixed[str(k)] = function(swapped)
    return variance_shares(function(a), function(b), mixed)


def test_meets_the_closed_form_of_the_ishigami_function():
    shares = shares_of(ishigami)
    assert [s.first for s in shares] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert [s.total for s in shares] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def test_a_sum_has_no_shares_together():
    shares = shares_of(lambda x: x @ np.array([[1.0], [2.0], [0.0]]))
    assert [s.first for s in shares] == pytest.approx([0.2, 0.8, 0], abs=0.02)
    assert [s.total for s in shares] == pytest.approx([0.2, 0.8, 0], abs=0.02)


def test_several_outputs_are_weighted_by_their_variance():
    shares = shares_of(lambda x: x[:, :2] * np.array([1.0, 3.0]))
    assert [s.total for s in shares] == pytest.approx([0.1, 0.9, 0], abs=0.02)


def test_nothing_varies_nothing_is_shared():
    flat = np.ones((10, 2))
    assert [(s.first, s.total) for s in variance_shares(flat, flat, {"x": flat})] == [(0, 0)]


@pytest.mark.parametrize("target", ["rank", "score"])
def test_drivers_of_the_ranking_are_named_and_reproducible(shipped, target):
    inputs = build_inputs(shipped, "qark", DAY)
    shares = factor_shares(inputs, 1024, seed=4, target=target)
    assert [s.factor for s in shares] == list(FACTORS)
    assert repr(shares) == repr(factor_shares(inputs, 1024, seed=4, target=target))
    by = {s.factor: s.total for s in shares}
    assert all(total > 0 for total in by.values()), "people reached is not known everywhere, so the rule for gaps moves ranks too"


def test_what_cannot_be_asked_is_refused(shipped):
    inputs = build_inputs(shipped, "municipality", DAY)
    with pytest.raises(ValueError, match="nothing is ranked"):
        factor_shares(inputs, 16)
    with pytest.raises(ValueError, match="target must be"):
        factor_shares(inputs, 16, target="mood")
