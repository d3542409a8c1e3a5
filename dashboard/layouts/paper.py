"""What the page carries for paper and for the phone: the link and the date at the foot, the handle of the panel."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.text import Words


def layout_print_foot(words: Words) -> Component:
    """Make the printed foot; the browser fills in the address and the day."""
    link = html.Span(**attributes({"data-print": "link"}))
    day = html.Span(**attributes({"data-print": "day"}))
    return html.P([words("print.link"), link, html.Br(), words("print.made"), day, "."], className="print-foot")


def layout_handle(words: Words) -> Component:
    """Make the handle that makes the phone's panel taller or shorter."""
    return html.Button(
        html.Span(words("sheet.handle"), className="unseen"),
        type="button",
        className="sheet-handle",
        **attributes({"data-sheet": "1", "aria-expanded": "false"}),
    )
