from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.access import distances_to_service, nearest_service, round_distance
from models.method import PresenceRules
from models.presence import counted_projects, covering, is_complete, last_complete_date, projects_at, services_at
from models.readings import presence_values, read_indicator

FULL = date(2006, 7, 31)


def standings(dataset, region_id, on):
    return {item.project.project_id: item.standing for item in projects_at(dataset, region_id, on)}


def test_the_default_day_is_the_last_one_fully_described(tiny_dataset):
    assert last_complete_date(tiny_dataset) == FULL


def test_without_a_complete_source_there_is_no_default_day(tiny_dataset):
    sources = {
        k: replace(s, coverage=tuple(replace(c, complete=False) for c in s.coverage)) for k, s in tiny_dataset.sources.items()
    }
    with pytest.raises(ValueError, match="no source covers"):
        last_complete_date(replace(tiny_dataset, sources=sources))


def test_silence_is_absence_only_where_a_complete_source_speaks(tiny_dataset):
    assert is_complete(tiny_dataset, "AL112", "projects", FULL)
    assert not is_complete(tiny_dataset, "AL112", "projects", date(2006, 8, 1))
    assert not is_complete(tiny_dataset, "AL111", "projects", date(2021, 6, 30))
    assert not covering(tiny_dataset, "AL111", "projects", date(2021, 6, 30)).complete
    assert covering(tiny_dataset, "AL121", "projects", date(2021, 6, 30)) is None


def test_zero_where_covered_nothing_where_not(tiny_dataset):
    covered = read_indicator(tiny_dataset, "projects_active", "AL011", FULL, "qark")
    assert (covered.value, covered.gap) == (0, "")
    later = read_indicator(tiny_dataset, "projects_active", "AL012", date(2021, 6, 30), "qark")
    assert (later.gap, later.state) == ("not_recorded", "")
    partial = read_indicator(tiny_dataset, "projects_active", "AL011", date(2021, 6, 30), "qark")
    assert (partial.value, partial.note) == (1, "at_least")


def test_windows_open_ends_and_undated_projects(tiny_dataset):
    assert standings(tiny_dataset, "AL012", FULL) == {"P1": "active", "P2": "assumed", "P4": "assumed", "P6": "active"}
    assert standings(tiny_dataset, "AL012", date(2006, 8, 1)) == {"P4": "unknown", "P6": "active"}
    assert standings(tiny_dataset, "AL012", date(2008, 10, 31))["P6"] == "active"
    assert standings(tiny_dataset, "AL012", date(2008, 11, 1))["P6"] == "unknown"
    assert standings(tiny_dataset, "AL012", date(2004, 12, 31)) == {}


def test_planned_work_and_research_are_not_presence(tiny_dataset):
    there = projects_at(tiny_dataset, "AL011", date(2006, 2, 1))
    assert {item.project.project_id: item.standing for item in there} == {"P7": "planned"}
    assert counted_projects(there) == ()
    summer = projects_at(tiny_dataset, "AL011", date(2005, 7, 1))
    assert {i.project.project_id for i in summer} == {"P3", "P7"}
    assert counted_projects(summer) == ()
    research = PresenceRules(project_types=frozenset({"prevention", "research"}))
    assert [i.project.project_id for i in counted_projects(summer, research)] == ["P3"]


def test_a_qark_wide_record_is_said_to_be_one(tiny_dataset):
    wide = {i.project.project_id: i.qark_wide for i in projects_at(tiny_dataset, "AL122", FULL)}
    assert wide == {"P1": False, "P2": True}
    values = presence_values(tiny_dataset, FULL)
    assert values.projects["AL122"] == 2
    assert "AL122" not in values.from_qark


def test_services_age_and_never_count_when_stale_planned_or_shelters(tiny_dataset):
    def seen(region_id, on):
        return {i.service.service_id: (i.standing, i.counts) for i in services_at(tiny_dataset, region_id, on)}

    assert seen("AL012", date(2005, 11, 30)) == {"S1": ("assumed", True)}
    assert seen("AL012", FULL) == {"S1": ("confirmed", True)}
    assert seen("AL012", date(2008, 8, 1)) == {"S1": ("stale", False)}
    assert seen("AL012", date(2004, 12, 31)) == {}
    assert seen("AL011", FULL) == {"S2": ("confirmed", False), "S3": ("confirmed", False), "S4": ("planned", False)}


def test_distance_is_weighted_rounded_and_known_only_where_covered(tiny_dataset):
    found = distances_to_service(tiny_dataset, FULL)
    assert (found["AL121"], found["AL122"], found["AL012"]) == (0, 20, 5)
    assert nearest_service(tiny_dataset, "AL122", FULL).municipality_id == "AL121"
    assert presence_values(tiny_dataset, date(2007, 6, 30)).distances == {}
    assert distances_to_service(tiny_dataset, date(2015, 1, 1)) == {}


@pytest.mark.parametrize(("km", "shown"), [(0, 0), (2.4, 0), (2.5, 5), (7.4, 5), (7.5, 10), (12.5, 15)])
def test_distances_are_shown_to_five_kilometres(km, shown):
    assert round_distance(km) == shown


def test_latest_value_not_after_the_day_else_the_first_after_it(tiny_dataset):
    old = read_indicator(tiny_dataset, "poverty", "AL011", date(2006, 7, 31), "qark")
    assert (old.period, old.out_of_period) == ("2008-09", True)
    later = read_indicator(tiny_dataset, "poverty", "AL011", date(2016, 1, 1), "qark")
    assert (later.period, later.out_of_period, later.stale) == ("2008-09", False, False)
    assert read_indicator(tiny_dataset, "poverty", "AL011", date(2020, 1, 1), "qark").period == "2017-18"
    assert read_indicator(tiny_dataset, "poverty", "AL011", date(2029, 1, 1), "qark").stale


def test_a_municipality_inherits_what_only_its_qark_has(tiny_dataset):
    inherited = read_indicator(tiny_dataset, "poverty", "AL111", date(2018, 6, 1), "municipality")
    assert (inherited.state, inherited.value, inherited.counted) == ("inherited", 40, False)
    gap = read_indicator(tiny_dataset, "change", "AL112", date(2018, 6, 1), "municipality")
    assert (gap.gap, gap.note) == ("not_published", "not read")
    absent = read_indicator(tiny_dataset, "change", "AL121", date(2018, 6, 1), "municipality")
    assert absent.gap == "not_published"
