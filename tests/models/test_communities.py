"""Communities: sources side by side, what is hidden stays hidden, and no score ever hears of them."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace
from datetime import date

import pytest

from data.types import CommunityEstimate, Dataset, frozen_map
from models.communities import (
    FIRST_SOURCES,
    find_estimate,
    list_estimates,
    list_sources,
    measure_equity,
    named_places,
    names_communities,
    span_of,
    unplaced_estimates,
)
from models.risk_index import score_areas

DESCRIBED, TODAY = date(2006, 7, 31), date(2026, 11, 22)
CENSUS, CESS, BANK = "instat-census-2011-ethnicity", "ext-cess-unicef-2011", "ext-world-bank-2003"


def estimate(shipped: Dataset, **changes: object) -> CommunityEstimate:
    like = next(e for e in shipped.communities if e.estimate_id == "RE05")
    return replace(like, **changes)  # type: ignore[arg-type]


def with_estimates(shipped: Dataset, *more: CommunityEstimate) -> Dataset:
    return replace(shipped, communities=(*shipped.communities, *more))


def test_the_five_named_sources_come_first_and_none_is_left_out(shipped: Dataset) -> None:
    found = list_sources(list_estimates(shipped))
    assert found[:5] == FIRST_SOURCES
    assert set(found[5:]) == {"ext-estimate-1994", "ext-ngo-estimate-2021"}


def test_the_country_s_estimates_span_from_the_lowest_to_the_highest_and_are_no_mean(shipped: Dataset) -> None:
    span = span_of(list_estimates(shipped), "roma", "AL")
    assert span is not None
    assert (span.low, span.high, len(span.source_ids)) == (8301.0, 120000.0, 6)


def test_the_ends_of_one_source_s_range_are_one_estimate(shipped: Dataset) -> None:
    found = {e.place_named: e for e in unplaced_estimates(list_estimates(shipped)) if (e.source_id, e.group) == (BANK, "roma")}
    assert (found["Durrës"].low, found["Durrës"].high) == (3000.0, 4000.0)
    assert (found["Shkodër"].low, found["Shkodër"].high) == (50.0, 1000.0)
    assert not any(e.region_id for e in found.values())


def test_a_number_that_is_only_exceeded_stays_open_at_the_top(shipped: Dataset) -> None:
    found = next(e for e in unplaced_estimates(list_estimates(shipped)) if (e.source_id, e.place_named) == (CESS, "Tiranë"))
    assert (found.low, math.isnan(found.high), found.over) == (3000.0, True, True)
    data = with_estimates(shipped, estimate(shipped, estimate_id="X", source_id=BANK, value=9000.0, operator=">"))
    span = span_of(list_estimates(data), "roma", "AL032")
    assert span is not None
    assert (span.low, math.isnan(span.high)) == (1640.0, True)


def test_a_census_figure_told_twice_is_one_and_one_told_once_is_not_lost(shipped: Dataset) -> None:
    estimates = list_estimates(shipped)
    told = [e for e in estimates if (e.source_id, e.group, e.region_id) == (CENSUS, "roma", "AL032")]
    assert [(e.low, e.high) for e in told] == [(1640.0, 1640.0)]
    only = find_estimate(estimates, CENSUS, "roma", "AL012")
    assert only is not None
    assert only.low == 940.0


def test_a_hidden_count_hides_the_whole_statement_and_its_notes(shipped: Dataset) -> None:
    kolonje = find_estimate(list_estimates(shipped), CESS, "roma", "AL342")
    assert kolonje is not None
    assert (kolonje.gap, math.isnan(kolonje.low), kolonje.notes) == ("suppressed", True, ())
    small = estimate(shipped, estimate_id="X", region_id="AL154", place_level="municipality", value=7.0, note="seven families")
    hidden = find_estimate(list_estimates(with_estimates(shipped, small)), CENSUS, "roma", "AL154")
    assert hidden is not None
    assert (hidden.gap, hidden.notes) == ("suppressed", ())
    gap = replace(small, value=math.nan, state="", gap="suppressed", region_id="AL032")
    shut = find_estimate(list_estimates(with_estimates(shipped, gap)), CENSUS, "roma", "AL032")
    assert shut is not None
    assert shut.gap == "suppressed"


def test_a_small_count_cannot_be_taken_from_the_sum_of_its_qark(shipped: Dataset) -> None:
    towns = [t for t in shipped.regions_at("municipality") if t.qark_id == "AL011"]
    counts = [6.0, *(100.0 + 13 * i for i in range(1, len(towns)))]
    rows = [
        estimate(shipped, estimate_id=f"T{i}", region_id=t.region_id, place_level="municipality", value=n, period="2031")
        for i, (t, n) in enumerate(zip(towns, counts, strict=True))
    ]
    rows.append(estimate(shipped, estimate_id="Q", region_id="AL011", value=sum(counts), period="2031"))
    found = {e.region_id: e for e in list_estimates(with_estimates(shipped, *rows)) if e.period == "2031"}
    assert found[towns[0].region_id].gap == "suppressed"
    shown = [found[t.region_id].low for t in towns if not found[t.region_id].gap]
    assert found["AL011"].gap == "suppressed" or len(shown) <= len(towns) - 2


def test_places_without_a_count_are_named_with_their_sources(shipped: Dataset) -> None:
    places = named_places(list_estimates(shipped))
    assert set(places["AL343"]) == {"ext-romacted", "ext-avokati-popullit-2013", "ext-rromani-baxt"}
    assert all(shipped.regions[r].level == "municipality" for r in places)


def test_equity_says_its_denominators_and_what_it_cannot_tell(shipped: Dataset) -> None:
    found = measure_equity(shipped, "AL", DESCRIBED)
    naming = {p.project_id for p in shipped.projects.values() if {"roma", "egyptian"} & set(p.audiences)}
    assert (found.projects, found.naming, found.complete) == (46, 4, True)
    assert set(found.project_ids) <= naming
    assert (found.persons_naming, found.persons) == (1271 + 1091 + 514 + 320, 40610.0)
    nothing = measure_equity(shipped, "AL", TODAY)
    assert (nothing.projects, nothing.complete, math.isnan(nothing.persons)) == (0, False, True)


def test_a_share_of_a_qark_counts_only_persons_of_projects_that_lie_in_it(shipped: Dataset) -> None:
    found = measure_equity(shipped, "AL022", DESCRIBED)
    assert (found.naming, found.projects, found.persons_naming, found.persons) == (2, 12, 1091.0, 1091.0)
    korce = measure_equity(shipped, "AL034", DESCRIBED)
    assert (korce.naming, math.isnan(korce.persons)) == (2, True)


def test_a_few_persons_enter_no_sum_from_which_they_could_be_taken(shipped: Dataset) -> None:
    usual = measure_equity(shipped, "AL", DESCRIBED)
    few = {k: replace(p, reached_n=6.0) if k == "001-KV-16" else p for k, p in shipped.projects.items()}
    found = measure_equity(replace(shipped, projects=frozen_map(few)), "AL", DESCRIBED)
    assert (usual.persons - found.persons, usual.persons_naming - found.persons_naming) == (514.0, 514.0)
    assert found.naming == usual.naming


def test_naming_is_of_the_communities_and_of_no_other_group(shipped: Dataset) -> None:
    project = shipped.projects["001-KV-16"]
    assert names_communities(project)
    assert not names_communities(replace(project, audiences=("children", "women")))


@pytest.mark.parametrize("level", ["qark", "municipality"])
def test_the_score_s_bytes_do_not_change_with_community_data(shipped: Dataset, level: str) -> None:
    """People to reach, never a risk: ten times as many, none, or other audiences, and every figure of the score stays."""
    many = tuple(replace(e, value=10 * e.value) for e in shipped.communities)
    values = tuple(replace(v, value=10 * v.value) if v.indicator_id.endswith("_census") else v for v in shipped.values)
    silent = {k: replace(p, audiences=("children",)) for k, p in shipped.projects.items()}
    others = [
        replace(shipped, communities=()),
        replace(shipped, communities=many, values=values),
        replace(shipped, projects=frozen_map(silent)),
    ]

    def written(dataset: Dataset) -> str:
        return json.dumps(asdict(score_areas(dataset, level, DESCRIBED)), default=str, sort_keys=True)  # type: ignore[arg-type]

    assert {written(dataset) for dataset in others} == {written(shipped)}
