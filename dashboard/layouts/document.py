"""Sections of words, tables and charts, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import freeze
from dashboard.layouts.links import layout_source
from dashboard.layouts.reasons import layout_pending
from dashboard.view_models.document import (
    Block,
    Bullets,
    Cell,
    Entry,
    Grid,
    Link,
    Para,
    Pending,
    RangeChart,
    Section,
    ShareChart,
)

# Blocks that something listens to; all others are sent as text.
LIVELY = (Pending, RangeChart, ShareChart)
CHART_CONFIG: Any = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "responsive": True,
}


def layout_section(section: Section, figures: Mapping[str, Any], inside: list[Component]) -> Component:
    """Make one section; ``inside`` comes after its blocks."""
    blocks: list[Component] = []
    for lively, run in groupby(section.blocks, key=lambda block: isinstance(block, LIVELY)):
        made = [layout_block(block, figures) for block in run]
        blocks += made if lively else [freeze(made)]
    return html.Section([html.H2(section.title), *blocks, *inside], id=section.anchor, className="doc-section")


def layout_block(block: Block, figures: Mapping[str, Any]) -> Component:
    """Make one block."""
    if isinstance(block, Para):
        return html.P(block.text, className=f"doc-p {block.kind}".strip())
    if isinstance(block, Bullets):
        return html.Ul([html.Li(item) for item in block.items], className="doc-list")
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Entry):
        return _entry(block)
    if isinstance(block, Link):
        return _file(block)
    if isinstance(block, Pending):
        return layout_pending(block.text, ids.QUERY_PAGE)
    return _chart(block, figures)


def _file(block: Link) -> Component:
    also = [html.A(block.also, href=block.also_href, className="text-link", download="")] if block.also else []
    saved = attributes({"download": ""} if block.href.startswith("/download/") else {})
    file = html.A(block.text, href=block.href, className="doc-file", **saved)
    return html.P([file, html.Span(block.note), *also], className="doc-link")


def _chart(block: RangeChart | ShareChart, figures: Mapping[str, Any]) -> Component:
    figure = figures[block.name]
    drawn = dcc.Graph(figure=figure, config=CHART_CONFIG, responsive=True, style={"height": f"{figure.layout.height}px"})
    return html.Figure(
        [
            html.Figcaption([html.Strong(block.title), html.Span(block.subtitle)]),
            html.Div(drawn, role="img", **attributes({"aria-label": f"{block.title} {block.subtitle}"})),
        ],
        className="doc-chart",
    )


def _grid(block: Grid) -> Component:
    heads = [html.Th(head, scope="col") for head in block.heads]
    rows = [html.Tr([_cell(row[0], True), *(_cell(cell, False) for cell in row[1:])]) for row in block.rows]
    table = html.Table(
        [html.Caption(block.caption), html.Thead(html.Tr(heads)), html.Tbody(rows)], className=f"doc-table {block.kind}".strip()
    )
    return html.Div(table, className="doc-scroll", tabIndex="0", role="region", **attributes({"aria-label": block.caption}))


def _cell(cell: Cell, heads_row: bool) -> Component:
    said = layout_source(cell.text, cell.href) if cell.href else cell.text
    more = attributes({"title": cell.hint} if cell.hint else {})
    if heads_row:
        return html.Th(said, scope="row", className=cell.mark, **more)
    return html.Td(said, className=cell.mark, **more)


def _entry(block: Entry) -> Component:
    pairs = [part for name, text, url in block.pairs for part in (html.Dt(name), html.Dd(layout_source(text, url)))]
    return html.Details(
        [html.Summary([html.Span(block.title), html.Span(block.note, className="entry-note")]), html.Dl(pairs)], className="entry"
    )
