"""The quiet menu by which the map that is shown is saved as a picture."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.text import Words

# What the address of the file adds to the view's own query, and how the choice is called.
FORMS = (("png", "1", "png_1"), ("png", "2", "png_2"), ("png", "4", "png_4"), ("svg", "1", "svg"))


def layout_save(words: Words) -> Component:
    """Make the menu; save.js puts the view's query into the address when a link is followed."""
    links = [
        html.Li(html.A(words(f"picture.{name}"), href=f"/download/map.{form}", download="", **attributes({"data-save": scale})))
        for form, scale, name in FORMS
    ]
    note = html.P(words("picture.saved_as"), className="save-note")
    menu = html.Div([note, html.Ul(links)], className="save-menu")
    return html.Details([html.Summary(words("picture.save"), className="toggle"), menu], className="save")
