"""Estimates on cases that can be worked out by hand, and against the loops of naive_survey on random designs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_survey import jackknife_variance, linearised_variance

from data.survey_sums import SurveyError
from models.survey import EstimateOptions, estimate
from models.survey_design import survey_design
from models.survey_linear import covariance, mean_influence, ratio


def test_a_simple_random_sample_is_the_textbooks():
    y = np.array([2.0, 4.0, 4.0, 10.0])
    found = estimate(survey_design(np.full(4, 25.0)), y)[0]
    assert found.estimate == 5
    assert found.se == pytest.approx(math.sqrt(np.var(y, ddof=1) / 4))
    assert (found.df, found.n) == (3, 4)
    assert found.n_eff == pytest.approx(4)
    assert found.deff == pytest.approx(1 / (1 - 4 / 100))


def test_a_finite_population_shrinks_the_error_and_a_census_has_none():
    y = np.array([2.0, 4.0, 4.0, 10.0])
    part = estimate(survey_design(np.full(4, 2.0), fpc=[np.full(4, 8)]), y)[0]
    whole = estimate(survey_design(np.ones(4), fpc=[np.full(4, 4)]), y)[0]
    assert part.se == pytest.approx(math.sqrt(np.var(y, ddof=1) / 4 / 2))
    assert part.deff == pytest.approx(1)
    assert (whole.se, whole.lower) == (0, 5)


def test_sizes_and_fractions_say_the_same():
    y, strata = np.arange(10.0), np.repeat(["a", "b"], 5)
    sizes = np.repeat([20.0, 50.0], 5)
    one = estimate(survey_design(np.ones(10), strata, fpc=[sizes]), y)[0]
    assert estimate(survey_design(np.ones(10), strata, fpc=[5 / sizes]), y)[0].se == pytest.approx(one.se, rel=1e-14)


def test_equal_clusters_that_do_not_differ_leave_no_error():
    y = np.tile([0.0, 1.0], 6)
    found = estimate(survey_design(np.ones(12), psu=np.repeat(np.arange(6), 2)), y, "proportion")[0]
    assert (found.se, found.lower, found.upper) == (0, 0.5, 0.5)
    assert math.isinf(found.n_eff)


def test_people_of_one_mind_in_each_cluster_count_as_one_person_each():
    answers = np.repeat([1.0, 0.0, 1.0, 0.0, 0.0], 20)
    psu = np.repeat(np.arange(5), 20)
    found = estimate(survey_design(np.ones(100), psu=psu), answers, "proportion")[0]
    assert found.n_eff == pytest.approx(4)
    assert found.state == "too_few"


def test_a_domain_keeps_the_whole_design():
    """Leaving out the PSUs without a member of the domain would make the error too small."""
    y = np.array([1.0, 3.0, 5.0, 9.0, 2.0, 2.0])
    psu, group = np.array([1, 1, 2, 2, 3, 3]), np.array(["a", "b", "a", "a", "b", "b"])
    design = survey_design(np.ones(6), psu=psu)
    found = estimate(design, y, groups=group)[1]
    totals = np.array([1 - 5, 0 + 4, 0.0]) / 3
    assert found.estimate == 5
    assert found.se == pytest.approx(math.sqrt(3 / 2 * ((totals - totals.mean()) ** 2).sum()))
    assert found.df == 1


def test_nobody_is_dropped_for_a_missing_answer_or_a_missing_group():
    y, group = np.array([1.0, np.nan, 0.0, 1.0, 1.0, 0.0]), ["a", "a", None, "b", float("nan"), "b"]
    everyone, a, b = estimate(survey_design(np.ones(6), psu=[1, 2, 3, 1, 2, 3]), y, "proportion", groups=group)
    assert (everyone.n, a.n, b.n) == (5, 1, 2)
    assert everyone.df == 2


def test_a_weight_of_0_counts_nowhere_and_keeps_its_psu():
    y, psu = np.array([1.0, 0.0, 1.0, 0.0]), np.array([1, 1, 2, 3])
    found = estimate(survey_design([1.0, 1.0, 1.0, 0.0], psu=psu), y, "proportion")[0]
    assert (found.n, found.df) == (3, 1)
    assert found.estimate == pytest.approx(2 / 3)


def test_the_display_rule_hides_small_and_wide_figures():
    def state(n: int, share: float) -> str:
        y = (np.arange(n) < round(n * share)).astype(float)
        return estimate(survey_design(np.full(n, 100.0)), y, "proportion")[0].state

    assert (state(29, 0.03), state(31, 0.5), state(60, 0.5), state(400, 0.5)) == ("too_few", "too_few", "", "")


def test_a_mean_may_be_wide():
    y = np.tile([0.0, 1000.0], 20)
    assert estimate(survey_design(np.ones(40)), y)[0].state == ""


def test_large_numbers_that_vary_little_keep_their_digits():
    y = np.tile([0.0, 1.0, 2.0], 20)
    small, large = (estimate(survey_design(np.linspace(1, 2, 60)), y + shift)[0] for shift in (0, 1e9))
    assert large.se == pytest.approx(small.se, rel=1e-6)
    assert large.deff == pytest.approx(small.deff, rel=1e-6)


def test_weights_that_are_no_population_have_no_deff_against_one():
    found = estimate(survey_design(np.full(40, 1.0)), np.tile([0.0, 1.0], 20), "proportion")[0]
    assert math.isnan(found.deff)
    assert found.n_eff == pytest.approx(39)


LONE = {"strata": ["a", "a", "b", "b", "c"], "psu": [1, 2, 3, 4, 5]}
Y = np.array([1.0, 2.0, 4.0, 8.0, 10.0])


@pytest.mark.parametrize(("rule", "sum_of_squares"), [("certainty", 17), ("remove", 17), ("adjust", 42), ("average", 25.5)])
def test_a_lonely_psu_adds_what_its_rule_says(rule, sum_of_squares):
    """By hand, the mean being 5: stratum a adds (2 - 1)**2, b (8 - 4)**2, and c's only PSU lies 5 from the mean."""
    found = estimate(survey_design(np.ones(5), **LONE), Y, options=EstimateOptions(lonely=rule))[0]
    assert found.se**2 * 25 == pytest.approx(sum_of_squares)


