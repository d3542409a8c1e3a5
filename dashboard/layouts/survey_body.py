"""The survey page with data: choices, the question, its map and charts, and all of it as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.layouts.survey_parts import layout_chart, layout_grid_block, layout_map
from dashboard.text import Words
from dashboard.view_models.survey_page import Control, QuestionCard, SurveyBody
from dashboard.view_models.survey_pillar import PillarView
from dashboard.view_models.survey_tables import QuestionRow, ThemeSummary


def layout_body(view: SurveyBody, figures: Mapping[str, Any], words: Words) -> list[Component]:
    """Make what is shown of the chosen question."""
    return [
        html.H1(view.finding, className="survey-finding"),
        html.Div([_control(control) for control in view.controls], className="survey-controls"),
        html.Div([_themes(view.themes, words), _shown(view, figures, words)], className="survey-columns"),
    ]


def _control(control: Control) -> Component:
    options = [layout_choice(option.text, option.changes, option.current, "segment") for option in control.options]
    choices = html.Nav(options, className="segments survey-segments", **attributes({"aria-label": control.title}))
    return html.Div([html.Span(control.title, className="survey-control-name"), choices], className="survey-control")


def _themes(themes: tuple[ThemeSummary, ...], words: Words) -> Component:
    inside = [
        html.Section([html.H2(theme.title), html.P(theme.sentence), html.Ul([_question(row) for row in theme.rows])])
        for theme in themes
    ]
    drawer = html.Details(
        [html.Summary(words("survey.questions"), className="drawer-title"), *inside], open=True, className="drawer"
    )
    return html.Nav(drawer, className="survey-questions", **attributes({"aria-label": words("survey.questions")}))


def _question(row: QuestionRow) -> Component:
    said = [html.Span(row.wording, className="survey-q-wording"), html.Span(row.said.line, className="survey-q-figure")]
    if row.change:
        said.append(html.Span(row.change, className="survey-q-change"))
    return html.Li(layout_choice(said, {"question": row.question_id}, row.current, "survey-q"))


def _shown(view: SurveyBody, figures: Mapping[str, Any], words: Words) -> Component:
    where, areas, groups, changes = view.map, view.areas, view.groups, view.changes
    change = (
        layout_chart(changes.title, changes.subtitle, figures["changes"], changes.note)
        if changes
        else html.P(view.no_changes, className="survey-note")
    )
    return html.Div(
        [
            _card(view.card, words),
            html.Div(
                [
                    layout_map(where.title, where.subtitle, where.picture.summary, where.legend, figures["map"]),
                    layout_chart(areas.title, areas.subtitle, figures["areas"], areas.note),
                    change,
                    layout_chart(groups.title, groups.subtitle, figures["groups"], groups.note),
                ],
                className="survey-pair",
            ),
            *([_pillar(view.pillar)] if view.pillar else []),
            *_design(view, words),
            _tables(view, words),
        ],
        className="survey-shown",
    )


def _card(card: QuestionCard, words: Words) -> Component:
    facts = (("counts", card.counts), ("base", card.base), ("reading", card.direction))
    pairs = [part for name, text in facts for part in (html.Dt(words(f"survey.card.{name}")), html.Dd(text))]
    figure = html.P(
        [html.Strong(card.said.percent), html.Span(card.said.interval), html.Span(card.said.answers)],
        className="survey-card-figure",
    )
    wording = html.Div([html.P(card.theme, className="survey-card-theme"), html.H2(card.wording)])
    return html.Section([html.Div([wording, figure], className="survey-card-head"), html.Dl(pairs)], className="survey-card")


def _pillar(view: PillarView) -> Component:
    switch = layout_choice(view.switch, {"basis": view.switch_to}, False, "survey-switch")
    table = [layout_grid_block(view.table), html.P(view.note, className="survey-note")] if view.table else []
    return html.Section(
        [html.H2(view.title), html.P(view.sentence, className="doc-p"), switch, *table], className="survey-section"
    )


def _design(view: SurveyBody, words: Words) -> list[Component]:
    if view.design is None:
        return []
    lead = html.P(words("survey.design.lead"), className="doc-p")
    return [
        html.Section([html.H2(words("survey.design.title")), lead, layout_grid_block(view.design)], className="survey-section")
    ]


def _tables(view: SurveyBody, words: Words) -> Component:
    link = html.P(
        [html.A(view.download.text, href=view.download.href, className="doc-file", download=""), html.Span(view.download.note)],
        className="doc-link",
    )
    return html.Section(
        [html.H2(words("survey.tables_title")), link, *(layout_grid_block(grid) for grid in view.tables)],
        className="survey-section",
    )
