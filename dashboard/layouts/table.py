"""The table twin of the map."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.links import layout_choice
from dashboard.view_models.table import TableRow, TableView


def layout_table(view: TableView) -> Component:
    """Make the table: one row per area, its name a link that opens its panel."""
    heads = [html.Th(head, scope="col") for head in view.heads]
    caption = html.Caption([html.Strong(view.title), html.Span(view.subtitle)])
    return html.Table([caption, html.Thead(html.Tr(heads)), html.Tbody([_row(row) for row in view.rows])], className="twin")


def _row(row: TableRow) -> Component:
    name = html.Th(layout_choice(row.cells[0], {"region": row.region_id}, False, "area-link"), scope="row")
    return html.Tr([name, *(html.Td(cell) for cell in row.cells[1:])], className=f"gap-row gap-row-{row.gap}" if row.gap else "")
