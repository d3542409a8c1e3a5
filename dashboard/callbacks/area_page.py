"""The area page's callbacks."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output
from flask import current_app, has_app_context

from dashboard import ids
from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.area_map import draw_area_map
from dashboard.layouts.area_page import layout_area_body, layout_area_page
from dashboard.view_models.area_page import AreaPageView, build_area_page
from dashboard.view_models.world import World


class AreaPage(AddressedPage):
    """The bodies of the callbacks, as plain methods that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        view = build_area_page(self.world, self.select(search))
        return layout_area_page(view, _figure(view), served_routes())

    def body(self, search: str | None) -> Any:
        """Draw what another area or another date changes."""
        view = build_area_page(self.world, self.select(search))
        return layout_area_body(view, _figure(view), served_routes())


def served_routes() -> frozenset[str]:
    """Return the routes of the app that answers; a button stands only for a file that it serves."""
    return frozenset(rule.rule for rule in current_app.url_map.iter_rules()) if has_app_context() else frozenset()


def _figure(view: AreaPageView) -> Any:
    return draw_area_map(view.area.places) if view.area else None


def register(app: Dash, world: World) -> AreaPage:
    """Wire the page to the address bar."""
    page = AreaPage(world)
    app.callback(Output(ids.AREA_BODY, "children"), Input(ids.QUERY_AREA, "data"), prevent_initial_call=True)(page.body)
    return page
