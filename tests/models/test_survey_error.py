from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from models.readings import read_indicator
from models.survey_error import error_model, standard_errors

DAY = date(2018, 1, 1)


def reading_of(dataset, indicator_id, **changes):
    return dataset.indicators[indicator_id], replace(read_indicator(dataset, indicator_id, "AL011", DAY, "qark"), **changes)


def test_a_share_has_a_binomial_error_with_the_design_effect(shipped):
    indicator, reading = reading_of(shipped, "women_paid_work", value=50.0)
    assert standard_errors(indicator, reading, 800) == pytest.approx((2.5, 2.5))


def test_few_households_have_a_child_of_upper_school_age(shipped):
    indicator, reading = reading_of(shipped, "attendance_15_17", value=50.0)
    assert standard_errors(indicator, reading, 800) == pytest.approx((5, 5))


def test_no_birth_seen_is_not_certainty(shipped):
    indicator, reading = reading_of(shipped, "teenage_fertility", value=0.0)
    assert standard_errors(indicator, reading, 400)[0] == pytest.approx(1000 * math.sqrt(0.5 * 2) / 300)


def test_all_or_none_of_a_sample_still_has_an_error(shipped):
    indicator, reading = reading_of(shipped, "women_paid_work", value=100.0)
    assert standard_errors(indicator, reading, 100)[0] > 0


def test_a_published_interval_comes_first(shipped):
    indicator, reading = reading_of(shipped, "women_paid_work", value=20.0, lower=18.0, upper=24.0)
    below, above = standard_errors(indicator, reading, 800)
    assert (below, above) == pytest.approx((2 / 1.96, 4 / 1.96), rel=1e-4)


def test_where_nothing_is_known_nothing_is_drawn(shipped):
    models = {i.indicator_id: error_model(i, False, True) for i in shipped.indicators.values() if i.pillar == "vulnerability"}
    assert {name for name, model in models.items() if model == "none"} == {
        "age_first_marriage",
        "population_change",
        "wealth_index",
    }
    indicator, reading = reading_of(shipped, "mpi_vulnerable")
    assert standard_errors(indicator, reading, math.nan) == (0, 0)
    assert standard_errors(indicator, replace(reading, gap="not_published"), 500) == (0, 0)
