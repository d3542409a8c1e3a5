"""The sections of an area's page on what is known: the score with its reasons, the municipalities, the survey."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.area_parts import layout_folded, layout_paras, layout_part, layout_table
from dashboard.layouts.attributes import attributes
from dashboard.layouts.document import layout_block
from dashboard.layouts.legend import layout_legend
from dashboard.layouts.links import layout_source
from dashboard.layouts.reasons import layout_reasons, layout_sureness
from dashboard.text import Words
from dashboard.view_models.area_types import AreaSurvey, AreaView, SurveyLine
from dashboard.view_models.panel import IndicatorLine
from dashboard.view_models.survey_words import Said


def layout_score(view: AreaView, words: Words) -> Component:
    """Make the score with its rank's range, how sure it is, its reasons, and the figures behind it."""
    panel = view.panel
    swatch = f"swatch-score-{panel.class_index}" if panel.class_index is not None else f"swatch-{panel.gap}"
    lead = html.P(
        [html.Span(className=f"swatch {swatch}"), html.Span(panel.lead), html.Strong(panel.score)], className="area-score"
    )
    figures = layout_folded(words("area.score.figures"), [_figures(panel.indicators, words)])
    reliability = html.P(panel.reliability, className="area-small")
    sure = html.Div([lead, *layout_sureness(panel.sureness, words, ids.QUERY_AREA), reliability, figures])
    why = [html.Div(layout_reasons(panel.reasons, words))] if panel.reasons else []
    return layout_part("score", [html.Div([sure, *why], className="area-pair")], words)


def _figures(lines: tuple[IndicatorLine, ...], words: Words) -> Component:
    heads = [words(f"panel.head_{key}") for key in ("indicator", "value", "period")]
    return layout_table(heads, [_figure(line) for line in lines], words("area.score.figures"))


def _figure(line: IndicatorLine) -> list[Component]:
    marks = [html.Span(line.marks, className="area-about")] if line.marks else []
    source = html.Span(layout_source(line.source, line.source_url), className="figure-source")
    value = f"{line.value} {line.unit}".strip()
    return [html.Th([line.title, *marks, source], scope="row"), html.Td(value), html.Td(line.period)]


def layout_places(view: AreaView, picture: Component, words: Words) -> Component:
    """Make the small map with its legend, and the table beside."""
    places = view.places
    legend = html.Div(layout_legend(places.legend, ids.QUERY_AREA), className="legend area-legend")
    drawn = html.Figure([html.Figcaption(places.picture.title), picture, legend], className="area-figure")
    note = html.P(words("area.places.inherited"), className="area-small")
    table = html.Div([layout_block(places.table, {}), note])
    said = html.P(places.said, className="doc-p")
    return layout_part("places", [said, html.Div([drawn, table], className="area-pair area-places-pair")], words)


def layout_survey(view: AreaView, words: Words) -> Component:
    """Make what the survey says here beside all surveyed areas, or what is published of it."""
    survey = view.survey
    shown = _lines(survey, words) if survey.lines else _pooled(survey)
    mark = [html.P(html.Strong(survey.watermark), className="area-mark")] if survey.watermark else []
    waves = layout_folded(words("area.survey.waves"), [layout_block(survey.waves, {})])
    return layout_part(
        "survey", [*mark, *layout_paras(survey.said), *shown, html.P(survey.source, className="area-small"), waves], words
    )


def _pooled(survey: AreaSurvey) -> list[Component]:
    bars = [
        html.Li(
            [
                html.Span(one.answer, className="survey-answer"),
                html.Strong(one.percent),
                html.Span(
                    html.Span(className="survey-bar-fill", style={"width": f"{100 * one.share:.0f}%"}), className="survey-bar"
                ),
            ]
        )
        for one in survey.pooled
    ]
    return [html.H3(survey.pooled_title), html.Ul(bars, className="survey-bars area-pooled")] if bars else []


def _lines(survey: AreaSurvey, words: Words) -> list[Component]:
    heads = [words(f"area.survey.{name}") for name in ("question", "wave", "here", "together")]
    caption = f"{survey.watermark} {words('area.section.survey')}".strip()
    rows = [_line(line, words) for line in survey.lines]
    return [html.P(words("area.survey.scale"), className="area-small"), layout_table(heads, rows, caption, "area-survey")]


def _line(line: SurveyLine, words: Words) -> list[Component]:
    asked = html.Th([line.wording, html.Span(line.counts, className="area-about")], scope="row")
    inherited = words("state.inherited") if line.inherited else ""
    return [asked, html.Td(line.wave), html.Td(_said(line.own, inherited)), html.Td(_said(line.together, ""))]


def _said(said: Said, more: str) -> list[Component]:
    """Write a figure with its interval, and draw both on a line from 0 to 100; a gap keeps its swatch and has no line."""
    if said.gap:
        return [html.Span(said.line, className=f"survey-gap swatch-{said.gap}")]
    text = html.Span(" · ".join(filter(None, (said.line, more))))
    span = f"{said.low:.1f}%", f"{max(said.high - said.low, 0.5):.1f}%"
    band = [html.Span(className="area-interval", style={"left": span[0], "width": span[1]})] if said.low == said.low else []
    dot = html.Span(className="area-dot", style={"left": f"{said.value:.1f}%"})
    return [text, html.Span([*band, dot], className="area-line", **attributes({"aria-hidden": "true"}))]
