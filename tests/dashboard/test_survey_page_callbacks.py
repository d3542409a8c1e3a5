"""What the survey page sends: whole in both languages, marked where it is an example, and nothing that may not be seen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from kap_fixture import estimate, invented_survey

from dashboard.callbacks.survey_page import SurveyPage
from dashboard.export.downloads import file_name, write_csv
from dashboard.export.survey_table import HEADS, survey_table
from dashboard.state import parse_selection
from dashboard.view_models.world import World, build_choices

SECRET = 33.777


def sent(answer: object) -> str:
    return json.dumps(answer, default=lambda part: part.to_plotly_json(), ensure_ascii=False)


def table_of(world: World, query: str = "?page=survey&lang=en"):
    heads, *rows = survey_table(world, parse_selection(query, build_choices(world)))
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def leaky(surveyed) -> World:
    """A survey whose import forgot the display rule: figures stand beside their gaps and below the least number of answers."""
    survey = invented_survey()
    rows = [
        estimate("2", "k1", ("AL013",), SECRET, n=7.0, lower=SECRET - 1, upper=SECRET + 1),
        estimate("2", "k1", ("AL015",), SECRET, gap="too_few", n=9.0, lower=SECRET - 1, upper=SECRET + 1),
        estimate("2", "k1", survey.estimates[0].region_ids, SECRET, group="sex:male", n=4.0, lower=SECRET, upper=SECRET + 1),
    ]
    keys = {(e.wave, e.question_id, e.sample, e.group, e.region_ids) for e in rows}
    rest = [e for e in survey.estimates if (e.wave, e.question_id, e.sample, e.group, e.region_ids) not in keys]
    return World(replace(surveyed.dataset, survey=replace(survey, estimates=(*rest, *rows))), surveyed.shapes, surveyed.today)


def test_the_page_comes_whole_in_the_asked_language(real, surveyed) -> None:
    assert "Cilat dokumente i mbajnë të tjerat" in sent(SurveyPage(real).page("?page=survey"))
    assert "Which documents hold the rest" in sent(SurveyPage(real).page("?page=survey&lang=en"))
    assert "Si u zgjodh kampioni" in sent(SurveyPage(surveyed).page("?page=survey"))
    assert "How the sample was drawn" in sent(SurveyPage(surveyed).page("?page=survey&lang=en"))


def test_nothing_invented_is_sent_as_shipped(real) -> None:
    said = sent(SurveyPage(real).page("?page=survey"))
    assert "SHEMBULL" not in said.replace("mban shenjën SHEMBULL", "")


def test_every_drawing_of_the_example_is_marked(with_example) -> None:
    body = sent(SurveyPage(with_example).body("?page=survey&lang=en"))
    assert body.count('"text": "EXAMPLE"') >= 4


def test_percentages_under_the_display_rule_are_never_in_an_answer(leaky) -> None:
    page = SurveyPage(leaky)
    for query in (
        "?page=survey",
        "?page=survey&level=municipality&lang=en",
        "?page=survey&group=sex:male",
        "?page=survey&basis=with-survey",
    ):
        said = sent(page.page(query))
        assert "33.7" not in said
        assert "33,7" not in said
        assert "34" not in [row["percent"] for row in table_of(leaky, query)]
    assert "33.7" not in write_csv(survey_table(leaky, parse_selection("?page=survey", build_choices(leaky))))


def test_counts_of_one_to_ten_people_are_never_in_an_answer(leaky) -> None:
    from dashboard.view_models.survey_page import build_survey_page

    view = build_survey_page(leaky, parse_selection("?page=survey&lang=en", build_choices(leaky)))
    answers = [row.said.answers for row in (*view.body.areas.rows, *view.body.groups.rows)]
    assert "n under 11" in answers
    assert not {f"n = {k}" for k in range(1, 11)} & set(answers)
    assert all(row["n"] == "" or row["n"] >= 11 for row in table_of(leaky))


def test_the_file_holds_every_figure_and_every_gap_with_its_reason(surveyed) -> None:
    rows = table_of(surveyed)
    assert all((row["percent"] == "") == bool(row["gap"]) for row in rows)
    gaps = [row["gap"] for row in table_of(surveyed, "?question=k2")]
    assert set(gaps) == {"", "too_few"}
    assert {row["region_ids"] for row in rows} >= {"AL011", "AL111", "AL011 AL013 AL015 AL022"}
    assert rows[0]["wording"] == "Invented question k1 (en)"
    assert {row["example"] for row in rows} == {""}


def test_the_file_tells_the_change_on_the_later_wave(surveyed) -> None:
    later = [row for row in table_of(surveyed, "?wave=1") if row["change"] != ""]
    assert {row["wave"] for row in later} == {"2"}
    assert (later[0]["compared_with"], later[0]["change"], later[0]["p_adjusted"]) == ("1", 12.0, 0.001)


def test_an_example_is_marked_in_every_row_and_in_the_files_name(with_example) -> None:
    assert {row["example"] for row in table_of(with_example)} == {"EXAMPLE"}
    selection = parse_selection("?wave=2&question=k1", build_choices(with_example))
    assert file_name("survey", selection, example=True) == "parandalim-survey-EXAMPLE-wave-2-k1.csv"


def test_a_question_that_begins_like_a_formula_runs_nowhere(surveyed) -> None:
    survey = invented_survey()
    asked = replace(survey.questions["k1"], wording={"sq": "=1+1", "en": "=1+1"})
    world = World(
        replace(surveyed.dataset, survey=replace(survey, questions={**survey.questions, "k1": asked})),
        surveyed.shapes,
        surveyed.today,
    )
    text = write_csv(survey_table(world, parse_selection("?page=survey", build_choices(world))))
    assert ",'=1+1," in text
    assert ",=1+1," not in text


def test_without_an_import_the_file_holds_the_published_results(real) -> None:
    rows = table_of(real)
    assert [row["percent"] for row in rows] == [47.0, 22.0, 10.0]
    assert {row["n"] for row in rows} == {""}
    assert len(HEADS) == len(set(HEADS))
