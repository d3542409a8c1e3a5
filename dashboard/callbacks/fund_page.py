"""The fund page's callbacks."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from dashboard import ids
from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.fund_map import draw_fund_map
from dashboard.figures.fund_scatter import draw_fund_scatter
from dashboard.layouts.fund_page import layout_fund, layout_fund_body
from dashboard.view_models.fund_page import build_fund_page
from dashboard.view_models.fund_page_types import FundPageView
from dashboard.view_models.fund_types import Shortlist, SitesView
from dashboard.view_models.world import World

SCRIPT = "parandalimFund"


class FundPage(AddressedPage):
    """The bodies of the callbacks, as plain methods that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        view = build_fund_page(self.world, self.select(search))
        return layout_fund(view, draw_figures(view))

    def body(self, search: str | None) -> Any:
        """Draw what a choice changes."""
        view = build_fund_page(self.world, self.select(search))
        return layout_fund_body(view, draw_figures(view))


def draw_figures(view: FundPageView) -> dict[str, Any]:
    """Draw the pictures of the part that is shown, by name."""
    body = view.body
    if isinstance(body, Shortlist):
        drawn = {"map": draw_fund_map(body.map)}
        return {**drawn, "scatter": draw_fund_scatter(body.scatter)} if body.scatter else drawn
    if isinstance(body, SitesView) and body.map:
        return {"sites": draw_fund_map(body.map, body.marks)}
    return {}


def register(app: Dash, world: World) -> FundPage:
    """Wire the page to the address bar; a click pins an area, a box over the dots is shown on map and list."""
    page = FundPage(world)
    for graph in (ids.FUND_SCATTER, ids.FUND_MAP):
        app.clientside_callback(
            ClientsideFunction(SCRIPT, "pin"),
            Output(ids.QUERY_URL, "data", allow_duplicate=True),
            Input(graph, "clickData"),
            prevent_initial_call=True,
        )
    app.clientside_callback(
        ClientsideFunction(SCRIPT, "brush"),
        Output(ids.QUERY_URL, "data", allow_duplicate=True),
        Input(ids.FUND_SCATTER, "selectedData"),
        prevent_initial_call=True,
    )
    app.callback(Output(ids.FUND_BODY, "children"), Input(ids.QUERY_FUND, "data"), prevent_initial_call=True)(page.body)
    return page
