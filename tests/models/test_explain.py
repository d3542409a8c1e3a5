from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from models.class_moves import possible_values
from models.decompose import Rule
from models.explain import explain_area
from models.method import BASE
from models.profiles import build_profiles, nearest_in_profile
from models.risk_index import _Known, _score, classify, score_areas

DAY = date(2006, 7, 31)


@pytest.mark.parametrize("day", [DAY, date(2005, 11, 30), date(2021, 6, 30)], ids=str)
@pytest.mark.parametrize("level", ["qark", "municipality"])
def test_every_area_is_explained_to_the_last_digit(shipped, level, day):
    profiles = build_profiles(shipped, score_areas(shipped, level, day))
    for area in profiles.table.rows:
        why = explain_area(shipped, area.region_id, day, profiles=profiles)
        expected = area.risk if math.isnan(area.priority) else area.priority
        assert why.score == pytest.approx(expected, abs=1e-9)
        assert sum(c.points for c in why.contributions) == pytest.approx(why.score - why.reference_score, abs=1e-9)
        assert abs(why.residual) < 1e-9
        assert why.target == ("vulnerability" if math.isnan(area.priority) else "priority")
        assert why.class_id == (area.risk_class if math.isnan(area.priority) else area.class_id)


def class_after(dataset, region_id, move):
    rows = _score(_Known(changed(dataset, region_id, move), "qark", DAY), BASE)
    return next(row.class_id for row in rows if row.region_id == region_id)


def changed(dataset, region_id, move):
    values = tuple(
        replace(v, value=move.wanted)
        if (v.region_id, v.indicator_id, v.value) == (region_id, move.indicator_id, move.value)
        else v
        for v in dataset.values
    )
    return replace(dataset, values=values)


def test_the_move_named_really_changes_the_class_and_a_smaller_one_does_not(shipped):
    profiles = build_profiles(shipped, score_areas(shipped, "qark", DAY))
    tried = 0
    for area in profiles.table.rows[::2]:
        why = explain_area(shipped, area.region_id, DAY, profiles=profiles)
        for moves in why.moves.values():
            for move in [m for m in moves if not shipped.indicators[m.indicator_id].computed][:2]:
                assert class_after(shipped, area.region_id, move) == move.class_id != area.class_id
                step = 10.0 ** -shipped.indicators[move.indicator_id].decimals
                less = replace(move, wanted=move.wanted - math.copysign(step, move.wanted - move.value))
                if abs(move.wanted - move.value) > step:
                    assert (
                        score_areas(changed(shipped, area.region_id, less), "qark", DAY)[area.region_id].class_id == area.class_id
                    )
                tried += 1
    assert tried > 6


def test_only_feasible_values_are_proposed(shipped):
    for level in ("qark", "municipality"):
        profiles = build_profiles(shipped, score_areas(shipped, level, DAY))
        for area in profiles.table.rows[:12]:
            for moves in explain_area(shipped, area.region_id, DAY, profiles=profiles).moves.values():
                assert [m.size for m in moves] == sorted(m.size for m in moves)
                for move in moves:
                    indicator = shipped.indicators[move.indicator_id]
                    assert indicator.valid_min <= move.wanted <= indicator.valid_max
                    if indicator.unit == "count":
                        assert move.wanted == int(move.wanted)
                    if indicator.unit == "km":
                        assert move.wanted % 5 == 0


def test_values_tried_are_those_that_can_be_printed(shipped):
    projects = possible_values(shipped.indicators["projects_active"])
    assert projects[0] == 0
    assert projects[-1] == 200
    assert set(np.diff(projects)) == {1}
    assert possible_values(shipped.indicators["attendance_15_17"])[[0, 1, -1]].tolist() == [0, 0.1, 100]


def test_neighbours_are_the_nearest_and_mutual_distance_is_the_same(shipped):
    profiles = build_profiles(shipped, score_areas(shipped, "qark", DAY))
    found = nearest_in_profile(profiles, "AL014", 11)
    assert len(found) == 11
    assert [n.distance for n in found] == sorted(n.distance for n in found)
    here, there = (profiles.normalised[profiles.index(r)] for r in ("AL014", found[0].region_id))
    assert found[0].distance == pytest.approx(math.sqrt(np.nanmean((here - there) ** 2)))


def test_two_areas_are_compared_and_the_comparison_turns_round(shipped):
    there = explain_area(shipped, "AL011", DAY, against="AL022")
    back = explain_area(shipped, "AL022", DAY, against="AL011")
    assert there.reference_score == pytest.approx(back.score)
    points = {c.reading.indicator_id: c.points for c in back.contributions}
    for c in there.contributions:
        assert c.points == pytest.approx(-points[c.reading.indicator_id], abs=1e-9)


def test_other_weights_and_means_are_explained_too(shipped):
    rule = Rule((3, 1, 1, 1, 1, 1, 1, 1), (1, 2, 3, 1), (0.4, 0.6), "inverted_geometric", "arithmetic")
    why = explain_area(shipped, "AL011", DAY, rule=rule)
    assert abs(why.residual) < 1e-9
    assert why.class_id == classify(why.score)
    assert why.score != pytest.approx(explain_area(shipped, "AL011", DAY).score)


def test_an_area_without_a_score_says_so(tiny_dataset):
    kept = tuple(
        v for v in tiny_dataset.values if (v.indicator_id, v.region_id) not in {("poverty", "AL011"), ("change", "AL011")}
    )
    why = explain_area(replace(tiny_dataset, values=kept), "AL011", DAY)
    assert (why.target, why.area.gap, why.contributions) == ("", "insufficient", ())


@pytest.mark.parametrize(("region", "against"), [("AL", "mean"), ("AL999", "mean"), ("AL011", "AL111"), ("AL011", "nobody")])
def test_what_cannot_be_explained_is_refused(shipped, region, against):
    with pytest.raises(ValueError, match=r"is no qark or municipality|is not a qark"):
        explain_area(shipped, region, DAY, against=against)
