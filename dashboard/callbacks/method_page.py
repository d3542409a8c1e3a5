"""The method page's callbacks."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output

from dashboard import ids
from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.drivers_figure import draw_drivers
from dashboard.figures.ranking_figure import draw_ranking
from dashboard.layouts.method_page import layout_method_page
from dashboard.layouts.play import layout_play
from dashboard.text import load_words
from dashboard.view_models.document import MethodPageView, RangeChart, ShareChart
from dashboard.view_models.method_page import build_method_page
from dashboard.view_models.play import build_play
from dashboard.view_models.world import World


class MethodPage(AddressedPage):
    """The bodies of the callbacks, as plain methods that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        view = build_method_page(self.world, self.select(search))
        return layout_method_page(view, draw_charts(view))

    def play(self, search: str | None) -> Any:
        """Draw the controls of the method and what they would change."""
        selection = self.select(search)
        return layout_play(build_play(self.world, selection), load_words(selection.lang))


def draw_charts(view: MethodPageView) -> dict[str, Any]:
    """Draw every chart of the page, by its name."""
    found: dict[str, Any] = {}
    for block in (block for section in view.sections for block in section.blocks):
        if isinstance(block, RangeChart):
            found[block.name] = draw_ranking(block)
        elif isinstance(block, ShareChart):
            found[block.name] = draw_drivers(block)
    return found


def register(app: Dash, world: World) -> MethodPage:
    """Wire the page to the address bar."""
    page = MethodPage(world)
    app.callback(Output(ids.METHOD_PLAY, "children"), Input(ids.QUERY_PLAY, "data"), prevent_initial_call=True)(page.play)
    return page
