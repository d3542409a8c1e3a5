"""The headline and the list of areas by class."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.layouts.reasons import layout_pending
from dashboard.text import Words
from dashboard.view_models.area_list import ListGroup, ListItem, ListView
from dashboard.view_models.headline import HeadlineView


def layout_headline(view: HeadlineView) -> list[Component]:
    """Make the one sentence, and beneath it what is not known today."""
    today = [html.P(view.today, className="headline-today")] if view.today else []
    return [html.H1(view.finding, className="headline-finding"), *today]


def layout_list(view: ListView, words: Words) -> list[Component]:
    """Make the list of areas, class by class."""
    notes: list[Component] = [html.P(text, className="list-note") for text in (view.unsettled, view.interval) if text]
    if view.interval:
        anchor = attributes({"data-anchor": ids.METHOD_SENSITIVITY})
        notes.append(
            html.P(layout_choice(words("sure.chart"), {"page": "method"}, False, "text-link", **anchor), className="list-note")
        )
    if view.pending:
        notes.append(layout_pending(words("sure.pending"), ids.QUERY_OVERVIEW))
    ranked = any(item.ranks for group in view.groups for item in group.items)
    heads = [html.P([html.Span(words("sure.head_rank")), html.Span(words("sure.head_points"))], className="list-heads")]
    return [html.H2(view.title, className="side-title"), *(heads if ranked else []), *(_group(g) for g in view.groups), *notes]


def _group(group: ListGroup) -> Component:
    swatch = f"swatch swatch-score-{group.class_index}" if group.class_index is not None else f"swatch swatch-{group.group}"
    return html.Details(
        [
            html.Summary([html.Span(className=swatch), group.title, html.Span(str(len(group.items)), className="list-count")]),
            html.Ul([html.Li(_item(item)) for item in group.items]),
        ],
        open=group.class_index is not None or len(group.items) <= 12,
        className="list-group",
    )


def _item(item: ListItem) -> Component:
    unsettled = [] if item.settled or not item.value else [html.Span("◇", className="list-unsettled", title=item.kept)]
    ranks = [html.Span(item.ranks, className="list-ranks")] if item.ranks else []
    return layout_choice(
        [html.Span(item.name, className="list-name"), *unsettled, *ranks, html.Span(item.value, className="list-value")],
        {"region": item.region_id},
        False,
        "list-item",
        title=item.kept,
    )
