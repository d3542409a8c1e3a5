"""The table twin as a grid that sorts, filters, copies and exports; the plain table stays beneath it, for paper."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.reasons import layout_pending
from dashboard.layouts.table import layout_table
from dashboard.text import Words
from dashboard.view_models.table import TableView

VALUE = "value"
TEXT = {"function": "params.data.text"}
GRID_WORDS = ("noRowsToShow", "ariaSortableColumn", "ariaLabelCell", "ariaSearchFilterValues", "ariaRowSelect", "ariaRowDeselect")


def layout_grid(view: TableView, words: Words) -> list[Component]:
    """Make the grid with its tools, and the plain table."""
    options = {
        "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "suppressColumnVirtualisation": True,
        "localeText": {key: words(f"grid.{key}") for key in GRID_WORDS},
    }
    grid = dag.AgGrid(
        id=ids.MAP_GRID,
        rowData=[_row(view, number) for number in range(len(view.rows))],
        columnDefs=_columns(view),
        getRowId="params.data.id",
        dashGridOptions=options,
        style={"height": "100%", "width": "100%"},
    )
    waiting = [layout_pending(view.pending, ids.QUERY_TABLE)] if view.pending else []
    return [_tools(view, words), *waiting, html.Div(grid, className="grid-frame"), layout_table(view)]


def _tools(view: TableView, words: Words) -> Component:
    tools = [
        html.Div([html.H2(view.title), html.P(view.subtitle)], className="grid-title"),
        html.Label(words("grid.find"), htmlFor=ids.MAP_FIND, className="unseen"),
        dcc.Input(id=ids.MAP_FIND, type="search", placeholder=words("grid.find"), autoComplete="off", className="grid-find"),
        html.Button(
            words("grid.copy"), type="button", className="toggle", **attributes({"data-grid-copy": words("grid.copied")})
        ),
        html.Button(words("grid.csv"), type="button", className="toggle", **attributes({"data-grid-csv": view.title})),
    ]
    if view.files:
        links = [html.Li(html.A(text, href=href, className="text-link", download="")) for text, href in view.files]
        named = attributes({"data-files": ids.MAP_GRID})
        files = [html.Summary(words("data.file.head"), className="toggle"), html.Ul(links)]
        tools.append(html.Details(files, className="data-files", **named))
    return html.Div(tools, className="grid-tools", **attributes({"data-grid": ids.MAP_GRID, "data-find": ids.MAP_FIND}))


def _columns(view: TableView) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = []
    last = len(view.heads) - 1
    for number, head in enumerate(view.heads):
        column: dict[str, Any] = {"headerName": head, "field": f"c{number}", "flex": 3 if number == last else 1, "minWidth": 96}
        column |= {"wrapText": True, "hide": not any(row.cells[number] for row in view.rows)}
        if number == view.value_column:
            more = {"field": VALUE, "valueFormatter": TEXT, "getQuickFilterText": TEXT, "tooltipField": "text"}
            column |= {**more, "cellDataType": False}
        # A rank with its range is a text: sorted as one, 10 would come before 2.
        columns.append({**column, "autoHeight": True, **({"sortable": False} if number == view.rank_column else {})})
    return columns


def _row(view: TableView, number: int) -> dict[str, Any]:
    row = view.rows[number]
    cells = {f"c{column}": cell for column, cell in enumerate(row.cells) if column != view.value_column}
    return {"id": row.region_id, **cells, VALUE: row.value, "text": row.cells[view.value_column]}
