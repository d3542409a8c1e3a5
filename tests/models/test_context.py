"""Context layers: each from the records alone, 0 only where a complete source speaks, nothing hidden to be worked out."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from data.indicators.registry import COMPUTED
from data.types import Coverage, Dataset, Place, Project, Service, Value, frozen_map
from models.access import population_weights
from models.catchment import PER_PERSONS
from models.context import CONTEXT, FULL_TIME_ABOVE, RESIDENTS
from models.context_access import services_within_reach
from models.presence import is_complete
from models.reach import people_reached
from models.readings import PRESENCE, presence_values, read_indicator

DESCRIBED, AFTER, TODAY = date(2006, 7, 31), date(2021, 6, 30), date(2026, 11, 22)
DAYS = (date(2005, 11, 30), DESCRIBED, AFTER, date(2024, 6, 30), TODAY)
RECKONED = {**CONTEXT, "services_in_reach": services_within_reach, "people_reached": people_reached}
BY_TYPE = ("units_in_reach", "centres_in_reach", "help_in_reach")


def project_in(shipped: Dataset, *region_ids: str, **changes: object) -> Project:
    like = shipped.projects["001-KV-16"]
    places = tuple(Place(r, r, shipped.regions[r].level, "stated") for r in region_ids)
    usual = {"project_id": "P", "window": "stated", "start": date(2005, 1, 1), "end": date(2006, 1, 31)}
    return replace(like, places=places, **{**usual, **changes})


def service_in(shipped: Dataset, region_id: str, **changes: object) -> Service:
    like = next(s for s in shipped.services.values() if s.category == "day_centre")
    usual = {"service_id": "S", "window": "stated", "status": "active", "start": date(2000, 1, 1), "end": None}
    return replace(like, region_id=region_id, **{**usual, "last_confirmed": date(2006, 6, 30), **changes})


def only(shipped: Dataset, *records: Project | Service) -> Dataset:
    projects = {r.project_id: r for r in records if isinstance(r, Project)}
    services = {r.service_id: r for r in records if isinstance(r, Service)}
    return replace(shipped, projects=frozen_map(projects), services=frozen_map(services))


def declared(dataset: Dataset, region_id: str, on: date) -> Dataset:
    """The dataset after a committee has declared its list complete."""
    source = dataset.sources["doc-001"]
    told = Coverage((region_id,), on, on, ("projects", "services", "mechanisms"), complete=True, reason="declared")
    return replace(dataset, sources=frozen_map({**dataset.sources, "own": replace(source, source_id="own", coverage=(told,))}))


def test_every_computed_indicator_is_reckoned_and_every_reckoning_has_an_indicator(shipped: Dataset) -> None:
    named = {i.computed for i in shipped.indicators.values() if i.computed}
    assert named == set(CONTEXT) | set(PRESENCE) == set(COMPUTED) - {""}
    assert all(i.pillar == "context" and i.cuts for i in shipped.indicators.values() if i.computed in CONTEXT)


@pytest.mark.parametrize("name", sorted(set(RECKONED) - {"source_coverage", "full_time_workers", "months_since_prevention"}))
def test_0_is_said_only_where_a_complete_source_speaks(shipped: Dataset, name: str) -> None:
    theme = "services" if name.endswith("_in_reach") else "projects"
    for day in DAYS:
        zeros = [r for r, figure in RECKONED[name](shipped, day).items() if not figure.gap and figure.value == 0]
        assert all(is_complete(shipped, r, theme, day) for r in zeros)


def test_months_count_from_the_last_end_and_are_0_while_something_is_at_work(shipped: Dataset) -> None:
    reckon = CONTEXT["months_since_prevention"]
    ended = project_in(shipped, "AL112")
    found = reckon(only(shipped, ended, project_in(shipped, "AL112", project_id="Q", end=date(2005, 3, 31))), DESCRIBED)
    assert {r: (f.value, f.note) for r, f in found.items()} == {"AL011": (6.0, ""), "AL112": (6.0, "")}
    at_work = project_in(shipped, "AL112", project_id="Q", end=date(2006, 12, 31))
    assert reckon(only(shipped, ended, at_work), DESCRIBED)["AL112"].value == 0.0
    assert reckon(only(shipped, ended, service_in(shipped, "AL112")), DESCRIBED)["AL011"].value == 0.0


def test_months_are_at_most_so_many_where_records_are_partial_and_nothing_where_nothing_is_recorded(shipped: Dataset) -> None:
    found = CONTEXT["months_since_prevention"](only(shipped, project_in(shipped, "AL112")), AFTER)
    assert (found["AL112"].value, found["AL112"].note) == (184.0, "at_most")
    assert "AL012" not in found


@pytest.mark.parametrize("changes", [{"status": "planned"}, {"types": ("research",)}, {"end": None}])
def test_what_was_planned_or_no_prevention_or_has_no_end_has_not_ended(shipped: Dataset, changes: dict[str, object]) -> None:
    data = only(shipped, project_in(shipped, "AL112", **changes))
    assert "AL112" not in CONTEXT["months_since_prevention"](data, TODAY)


def test_stale_services_and_undated_projects_wait_for_a_word(shipped: Dataset) -> None:
    stale, undated = service_in(shipped, "AL112"), project_in(shipped, "AL011", window="undated", start=None, end=None)
    found = CONTEXT["records_to_confirm"](only(shipped, stale, undated), AFTER)
    assert {r: f.value for r, f in found.items() if r in ("AL011", "AL112", "AL113", "AL012")} == {
        "AL011": 2.0,
        "AL112": 2.0,
        "AL113": 1.0,
    }
    assert (found["AL112"].wide, found["AL113"].wide) == (False, True)
    assert CONTEXT["records_to_confirm"](only(shipped, service_in(shipped, "AL112")), DESCRIBED)["AL112"].value == 0.0


def test_coverage_is_of_the_sources_and_none_where_none_speaks(shipped: Dataset) -> None:
    reckon = CONTEXT["source_coverage"]
    assert {f.value for f in reckon(shipped, DESCRIBED).values()} == {100.0}
    partial = reckon(shipped, AFTER)
    assert {(f.value, f.note) for f in partial.values()} == {(0.0, "partial")}
    assert len(partial) < 73
    assert reckon(shipped, TODAY) == {}


def children_of(shipped: Dataset, **counts: float) -> Dataset:
    like = next(v for v in shipped.values if v.indicator_id == RESIDENTS and v.region_id == "AL112")
    rows = [replace(like, indicator_id="children", region_id=r, value=n, period="2023") for r, n in counts.items()]
    return replace(shipped, values=(*shipped.values, *rows))


def test_the_law_asks_for_a_worker_above_3000_children(shipped: Dataset) -> None:
    found = CONTEXT["full_time_workers"](children_of(shipped, AL112=3001.0, AL113=3000.0), TODAY)
    assert (found["AL112"].value, found["AL113"].value) == (1.0, 0.0)


def test_where_children_are_not_known_only_too_small_a_population_tells(shipped: Dataset) -> None:
    found = CONTEXT["full_time_workers"](shipped, TODAY)
    few = {
        v.region_id for v in shipped.values if v.indicator_id == RESIDENTS and v.period == "2023" and v.value <= FULL_TIME_ABOVE
    }
    assert set(found) == {r for r in few if shipped.regions[r].level == "municipality"} == {"AL334", "AL346"}
    assert {f.value for f in found.values()} == {0.0}
    reading = read_indicator(shipped, "full_time_workers", "AL224", TODAY, "municipality")
    assert (reading.gap, math.isnan(reading.value)) == ("not_published", True)


def test_a_hidden_count_of_children_hides_the_answer_too(shipped: Dataset) -> None:
    like: Value = next(v for v in shipped.values if v.indicator_id == RESIDENTS and v.region_id == "AL346")
    hidden = replace(like, indicator_id="children", value=math.nan, state="", gap="suppressed", period="2023")
    data = replace(shipped, values=(*shipped.values, hidden))
    assert read_indicator(data, "full_time_workers", "AL346", TODAY, "municipality").gap == "suppressed"


@pytest.mark.parametrize("name", ["services_in_reach", *BY_TYPE])
def test_services_in_reach_are_all_handed_out(shipped: Dataset, name: str) -> None:
    figures, people = RECKONED[name](shipped, DESCRIBED), population_weights(shipped)
    towns = {r.region_id for r in shipped.regions_at("municipality")}
    handed = sum(f.value * people[r] for r, f in figures.items() if r in towns) / PER_PERSONS
    in_qarks = sum(
        f.value * sum(people[t] for t in towns if shipped.regions[t].qark_id == r) for r, f in figures.items() if r not in towns
    )
    assert handed == pytest.approx(round(handed))
    assert handed > 0
    assert in_qarks / PER_PERSONS == pytest.approx(handed)


def test_the_types_together_are_all_services_in_reach(shipped: Dataset) -> None:
    whole = services_within_reach(shipped, DESCRIBED)
    parts = [CONTEXT[name](shipped, DESCRIBED) for name in BY_TYPE]
    assert all(sum(part[r].value for part in parts) == pytest.approx(f.value) for r, f in whole.items())


def test_a_service_goes_from_in_reach_to_stale_after_24_months(shipped: Dataset) -> None:
    data = only(shipped, service_in(shipped, "AL112"))
    on, later = date(2008, 6, 30), date(2008, 7, 1)
    reach, stale = CONTEXT["centres_in_reach"], CONTEXT["stale_in_reach"]
    assert reach(data, on)["AL112"].value == pytest.approx(stale(data, later)["AL112"].value)
    assert "AL112" not in stale(data, on)
    assert "AL112" not in reach(data, later)


def test_a_lower_bound_of_services_is_shown_by_type_but_never_scored(shipped: Dataset) -> None:
    """Outside a complete source few recorded services would be read as thin prevention."""
    data, on = only(shipped, service_in(shipped, "AL112")), date(2008, 6, 30)
    assert CONTEXT["centres_in_reach"](data, on)["AL112"].note == "at_least"
    assert services_within_reach(data, on) == {}
    assert set(services_within_reach(declared(data, "AL112", on), on)) == {"AL112"}


def test_what_neighbours_may_have_makes_it_a_lower_bound(shipped: Dataset) -> None:
    data = declared(only(shipped), "AL346", TODAY)
    found = services_within_reach(data, TODAY)
    assert {r: (f.value, f.note) for r, f in found.items()} == {"AL346": (0.0, "at_least")}


def test_a_declared_list_turns_not_recorded_into_a_value_and_back(shipped: Dataset) -> None:
    def gaps(dataset: Dataset) -> dict[str, str]:
        presence = presence_values(dataset, TODAY)
        names = ("records_to_confirm", "source_coverage", "services_in_reach", "people_reached", "projects_for_communities")
        return {n: read_indicator(dataset, n, "AL013", TODAY, "qark", presence).gap for n in names}

    before = gaps(shipped)
    assert before == {**dict.fromkeys(before, "not_recorded"), "records_to_confirm": ""}
    assert set(gaps(declared(shipped, "AL013", TODAY)).values()) == {""}
    assert gaps(shipped) == before


def test_a_few_persons_are_in_no_rate_and_in_no_sum(shipped: Dataset) -> None:
    few = project_in(shipped, "AL112", end=date(2006, 12, 31), reached_n=6.0, reached_kind="persons", reached_scope="project")
    many = replace(few, project_id="Q", reached_n=500.0)
    wide = replace(few, project_id="R", places=(*few.places, *project_in(shipped, "AL012").places))
    reckon = people_reached
    alone, both = reckon(only(shipped, few), DESCRIBED), reckon(only(shipped, few, many), DESCRIBED)
    without = reckon(only(shipped, many), DESCRIBED)
    for area in ("AL112", "AL011"):
        assert alone[area].gap == "suppressed"
        assert (both[area].value, both[area].note) == (without[area].value, "at_least")
    assert reckon(only(shipped, wide), DESCRIBED)["AL012"].gap == "not_published"
