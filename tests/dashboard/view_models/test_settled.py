"""The hatch: what a class that is not settled means on the map, in the legend, the list, the table and the headline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.layouts.legend import layout_legend
from dashboard.state import LANGUAGES, LEVELS
from dashboard.text import load_words
from dashboard.view_models.area_list import build_list_view
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.cuts import SCORE_CUTS
from dashboard.view_models.gap_view import PAIR_CUTS
from dashboard.view_models.headline import build_headline
from dashboard.view_models.legend import PENDING, build_legend
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.settled import is_settled
from dashboard.view_models.table import build_table_view
from dashboard.view_models.world import World
from models.uncertainty import Spread

JULY, TODAY = date(2006, 7, 31), date(2026, 11, 22)
LAYERS = {"priority": "priority", "risk": "risk", "vulnerability": "risk", "thin_prevention": "thin_prevention"}


@pytest.fixture(scope="module")
def sure(real):
    for level in LEVELS:
        for on in (JULY, TODAY):
            real.studied(level, on, wait=None)
    return real


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("on", [JULY, TODAY])
def test_an_area_is_hatched_exactly_where_its_interval_crosses_a_cut(sure, level: str, on: date) -> None:
    drawn = sure.sure(level, on)
    for layer, measure in LAYERS.items():
        for value in list_area_values(sure, sure.layers[layer], level, on, load_words("en")):
            if not value.gap:
                spread = drawn[value.region_id].scores[measure]
                crosses = any(spread.p05 < cut <= spread.p95 for cut in SCORE_CUTS)
                assert value.settled == (not crosses)
                assert value.interval


def test_the_gap_view_is_settled_only_where_both_of_its_figures_are(sure) -> None:
    drawn = sure.sure("qark", JULY)
    seen = set()
    for value in list_area_values(sure, sure.layers["bivariate"], "qark", JULY, load_words("en")):
        scores = drawn[value.region_id].scores
        crosses = [any(scores[m].p05 < cut <= scores[m].p95 for cut in PAIR_CUTS) for m in ("risk", "thin_prevention")]
        assert value.settled == (not any(crosses))
        seen.add(value.settled)
    assert False in seen


def test_a_shown_class_outside_of_the_interval_is_not_settled(sure) -> None:
    area = sure.sure("qark", JULY)["AL011"]
    inside = replace(area, scores={"priority": Spread(61.0, 65.0, 70.0)})
    assert is_settled(inside, {"priority": 62.0}, SCORE_CUTS)
    assert not is_settled(inside, {"priority": 58.0}, SCORE_CUTS)
    assert not is_settled(replace(area, scores={"priority": Spread(*[float("nan")] * 3)}), {"priority": 62.0}, SCORE_CUTS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_legend_the_hover_and_the_table_speak_of_the_interval(sure, choose, lang: str) -> None:
    selection = choose(sure, lang=lang)
    row = next(row for row in build_legend(sure, selection).rows if row.swatch == "unsettled")
    assert "90" in row.text
    assert load_words(lang).number(10_000) in row.text
    assert row.text.endswith({"en": "(12 of 12)", "sq": "(12 nga 12)"}[lang])
    assert all("90" in area.hover for area in build_map_view(sure, selection).areas)
    assert all("90" in table.cells[-1] for table in build_table_view(sure, selection).rows)


def test_the_table_ranks_with_the_range_and_says_how_often_an_area_is_among_the_first(sure, choose) -> None:
    view = build_table_view(sure, choose(sure, lang="en"))
    first = view.rows[0]
    assert view.heads[view.rank_column] == "Rank, 90%"
    assert first.cells[view.rank_column].startswith("1 (1")
    assert "among the first three in" in first.cells[-1]
    assert build_table_view(sure, choose(sure, level="municipality")).rank_column == -1
    assert build_table_view(sure, choose(sure, layer="risk")).rank_column == -1


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("on", [JULY, TODAY])
def test_a_headline_names_an_area_only_if_interval_and_variants_keep_its_class(sure, choose, level: str, on: date) -> None:
    said = build_headline(sure, choose(sure, lang="en", level=level, date=on)).finding
    drawn = sure.sure(level, on)
    for row in sure.scores(level, on).rows:
        if f" {sure.region(row.region_id).name['en']}" in said:
            assert drawn[row.region_id].settled["priority"]
            assert row.variants_kept == row.variants_total


def test_the_headline_says_why_no_qark_can_be_named(sure, choose) -> None:
    said = build_headline(sure, choose(sure, lang="en")).finding
    assert "cannot be said with certainty" in said
    assert "90% interval of 10,000 plausible versions" in said


def test_until_the_versions_are_reckoned_the_map_says_so_and_asks_again(real, choose, monkeypatch) -> None:
    monkeypatch.setattr(World, "studied", lambda *_, **__: None)
    selection = choose(real, lang="en")
    legend = build_legend(real, selection)
    waiting = [row.text for row in legend.rows if row.swatch == PENDING]
    assert waiting == ["Reckoning the plausible versions; the hatch will follow them…"]
    assert "query-map" in str([part.to_plotly_json() for part in layout_legend(legend)])
    rows = {row.region_id: row for row in real.scores("qark", JULY).rows}
    for value in list_area_values(real, real.layers["priority"], "qark", JULY, load_words("en")):
        assert value.settled == (rows[value.region_id].variants_kept == rows[value.region_id].variants_total)
    assert build_table_view(real, selection).pending
    assert "stated variants" in build_headline(real, selection).finding


def test_where_nothing_is_scored_there_is_nothing_to_wait_for(real, choose, monkeypatch) -> None:
    monkeypatch.setattr(World, "studied", lambda *_, **__: None)
    assert PENDING not in {row.swatch for row in build_legend(real, choose(real, date=TODAY)).rows}
    assert not build_table_view(real, choose(real, layer="gdp_per_capita")).pending


def test_a_world_knows_whether_its_hatch_rests_on_the_versions(tiny_dataset, real) -> None:
    world = World(tiny_dataset, real.shapes, TODAY)
    assert not world.settled_known("qark", JULY)
    world.studied("qark", JULY, wait=None)
    assert world.settled_known("qark", JULY)


def test_the_list_marks_what_the_map_hatches(sure, choose) -> None:
    for level in LEVELS:
        hatched = set(build_map_view(sure, choose(sure, level=level)).unsettled)
        groups = build_list_view(sure, choose(sure, level=level)).groups
        assert {item.region_id for group in groups for item in group.items if not item.settled} == hatched
