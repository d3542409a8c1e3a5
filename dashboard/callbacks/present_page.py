"""The present page's callbacks: the sequence to edit, and each slide at its place."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output

from dashboard import ids
from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.slide_figure import draw_slide
from dashboard.layouts.present_page import layout_editor, layout_present
from dashboard.layouts.slide import layout_slide
from dashboard.sequence import MOST_ITEMS
from dashboard.text import load_words
from dashboard.view_models.present_page import build_editor, build_present_page, build_shown_slide
from dashboard.view_models.world import World


class PresentPage(AddressedPage):
    """The bodies of the callbacks, as plain methods that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page; the slides are asked for one by one."""
        return layout_present(build_present_page(self.world, self.select(search)), MOST_ITEMS)

    def editor(self, search: str | None) -> Any:
        """Draw the sequence as it is composed."""
        selection = self.select(search)
        return layout_editor(build_editor(self.world, selection), load_words(selection.lang))

    def slide(self, search: str | None) -> Any:
        """Draw one slide."""
        selection = self.select(search)
        shown = build_shown_slide(self.world, selection)
        return layout_slide(shown, draw_slide(shown.view.picture) if shown.view else (), load_words(selection.lang))


def register(app: Dash, world: World) -> PresentPage:
    """Wire the page to the address bar, and each slide's place to the store that asks for it."""
    page = PresentPage(world)
    app.callback(Output(ids.PRESENT_EDITOR, "children"), Input(ids.QUERY_PRESENT, "data"), prevent_initial_call=True)(page.editor)
    for number in range(1, MOST_ITEMS + 1):
        place = Output(ids.present_slot(number), "children")
        app.callback(place, Input(ids.present_ask(number), "data"), prevent_initial_call=True)(page.slide)
    return page
