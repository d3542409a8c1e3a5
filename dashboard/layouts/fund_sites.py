"""Where to put outreach points: fields, the best set in order, the greedy way in words, the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.document import CHART_CONFIG
from dashboard.layouts.frozen import freeze
from dashboard.layouts.fund_fields import layout_field, layout_tables
from dashboard.layouts.fund_list import layout_map
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.fund_types import SitesView


def layout_sites(view: SitesView, figures: Mapping[str, Any], words: Words) -> list[Component]:
    """Make the third part of the page."""
    terms = html.Section(
        [layout_field(field) for field in view.fields],
        className="fund-form",
        **attributes({"aria-label": words("fund.sites.form")}),
    )
    form = html.Div([terms, _costs(view, words)])
    if view.refused:
        return [freeze([form, html.P(view.refused, className="fund-refused-said", role="alert")])]
    said = html.P(view.said, className="fund-count", role="status")
    steps = html.Section(
        [html.H2(words("fund.sites.greedy")), html.Ol([html.Li(text) for text in view.greedy], className="fund-greedy")],
    )
    lines = html.Ul([html.Li(text) for text in view.lines], className="doc-list")
    left = html.Div([layout_tables(view.tables[:1]), freeze([steps]), layout_tables(view.tables[1:])])
    return [freeze([form, said]), html.Div([left, *_map(view, figures, words)], className="fund-pair"), freeze([lines])]


def _map(view: SitesView, figures: Mapping[str, Any], words: Words) -> list[Component]:
    if view.map is None:
        return []
    graph = dcc.Graph(id=ids.FUND_SITES, figure=figures["sites"], config=CHART_CONFIG, responsive=True, className="figure")
    return [layout_map(view.map, graph, words("fund.sites.how"))]


def _costs(view: SitesView, words: Words) -> Component:
    """Make the places with a cost of their own, and the form for another one."""
    lines = [
        html.Li(
            [
                html.Span(line.text),
                " ",
                layout_choice(
                    line.remove.text, line.remove.changes, False, "fund-offer", **attributes({"aria-label": line.remove.hint})
                ),
            ],
            className="fund-wrong" if line.wrong else "",
        )
        for line in view.costs
    ]
    press = html.Button(
        words("fund.sites.cost_add"), type="button", className="fund-button", **attributes({"data-fund-cost": "1"})
    )
    fields = [layout_field(field) for field in view.cost_form]
    return html.Details(
        [
            html.Summary(words("fund.sites.costs")),
            html.Ol(lines, className="fund-edits"),
            html.Div([*fields, press], className="fund-form"),
        ],
        className="fund-change fund-costs",
        **attributes({"data-fund-form": "cost"}),
    )
