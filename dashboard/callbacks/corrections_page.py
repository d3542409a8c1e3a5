"""The steward's page: it holds no data, so nothing is wired to it."""

from __future__ import annotations

from typing import Any

from dash import Dash

from dashboard.layouts.corrections_page import layout_corrections_page
from dashboard.state import parse_selection
from dashboard.text import load_words
from dashboard.view_models.corrections import build_corrections_page
from dashboard.view_models.world import World, build_choices


class CorrectionsPage:
    """The page's body, as a plain method that a test can call."""

    def __init__(self, world: World) -> None:
        """Take the world that the page is built from."""
        self.world = world
        self.choices = build_choices(world)

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        selection = parse_selection(search, self.choices)
        return layout_corrections_page(build_corrections_page(self.world, selection, load_words(selection.lang)))


def register(app: Dash, world: World) -> CorrectionsPage:
    """Return the page."""
    return CorrectionsPage(world)
