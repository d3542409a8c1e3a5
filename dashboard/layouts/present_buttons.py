"""On every page, top right: pin this view for the presentation, and present."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.text import Words

# Pages that have no view of their own to show.
NOT_PINNED = ("present", "corrections")


def layout_present_buttons(page: str, words: Words) -> Component:
    """Make the pin with the number of views pinned, and the way to the presentation."""
    texts = {f"data-{name}": words(f"present.pin_{name}", n="{n}") for name in ("in", "out", "done", "undone", "full")}
    pin = html.Button(
        [html.Span(words("present.pin_in"), className="present-pin-text"), html.Span(className="present-count")],
        type="button",
        className="present-pin",
        title=words("present.pin_said"),
        **attributes({"data-present": "pin", "aria-pressed": "false", **texts}),
    )
    way = layout_choice(words("present.page"), {"page": "present"}, page == "present", "present-way")
    return html.Div([way] if page in NOT_PINNED else [pin, way], className="present-buttons")
