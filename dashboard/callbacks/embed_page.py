"""The map alone, for a frame on another website: nothing is wired to it, and nothing can be written from it."""

from __future__ import annotations

from typing import Any

from dash import Dash

from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.map_figure import draw_map
from dashboard.layouts.embed import layout_embed
from dashboard.view_models.embed import build_embed
from dashboard.view_models.world import World


class EmbedPage(AddressedPage):
    """The page's body, as a plain method that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        view = build_embed(self.world, self.select(search))
        return layout_embed(view, draw_map(view.map_view, view.marks))


def register(app: Dash, world: World) -> EmbedPage:
    """Return the page."""
    return EmbedPage(world)
