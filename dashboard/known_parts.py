"""The components that callbacks speak of, bare, so that Dash can check the wiring before any page was ever built."""

from __future__ import annotations

from collections.abc import Iterator

from dash import Dash, dcc, html
from dash.development.base_component import Component

# Which component has a property; a page whose callbacks use another one adds it here.
HOLDERS: dict[str, type[Component]] = {
    "children": html.Div,
    "figure": dcc.Graph,
    "clickData": dcc.Graph,
    "selectedData": dcc.Graph,
    "value": dcc.Input,
    "data": dcc.Store,
    "n_clicks": html.Button,
}


def known_parts(app: Dash) -> list[Component]:
    """Return one bare component for each id in the app's callbacks.

    Building the pages themselves would score every area, and import scikit-learn, before the first visitor comes.
    """
    found: dict[str, type[Component]] = {}
    for part_id, name in _wired(app):
        if name not in HOLDERS:
            raise ValueError(f"a callback uses {part_id}.{name}: add the component that has {name!r} to HOLDERS")
        found.setdefault(part_id, HOLDERS[name])
    return [holder(id=part_id) for part_id, holder in found.items()]


def _wired(app: Dash) -> Iterator[tuple[str, str]]:
    """Yield the id and the property of every output, input and state."""
    for output, wiring in app.callback_map.items():
        # Several outputs are written ..a.children...b.children.., a shared one with an @ and a hash behind it.
        for part in output.strip(".").split("..."):
            part_id, _, name = part.partition("@")[0].rpartition(".")
            yield part_id, name
        for part in (*wiring["inputs"], *wiring["state"]):
            yield part["id"], part["property"]
