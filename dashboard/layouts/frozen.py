"""Long tables and texts that nothing listens to, sent as HTML: thousands of live components would stall a slow machine."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}


def freeze(parts: list[Component], class_name: str = "frozen") -> Component:
    """Make one component that holds the parts as text; the router puts them in place. Every text in them is escaped."""
    return html.Div(className=class_name, **attributes({"data-html": "".join(to_html(part) for part in parts)}))


def to_html(part: Any) -> str:
    """Write a component and all within it as HTML."""
    if part is None:
        return ""
    if isinstance(part, list | tuple):
        return "".join(to_html(child) for child in part)
    if not isinstance(part, Component):
        return escape(str(part), quote=False)
    given = part.to_plotly_json()["props"]
    name = str(part.to_plotly_json()["type"]).lower()
    written = "".join(_attribute(key, value) for key, value in given.items() if key != "children")
    return f"<{name}{written}>{to_html(given.get('children'))}</{name}>"


def _attribute(key: str, value: Any) -> str:
    """Write one attribute; what is None or False is left out."""
    if value is None or value is False:
        return ""
    if isinstance(value, Mapping):
        value = ";".join(f"{name}:{setting}" for name, setting in value.items())
    return f' {NAMES.get(key, key)}="{escape(str(value))}"'
