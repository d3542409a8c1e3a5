"""The frame: the address bar's stores and the place where the page is put."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes


def layout_shell() -> Component:
    """Make the frame: it holds no words, the page brings them in its language."""
    return html.Div(
        [
            *(dcc.Store(id=store) for store in (ids.QUERY_URL, *ids.SLICES)),
            html.Div(layout_skeleton(), id=ids.APP_ROOT),
            html.Div(id=ids.APP_LIVE, className="unseen", role="status", **attributes({"aria-live": "polite"})),
        ]
    )


def layout_skeleton() -> Component:
    """Make the grey blocks that stand in for the page until it arrives."""
    return html.Div([html.Div(className=f"bone bone-{part}") for part in ("bar", "side", "map", "panel")], className="skeleton")
