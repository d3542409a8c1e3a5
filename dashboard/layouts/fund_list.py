"""The shortlist: filters, the areas in order, risk against thin prevention as dots and on the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.document import CHART_CONFIG
from dashboard.layouts.frozen import freeze
from dashboard.layouts.fund_fields import layout_field
from dashboard.layouts.legend import layout_legend
from dashboard.layouts.links import layout_choice, layout_toggle
from dashboard.layouts.reasons import layout_pending
from dashboard.text import Words
from dashboard.view_models.fund_types import FundMap, Shortlist, ShortRow

COLUMNS = ("priority", "chance", "risk", "thin", "active", "ending", "people", "reliability", "reason")
NUMBERS = frozenset({"priority", "chance", "risk", "thin", "active", "ending", "people"})


def layout_shortlist(view: Shortlist, figures: Mapping[str, Any], words: Words) -> list[Component]:
    """Make the first part of the page."""
    pictures = html.Div([*_scatter(view, figures, words), _map(view.map, figures, words)], className="fund-pair")
    apart = freeze(_apart(view, words))
    pending = [layout_pending(view.pending, ids.QUERY_FUND)] if view.pending else []
    return [
        freeze([_filters(view, words)]),
        freeze([html.P(view.said, className="fund-count", role="status"), *_list(view, view.rows, words("fund.list"))]),
        *pending,
        *([pictures, freeze(_pins(view, words)), apart] if view.rows else [apart, pictures, freeze(_pins(view, words))]),
    ]


def _filters(view: Shortlist, words: Words) -> Component:
    toggles = [layout_toggle(text, "fonly", name, pressed) for name, text, pressed in view.toggles]
    clear = [layout_choice(view.clear.text, view.clear.changes, False, "fund-offer")] if view.clear else []
    return html.Section(
        [*(layout_field(field) for field in view.fields), html.Div([*toggles, *clear], className="fund-toggles")],
        className="fund-form",
        **attributes({"aria-label": words("fund.filters")}),
    )


def _list(view: Shortlist, rows: tuple[ShortRow, ...], caption: str) -> list[Component]:
    if not rows:
        return []
    heads = [html.Th(view.heads["rank"], scope="col"), html.Th(view.heads["area"], scope="col")]
    heads += [html.Th(view.heads[name], scope="col", className="fund-number" if name in NUMBERS else "") for name in COLUMNS]
    body = [_row(view, row) for row in rows]
    table = html.Table([html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(body)], className="fund-list")
    return [html.Div(table, className="doc-scroll", tabIndex="0", role="region", **attributes({"aria-label": caption}))]


def _row(view: Shortlist, row: ShortRow) -> Component:
    swatch = "not_recorded" if row.colour is None else f"score-{row.colour}"
    name = layout_choice(row.name, {"page": "", "region": row.region_id, "level": row.level}, False, "fund-name")
    page = layout_choice(view.heads["page"], {"page": "area", "region": row.region_id, "level": row.level}, False, "area-from")
    cells = [
        html.Td(
            getattr(row, column),
            className="fund-number" if column in NUMBERS else f"fund-{column}",
            **attributes({"data-label": view.heads[column]}),
        )
        for column in COLUMNS
    ]
    return html.Tr(
        [
            html.Td(row.rank, className="fund-rank", **attributes({"data-label": view.heads["rank"]})),
            html.Th([_pin(row), html.Span(className=f"fund-dot swatch-{swatch}"), name, page], scope="row"),
            *cells,
        ],
        className="fund-row fund-pinned" if row.pinned else "fund-row",
        **attributes({"data-fund-row": row.region_id}),
    )


def _pin(row: ShortRow) -> Component:
    return html.Button(
        html.Span(row.name, className="unseen"),
        type="button",
        className="fund-pin",
        **attributes({"data-toggle": f"pins={row.region_id}", "aria-pressed": "true" if row.pinned else "false"}),
    )


def _pins(view: Shortlist, words: Words) -> list[Component]:
    unpin = [layout_choice(view.unpin.text, view.unpin.changes, False, "fund-offer")] if view.unpin else []
    brushed = html.Button(
        words("fund.pin_brushed"),
        type="button",
        className="fund-button",
        hidden="hidden",
        **attributes({"data-fund-brushed": "1"}),
    )
    return [html.P([view.pinned_said, " ", *unpin, brushed], className="fund-note")]


def _apart(view: Shortlist, words: Words) -> list[Component]:
    if not view.apart:
        return []
    return [
        html.Section(
            [
                html.H2(words("fund.find_out")),
                html.P(view.apart_said, className="doc-p"),
                *_list(view, view.apart, words("fund.find_out")),
            ],
            className="fund-section fund-apart",
        )
    ]


def _scatter(view: Shortlist, figures: Mapping[str, Any], words: Words) -> list[Component]:
    if view.scatter is None:
        return [html.P(words("fund.scatter.none"), className="fund-note")]
    said = view.scatter
    graph = dcc.Graph(id=ids.FUND_SCATTER, figure=figures["scatter"], config=CHART_CONFIG, responsive=True, className="figure")
    label = attributes({"aria-label": f"{said.title} {said.subtitle}"})
    return [
        html.Figure(
            [
                html.Figcaption([html.H2(said.title), html.P(said.subtitle)]),
                html.Div(graph, className="fund-picture", role="img", **label),
                html.P(words("fund.scatter.how"), className="fund-note"),
            ],
            className="fund-figure",
        )
    ]


def _map(view: FundMap, figures: Mapping[str, Any], words: Words) -> Component:
    graph = dcc.Graph(id=ids.FUND_MAP, figure=figures["map"], config=CHART_CONFIG, responsive=True, className="figure")
    return layout_map(view, graph, words("fund.map.how"))


def layout_map(view: FundMap, graph: Component, how: str) -> Component:
    """Make a map under its title with its legend."""
    picture = view.picture
    return html.Figure(
        [
            html.Figcaption([html.H2(picture.title), html.P(how)]),
            html.Div(graph, className="fund-picture fund-mapped", role="img", **attributes({"aria-label": picture.summary})),
            html.Div(layout_legend(view.legend, ids.QUERY_FUND), className="legend fund-legend"),
        ],
        className="fund-figure",
    )
