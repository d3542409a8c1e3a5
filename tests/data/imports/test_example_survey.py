"""The example survey: the same bytes from the same seed, no difference by place or group, real change where it was put."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from scipy import stats

from data.imports.codebook import load_codebook
from data.imports.codebook_types import codebook_groups, codebook_questions
from data.imports.example_survey import (
    BOOSTER,
    CODEBOOK,
    GENERAL,
    INTERVIEWS,
    QUESTIONS,
    WAVES,
    example_survey_csv,
    expected_share,
    write_example_survey,
)
from data.imports.read_survey import read_survey_file
from data.imports.validate_survey import Validated, validate_survey
from data.survey_types import SAMPLES
from models.kap_changes import wave_changes
from models.kap_counts import hide_small_counts
from models.kap_estimates import KapWave, sample_design, wave_estimates
from models.kap_municipal import municipal_estimates
from models.survey_change import benjamini_hochberg, group_difference

CHANGED = {q.question_id for q in QUESTIONS if q.expected["1"] != q.expected["2"]}


@pytest.fixture(scope="module")
def waves(tmp_path_factory, shipped) -> dict[str, Validated]:
    codebook, folder = load_codebook(CODEBOOK), tmp_path_factory.mktemp("example")
    found = {}
    for wave in WAVES:
        path = folder / f"{wave}.csv"
        write_example_survey(path, wave)
        found[wave] = validate_survey(read_survey_file(path, codebook), codebook, shipped.regions)
    return found


@pytest.fixture(scope="module")
def estimated(waves):
    groups = codebook_groups(load_codebook(CODEBOOK))
    return {w: KapWave(w, v.answers, groups, "adjust", "example", "", "", "", {}) for w, v in waves.items()}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert example_survey_csv("1") == example_survey_csv("1")
    assert example_survey_csv("1") != example_survey_csv("2")
    assert example_survey_csv("1", 1) != example_survey_csv("1", 2)


@pytest.mark.parametrize("wave", WAVES)
def test_it_is_drawn_as_the_published_waves_were(wave: str, shipped) -> None:
    rows = list(csv.DictReader(io.StringIO(example_survey_csv(wave).decode())))
    published = next(w for w in shipped.kap_waves if w.wave == "1")
    assert len(rows) == published.sample_n == INTERVIEWS == sum(GENERAL.values()) + sum(BOOSTER.values())
    assert {int(row["age"]) for row in rows} == set(range(int(published.age_from), int(published.age_to) + 1))
    assert set(GENERAL) == set(BOOSTER) == set(published.region_ids)
    assert Counter(row["sample"] for row in rows) == {"1": 1297, "2": 240}


def test_the_truth_differs_by_question_and_wave_only(shipped) -> None:
    regions, groups = [*shipped.regions], [*codebook_groups(load_codebook(CODEBOOK))]
    for question in QUESTIONS:
        for wave in WAVES:
            truths = {expected_share(question.question_id, wave, r, g, s) for r in regions for g in groups for s in SAMPLES}
            assert truths == {question.expected[wave]}
    assert 0 < len(CHANGED) < len(QUESTIONS)


def test_its_words_say_that_it_is_an_example() -> None:
    for question in codebook_questions(load_codebook(CODEBOOK)).values():
        assert question.wording["sq"].startswith("Pyetje shembull për ")
        assert question.wording["en"].startswith("Example ")
    themes = Counter(q.theme for q in codebook_questions(load_codebook(CODEBOOK)).values())
    assert themes == {"knowledge": 4, "attitude": 3, "practice": 3}


def test_no_difference_by_place_beyond_the_expected_false_rate(waves) -> None:
    ps = []
    for validated in waves.values():
        answers = validated.answers
        rows = answers.sample == "general"
        design, qark = sample_design(answers, rows), answers.qark[rows]
        for y in answers.answers.values():
            for area in GENERAL:
                ps.append(group_difference(design, y[rows], qark == area, qark != area).p)
    raw = sum(p < 0.05 for p in ps)
    assert raw <= stats.binom.ppf(0.999, len(ps), 0.05)
    assert not (benjamini_hochberg(ps) < 0.05).any()


def test_the_changes_that_were_put_in_show_and_no_others_do(waves, estimated) -> None:
    questions = codebook_questions(load_codebook(CODEBOOK))
    found = wave_changes(wave_estimates(estimated["1"]), wave_estimates(estimated["2"]), questions, questions)
    whole = {c.question_id: c for c in found if len(c.region_ids) == 4 and c.group == "all" and c.sample == "general"}
    assert {q for q, c in whole.items() if c.p_adjusted < 0.05} == CHANGED
    for question in QUESTIONS:
        truth = 100 * (question.expected["2"] - question.expected["1"])
        change = whole[question.question_id]
        assert abs(change.difference - truth) < 3.3 * change.se
    known = [c for c in found if not c.gap]
    seen = [c for c in known if c.p_adjusted < 0.05]
    assert sum(c.question_id not in CHANGED for c in seen) <= 0.05 * len(seen) + 3


def test_municipalities_are_modelled_and_no_small_count_is_shown(estimated, shipped) -> None:
    modelled = municipal_estimates(estimated["2"])
    inside = {r.region_id for r in shipped.regions.values() if r.level == "municipality" and r.qark_id in GENERAL}
    assert {e.region_ids[0] for e in modelled} == inside
    assert {e.state for e in modelled if not e.gap} == {"modelled"}
    for question in QUESTIONS:
        values = [e for e in modelled if e.question_id == question.question_id and not e.gap]
        truth = 100 * question.expected["2"]
        assert sum(e.lower <= truth <= e.upper for e in values) >= 0.8 * len(values)
    shown = hide_small_counts((*wave_estimates(estimated["2"]), *modelled))
    assert not any(e.n < 11 for e in shown)
    assert any(e.n != e.n for e in shown)
    assert all(e.gap == "too_few" for e in shown if e.group == "community:egyptian" and e.sample == "general")
