"""Differences between waves, their test and what would go unseen; calibrated weights by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, nct, ttest_ind

from data.survey_sums import SurveyError
from models.survey import estimate
from models.survey_change import benjamini_hochberg, difference, minimum_detectable, satterthwaite, wave_change
from models.survey_design import survey_design
from models.survey_linear import design_df
from models.survey_weights import calibrated_mean, calibrated_total, post_stratify, rake


def test_independent_simple_samples_are_welchs_test():
    a, b = np.array([1.0, 4.0, 2.0, 8.0, 5.0]), np.array([3.0, 9.0, 7.0, 10.0])
    found = wave_change(survey_design(np.ones(5)), a, survey_design(np.ones(4)), b)
    welch = ttest_ind(b, a, equal_var=False)
    assert (found.t, found.df, found.p) == pytest.approx((welch.statistic, welch.df, welch.pvalue))
    assert found.covariance == 0


def test_the_same_places_twice_are_a_paired_difference():
    psu, y1 = np.repeat(np.arange(5), 3), np.arange(15.0) % 7
    y2 = y1 + np.repeat([0.0, 1.0, 0.5, 2.0, 1.0], 3)
    design = survey_design(np.ones(15), psu=psu)
    paired, apart = (wave_change(design, y1, design, y2, common_psus=common) for common in (True, False))
    plain = estimate(design, y2 - y1)[0]
    assert (paired.estimate, paired.se, paired.df) == pytest.approx((plain.estimate, plain.se, 4))
    assert paired.se < apart.se
    assert paired.covariance > 0


def test_other_places_share_nothing_even_if_asked():
    y = np.arange(12.0)
    first, second = (
        survey_design(np.ones(12), psu=np.repeat([1, 2, 3], 4)),
        survey_design(np.ones(12), psu=np.repeat([4, 5, 6], 4)),
    )
    assert wave_change(first, y, second, y[::-1], common_psus=True).covariance == 0


def test_some_common_places_lie_between():
    y1, y2 = np.arange(12.0) ** 2, np.arange(12.0) ** 2 * 1.1
    first, half = survey_design(np.ones(12), psu=np.repeat([1, 2, 3], 4)), survey_design(np.ones(12), psu=np.repeat([1, 5, 3], 4))
    none, some, every = (
        wave_change(first, y1, second, y2, common_psus=common).se
        for second, common in ((first, False), (half, True), (first, True))
    )
    assert every < some < none


def test_a_change_of_a_group():
    y, group = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0]), np.array(["a", "a", "b", "a", "b", "a"])
    design = survey_design(np.ones(6))
    found = wave_change(design, y, design, 1 - y, domains=(group == "a", group == "a"))
    assert found.estimate == pytest.approx(0.0)
    assert design_df(design, group == "a") == 3


def test_satterthwaite_lies_between_the_smaller_and_the_sum():
    assert satterthwaite([(1.0, 10), (1.0, 10)]) == 20
    assert satterthwaite([(1.0, 10), (0.0, 10)]) == 10
    assert satterthwaite([(1.0, 0), (1.0, 10)]) == 0
    assert satterthwaite([(0.0, 3), (0.0, 4)]) == 7


def test_what_goes_unseen_would_be_found_in_80_of_100_tries():
    least = minimum_detectable(0.04, 30)
    power = nct.sf(2.042272456301238, 30, least / 0.04)
    assert power == pytest.approx(0.8, abs=0.005)
    assert math.isnan(minimum_detectable(0.04, 0))


def test_no_difference_and_no_error_has_no_test():
    assert math.isnan(difference(0.0, 0.0, 10).p)
    assert difference(1.0, 0.0, 10).p == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_values_are_benjamini_and_hochbergs(p):
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p), abs=1e-15)


def test_a_test_that_was_not_made_counts_for_nothing():
    found = benjamini_hochberg([0.01, math.nan, 0.5])
    assert found[[0, 2]] == pytest.approx([0.02, 0.5])
    assert math.isnan(found[1])


CLASSES = np.array(["u", "u", "r", "r", "r", "u"])
Y = np.array([1.0, 3.0, 2.0, 4.0, 6.0, 5.0])


def test_post_stratification_is_the_stratified_mean_with_its_error():
    new = post_stratify(survey_design(np.ones(6)), CLASSES, {"u": 60, "r": 40})
    found = calibrated_mean(new, Y)
    assert found.estimate == pytest.approx(0.6 * 3 + 0.4 * 4)
    residual = np.where(CLASSES == "u", Y - 3, Y - 4) * np.where(CLASSES == "u", 20, 40 / 3) / 100
    assert found.se == pytest.approx(math.sqrt(6 / 5 * (residual**2).sum()))


def test_what_the_margins_fix_has_no_error():
    new = post_stratify(survey_design(np.ones(6)), CLASSES, {"u": 60, "r": 40})
    total = calibrated_total(new, (CLASSES == "u").astype(float))
    assert (total.estimate, total.se) == (pytest.approx(60), 0)


def test_raking_meets_every_margin():
    sex = np.array(["f", "m", "f", "m", "f", "f"])
    new = rake(survey_design(np.linspace(1, 2, 6)), [(CLASSES, {"u": 60, "r": 40}), (sex, {"f": 55, "m": 45})])
    sums = [new.design.weights[labels == name].sum() for labels, name in ((CLASSES, "u"), (sex, "f"))]
    assert sums == pytest.approx([60, 55])
    assert calibrated_total(new, (sex == "f").astype(float)).se == pytest.approx(0, abs=1e-3)


def test_raking_to_one_margin_is_post_stratification():
    design = survey_design(np.ones(6))
    one, other = rake(design, [(CLASSES, {"u": 60, "r": 40})]), post_stratify(design, CLASSES, {"u": 60, "r": 40})
    assert calibrated_mean(one, Y).se == pytest.approx(calibrated_mean(other, Y).se)


@pytest.mark.parametrize(
    ("population", "words"),
    [({"u": 6, "r": 4, "x": 1}, "nobody .* 'x'"), ({"u": 6}, "'r' has no population"), ({"u": 6, "r": 0}, "above 0")],
)
def test_classes_that_do_not_match_are_refused(population, words):
    with pytest.raises(SurveyError, match=words):
        post_stratify(survey_design(np.ones(6)), CLASSES, population)


def test_margins_with_different_totals_or_no_solution_are_refused():
    design = survey_design(np.ones(6))
    with pytest.raises(SurveyError, match="different totals"):
        rake(design, [(CLASSES, {"u": 60, "r": 40}), (CLASSES, {"u": 60, "r": 50})])
    with pytest.raises(SurveyError, match="contradict"):
        rake(design, [(CLASSES, {"u": 60, "r": 40}), (CLASSES, {"u": 40, "r": 60})], most_rounds=20)