def test_a_lonely_psu_is_refused_by_default():
    with pytest.raises(SurveyError, match=r"single PSU.*: c;"):
        estimate(survey_design(np.ones(5), **LONE), Y)


def test_a_stratum_with_one_psu_of_the_domain_is_not_lonely():
    group = ["x", "y", "x", "x", "z"]
    rows = estimate(survey_design(np.ones(5), ["a", "a", "b", "b", "b"], [1, 2, 3, 4, 5]), Y, groups=group)
    assert rows[1].se > 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"weights": [1, -1, 1, 1]}, "negative"),
        ({"weights": [1, np.nan, 1, 1]}, "missing"),
        ({"weights": [0, 0, 0, 0]}, "above 0"),
        ({"weights": []}, "nobody"),
        ({"weights": np.ones(4), "strata": ["a", "a", "b", "b"], "psu": [1, 2, 2, 3]}, "two strata: 2"),
        ({"weights": np.ones(4), "fpc": [np.full(4, 3)]}, "smaller than the sample: 3 units for 4"),
        ({"weights": np.ones(4), "fpc": [[0.5, 0.5, 2, 2]]}, "one kind"),
        ({"weights": np.ones(4), "fpc": [[9, 9, 9, np.nan]]}, "missing"),
        ({"weights": np.ones(4), "fpc": [[9, 9, 9, 8]]}, "varies inside a stratum"),
        ({"weights": np.ones(4), "psu": [1, 1, 2, 2], "ssu": [1, 2, 1, 2], "fpc": [np.full(4, 9)]}, "2 stage"),
    ],
)
def test_a_design_that_cannot_be_is_refused(arguments, words):
    with pytest.raises(SurveyError, match=words):
        survey_design(**arguments)


def test_psu_numbers_may_start_anew_in_every_stratum():
    design = survey_design(np.ones(4), ["a", "a", "b", "b"], [1, 2, 1, 2], nest=True)
    assert len(design.frame.psus) == 4


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        (EstimateOptions(level=1.0), "mean", "level"),
        (EstimateOptions("wilson"), "total", "shares"),
        (EstimateOptions(), "median", "kind"),
    ],
)
def test_options_that_cannot_hold_are_refused(options, kind, words):
    with pytest.raises(SurveyError, match=words):
        estimate(survey_design(np.ones(4)), [0, 1, 1, 0], kind, options=options)


def test_no_answers_and_no_share_are_refused():
    with pytest.raises(SurveyError, match="no answer"):
        estimate(survey_design(np.ones(3)), [np.nan] * 3)
    with pytest.raises(SurveyError, match="0 and 1"):
        estimate(survey_design(np.ones(3)), [0, 1, 2], "proportion")


