from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from kap_fixture import QARKS, estimate, invented_survey, unknown

from models.kap_differences import area_differences, group_differences, homogeneity_p
from models.kap_index import BOOSTER, GENERAL, KapIndex, display_gap, fieldwork_end, wave_day


@pytest.fixture(scope="module")
def index() -> KapIndex:
    return KapIndex(invented_survey(), frozenset(QARKS))


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({}, ""),
        ({"n": 29.0}, "too_few"),
        ({"n_eff": 29.9}, "too_few"),
        ({"lower": 30.0, "upper": 60.0}, "too_few"),
        ({"lower": 30.0, "upper": 59.9}, ""),
        ({"n": 29.0, "state": "modelled"}, ""),
        ({"lower": math.nan, "upper": math.nan, "n_eff": math.nan}, ""),
        ({"gap": "suppressed"}, "suppressed"),
        ({"percent": math.nan}, "not_published"),
    ],
)
def test_the_display_rule_holds_whatever_was_imported(changes: dict[str, object], gap: str) -> None:
    assert display_gap(replace(estimate("1", "k1", ("AL011",), 45.0), **changes)) == gap


def test_waves_questions_and_groups_come_in_their_order(index: KapIndex) -> None:
    assert index.waves == ("1", "2")
    assert [q.question_id for q in index.questions("1")] == ["k1", "k2", "a1", "p1"]
    assert index.groups("1", "k1", GENERAL) == ("all", "sex:female", "sex:male")
    assert index.areas("1", BOOSTER) == QARKS


def test_all_areas_together_are_found_whatever_their_order(index: KapIndex) -> None:
    assert index.pooled("2", "k1", GENERAL).percent == 52.0
    assert index.estimate("2", "k1", GENERAL, "all", tuple(reversed(QARKS))).percent == 52.0


def test_a_small_count_hides_its_whole_breakdown_and_no_other(index: KapIndex) -> None:
    small = index.estimate("2", "k1", GENERAL, "sex:male", ("AL013",))
    beside = index.estimate("2", "k1", GENERAL, "sex:female", ("AL013",))
    assert index.is_protected(small)
    assert index.is_protected(beside)
    assert not index.is_protected(index.pooled("2", "k1", GENERAL))
    assert not index.is_protected(index.pooled("2", "k1", GENERAL, "sex:female"))


def test_a_count_that_was_hidden_at_import_stays_hidden(index: KapIndex) -> None:
    assert index.is_protected(unknown("2", "k1", ("AL013",), "too_few", n=math.nan))


@pytest.mark.parametrize("text", ["", "last summer", "2020-13", "2020-8", "20/20"])
def test_a_fieldwork_that_cannot_be_read_is_unknown(text: str) -> None:
    assert fieldwork_end(text) is None


def test_fieldwork_ends_on_the_last_day_of_what_is_written() -> None:
    assert [fieldwork_end(text) for text in ("2020", "2019-20", "2020-02", "2020-02-14", "2020-08/2020-09")] == [
        date(2020, 12, 31), date(2020, 12, 31), date(2020, 2, 29), date(2020, 2, 14), date(2020, 9, 30),
    ]  # fmt: skip


def test_the_published_date_of_a_wave_is_not_lent_to_the_example(shipped) -> None:
    bare = tuple(replace(d, fieldwork="") for d in invented_survey().designs)
    real = replace(shipped, survey=replace(invented_survey(), designs=bare))
    example = replace(shipped, survey=replace(invented_survey(example=True), designs=bare))
    assert wave_day(real, "1") == date(2020, 8, 31)
    assert wave_day(example, "1") is None


def test_areas_that_differ_are_found_and_areas_that_do_not_are_not(index: KapIndex) -> None:
    assert all(p > 0.5 for p in area_differences(index, "2").values())
    far = [estimate("2", "k1", (area,), percent) for area, percent in zip(QARKS, (20.0, 50.0, 52.0, 80.0), strict=True)]
    assert homogeneity_p(far) < 0.001


def test_differences_are_judged_over_all_questions(index: KapIndex) -> None:
    survey = invented_survey()
    rows = [
        replace(e, percent=e.percent + 12, lower=e.lower + 12, upper=e.upper + 12) if _one(e) else e for e in survey.estimates
    ]
    found = area_differences(KapIndex(replace(survey, estimates=tuple(rows)), frozenset(QARKS)), "2")
    alone = homogeneity_p([e for e in rows if e.wave == "2" and e.question_id == "k1" and len(e.region_ids) == 1 and _plain(e)])
    assert found["k1"] == pytest.approx(4 * alone)


def _plain(e) -> bool:
    return e.sample == GENERAL and e.group == "all" and e.state == "observed"


def _one(e) -> bool:
    return (e.wave, e.question_id, e.region_ids) == ("2", "k1", ("AL022",)) and _plain(e)


def test_figures_without_intervals_are_not_compared() -> None:
    bare = [estimate("1", "k1", (area,), 40.0, se=math.nan) for area in QARKS]
    assert math.isnan(homogeneity_p(bare))


def test_groups_are_tested_within_their_kind(index: KapIndex) -> None:
    assert set(group_differences(index, "2")) == {(q, "sex") for q in ("k1", "k2", "a1", "p1")}
