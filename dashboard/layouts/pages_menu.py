"""The menu of the app's pages."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.text import Words

PAGE_NAMES = (
    ("", "page.map"),
    ("fund", "fund.page"),
    ("area", "area.page"),
    ("survey", "page.survey"),
    ("directory", "directory.page"),
    ("method", "page.method"),
)


def layout_pages(current: str, words: Words) -> Component:
    """Make the menu: one link per page, each keeping the rest of the address."""
    links = [layout_choice(words(key), {"page": name}, name == current, "page-link") for name, key in PAGE_NAMES]
    return html.Nav(links, className="pages", **attributes({"aria-label": words("page.menu")}))