@pytest.mark.parametrize("kind", ["mean", "proportion", "total"])
def test_a_group_in_which_nobody_answered_is_a_gap_and_leaves_the_others_alone(kind):
    design = survey_design(np.ones(4), psu=[1, 2, 3, 4])
    everyone, mine, empty = estimate(design, [0.0, 1.0, 1.0, np.nan], kind, ["a", "a", "a", "b"])
    assert (mine.n, mine.estimate, mine.se) == (everyone.n, everyone.estimate, everyone.se)
    assert (empty.group, empty.n, empty.state) == ("b", 0, "too_few")
    assert all(math.isnan(figure) for figure in (empty.estimate, empty.se, empty.lower, empty.upper, empty.n_eff))


@st.composite
def surveys(draw) -> list[dict]:
    """Two-stage designs with 1-3 strata, 2-4 PSUs in each, 2-3 units in each, 1-2 people in each."""
    seed = draw(st.integers(0, 2**32 - 1))
    finite = draw(st.booleans())
    random = np.random.default_rng(seed)
    rows = []
    for stratum in range(draw(st.integers(1, 3))):
        n = draw(st.integers(2, 4))
        size = n + draw(st.integers(0, 5))
        for psu in range(n):
            m = draw(st.integers(2, 3))
            inner = m + draw(st.integers(0, 4))
            for ssu in range(m):
                for _ in range(draw(st.integers(1, 2))):
                    row = {"stratum": stratum, "psu": f"{stratum}-{psu}", "ssu": ssu, "w": random.uniform(0.5, 3)}
                    row |= {"y": random.normal(5, 2) if random.random() > 0.1 else math.nan, "g": "ab"[random.integers(0, 2)]}
                    rows.append({**row, "N": size, "M": inner} if finite else row)
    rows[0]["y"], rows[0]["g"] = 1.0, "a"
    return rows


def _design(rows: list[dict]):
    fpc = [[row["N"] for row in rows], [row["M"] for row in rows]] if "N" in rows[0] else []
    column = {name: [row[name] for row in rows] for name in ("w", "stratum", "psu", "ssu")}
    return survey_design(column["w"], column["stratum"], column["psu"], column["ssu"], fpc)


@settings(max_examples=60)
@given(surveys(), st.sampled_from(["mean", "total"]))
def test_random_two_stage_designs_agree_with_the_loops(rows, kind):
    found = estimate(_design(rows), [row["y"] for row in rows], kind, [row["g"] for row in rows])
    for one in found:
        if not one.n:
            assert not any(row["g"] == one.group and not math.isnan(row["y"]) for row in rows)
            continue
        value, variance = linearised_variance(rows, lambda row, g=one.group: not g or row["g"] == g, kind)
        assert one.estimate == pytest.approx(value, rel=1e-11)
        assert one.se == pytest.approx(math.sqrt(variance), rel=1e-7, abs=1e-9)


@settings(max_examples=25)
@given(surveys())
def test_the_jackknife_gives_the_same_error_of_a_total(rows):
    rows = [{k: v for k, v in row.items() if k not in "NM"} for row in rows if not math.isnan(row["y"])]
    if any(len({r["psu"] for r in rows if r["stratum"] == h}) < 2 for h in {r["stratum"] for r in rows}):
        return
    variance = jackknife_variance(rows, lambda kept: math.fsum(row["w"] * row["y"] for row in kept))
    found = estimate(_design(rows), [row["y"] for row in rows], "total")[0]
    assert found.se == pytest.approx(math.sqrt(variance), rel=1e-9)


def test_a_ratio_to_ones_is_the_mean_and_a_total_of_a_group_is_a_ratios_top():
    y, w = np.array([1.0, 5.0, 2.0, 8.0]), np.array([1.0, 2.0, 1.0, 2.0])
    design = survey_design(w)
    mean, of_ones = estimate(design, y)[0], ratio(design, y, np.ones(4))
    assert (of_ones.estimate, of_ones.se) == pytest.approx((mean.estimate, mean.se))


def test_shares_that_sum_to_1_have_covariances_that_sum_to_0():
    answer = np.array(["a", "b", "c", "a", "b", "a", "c", "c"])
    design = survey_design(np.linspace(1, 2, 8), psu=np.repeat(np.arange(4), 2))
    z = np.column_stack([mean_influence(design.weights, (answer == k).astype(float))[1] for k in "abc"])
    assert covariance(design, z).sum(axis=1) == pytest.approx(np.zeros(3), abs=1e-15)
