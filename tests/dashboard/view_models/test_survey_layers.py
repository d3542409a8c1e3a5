from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.layouts.many import layout_many
from dashboard.text import load_words
from dashboard.view_models.legend import build_legend
from dashboard.view_models.many import build_many_view
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.menu import build_menu
from dashboard.view_models.page import build_panel_view
from dashboard.view_models.table import build_table_view
from dashboard.view_models.world import World

LATE = date(2022, 6, 1)


def shown(view, region_id: str):
    return next(area for area in view.areas if area.region_id == region_id)


def test_as_shipped_only_the_coverage_is_a_layer(real) -> None:
    assert [item.layer_id for item in real.layers.values() if item.group == "kap"] == ["kap_coverage"]


def test_with_a_survey_each_question_is_a_layer_and_the_coverage_gives_way(surveyed, choose) -> None:
    groups = {group.group: [item.layer_id for item in group.items] for group in build_menu(surveyed, choose(surveyed))}
    assert groups["kap"] == [
        "with-survey-knowledge-gap", "with-survey-risk", "with-survey-priority", "kap-k1", "kap-k2", "kap-a1", "kap-p1",
    ]  # fmt: skip


def test_a_question_on_the_map_says_interval_and_answers(surveyed, choose) -> None:
    view = build_map_view(surveyed, choose(surveyed, layer="kap-k1", date=LATE, lang="en"))
    assert shown(view, "AL013").hover == "52% · 47–57% · n = 380"
    assert shown(view, "AL012").gap == "not_surveyed"
    assert view.watermark == ""


@pytest.mark.parametrize(
    ("day", "said", "later"), [(LATE, "52%", False), (date(2021, 1, 1), "40%", False), (date(2006, 7, 31), "40%", True)]
)
def test_the_map_takes_the_latest_wave_of_the_day_and_marks_a_later_one(surveyed, choose, day, said, later) -> None:
    hover = shown(build_map_view(surveyed, choose(surveyed, layer="kap-k1", date=day, lang="en")), "AL013").hover
    assert hover.startswith(said)
    assert ("from after this date" in hover) == later


def test_a_better_answer_is_lighter_the_more_there_is(surveyed, choose) -> None:
    better = shown(build_map_view(surveyed, choose(surveyed, layer="kap-k2", date=LATE)), "AL013")
    worse = shown(build_map_view(surveyed, choose(surveyed, layer="kap-a1", date=LATE)), "AL013")
    assert (better.class_index, worse.class_index) == (2, 1)
    assert (surveyed.layers["kap-a1"].ramp, surveyed.layers["kap-p1"].ramp) == ("score", "context")


def test_municipalities_show_modelled_or_inherited_figures_as_such(surveyed, choose) -> None:
    view = build_map_view(surveyed, choose(surveyed, layer="kap-k1", level="municipality", date=LATE, lang="en"))
    assert "modelled" in shown(view, "AL111").hover
    assert shown(view, "AL112").inherited


def test_a_gap_is_named_once_in_the_legend(surveyed, choose) -> None:
    rows = build_legend(surveyed, choose(surveyed, layer="kap-k2", level="municipality", date=LATE, lang="en")).rows
    assert ("too_few", "too few answers (1)") in [(row.swatch, row.text) for row in rows]


def test_the_example_is_marked_in_title_caveat_and_across_the_map(with_example, choose) -> None:
    selection = choose(with_example, layer="kap-k1", date=LATE, lang="en")
    view = build_map_view(with_example, selection)
    assert (view.watermark, view.title) == ("EXAMPLE", "EXAMPLE: Invented question k1 (en)")
    assert "synthetic" in build_legend(with_example, selection).caveat
    assert "survey demo --remove" in build_legend(with_example, selection).caveat
    assert build_table_view(with_example, selection).title.startswith("EXAMPLE")
    assert "kap_coverage" in with_example.layers


def test_the_score_with_the_example_has_layers_of_its_own_and_moves_no_other(with_example, real, choose) -> None:
    assert {"with-example-knowledge-gap", "with-example-risk", "with-example-priority"} <= set(with_example.layers)
    assert not {"with-survey-risk"} & set(with_example.layers)
    for layer in ("risk", "priority"):
        before = build_map_view(real, choose(real, layer=layer, date=LATE))
        assert build_map_view(with_example, choose(with_example, layer=layer, date=LATE)).areas == before.areas


def test_the_knowledge_gap_covers_the_surveyed_qarks_only(surveyed, choose) -> None:
    view = build_map_view(surveyed, choose(surveyed, layer="with-survey-knowledge-gap", date=LATE))
    assert [area.region_id for area in view.areas if not area.gap] == ["AL011", "AL013", "AL015", "AL022"]
    assert {area.gap for area in view.areas} == {"", "not_surveyed"}


def test_priority_with_the_survey_is_ranked_among_the_surveyed(shipped, surveyed, choose) -> None:
    from dashboard.view_models.world import World

    survey = surveyed.dataset.survey
    early = replace(survey, designs=tuple(replace(d, fieldwork="2005-01") for d in survey.designs))
    world = World(replace(shipped, survey=early), surveyed.shapes, surveyed.today)
    rows = build_table_view(world, choose(world, layer="with-survey-priority", lang="en")).rows
    assert [next(c for c in row.cells if " of 4" in c)[:6] for row in rows[:4]] == [f"{k} of 4" for k in (1, 2, 3, 4)]


def test_panels_no_longer_call_imported_results_unpublished(surveyed, with_example, choose) -> None:
    def said(world, region: str) -> str:
        return " ".join(build_panel_view(world, choose(world, region=region, lang="en")).silence)

    assert "imported results are on the Survey page" in said(surveyed, "AL013")
    assert "not held here" in said(surveyed, "AL012")
    assert "not published" in said(with_example, "AL013")
    assert "imported results by qark" in build_panel_view(surveyed, choose(surveyed, lang="en")).survey
    assert "not published" in build_panel_view(with_example, choose(with_example, lang="en")).survey


def test_the_example_is_marked_in_every_small_map_and_in_the_pair(with_example, surveyed, choose) -> None:
    def sheet(world: World):
        return build_many_view(world, choose(world, layer="kap-k1", beside="risk", view="many", date=LATE, lang="en"))

    marked, plain = sheet(with_example), sheet(surveyed)
    assert {pane.watermark for pane in marked.dates} == {"EXAMPLE"}
    assert (marked.pair.first.watermark, marked.pair.second.watermark) == ("EXAMPLE", "")
    drawn = json.dumps(layout_many(marked, load_words("en")), cls=PlotlyJSONEncoder)
    assert drawn.count("pane-mark") == len(marked.dates) + 2  # the pair's has two names of classes
    assert "pane-mark" not in json.dumps(layout_many(plain, load_words("en")), cls=PlotlyJSONEncoder)
