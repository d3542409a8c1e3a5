"""The survey page with nothing imported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.links import layout_source
from dashboard.layouts.survey_button import layout_example_button
from dashboard.layouts.survey_parts import layout_commands, layout_grid_block, layout_map
from dashboard.text import Words
from dashboard.view_models.survey_empty import SurveyEmpty, Way


def layout_empty(view: SurveyEmpty, figures: Mapping[str, Any], words: Words) -> list[Component]:
    """Make what is true without an import: the waves, what is published, what is not, and the ways in."""
    return [
        html.H1(view.finding, className="survey-finding"),
        html.Div(
            [
                layout_map(view.map_title, view.map_subtitle, view.picture.summary, view.legend, figures["map"]),
                html.Div([_results(view), _missing(view, words)], className="survey-beside"),
            ],
            className="survey-pair",
        ),
        html.Section([html.H2(words("survey.empty.waves_title")), layout_grid_block(view.waves)], className="survey-section"),
        _documents(view, words),
        html.Section(
            [
                html.H2(words("survey.empty.ways_title")),
                html.Div([_way(way, words) for way in view.ways], className="survey-ways"),
            ],
            className="survey-section",
        ),
    ]


def _results(view: SurveyEmpty) -> Component:
    bars = [
        html.Li(
            [
                html.Span(result.answer, className="survey-answer"),
                html.Strong(result.percent),
                html.Span(
                    html.Span(className="survey-bar-fill", style={"width": f"{100 * result.share:.0f}%"}), className="survey-bar"
                ),
            ]
        )
        for result in view.results
    ]
    return html.Section(
        [
            html.H2(view.results_title),
            html.P(view.results_subtitle, className="survey-sub"),
            html.Ul(bars, className="survey-bars"),
            html.P(view.results_source, className="survey-note"),
        ],
        className="survey-results",
    )


def _missing(view: SurveyEmpty, words: Words) -> Component:
    return html.Section(
        [html.H2(words("survey.empty.missing_title")), html.Ul([html.Li(line) for line in view.missing], className="doc-list")]
    )


def _documents(view: SurveyEmpty, words: Words) -> Component:
    items = [html.Li(layout_source(citation, url)) for citation, url in view.documents]
    lead = html.P(words("survey.empty.documents_lead"), className="doc-p")
    return html.Section(
        [html.H2(words("survey.empty.documents_title")), lead, html.Ul(items, className="doc-list")], className="survey-section"
    )


def _way(way: Way, words: Words) -> Component:
    button = [layout_example_button("load", words)] if way.button else []
    return html.Div([html.H3(way.title), html.P(way.text), layout_commands(way.commands), *button], className="survey-way")
