from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import naive
import pytest

from data.types import Coverage, Dataset, TravelTime
from models.method import BASE, VARIANTS
from models.readings import PRESENCE
from models.risk_index import _Known, _score, classify, score_areas

DAYS = [date(2004, 6, 30), date(2005, 11, 30), date(2006, 7, 31), date(2007, 3, 1), date(2021, 6, 30), date(2025, 3, 31)]


def same(fast: float, slow: float | None) -> bool:
    return math.isnan(fast) if slow is None else fast == pytest.approx(slow, abs=1e-9)


@pytest.mark.parametrize("level", ["qark", "municipality"])
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", ["tiny_dataset", "shipped"])
def test_agrees_with_the_naive_implementation(name, day, level, request):
    dataset = request.getfixturevalue(name)
    for row in score_areas(dataset, level, day).rows:
        a, c, p = naive.score(dataset, row.region_id, day)
        assert same(row.vulnerability, a), row.region_id
        assert same(row.thin_prevention, c), row.region_id
        assert same(row.priority, p), row.region_id


def described_until(dataset: Dataset, end: date) -> Dataset:
    """The dataset as if the complete report spoke of the months up to a later day too."""
    source = dataset.sources["doc-001"]
    later = Coverage(("AL",), date(2005, 1, 1), end, ("projects", "services", "mechanisms"), complete=True, reason="made")
    return replace(dataset, sources={**dataset.sources, "doc-001": replace(source, coverage=(later,))})


def with_times(dataset: Dataset) -> Dataset:
    """The dataset with a made table of travel times that lacks most pairs."""
    towns = [t.region_id for t in dataset.regions_at("municipality")]
    times = [
        TravelTime(a, b, "car", 20.0 + 7.0 * (i % 9), "doc-001", "")
        for i, (a, b) in enumerate(zip(towns, towns[3:], strict=False))
    ]
    return replace(dataset, travel_times=tuple(times))


@pytest.mark.parametrize("level", ["qark", "municipality"])
@pytest.mark.parametrize(("day", "times"), [(date(2007, 3, 1), False), (date(2007, 7, 31), True), (date(2006, 7, 31), True)])
def test_agrees_with_the_naive_implementation_on_recent_projects_and_travel_times(day, times, level, shipped):
    dataset = described_until(shipped, date(2007, 12, 31))
    dataset = with_times(dataset) if times else dataset
    table = score_areas(dataset, level, day)
    assert not all(math.isnan(row.thin_prevention) for row in table.rows)
    for row in table.rows:
        assert same(row.thin_prevention, naive.score(dataset, row.region_id, day)[1]), row.region_id


def test_the_pillar_of_method_1_is_one_of_the_variants(shipped):
    """Projects and distance alone, as published before; the two parts that came later are the only difference."""
    day = date(2006, 7, 31)
    old = {row.region_id: row for row in _score(_Known(shipped, "qark", day), VARIANTS["method_1_0"])}
    for row in score_areas(shipped, "qark", day).rows:
        first, second = (next(x for x in row.readings if x.indicator_id == name).normalised for name in PRESENCE[:2])
        assert old[row.region_id].thin_prevention == pytest.approx((first + second) / 2, abs=1e-9)


def test_three_parts_of_thin_prevention_suffice_and_two_do_not(shipped):
    table = score_areas(shipped, "qark", date(2006, 7, 31))
    parts = {row.region_id: [x for x in row.readings if x.indicator_id in PRESENCE] for row in table.rows}
    known = {name: [x.normalised for x in readings if not x.gap] for name, readings in parts.items()}
    assert {len(found) for found in known.values()} == {3, 4}
    for name, found in known.items():
        assert table[name].thin_prevention == pytest.approx(sum(found) / len(found), abs=1e-9)
    later = score_areas(shipped, "qark", date(2025, 3, 31)).rows
    two = [row for row in later if sum(not x.gap for x in row.readings if x.indicator_id in PRESENCE) > 0]
    assert two
    assert all(math.isnan(row.thin_prevention) for row in two)


def test_by_hand_on_the_tiny_country(tiny_dataset):
    north, south = score_areas(tiny_dataset, "qark", date(2006, 7, 31)).rows
    # poverty 30 of 0-50 -> 60; attendance 60 of 50-100, better -> 80; change -20 of -40-0, better -> 50
    assert north.vulnerability == pytest.approx((60 + 80 + 50) / 3)
    # no prevention project -> 100; hill and wood lie over 200 km from the only unit -> 100
    assert north.thin_prevention == 100
    assert north.priority == pytest.approx(math.sqrt((1 + 0.99 * 190 / 3) * 100))
    # P1, P2, P4 and P6 of 0-4 -> 0; sea 0 km x 400, plain 20 km x 200 -> 6.7, shown as 5 -> 10
    assert south.thin_prevention == pytest.approx(5)
    assert (north.rank, south.rank) == (1, 2)


