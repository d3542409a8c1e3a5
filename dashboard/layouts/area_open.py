"""The first sections of an area's page: what is not recorded with who could fill it, the questions, the headline."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.area_parts import layout_part
from dashboard.text import Words
from dashboard.view_models.area_types import AreaView, GapGroup
from dashboard.view_models.directory_checklist import CheckLine


def layout_gaps(view: AreaView, words: Words) -> Component:
    """Make the checklist, and beside it the questions for the meeting."""
    groups = html.Ul([_group(group, words) for group in view.gaps], className="area-gaps")
    lead = html.P(view.gaps_said, className="doc-p lead")
    return layout_part("gaps", [lead, html.Div([groups, layout_questions(view, words)], className="area-gaps-beside")], words)


def layout_questions(view: AreaView, words: Words) -> Component:
    """Make the questions for the meeting."""
    return html.Aside(
        [
            html.H3(words("area.questions")),
            html.P(words("area.questions_lead"), className="area-small"),
            html.Ol([html.Li(question) for question in view.questions]),
        ],
        className="area-questions",
    )


def layout_headline(view: AreaView, words: Words) -> Component:
    """Make the headline: the first sentence large, the others below, and what the figures are not."""
    first, *rest = view.headline
    return layout_part(
        "headline",
        [
            html.P(first, className="area-headline"),
            *(html.P(text, className="doc-p") for text in rest),
            html.P(view.caution, className="doc-p note"),
        ],
        words,
    )


def _group(group: GapGroup, words: Words) -> Component:
    listed = html.Details(
        [html.Summary(words("area.gaps.open_list")), html.Ul([_line(line, group.boxes) for line in group.lines])],
        className="area-folded area-gap-lines",
    )
    who = html.P([html.Span(words("area.who"), className="area-who"), " ", group.who], className="area-gap-who")
    return html.Li(
        [
            html.Span(str(len(group.lines)), className="area-gap-number"),
            html.Div([html.H3(group.title), html.P(group.said), who, listed]),
        ],
        className="area-gap",
    )


def _line(line: CheckLine, boxes: tuple[str, ...]) -> Component:
    name = html.A(line.name, href=line.address, className="text-link") if line.address else line.name
    about = [html.Span(line.about, className="area-about")] if line.about else []
    ticks = [html.Span(box, className="area-box") for box in boxes] if line.record else []
    return html.Li([html.Strong(name), *about, *ticks])
