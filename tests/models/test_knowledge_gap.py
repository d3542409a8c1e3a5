from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from kap_fixture import QARKS, estimate, invented_survey, unknown

from dashboard import state
from models import knowledge_gap
from models.knowledge_gap import bases_of, knowledge_gaps
from models.risk_index import score_areas
from models.uncertainty import uncertainty_of
from models.uncertainty_draws import base_draws, draw_block, swap_factor
from models.uncertainty_engine import compute_versions
from models.uncertainty_inputs import build_inputs

DAY = date(2022, 6, 1)


@pytest.fixture(scope="module")
def surveyed(shipped):
    return replace(shipped, survey=invented_survey())


def test_pillar_b_is_the_mean_of_undesirable_answers_theme_by_theme(surveyed) -> None:
    b = knowledge_gaps(surveyed, DAY)["AL013"]
    # Knowledge: 100 - 52 and 100 - 56, half the weight together; attitude: 29. Practice has no direction and no weight.
    assert b.score == pytest.approx((48 + 44) / 4 + 29 / 2)
    assert b.wave == "2"
    assert [part.weight for part in b.parts] == [0.25, 0.25, 0.5]
    assert b.error == pytest.approx(2.5)


def test_a_wave_counts_only_once_its_fieldwork_has_ended(surveyed) -> None:
    days = (date(2020, 8, 30), date(2020, 8, 31), date(2022, 5, 30), date(2022, 5, 31))
    assert [knowledge_gaps(surveyed, day)["AL013"].wave for day in days] == ["", "1", "1", "2"]
    assert knowledge_gaps(surveyed, days[0])["AL013"].gap == "not_surveyed"


def test_areas_without_a_survey_have_no_risk_and_no_rank(surveyed) -> None:
    table = score_areas(surveyed, "qark", DAY, "with-survey")
    plain = score_areas(surveyed, "qark", DAY)
    for row, before in zip(table.rows, plain.rows, strict=True):
        if row.region_id in QARKS:
            assert row.risk == pytest.approx((before.vulnerability + row.knowledge_gap) / 2)
        else:
            assert (math.isnan(row.risk), row.gap, row.rank, row.risk_class) == (True, "not_surveyed", None, "")


def test_surveyed_areas_are_ranked_among_themselves(tiny_dataset, shipped) -> None:
    early = replace(invented_survey(), designs=tuple(replace(d, fieldwork="2005-01") for d in invented_survey().designs))
    rows = score_areas(replace(shipped, survey=early), "qark", date(2006, 7, 31), "with-survey").rows
    assert sorted(row.rank for row in rows if row.rank is not None) == [1, 2, 3, 4]


def test_too_little_of_the_weight_is_no_score(shipped) -> None:
    survey = invented_survey()
    few = [e for e in survey.estimates if not (e.wave == "2" and e.question_id == "a1" and e.region_ids == ("AL013",))]
    b = knowledge_gaps(replace(shipped, survey=replace(survey, estimates=tuple(few))), DAY)["AL013"]
    assert (math.isnan(b.score), b.gap, b.available) == (True, "insufficient", 0.5)


def test_what_may_not_be_shown_does_not_count(shipped) -> None:
    survey = invented_survey()
    hidden = estimate("2", "a1", ("AL013",), 29.0, n=12.0)
    rest = tuple(e for e in survey.estimates if (e.wave, e.question_id, e.region_ids) != ("2", "a1", ("AL013",)))
    b = knowledge_gaps(replace(shipped, survey=replace(survey, estimates=(*rest, hidden))), DAY)["AL013"]
    assert [part.gap for part in b.parts] == ["", "", "too_few"]


def test_a_municipality_takes_its_qarks_figure_as_inherited(surveyed) -> None:
    found = knowledge_gaps(surveyed, DAY)
    assert found["AL111"].state == "inherited"
    assert found["AL111"].score == found["AL011"].score
    assert all(row.rank is None for row in score_areas(surveyed, "municipality", DAY, "with-survey").rows)


def test_the_example_never_stands_under_the_name_of_a_survey(shipped) -> None:
    example = replace(shipped, survey=invented_survey(example=True))
    assert bases_of(shipped) == ("structural",)
    assert bases_of(example) == ("structural", "with-example")
    with pytest.raises(ValueError, match="only the synthetic example"):
        score_areas(example, "qark", DAY, "with-survey")
    with pytest.raises(ValueError, match="no survey results"):
        score_areas(shipped, "qark", DAY, "with-survey")
    with pytest.raises(ValueError, match="unknown basis"):
        score_areas(shipped, "qark", DAY, "by-ear")


def test_a_survey_moves_no_structural_score(shipped, surveyed) -> None:
    assert repr(score_areas(shipped, "qark", DAY)) == repr(score_areas(surveyed, "qark", DAY))


def test_a_survey_that_only_has_gaps_gives_no_basis(shipped) -> None:
    empty = replace(invented_survey(), estimates=(unknown("2", "k1", ("AL013",), "too_few", n=9.0),))
    assert bases_of(replace(shipped, survey=empty)) == ("structural",)


def test_address_and_models_name_the_same_bases() -> None:
    assert state.BASES == knowledge_gap.BASES


@pytest.mark.parametrize("level", ["qark", "municipality"])
def test_versions_without_a_draw_are_the_score_itself(surveyed, level: str) -> None:
    table = score_areas(surveyed, level, DAY, "with-survey")
    inputs = build_inputs(surveyed, level, DAY, table)
    risk = compute_versions(inputs, base_draws(inputs, 1)).risk[0]
    np.testing.assert_allclose(risk, [row.risk for row in table.rows], rtol=0, atol=1e-9)


def test_survey_error_widens_the_risk_of_surveyed_areas_only(surveyed) -> None:
    inputs = build_inputs(surveyed, "qark", DAY, score_areas(surveyed, "qark", DAY, "with-survey"))
    spreads = {row.region_id: row.scores["risk"] for row in uncertainty_of(inputs, 400, vary=("survey_error",)).rows}
    assert spreads["AL013"].p95 - spreads["AL013"].p05 > 2
    assert math.isnan(spreads["AL012"].p50)


def test_a_survey_leaves_every_other_draw_as_it_was(shipped, surveyed) -> None:
    plain = build_inputs(shipped, "qark", DAY)
    with_b = build_inputs(surveyed, "qark", DAY, score_areas(surveyed, "qark", DAY, "with-survey"))
    first, second = draw_block(plain, 50, 1, 0, 0), draw_block(with_b, 50, 1, 0, 0)
    assert set(second) - set(first) == {"weights_knowledge", "weights_risk", "knowledge_z"}
    assert all(np.array_equal(first[name], second[name]) for name in first)
    other = draw_block(with_b, 50, 2, 0, 0)
    assert np.array_equal(swap_factor(second, other, "survey_error")["knowledge_z"], other["knowledge_z"])
