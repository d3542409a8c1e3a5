"""The map page's callbacks: each takes one slice of the address, builds its view and draws it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output, Patch, no_update

from dashboard import ids
from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.map_figure import RESTYLED, draw_map, layer_parts, mark_parts
from dashboard.layouts.grid import layout_grid
from dashboard.layouts.many import layout_many
from dashboard.layouts.map_page import layout_map_words, layout_page
from dashboard.layouts.overview import layout_headline, layout_list
from dashboard.layouts.panel import layout_panel
from dashboard.layouts.time import layout_time
from dashboard.layouts.timeline import layout_date_said
from dashboard.text import load_words
from dashboard.view_models.area_list import build_list_view
from dashboard.view_models.changes import build_time_view
from dashboard.view_models.headline import build_headline
from dashboard.view_models.legend import build_legend
from dashboard.view_models.many import build_many_view
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.markers import build_marks_view
from dashboard.view_models.page import build_page_view, build_panel_view
from dashboard.view_models.table import build_table_view
from dashboard.view_models.timeline import build_date_said
from dashboard.view_models.world import World

ROUTER = "parandalim"


class MapPage(AddressedPage):
    """The bodies of the callbacks, as plain methods that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page: on arrival and when the language changes."""
        view = build_page_view(self.world, self.select(search))
        return layout_page(view, draw_map(view.map_view, view.marks), RESTYLED)

    def map(self, search: str | None) -> tuple[Any, ...]:
        """Draw what a layer, level or date changes; only the words where the browser paints the picture from its pack."""
        selection = self.select(search)
        view = build_map_view(self.world, selection)
        words = layout_map_words(view, build_legend(self.world, selection))
        picture = no_update if is_painted(search) else patch_figure(layer_parts(view, drawn_level(search)))
        return picture, words

    def marks(self, search: str | None) -> Patch:
        """Draw the points of services and projects."""
        return patch_figure(mark_parts(build_marks_view(self.world, self.select(search))))

    def overview(self, search: str | None) -> tuple[Any, ...]:
        """Draw the headline, the list and the date in words."""
        selection = self.select(search)
        headline = layout_headline(build_headline(self.world, selection))
        said = layout_date_said(build_date_said(self.world, selection))
        return headline, layout_list(build_list_view(self.world, selection), load_words(selection.lang)), said

    def panel(self, search: str | None) -> Any:
        """Draw the panel."""
        selection = self.select(search)
        return layout_panel(build_panel_view(self.world, selection), load_words(selection.lang))

    def table(self, search: str | None) -> Any:
        """Draw the table."""
        selection = self.select(search)
        return layout_grid(build_table_view(self.world, selection), load_words(selection.lang))

    def time(self, search: str | None) -> Any:
        """Draw what changed between two dates, and the bars."""
        selection = self.select(search)
        return layout_time(build_time_view(self.world, selection), load_words(selection.lang))

    def many(self, search: str | None) -> Any:
        """Draw the sheet of small maps."""
        selection = self.select(search)
        return layout_many(build_many_view(self.world, selection), load_words(selection.lang))


def drawn_level(search: str | None) -> str:
    """Return the level that the browser says it has drawn: what it has need not be sent again."""
    return parse_qs((search or "").lstrip("?")).get("drawn", [""])[-1]


def is_painted(search: str | None) -> bool:
    """Say whether the browser paints this picture by itself."""
    return parse_qs((search or "").lstrip("?")).get("painted", [""])[-1] == "1"


def patch_figure(parts: Mapping[int, Mapping[str, Any]]) -> Patch:
    """Write the changed parts of traces as a patch of the figure in the browser."""
    patch = Patch()
    for trace, changes in parts.items():
        for key, value in changes.items():
            patch["data"][trace][key] = value
    return patch


def register(app: Dash, world: World) -> MapPage:
    """Wire the page to the address bar."""
    page = MapPage(world)
    app.clientside_callback(
        ClientsideFunction(ROUTER, "click"),
        Output(ids.QUERY_URL, "data"),
        Input(ids.MAP_FIGURE, "clickData"),
        prevent_initial_call=True,
    )
    wiring = (
        (
            page.map,
            [Output(ids.MAP_FIGURE, "figure"), Output(ids.MAP_WORDS, "children")],
            ids.QUERY_MAP,
        ),
        (page.marks, Output(ids.MAP_FIGURE, "figure", allow_duplicate=True), ids.QUERY_MARKS),
        (
            page.overview,
            [
                Output(ids.MAP_HEADLINE, "children"),
                Output(ids.MAP_LIST, "children"),
                Output(ids.MAP_DATE_SAID, "children"),
            ],
            ids.QUERY_OVERVIEW,
        ),
        (page.panel, Output(ids.MAP_PANEL, "children"), ids.QUERY_PANEL),
        (page.table, Output(ids.MAP_TABLE, "children"), ids.QUERY_TABLE),
        (page.time, Output(ids.MAP_TIME, "children"), ids.QUERY_TIME),
        (page.many, Output(ids.MAP_MANY, "children"), ids.QUERY_MANY),
    )
    for body, outputs, query in wiring:
        app.callback(outputs, Input(query, "data"), prevent_initial_call=True)(body)
    return page
