"""The frame's callbacks: the router that slices the address, and the page that the address asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output

from dashboard import ids
from dashboard.callbacks.map_page import ROUTER
from dashboard.layouts.share import layout_link_note, layout_share_facts
from dashboard.layouts.standing import layout_standing
from dashboard.state import language_of
from dashboard.text import load_words
from dashboard.view_models.linked import LinkFacts, build_link_note


def page_of(search: str | None, pages: Mapping[str, Any]) -> Any:
    """Return the page that a query asks for, the first one where it asks for none that there is."""
    asked = parse_qs((search or "").lstrip("?")).get("page", [""])[-1]
    return pages.get(asked) or next(iter(pages.values()))


def register_shell(
    app: Dash,
    pages: Mapping[str, Any],
    notices: Callable[[], tuple[str, ...]] = tuple,
    linked: Callable[[str | None], LinkFacts] = lambda _: LinkFacts(),
) -> None:
    """Wire the address bar to its slices, and the page slice to the page, with what stands about the organisation's data."""
    app.clientside_callback(
        ClientsideFunction(ROUTER, "route"), *(Output(store, "data") for store in ids.SLICES), Input(ids.QUERY_URL, "data")
    )

    def page(search: str | None) -> Any:
        shown, standing, facts = page_of(search, pages).page(search), notices(), linked(search)
        words = load_words(language_of(search))
        note = [
            *layout_link_note(build_link_note(facts, words), words),
            layout_share_facts(facts.link, facts.then, facts.steward),
        ]
        return [*note, shown, layout_standing(standing, words)] if standing else [*note, shown]

    app.callback(Output(ids.APP_ROOT, "children"), Input(ids.QUERY_PAGE, "data"), prevent_initial_call=True)(page)
