"""The survey page's views: as shipped, with a survey by hand, and with the same survey as an example."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from kap_fixture import QARKS, estimate, invented_survey

from dashboard.state import parse_selection, to_query
from dashboard.text import load_words
from dashboard.view_models.survey_charts import kind_name
from dashboard.view_models.survey_empty import SurveyEmpty
from dashboard.view_models.survey_page import SurveyBody, build_survey_page
from dashboard.view_models.world import World, build_choices


def view_of(world: World, query: str = ""):
    return build_survey_page(world, parse_selection(f"?page=survey&lang=en{query}", build_choices(world)))


def body_of(world: World, query: str = "") -> SurveyBody:
    body = view_of(world, query).body
    assert isinstance(body, SurveyBody)
    return body


def with_survey(world: World, survey) -> World:
    return World(replace(world.dataset, survey=survey), world.shapes, world.today)


def test_as_shipped_the_page_tells_what_is_published_and_what_is_not(real) -> None:
    view = view_of(real)
    assert isinstance(view.body, SurveyEmpty)
    assert [result.percent for result in view.body.results] == ["47%", "22%", "10%"]
    assert {area.region_id for area in view.body.picture.areas if area.gap == "not_published"} == set(QARKS)
    assert sum(area.gap == "not_surveyed" for area in view.body.picture.areas) == 8
    assert all(area.class_index is None for area in view.body.picture.areas)
    assert (view.banner, view.remove) == ("", "")


def test_as_shipped_the_page_names_the_ways_in(real) -> None:
    lines = [line for way in view_of(real).body.ways for line in way.commands]
    assert "parandalim template survey-table" in lines
    assert "parandalim survey demo" in lines


def test_what_a_wave_does_not_state_is_not_made_up(real) -> None:
    waves = {row[0].text: [cell.text for cell in row[1:]] for row in view_of(real).body.waves.rows}
    assert waves["When"] == ["August 2020", "not stated"]
    assert waves["How many were asked"] == ["1,537 young people", "not stated"]


def test_the_latest_wave_and_its_first_question_come_first(surveyed) -> None:
    view = view_of(surveyed)
    assert (view.fields["wave"], view.fields["question"], view.fields["versus"]) == ("2", "k1", "1")


@pytest.mark.parametrize(
    "query", ["", "&wave=1&question=a1", "&group=roma_booster", "&question=p1&group=sex%3Afemale&level=municipality"]
)
def test_the_address_reopens_the_very_same_view(surveyed, query: str) -> None:
    view = view_of(surveyed, query)
    selection = parse_selection(f"?page=survey&lang=en{query}", build_choices(surveyed))
    again = parse_selection(
        to_query(replace(selection, **{k: view.fields[k] for k in ("wave", "question", "group", "versus")})),
        build_choices(surveyed),
    )
    assert build_survey_page(surveyed, again) == view


def test_junk_in_the_address_gets_the_defaults(surveyed) -> None:
    assert view_of(surveyed, "&wave=9&question=none&group=intruder&versus=x&basis=guess") == view_of(surveyed)


def test_every_percentage_stands_with_its_interval_answers_and_wording(surveyed) -> None:
    body = body_of(surveyed)
    assert body.card.wording == "Invented question k1 (en)"
    assert body.card.said.line == "52% · 50–54% · n = 1,520"
    assert [row.said.line for row in body.areas.rows][1] == "51% · 46–56% · n = 380"
    assert "95% confidence interval" in body.areas.subtitle
    assert "IDRA" in body.areas.subtitle


def test_no_difference_is_said_where_none_is_found(surveyed) -> None:
    body = body_of(surveyed)
    assert body.areas.title == "No detectable difference between the surveyed qarks"
    assert body.groups.title == "No detectable difference between the groups"


def test_areas_that_differ_are_named_in_the_title(surveyed) -> None:
    survey = invented_survey()
    far = [estimate("2", "k1", (area,), percent) for area, percent in zip(QARKS, (20.0, 50.0, 52.0, 80.0), strict=True)]
    keys = {(e.wave, e.question_id, e.sample, e.group, e.region_ids) for e in far}
    rest = [e for e in survey.estimates if (e.wave, e.question_id, e.sample, e.group, e.region_ids) not in keys]
    title = body_of(with_survey(surveyed, replace(survey, estimates=(*rest, *far)))).areas.title
    assert title.startswith("The qarks differ: highest in Tirana (80%), lowest in Dibër (20%)")


def test_the_booster_stands_beside_the_general_sample_and_is_never_merged(surveyed) -> None:
    rows = [(row.name, row.kind) for row in body_of(surveyed).groups.rows]
    assert rows == [
        ("General sample", "head"),
        ("All respondents", "pooled"),
        ("Girls and women (en)", "group"),
        ("Boys and men (en)", "group"),
        ("Roma booster sample", "head"),
        ("Young Roma (booster sample)", "booster"),
    ]
    assert "neither merged nor ranked" in body_of(surveyed).groups.note


def test_a_change_is_told_in_plain_words(surveyed) -> None:
    changed, same = body_of(surveyed).changes, body_of(surveyed, "&question=k2").changes
    assert changed.title == "12 points more (First wave – Second wave)"
    assert changed.rows[0].text == "changed by +12 points (+6 to +18; p = 0.001)"
    assert same.title == "No detectable change (First wave – Second wave)"
    assert "changes under 12 points would usually go unseen" in changed.note


def test_a_change_that_is_not_sure_is_not_called_one_whatever_its_size(surveyed) -> None:
    row = body_of(surveyed).changes.rows[1]
    assert (row.text, row.detected) == ("no detectable change (+11 points, +5 to +17; p = 0.20)", False)


def test_a_change_with_a_gap_shows_no_figure(surveyed) -> None:
    row = body_of(surveyed).changes.rows[4]
    assert row.text == "not compared: too few answers"
    assert all(math.isnan(x) for x in (row.change, row.low, row.high, row.p))


def test_a_single_wave_is_not_compared(surveyed) -> None:
    survey = invented_survey()
    one = replace(survey, estimates=tuple(e for e in survey.estimates if e.wave == "1"), changes=())
    body = body_of(with_survey(surveyed, one))
    assert body.changes is None
    assert "one wave only" in body.no_changes


def test_published_tables_without_intervals_are_not_tested(surveyed) -> None:
    bare = {"lower": math.nan, "upper": math.nan, "se": math.nan, "n_eff": math.nan, "df": math.nan, "deff": math.nan}
    survey = invented_survey()
    rows = tuple(replace(e, **bare) for e in survey.estimates)
    body = body_of(with_survey(surveyed, replace(survey, estimates=rows, changes=(), designs=())))
    assert body.card.said.line == "52% · no interval published · n = 1,520"
    assert body.areas.title == "The figures come without intervals: whether the qarks differ cannot be said"
    assert body.design is None


def test_areas_keep_their_gaps_apart_on_the_map(surveyed) -> None:
    areas = {area.region_id: area for area in body_of(surveyed, "&group=roma_booster").map.picture.areas}
    assert areas["AL011"].gap == "too_few"
    assert areas["AL013"].gap == "not_published"
    assert areas["AL012"].gap == "not_surveyed"


def test_a_municipality_shows_its_own_modelled_figure_or_its_qarks(surveyed) -> None:
    areas = {area.region_id: area for area in body_of(surveyed, "&level=municipality").map.picture.areas}
    assert (areas["AL111"].inherited, areas["AL111"].gap) == (False, "")
    assert "taken" in areas["AL112"].hover or areas["AL112"].inherited
    rows = body_of(surveyed, "&level=municipality").areas.rows
    assert [row.name for row in rows if row.kind == "modelled"] == ["↳ Bulqizë (modelled)"]
    assert not any(row.kind == "modelled" for row in body_of(surveyed).areas.rows)


def test_an_interval_over_a_class_cut_is_hatched(surveyed) -> None:
    assert body_of(surveyed, "&wave=1").map.picture.unsettled == QARKS
    assert body_of(surveyed).map.picture.unsettled == ()


def test_themes_are_summed_up_in_one_sentence(surveyed) -> None:
    themes = body_of(surveyed).themes
    assert [theme.title for theme in themes] == ["Knowledge", "Attitudes", "Practices"]
    assert (
        themes[0].sentence == "2 questions. Answers that count: 52–56%. 1 detectable change against the other wave (First wave)."
    )
    assert [row.current for row in themes[0].rows] == [True, False]


def test_the_design_is_told_in_numbers(surveyed) -> None:
    facts = {row[0].text: [cell.text for cell in row[1:]] for row in body_of(surveyed).design.rows}
    assert facts["Respondents"] == ["1,520", "150"]
    assert facts["Primary sampling units (PSU)"] == ["120", "120"]
    assert facts["Weights"][0] == "weighted, from 0.42 to 2.61"
    assert facts["Fieldwork"] == ["May 2022", "May 2022"]


def test_tables_say_all_that_map_and_charts_say(surveyed) -> None:
    body = body_of(surveyed)
    where, areas, groups, changes = body.tables
    assert len(where.rows) == 12
    assert [row[0].text for row in areas.rows] == [row.name for row in body.areas.rows]
    assert [row[0].text for row in groups.rows] == [row.name for row in body.groups.rows]
    assert [row[-1].text for row in changes.rows] == [row.text for row in body.changes.rows]
    known = [row[2].text for row in where.rows]
    assert known[:4] == ["53%", "52%", "52%", "51%"]
    assert set(known[4:]) == {"not surveyed"}


def test_a_modelled_figure_is_labelled_in_the_table(surveyed) -> None:
    rows = {row[0].text: row[-1].text for row in body_of(surveyed, "&level=municipality").tables[0].rows}
    assert rows["Bulqizë"] == "modelled"
    assert rows["Klos"] == "inherited from the qark" or "qark" in rows["Klos"]


def test_the_score_with_the_survey_is_shown_only_when_asked_for(surveyed) -> None:
    assert body_of(surveyed).pillar.table is None
    table = body_of(surveyed, "&basis=with-survey").pillar.table
    assert [row[1].text for row in table.rows] == [f"{k} of 4" for k in range(1, 5)]
    risks = [float(row[4].text.split()[0]) for row in table.rows]
    assert all(first >= second for first, second in pairwise(risks))


def test_the_example_stays_out_of_the_score_until_it_is_switched_on(with_example) -> None:
    assert body_of(with_example).pillar.table is None
    assert body_of(with_example, "&basis=with-survey").pillar.table is None
    assert body_of(with_example, "&basis=with-example").pillar.table.caption.startswith("EXAMPLE")


def test_the_example_is_marked_in_every_part(with_example) -> None:
    view = view_of(with_example)
    assert "synthetic" in view.banner
    assert "demo --remove" in view.remove
    body = view.body
    assert {body.map.watermark, body.areas.watermark, body.groups.watermark, body.changes.watermark} == {"EXAMPLE"}
    assert all(grid.caption.startswith("EXAMPLE") for grid in (*body.tables, body.design))
    assert "Example wave 2" in body.finding
    assert "example made by the program" in body.areas.subtitle


def test_a_real_survey_carries_no_mark(surveyed) -> None:
    view = view_of(surveyed)
    assert (view.banner, view.body.map.watermark, view.body.areas.watermark) == ("", "", "")


def test_the_kinds_that_a_drafted_codebook_knows_have_names() -> None:
    english = [kind_name(kind, load_words("en")) for kind in ("sex", "age", "residence", "community")]
    assert english == ["sex", "age", "settlement", "community"]
    assert kind_name("work", load_words("en")) == "the group “work”"
