"""Every figure of ../shared/reference/survey_reference.json (R `survey` 4.1.1 on the api data)."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from models.survey import EstimateOptions, estimate
from models.survey_change import group_difference, wave_change
from models.survey_design import survey_design
from models.survey_intervals import clopper_pearson, wald
from models.survey_linear import covariance, mean_influence, ratio
from models.survey_tables import association

FOLDER = next((p for up in Path(__file__).parents if (p := up / "shared" / "reference" / "survey").is_dir()), None)
pytestmark = [pytest.mark.shared, pytest.mark.skipif(FOLDER is None, reason="no shared folder beside the project")]
DESIGNS = {"strat": ("apistrat.csv", {"strata": "stype"}), "clus1": ("apiclus1.csv", {"psu": "dnum"})}
LEVELS = ("E", "H", "M")
# R's glm stops its iterations when the deviance moves by less than 1e-8: its logit estimates are so near, not nearer.
ITERATED = 1e-8


class Case:
    def __init__(self, name: str) -> None:
        file, columns = DESIGNS[name]
        assert FOLDER is not None
        with (FOLDER / file).open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        self.text = {column: np.array([row[column] for row in rows]) for column in rows[0]}
        self.r = json.loads((FOLDER.parent / "survey_reference.json").read_text(encoding="utf-8"))["results"][name]
        labels = {argument: self.text[column] for argument, column in columns.items()}
        self.design = survey_design(self.number("pw"), fpc=[self.number("fpc")], **labels)

    def number(self, column: str) -> np.ndarray:
        return self.text[column].astype(float)

    def is_answer(self, column: str, answer: str) -> np.ndarray:
        return (self.text[column] == answer).astype(float)


@pytest.fixture(params=DESIGNS)
def case(request) -> Case:
    return Case(request.param)


def near(value: object):
    return pytest.approx(value, rel=1e-9, abs=1e-15)


def test_means_totals_and_their_design_effects(case):
    mean, r = estimate(case.design, case.number("api00"))[0], case.r["mean_api00"]
    assert (mean.estimate, mean.se, mean.deff) == near((r["est"], r["se"], r["deff"]))
    assert [mean.lower, mean.upper] == near(r["ci_t"])
    assert list(wald(mean.estimate, mean.se, math.inf)) == near(r["ci_normal"])
    assert (mean.n, mean.df) == (case.r["n"], case.r["degf"])
    assert case.design.weights.sum() == near(case.r["sum_weights"])
    replaced = estimate(case.design, case.number("api00"), options=EstimateOptions(deff="replace"))[0]
    assert replaced.deff == near(r["deff_replace"])
    total, r = estimate(case.design, case.number("enroll"), "total")[0], case.r["total_enroll"]
    assert (total.estimate, total.se, total.deff) == near((r["est"], r["se"], r["deff"]))


def test_shares_and_their_covariances(case):
    r = case.r["prop_stype"]
    found = [estimate(case.design, case.is_answer("stype", level), "proportion")[0] for level in LEVELS]
    assert [f.estimate for f in found] == near(r["est"])
    assert [f.se for f in found] == near(r["se"])
    assert [f.deff for f in found] == near(r["deff"])
    z = np.column_stack([mean_influence(case.design.weights, case.is_answer("stype", level))[1] for level in LEVELS])
    assert covariance(case.design, z).ravel() == pytest.approx(np.ravel(r["vcov"]), rel=1e-9, abs=1e-18)
    share, r = estimate(case.design, case.is_answer("awards", "Yes"), "proportion")[0], case.r["prop_awards_yes"]
    assert (share.estimate, share.se, share.deff) == near((r["est"], r["se"], r["deff"]))


def test_a_ratio_and_a_change_in_the_same_schools(case):
    found, r = ratio(case.design, case.number("api.stu"), case.number("enroll")), case.r["ratio_apistu_enroll"]
    assert (found.estimate, found.se) == near((r["est"], r["se"]))
    r = case.r["change_api00_api99"]
    mean = estimate(case.design, case.number("api00") - case.number("api99"))[0]
    assert (mean.estimate, mean.se) == near((r["est"], r["se"]))
    if not case.design.frame.rows_are_units:
        waves = wave_change(case.design, case.number("api99"), case.design, case.number("api00"), common_psus=True)
        assert (waves.estimate, waves.se, waves.df) == near((r["est"], r["se"], case.r["degf"]))


@pytest.mark.parametrize(
    ("name", "column", "answer"), [("awards", "awards", "Yes"), ("schwide", "sch.wide", "Yes"), ("ell0", "ell", "0")]
)
def test_intervals_of_a_share(case, name, column, answer):
    y, r = case.is_answer(column, answer), case.r["svyciprop"]
    for ours, theirs, tolerance in (
        ("logit", "xlogit", 1e-9),
        ("logit", "logit", ITERATED),
        ("wald", "mean", 1e-9),
        ("korn-graubard", "beta", 1e-9),
    ):
        found, expected = estimate(case.design, y, "proportion", options=EstimateOptions(ours))[0], r[f"{name}.{theirs}"]
        assert found.estimate == pytest.approx(expected["est"], rel=tolerance)
        assert found.se**2 == pytest.approx(expected["var"], rel=1e-9)
        assert [found.lower, found.upper] == pytest.approx(expected["ci"], rel=tolerance)


def test_groups_are_domains_with_degrees_of_freedom_of_their_own(case):
    r = case.r["by_stype_api00"]
    means = estimate(case.design, case.number("api00"), "mean", case.text["stype"])[1:]
    assert [m.group for m in means] == r["level"]
    assert [m.estimate for m in means] == near(r["est"])
    assert [m.se for m in means] == near(r["se"])
    r = case.r["by_stype_awards_logit"]
    shares = estimate(case.design, case.is_answer("awards", "Yes"), "proportion", case.text["stype"])[1:]
    for key, values in (("est", "estimate"), ("se", "se"), ("ci_l", "lower"), ("ci_u", "upper")):
        assert [getattr(s, values) for s in shares] == pytest.approx(r[key], rel=1e-9)


def test_tests_of_association_and_of_two_groups(case):
    found = association(case.design, case.text["awards"], case.text["stype"])
    f, chi = case.r["svychisq_awards_stype_F"], case.r["svychisq_awards_stype_Chisq"]
    assert (found.f, found.ndf, found.ddf, found.p) == near((f["stat"], f["ndf"], f["ddf"], f["p"]))
    assert (found.x2, found.df, found.p_first) == near((chi["stat"], chi["df"], chi["p"]))
    no, yes = (case.text["comp.imp"] == answer for answer in ("No", "Yes"))
    change, r = group_difference(case.design, case.number("api00"), no, yes), case.r["svyttest_api00_compimp"]
    assert (change.estimate, change.t, change.df, change.p) == near((r["diff"], r["t"], r["df"], r["p"]))


def test_rs_logit_is_ours_stopped_early():
    """Its iterations, done as R does them, give its last digits: the difference is the stop, not the formula."""
    case = Case("strat")
    y, w = case.is_answer("ell", "0"), case.design.weights / case.design.weights.mean()
    mu = (w * y + 0.5) / (w + 1)
    eta, deviance = np.log(mu / (1 - mu)), math.inf
    for _ in range(25):
        working = w * mu * (1 - mu)
        eta = np.full(len(y), (working * (eta + (y - mu) / (mu * (1 - mu)))).sum() / working.sum())
        mu = 1 / (1 + np.exp(-eta))
        new = -2 * (w * (y * np.log(mu) + (1 - y) * np.log(1 - mu))).sum()
        if abs(new - deviance) / (abs(new) + 0.1) < 1e-8:
            break
        deviance = new
    assert mu[0] == pytest.approx(case.r["svyciprop"]["ell0.logit"]["est"], rel=1e-13)
    assert clopper_pearson(0.0, 200)[1] == pytest.approx(1 - 0.025 ** (1 / 200))
