"""Fay-Herriot in closed form, against R `sae` where the shared folder is, and its rules about where covariates come from."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest
from sklearn.exceptions import SkipTestWarning
from sklearn.utils.estimator_checks import check_estimator

from data.survey_sums import SurveyError
from models.small_area import METHODS, Covariate, FayHerriot, estimate_areas, smoothed_variances

FOLDER = next((p for up in Path(__file__).parents if (p := up / "shared" / "reference" / "sae").is_dir()), None)
ONES = np.ones((6, 1))
Y = np.array([1.0, 4.0, 2.0, 7.0, 6.0, 4.0])


@pytest.mark.shared
@pytest.mark.skipif(FOLDER is None, reason="no shared folder beside the project")
@pytest.mark.parametrize("method", ["reml", "ml"])
def test_the_milk_data_give_rs_figures(method):
    assert FOLDER is not None
    with (FOLDER / "milk.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    r = json.loads((FOLDER / "fay_herriot_milk_reference.json").read_text(encoding="utf-8"))["results"][method.upper()]
    x = np.array([[row["MajorArea"] == k for k in "234"] for row in rows], dtype=float)
    variance = np.array([float(row["SD"]) for row in rows]) ** 2
    model = FayHerriot(method).fit(x, [float(row["yi"]) for row in rows], sampling_variance=variance)
    assert [model.intercept_, *model.coef_] == pytest.approx(r["beta"], rel=1e-5)
    assert model.se_ == pytest.approx(r["se"], rel=1e-5)
    assert model.eblup_ == pytest.approx(r["eblup"], rel=1e-5)
    assert model.mse_ == pytest.approx(r["mse"], rel=1e-5)


@pytest.mark.parametrize(("method", "divisor"), [("reml", 5), ("ml", 6)])
def test_equal_variances_have_a_solution_in_closed_form(method, divisor):
    psi = 0.8
    model = FayHerriot(method, fit_intercept=False).fit(ONES, Y, sampling_variance=np.full(6, psi))
    between = ((Y - 4) ** 2).sum() / divisor - psi
    share = between / (between + psi)
    assert model.variance_ == pytest.approx(between, rel=1e-10)
    assert model.eblup_ == pytest.approx(4 + share * (Y - 4))
    g1, g2, g3 = psi * share, (1 - share) ** 2 * (between + psi) / 6, (1 - share) ** 2 * 2 * (between + psi) / 6
    bias = -((1 - share) ** 2) * -(between + psi) / 6 if method == "ml" else 0.0
    assert model.mse_ == pytest.approx(np.full(6, g1 + g2 + 2 * g3 + bias))


def test_areas_that_differ_by_chance_only_have_no_variance_but_with_an_adjusted_method():
    y = np.array([1.0, 1.1, 0.9, 1.05, 0.95, 1.0])
    found = {m: FayHerriot(m, fit_intercept=False).fit(ONES, y, sampling_variance=np.ones(6)) for m in METHODS}
    assert found["reml"].variance_ == found["ml"].variance_ == 0
    assert found["li-lahiri"].variance_ > found["yoshimori-lahiri"].variance_ > 0
    assert all((model.mse_ > 0).all() for model in found.values())
    assert (found["yoshimori-lahiri"].shrinkage_ > 0).all()


def test_the_adjusted_estimates_solve_their_equations():
    """With equal variances the maxima are roots of one-dimensional equations: the slope of the adjusted likelihood is 0 there."""
    psi, m, spread = 0.8, 6, ((Y - 4) ** 2).sum()
    for method in ("li-lahiri", "yoshimori-lahiri"):
        a = FayHerriot(method, fit_intercept=False).fit(ONES, Y, sampling_variance=np.full(6, psi)).variance_
        slope = -0.5 * (m - 1) / (a + psi) + 0.5 * spread / (a + psi) ** 2
        if method == "li-lahiri":
            slope += 1 / a
        else:
            total = m * a / (a + psi)
            slope += m * psi / (a + psi) ** 2 / (1 + total**2) / np.arctan(total) / m
        assert slope == pytest.approx(0, abs=1e-5)


def test_a_model_that_holds_is_found_again():
    random = np.random.default_rng(3)
    x, psi = random.normal(size=(400, 1)), random.uniform(0.2, 0.6, 400)
    truth = 2 + 3 * x[:, 0] + random.normal(0, 0.7, 400)
    direct = truth + random.normal(0, np.sqrt(psi))
    model = FayHerriot().fit(x, direct, sampling_variance=psi)
    assert (model.intercept_, model.coef_[0], model.variance_) == pytest.approx((2, 3, 0.49), abs=0.12)
    assert ((model.eblup_ - truth) ** 2).mean() < ((direct - truth) ** 2).mean()
    assert model.mse_.mean() == pytest.approx(((model.eblup_ - truth) ** 2).mean(), rel=0.2)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
@pytest.mark.parametrize("method", METHODS)
def test_it_is_a_scikit_learn_estimator(method):
    assert issubclass(SkipTestWarning, Warning)
    results = check_estimator(FayHerriot(method))
    assert {r["status"] for r in results} <= {"passed", "skipped"}
    assert sum(r["status"] == "passed" for r in results) > 40


def covariate(source: str = "census-2023") -> Covariate:
    return Covariate("share_urban", source, {f"AL{i}": v for i, v in enumerate([0.1, 0.5, 0.3, 0.9, 0.7, 0.4, 0.6])})


DIRECT = {f"AL{i}": (y / 10, 0.004) for i, y in enumerate(Y)}


def test_every_area_is_labelled_modelled_and_one_without_answers_gets_the_synthetic_figure():
    found = estimate_areas(DIRECT, [covariate()], ["kap-2"], [*DIRECT, "AL6"])
    assert {area.state for area in found} == {"modelled"}
    assert [area.area for area in found] == [*DIRECT, "AL6"]
    assert math.isnan(found[-1].direct)
    assert found[-1].shrinkage == 0
    assert found[-1].mse > 0
    assert all(area.lower < area.estimate < area.upper for area in found)


def test_no_covariate_of_the_same_survey():
    with pytest.raises(SurveyError, match=r"share_urban.*from the survey it is to explain"):
        estimate_areas(DIRECT, [covariate("kap-2")], ["kap-1", "kap-2"])


def test_gaps_and_too_few_areas_are_refused_together():
    few = dict(list(DIRECT.items())[:3])
    with pytest.raises(SurveyError) as error:
        estimate_areas(few, [covariate()], ["kap-2"], ["AL0", "AL9"])
    assert [word in str(error.value) for word in ("no figure for AL9", "3 areas are too few")] == [True, True]


def test_a_variance_of_0_must_be_smoothed_first():
    with pytest.raises(ValueError, match="above 0"):
        FayHerriot().fit(np.arange(4.0)[:, None], [1, 2, 3, 4], sampling_variance=[1, 1, 0, 1])


def test_columns_that_determine_each_other_are_refused():
    with pytest.raises(ValueError, match="determine each other"):
        FayHerriot().fit(np.ones((4, 1)), [1, 2, 3, 4], sampling_variance=np.ones(4))


def test_smoothed_variances_keep_the_design_effect_and_are_never_0():
    p, n = np.array([0.2, 0.5, 0.4, 0.0]), np.array([100, 200, 50, 40])
    smooth = smoothed_variances(p, 1.7 * p * (1 - p) / n, n)
    assert smooth[:3] == pytest.approx(1.7 * p[:3] * (1 - p[:3]) / n[:3], rel=0.02)
    assert smooth[3] > 0
    with pytest.raises(SurveyError, match="to learn from"):
        smoothed_variances([0.0, 1.0], [0.0, 0.0], [10, 10])
