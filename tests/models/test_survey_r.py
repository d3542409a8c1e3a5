"""The estimates against R `survey` 4.1.1 on made-up households (tests/fixtures/survey), by arrays and by the engine."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from survey_cases import DESIGNS, REFERENCE, households, numbers, write_csv

from data.survey_columns import SurveyColumns
from data.survey_engine import reduce_survey
from models.survey import Estimate, EstimateOptions, estimate, estimate_cells
from models.survey_design import SurveyDesign, survey_design
from models.survey_weights import calibrated_mean, calibrated_total, post_stratify, rake

TIGHT = 1e-9
LONELY = [
    (rule, name) for rule in ("adjust", "average", "certainty", "remove") for name in ("one_stage", "one_stage_fpc", "two_stage")
]


def design_of(table: dict[str, np.ndarray], name: str) -> SurveyDesign:
    stratum, psu, fpc = DESIGNS[name]
    units = [table[column] for column in psu] + [None] * 2
    strata = table[stratum] if stratum else None
    return survey_design(numbers(table["weight"]), strata, units[0], units[1], [numbers(table[c]) for c in fpc])


def assert_same(found: Estimate, r: dict, with_deff: bool = True) -> None:
    assert found.estimate == pytest.approx(r["est"], rel=TIGHT)
    assert found.se == pytest.approx(r["se"], rel=TIGHT)
    assert found.df == r["df"]
    assert (found.lower, found.upper) == pytest.approx(tuple(r["ci"]), rel=TIGHT)
    if with_deff:
        assert found.deff == pytest.approx(r["deff"], rel=TIGHT)


def assert_figures(find, r: dict, lonely: str) -> None:
    """`find(measure, kind, options)` returns everyone and the places, in order."""
    wald = EstimateOptions(lonely=lonely)
    for kind in ("mean", "total"):
        everyone, *places = find("y", kind, wald)
        assert_same(everyone, r[kind])
        assert [place.group for place in places] == sorted(r["places"])
        for place in places:
            assert_same(place, r["places"][place.group][kind])
    assert find("y", "mean", EstimateOptions(lonely=lonely, deff="replace"))[0].deff == pytest.approx(r["replace"], rel=TIGHT)
    assert_same(find("yes", "proportion", EstimateOptions("wald", lonely=lonely))[0], r["share"])
    for method, key in (("korn-graubard", "beta"), ("logit", "logit")):
        share = find("yes", "proportion", EstimateOptions(method, lonely=lonely))[0]
        assert (share.lower, share.upper) == pytest.approx(tuple(r[key]), rel=TIGHT)


def by_arrays(table: dict[str, np.ndarray], name: str):
    measures = {"y": numbers(table["y"]), "yes": (table["answer"] == "Yes").astype(float)}
    design = design_of(table, name)
    return lambda measure, kind, options: estimate(design, measures[measure], kind, table["place"], options)


def by_engine(path, name: str):
    stratum, psu, fpc = DESIGNS[name]

    @cache
    def reduce(measure: str, kind: str):
        column, equals = ("answer", "Yes") if measure == "yes" else ("y", None)
        return reduce_survey(str(path), SurveyColumns(column, kind, equals, "place", "weight", stratum, psu, fpc), "duckdb")

    def find(measure: str, kind: str, options: EstimateOptions) -> list[Estimate]:
        reduced = reduce(measure, kind)
        return estimate_cells(reduced.frame, reduced.cells, kind, options)

    return find


@pytest.mark.parametrize("name", DESIGNS)
def test_arrays_agree_with_r(name):
    assert_figures(by_arrays(households("s4"), name), REFERENCE["three"][name], "fail")


@pytest.mark.parametrize("name", ["strata_rows", "one_stage_fraction", "two_stage", "two_stage_no_fpc", "two_stage_unstratified"])
def test_the_engine_agrees_with_r(tmp_path, name):
    assert_figures(by_engine(write_csv(tmp_path / "h.csv", households("s4")), name), REFERENCE["three"][name], "fail")


@pytest.mark.parametrize(("rule", "name"), LONELY)
def test_the_rules_for_a_lonely_psu_agree_with_r(rule, name):
    assert_figures(by_arrays(households(), name), REFERENCE["lonely"][rule][name], rule)


def test_the_engine_keeps_the_rules_for_a_lonely_psu(tmp_path):
    find = by_engine(write_csv(tmp_path / "h.csv", households()), "two_stage")
    for rule in ("adjust", "average"):
        assert_figures(find, REFERENCE["lonely"][rule]["two_stage"], rule)


@pytest.mark.parametrize("kind", ["post", "rake"])
def test_calibrated_weights_agree_with_r(kind):
    table = households("s4")
    design, y = design_of(table, "one_stage_fpc"), numbers(table["y"])
    places = (table["place"], {"coast": 400, "north": 300, "south": 350})
    new = post_stratify(design, *places) if kind == "post" else rake(design, [places, (table["answer"], {"No": 500, "Yes": 550})])
    r = REFERENCE["calibrated"][kind]
    found = {
        "mean": calibrated_mean(new, y),
        "total": calibrated_total(new, y),
        "south": calibrated_mean(new, y, table["place"] == "south"),
    }
    for name, figure in found.items():
        assert figure.estimate == pytest.approx(r[name]["est"], rel=TIGHT)
        assert figure.se == pytest.approx(r[name]["se"], rel=TIGHT)
        assert figure.df == r[name]["df"]