def test_a_gap_is_never_zero_and_gives_no_priority(tiny_dataset):
    for row in score_areas(tiny_dataset, "qark", date(2021, 6, 30)).rows:
        assert math.isnan(row.thin_prevention)
        assert math.isnan(row.priority)
        assert (row.gap, row.class_id, row.rank) == ("not_recorded", "", None)
        assert row.reliability


def test_one_wild_value_moves_no_other_area(tiny_dataset):
    day = date(2006, 7, 31)
    before = score_areas(tiny_dataset, "qark", day)
    wild = tuple(
        replace(v, value=99.0) if v.region_id == "AL011" and v.indicator_id == "poverty" else v for v in tiny_dataset.values
    )
    after = score_areas(replace(tiny_dataset, values=wild), "qark", day)
    assert after["AL012"] == before["AL012"]
    assert after["AL011"].risk > before["AL011"].risk


def test_under_two_thirds_of_the_weight_there_is_no_score(tiny_dataset):
    kept = tuple(
        v for v in tiny_dataset.values if (v.indicator_id, v.region_id) not in {("poverty", "AL011"), ("change", "AL011")}
    )
    row = score_areas(replace(tiny_dataset, values=kept), "qark", date(2006, 7, 31))["AL011"]
    assert math.isnan(row.risk)
    assert (row.gap, row.rank, row.reliability) == ("insufficient", None, "")


def test_municipalities_inherit_and_are_not_ranked(tiny_dataset):
    qarks = score_areas(tiny_dataset, "qark", date(2006, 7, 31))
    for row in score_areas(tiny_dataset, "municipality", date(2006, 7, 31)).rows:
        assert row.vulnerability == qarks[row.qark_id].vulnerability
        assert row.vulnerability_state == "inherited"
        assert row.rank is None
        assert row.class_id


def test_municipalities_are_ranked_once_half_of_the_weight_is_their_own(tiny_dataset):
    indicators = {k: replace(i, levels=("qark", "municipality")) for k, i in tiny_dataset.indicators.items()}
    sample = next(v for v in tiny_dataset.values if v.indicator_id == "poverty")
    own = [replace(sample, indicator_id=i, region_id=r, value=60.0) for r in ("AL111", "AL112") for i in ("poverty", "schooling")]
    dataset = replace(tiny_dataset, indicators=indicators, values=(*tiny_dataset.values, *own))
    table = score_areas(dataset, "municipality", date(2006, 7, 31))
    assert table["AL111"].rank is not None
    assert table["AL111"].vulnerability_state == "derived"
    assert table["AL121"].rank is None


def test_every_variant_changes_something_somewhere(shipped):
    """A variant that silently does nothing would make the count of kept classes a show."""
    days = [date(2005, 7, 31), date(2005, 11, 30), date(2006, 7, 31)]

    def scores(day, method):
        return repr([(r.thin_prevention, r.priority) for r in _score(_Known(shipped, "municipality", day), method)])

    base = {day: scores(day, BASE) for day in days}
    for name, method in VARIANTS.items():
        assert any(scores(day, method) != base[day] for day in days), f"variant {name} does nothing on the shipped data"


def test_kept_counts_come_from_the_variants(shipped):
    table = score_areas(shipped, "qark", date(2006, 7, 31))
    assert len(table.variant_ids) >= 8
    for row in table.rows:
        assert row.variants_kept == sum(table.variant_classes[v][row.region_id] == row.class_id for v in table.variant_ids)


def test_same_data_same_scores(shipped):
    day = date(2006, 7, 31)
    assert repr(score_areas(shipped, "qark", day)) == repr(score_areas(shipped, "qark", day))


def test_classes_are_fixed_on_their_cuts():
    assert [classify(x) for x in (0, 20, 40, 60, 80, 100)] == ["very_low", "low", "medium", "high", "very_high", "very_high"]


@pytest.mark.parametrize(("level", "basis"), [("country", "structural"), ("qark", "with-survey")])
def test_what_cannot_be_scored_is_refused_in_words(tiny_dataset, level, basis):
    with pytest.raises(ValueError, match=r"use qark|use structural"):
        score_areas(tiny_dataset, level, date(2006, 7, 31), basis)


def test_communities_and_cases_never_enter_the_score(shipped):
    for indicator in shipped.indicators.values():
        if indicator.theme in ("communities", "cases"):
            assert indicator.pillar == "context"
