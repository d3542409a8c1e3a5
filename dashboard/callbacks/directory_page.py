"""The directory page's callbacks."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from dashboard import ids
from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.directory_map import draw_directory_map
from dashboard.layouts.directory_page import (
    layout_answer,
    layout_answer_card,
    layout_answer_filters,
    layout_answer_places,
    layout_directory,
)
from dashboard.text import load_words
from dashboard.view_models.directory import build_answer, build_directory
from dashboard.view_models.world import World

SCRIPT = "parandalimDirectory"


class DirectoryPage(AddressedPage):
    """The bodies of the callbacks, as plain methods that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        view = build_directory(self.world, self.select(search))
        return layout_directory(view, draw_directory_map(view.answer.places))

    def answer(self, search: str | None) -> tuple[Any, ...]:
        """Draw what a word, a filter or a click changes."""
        selection = self.select(search)
        view, words = build_answer(self.world, selection), load_words(selection.lang)
        return (
            layout_answer(view, words.date(selection.date), words),
            layout_answer_filters(view, words),
            layout_answer_card(view, words),
            layout_answer_places(view, words),
            draw_directory_map(view.places),
        )


def register(app: Dash, world: World) -> DirectoryPage:
    """Wire the page to the address bar."""
    page = DirectoryPage(world)
    app.clientside_callback(
        ClientsideFunction(SCRIPT, "click"),
        Output(ids.QUERY_URL, "data", allow_duplicate=True),
        Input(ids.DIRECTORY_MAP, "clickData"),
        prevent_initial_call=True,
    )
    parts = (ids.DIRECTORY_ANSWER, ids.DIRECTORY_FILTERS, ids.DIRECTORY_CARD, ids.DIRECTORY_PLACES)
    outputs = [*(Output(part, "children") for part in parts), Output(ids.DIRECTORY_MAP, "figure")]
    app.callback(outputs, Input(ids.QUERY_DIRECTORY, "data"), prevent_initial_call=True)(page.answer)
    return page
