"""People reached: only persons, at the scope that is stated; shared totals are shared, and silence is no 0."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from data.types import Dataset, Place, Project
from models.reach import AreaReach, reach_by_area, states_persons

COMPLETE, TODAY = date(2006, 7, 31), date(2026, 11, 22)


def only(dataset: Dataset, *projects: Project) -> Dataset:
    return replace(dataset, projects={p.project_id: p for p in projects})


def project_in(dataset: Dataset, *region_ids: str, **changes: object) -> Project:
    like = next(
        p for p in dataset.projects.values() if "prevention" in p.types and p.window == "programme" and p.status == "active"
    )
    places = tuple(Place(r, r, dataset.regions[r].level if r else "not_named", "stated") for r in region_ids)
    usual = {"project_id": "P", "reached_n": 500.0, "reached_kind": "persons", "reached_scope": "project"}
    return replace(like, places=places, start=date(2006, 1, 1), end=date(2006, 12, 31), window="stated", **{**usual, **changes})


@pytest.fixture
def one(shipped: Dataset):
    def make(region_id: str, *projects: Project, level: str = "qark", on: date = COMPLETE) -> AreaReach:
        return reach_by_area(only(shipped, *projects), level, on)[region_id]  # type: ignore[arg-type]

    return make


def test_persons_of_a_project_in_one_area_are_counted_per_1000_residents(shipped: Dataset, one) -> None:
    found = one("AL011", project_in(shipped, "AL112"))
    assert (found.persons, found.gap, found.at_least) == (500.0, "", False)
    assert found.per_1000 == pytest.approx(1000 * 500 / 189_854)
    assert found.counted == ("P",)


def test_a_total_of_several_areas_is_shared_and_never_split(shipped: Dataset, one) -> None:
    both = project_in(shipped, "AL011", "AL013")
    for qark in ("AL011", "AL013"):
        found = one(qark, both)
        assert (found.gap, math.isnan(found.persons)) == ("not_published", True)
        assert [(s.persons, s.region_ids) for s in found.shared] == [(500.0, ("AL011", "AL013"))]
    own = project_in(shipped, "AL011", project_id="Q", reached_n=70.0)
    assert (one("AL011", both, own).persons, one("AL011", both, own).at_least) == (70.0, True)


def test_a_total_with_a_place_that_is_not_named_is_shared(shipped: Dataset, one) -> None:
    assert one("AL011", project_in(shipped, "AL112", "")).shared


def test_two_municipalities_of_one_qark_are_the_qarks_own_but_shared_between_them(shipped: Dataset, one) -> None:
    both = project_in(shipped, "AL112", "AL114")
    assert one("AL011", both).persons == 500.0
    assert one("AL112", both, level="municipality").shared
    assert one("AL112", project_in(shipped, "AL011"), level="municipality").shared


@pytest.mark.parametrize(
    "changes", [{"reached_kind": "copies"}, {"reached_kind": "schools"}, {"reached_n": math.nan, "reached_kind": ""}]
)
def test_what_does_not_count_persons_adds_nothing(shipped: Dataset, one, changes: dict[str, object]) -> None:
    project = project_in(shipped, "AL011", **changes)
    assert not states_persons(project)
    found = one("AL011", project)
    assert (found.gap, found.uncounted) == ("not_published", ("P",))


def test_a_target_is_not_people_reached(shipped: Dataset, one) -> None:
    found = one("AL011", project_in(shipped, "AL011", reached_scope="targeted"))
    assert (found.gap, found.targets, found.uncounted) == ("not_published", ("P",), ())


def test_a_few_persons_are_suppressed(shipped: Dataset, one) -> None:
    found = one("AL011", project_in(shipped, "AL011", reached_n=6.0))
    assert (found.gap, math.isnan(found.persons), math.isnan(found.per_1000)) == ("suppressed", True, True)


def test_nothing_recorded_is_0_only_where_a_complete_source_covers_the_day(shipped: Dataset, one) -> None:
    elsewhere = project_in(shipped, "AL013")
    assert (one("AL011", elsewhere).persons, one("AL011", elsewhere).at_least) == (0.0, False)
    assert one("AL011", elsewhere, on=TODAY).gap == "not_recorded"


def test_shipped_totals_are_each_counted_once_or_shared(shipped: Dataset) -> None:
    areas = reach_by_area(shipped, "qark", COMPLETE)
    assert len(areas) == 12
    counted = [p for area in areas.values() for p in area.counted]
    assert len(counted) == len(set(counted)) > 3
    assert not set(counted) & {s.project_id for area in areas.values() for s in area.shared}
    persons = sum(shipped.projects[p].reached_n for p in counted)
    assert sum(area.persons for area in areas.values() if not area.gap) == pytest.approx(persons)
    assert {area.gap for area in reach_by_area(shipped, "municipality", TODAY).values()} <= {"", "not_recorded", "not_published"}
