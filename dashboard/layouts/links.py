"""Controls that change the address: real links, so that they work by keyboard, by middle click and in a saved page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component


def layout_choice(children: Any, changes: dict[str, str], current: bool, class_name: str = "choice", **more: Any) -> Component:
    """Make a link that sets fields of the address; the router keeps the others and marks the current one."""
    query = urlencode(changes)
    marked = {"aria-current": "true"} if current else {}
    return html.A(children, href=f"?{query}", className=class_name, **{"data-set": query}, **marked, **more)


def layout_toggle(children: Any, field: str, value: str, pressed: bool) -> Component:
    """Make a button that puts one value into a field of several, or takes it out."""
    return html.Button(
        children,
        type="button",
        className="toggle",
        **{"data-toggle": f"{field}={value}", "aria-pressed": "true" if pressed else "false"},
    )


def layout_source(text: str, url: str) -> Component | str:
    """Make a source's citation, linked where it has a public address."""
    if not url.startswith(("http://", "https://")):
        return text
    return html.A(text, href=url, className="source-link", target="_blank", rel="noopener noreferrer")
