"""The steward's page: it holds no data, so nothing is wired to it."""

from __future__ import annotations

from typing import Any

from dash import Dash

from dashboard.callbacks.addressed import AddressedPage
from dashboard.layouts.corrections_page import layout_corrections_page
from dashboard.text import load_words
from dashboard.view_models.corrections import build_corrections_page
from dashboard.view_models.world import World


class CorrectionsPage(AddressedPage):
    """The page's body, as a plain method that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        selection = self.select(search)
        return layout_corrections_page(build_corrections_page(self.world, selection, load_words(selection.lang)))


def register(app: Dash, world: World) -> CorrectionsPage:
    """Return the page."""
    return CorrectionsPage(world)
