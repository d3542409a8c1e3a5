"""Intervals on textbook numbers, at the ends of the scale, and where there is nothing to go by."""

from __future__ import annotations

import math

import pytest

from models.survey_intervals import METHODS, clopper_pearson, korn_graubard, logit, proportion_interval, t_quantile, wald, wilson


def test_quantiles_are_students():
    assert t_quantile(0.95, 10) == pytest.approx(2.2281388519649385)
    assert t_quantile(0.95, math.inf) == pytest.approx(1.959963984540054)
    assert math.isnan(t_quantile(0.95, 0))


def test_clopper_pearson_is_the_exact_binomial():
    """4 of 20: the usual published limits."""
    assert clopper_pearson(0.2, 20) == pytest.approx((0.05733400, 0.43661400), rel=1e-6)
    assert clopper_pearson(0.0, 50) == pytest.approx((0, 1 - 0.025 ** (1 / 50)))
    assert clopper_pearson(1.0, 50) == pytest.approx((0.025 ** (1 / 50), 1))


def test_wilson_is_the_score_interval():
    low, high = wilson(0.2, 20, math.inf)
    for limit in (low, high):
        assert abs(limit - 0.2) / math.sqrt(limit * (1 - limit) / 20) == pytest.approx(t_quantile(0.95, math.inf))


def test_logit_mirrors_and_stays_inside():
    low, high = logit(0.02, 0.015, 12)
    assert logit(0.98, 0.015, 12) == pytest.approx((1 - high, 1 - low))
    assert 0 < low < 0.02 < high < 1


def test_wald_may_leave_the_scale():
    assert wald(0.02, 0.02, 12)[0] < 0


def test_korn_graubard_of_a_simple_sample_is_clopper_pearson():
    assert korn_graubard(0.2, 20, 20, 19) == pytest.approx(clopper_pearson(0.2, 20))


def test_korn_graubard_pays_for_few_degrees_of_freedom():
    few, many = korn_graubard(0.2, 200, 100, 5), korn_graubard(0.2, 200, 100, 199)
    assert few[0] < many[0] < many[1] < few[1]


@pytest.mark.parametrize("method", METHODS)
def test_a_share_of_0_has_an_upper_limit(method):
    low, high = proportion_interval(method, 0.0, 0.0, 40, 40, 39, 0.95)
    assert low == 0
    assert high == pytest.approx(1 - 0.025 ** (1 / 40))


@pytest.mark.parametrize("method", METHODS)
def test_no_degrees_of_freedom_no_interval(method):
    assert all(math.isnan(x) for x in proportion_interval(method, 0.5, 0.1, 40, 25, 0, 0.95))


@pytest.mark.parametrize("method", METHODS)
def test_no_error_no_width(method):
    assert proportion_interval(method, 0.4, 0.0, 40, math.inf, 39, 0.95) == (0.4, 0.4)


@pytest.mark.parametrize("method", METHODS)
def test_more_confidence_is_wider(method):
    narrow, wide = (proportion_interval(method, 0.4, 0.05, 120, 96, 20, level) for level in (0.8, 0.99))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]
