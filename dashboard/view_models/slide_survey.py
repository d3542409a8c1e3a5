"""The survey as a slide: what is published while nothing is imported, else the chosen question by area."""

from __future__ import annotations

from dataclasses import replace

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.markers import MarksView
from dashboard.view_models.slide_types import SlideMap, SlideView
from dashboard.view_models.slide_words import foot_line, map_labels, map_twin, wall_legend
from dashboard.view_models.survey_charts import IntervalChart
from dashboard.view_models.survey_empty import SurveyEmpty
from dashboard.view_models.survey_page import SurveyBody, build_survey_page
from dashboard.view_models.world import World

# Rows whose words can be read from the back of a room.
MOST_ROWS = 9


def build_survey_slide(world: World, selection: Selection) -> SlideView:
    """Build the slide of the survey page."""
    words, body = load_words(selection.lang), build_survey_page(world, selection).body
    return _empty(world, body, words) if isinstance(body, SurveyEmpty) else _question(world, body, words)


def _empty(world: World, body: SurveyEmpty, words: Words) -> SlideView:
    results = tuple(words("present.pair", name=r.answer, value=r.percent) for r in body.results)
    return SlideView(
        title=body.map_title,
        subtitle=body.map_subtitle,
        picture=SlideMap(body.picture, MarksView((), ()), map_labels(world, "qark", words)),
        legends=(wall_legend(body.legend, body.picture, words),),
        said=tuple(filter(None, (body.results_title, body.results_subtitle))),
        source=foot_line(world, body.results_source, "", words),
        watermark="",
        notes=tuple(filter(None, (body.finding, *body.missing, body.results_title, body.results_subtitle, *results))),
        twin=map_twin(body.picture, body.map_title, words),
        summary=body.picture.summary,
    )


def _question(world: World, body: SurveyBody, words: Words) -> SlideView:
    chart = body.areas
    rest = len(chart.rows) - MOST_ROWS
    left_out = (words.count("present.more_rows", rest),) if rest > 0 else ()
    return SlideView(
        title=body.finding,
        subtitle=f"{body.card.wording} · {body.card.base}",
        picture=shorten(chart),
        legends=(),
        said=left_out,
        source=foot_line(world, body.map.legend.source, "", words, False),
        watermark=chart.watermark,
        notes=tuple(filter(None, (chart.title, chart.subtitle, body.groups.title, body.card.direction, body.no_changes))),
        twin=body.tables[1],
        summary=body.finding,
    )


def shorten(chart: IntervalChart) -> IntervalChart:
    """Return the rows that a wall can carry; the table has them all."""
    return replace(chart, rows=chart.rows[:MOST_ROWS])
