"""The legend beside the map."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.reasons import layout_pending
from dashboard.view_models.gap_view import SquareCell, SquareView
from dashboard.view_models.legend import PENDING, LegendRow, LegendView


def layout_legend(view: LegendView, query: str = ids.QUERY_MAP) -> list[Component]:
    """Make the legend: unit, swatches, meaning, source. Few components: it is sent again with every layer.

    ``query`` draws the part that it stands in, and is asked again while something is still being reckoned.
    """
    waiting = [layout_pending(row.text, query) for row in view.rows if row.swatch == PENDING]
    return [
        html.P(view.unit, className="legend-unit"),
        *([layout_square(view.square)] if view.square else []),
        html.Ul([html.Li(row.text, className=_swatch(row, view.ramp)) for row in view.rows if row.swatch != PENDING]),
        *waiting,
        html.P(view.meaning, className="legend-meaning"),
        *([html.P(view.caveat, className="legend-caveat")] if view.caveat else []),
        html.P(view.source, className="legend-source"),
    ]


def layout_square(view: SquareView) -> Component:
    """Make the square legend of the gap view: a table, so that it can be read out field by field."""
    head = html.Tr([html.Td(), *(html.Th(name, scope="col") for name in view.column_names)])
    rows = [
        html.Tr([html.Th(name, scope="row"), *(_field(cell) for cell in cells)])
        for name, cells in zip(view.row_names, view.rows, strict=True)
    ]
    caption = html.Caption([html.Span(view.risk, className="square-risk"), html.Span(view.thin, className="square-thin")])
    return html.Table([caption, html.Tbody([*rows, head])], className="square")


def _field(cell: SquareCell) -> Component:
    said = html.Span(cell.meaning, className="unseen")
    return html.Td([said, cell.count], className=f"swatch-bivariate-{cell.index}", title=cell.meaning)


def _swatch(row: LegendRow, ramp: str) -> str:
    if row.swatch == "class":
        return f"swatch-{ramp}-{row.class_index}"
    if row.swatch == "inherited":
        return f"swatch-{ramp}-{row.class_index}-inherited"
    return f"swatch-{row.swatch}"
