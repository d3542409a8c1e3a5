"""The panel of the country."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.communities import layout_communities
from dashboard.text import Words
from dashboard.view_models.country import CaseYear, ClassCount, CountryPanel


def layout_country(view: CountryPanel, words: Words) -> list[Component]:
    """Make the country's panel: classes, what is on record, the survey, recorded victims as context."""
    return [
        html.Div([html.H2(view.name), html.P(words("country.level"), className="panel-level")], className="panel-head"),
        html.P(view.lead, className="country-lead"),
        html.H3(words("country.classes")),
        html.Ul([_class(count) for count in view.classes], className="class-counts"),
        html.H3(words("country.records")),
        html.Ul([html.Li(text) for text in view.records], className="plain"),
        html.P(words("country.silence"), className="panel-note"),
        *_survey(view, words),
        *layout_communities(view.communities, words),
        *_cases(view),
    ]


def _class(count: ClassCount) -> Component:
    swatch = f"swatch-score-{count.class_index}" if count.class_index is not None else f"swatch-{count.gap}"
    return html.Li([html.Span(className=f"swatch {swatch}"), html.Span(count.text), html.Strong(count.count_text)])


def _survey(view: CountryPanel, words: Words) -> list[Component]:
    if not view.survey:
        return []
    results = [html.Li([html.Span(r.question), html.Span(r.answer), html.Strong(r.percent)]) for r in view.survey_results]
    folded = [html.Details([html.Summary(words("country.survey_results")), html.Ul(results, className="survey")], className="folded")]
    return [html.H3(words("country.survey_title")), html.P(view.survey, className="panel-small"), *(folded if results else [])]


def _cases(view: CountryPanel) -> list[Component]:
    if not view.cases:
        return []
    return [
        html.H3(view.cases_title),
        html.P(view.cases_warning, className="panel-warning"),
        html.Ol([_case(year) for year in view.cases], className="cases", **{"aria-label": view.cases_unit}),
        html.P(view.cases_source, className="figure-source"),
    ]


def _case(year: CaseYear) -> Component:
    return html.Li(
        [
            html.Span(year.period, className="case-year"),
            html.Span(html.Span(className="case-fill", style={"width": f"{year.share:.1%}"}), className="case-track"),
            html.Span(year.text, className="case-count"),
        ]
    )
