"""What the offline pack is put together from: the page's own components without anything that needs a network, and its looks."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.export.map_drawing import MapPicture
from dashboard.layouts.area_parts import layout_table
from dashboard.layouts.attributes import attributes
from dashboard.layouts.legend import layout_legend
from dashboard.lettering import embedded_font
from dashboard.pack_files import read_script, read_sheets
from dashboard.text import Words
from dashboard.view_models.table import TableView

FONT_RULE = re.compile(r"@font-face\s*\{[^}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TABLE = "pack-table"


@lru_cache(maxsize=1)
def pack_script() -> str:
    """Return the script of the tables."""
    return read_script()


@lru_cache(maxsize=1)
def pack_style() -> str:
    """Return every style rule of the file, the letters with them."""
    texts = (FONT_RULE.sub("", COMMENT.sub("", sheet)) for sheet in read_sheets())
    return embedded_font() + "\n".join(texts)


def pack_policy() -> str:
    """Return what the file may load: nothing from anywhere, and of scripts only its own."""
    digest = base64.b64encode(hashlib.sha256(pack_script().encode()).digest()).decode("ascii")
    allowed = ("default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "font-src data:", "base-uri 'none'")
    return "; ".join((*allowed, "form-action 'none'", f"script-src 'sha256-{digest}'"))


def without_views(part: Any) -> Any:
    """Return a component with its links to other views of the app as plain text: the file has no app behind it."""
    if isinstance(part, list | tuple):
        return [without_views(child) for child in part]
    if not isinstance(part, Component):
        return part
    given = dict(part.to_plotly_json()["props"])
    inside = without_views(given.pop("children", None))
    if isinstance(part, html.A) and not str(given.get("href", "")).startswith(("#", "http://", "https://")):
        return html.Span(inside, className=given.get("className", ""))
    made: Any = type(part)
    return made(inside, **given)


def layout_pack_table(view: TableView, here: str, words: Words) -> Component:
    """Make the table of every area of the level, which sorts and filters where scripts run; the pack's own area is marked."""
    rows = []
    for row in view.rows:
        first, *others = row.cells
        mark = "pack-here" if row.region_id == here else ""
        rows.append([html.Th(first, scope="row", className=mark), *(html.Td(text) for text in others)])
    table = layout_table(list(view.heads), rows, view.title)
    # The script puts the field in: without it there is nothing to type into.
    tools = html.P(className="pack-filter", **attributes({"data-filter": TABLE, "data-label": words("pack.filter")}))
    said = html.P(f"{view.title}. {view.subtitle}", className="doc-p")
    holder = html.Div(table, id=TABLE, className=TABLE, **attributes({"data-sortable": "1"}))
    return html.Section(
        [html.H2(words("pack.table")), said, tools, holder], id="area-table", className="doc-section area-section"
    )


def layout_country(picture: MapPicture, drawing: Component, words: Words) -> Component:
    """Make the map of the country with the area marked, its finding over it and its legend beside it."""
    beside = html.Div([*layout_legend(picture.legend), html.P(picture.boundaries)], className="legend area-legend")
    figure = html.Figure(
        [html.Figcaption([html.P(picture.title), html.P(picture.subtitle, className="area-about")]), drawing, beside],
        className="area-figure pack-figure",
    )
    return html.Section([html.H2(words("pack.map")), figure], id="area-country", className="doc-section area-section")
