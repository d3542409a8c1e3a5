"""One area in one file that opens without a network: the area's page, the map and the table, for a room with no connection."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, abort, request

from dashboard.export.map_drawing import MapPicture, build_picture, draw_map_svg
from dashboard.export.pack_parts import (
    layout_country,
    layout_pack_table,
    pack_policy,
    pack_script,
    pack_style,
    without_views,
)
from dashboard.layouts.area_page import layout_area_sections
from dashboard.layouts.area_parts import SECTIONS, anchor_of
from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import to_html
from dashboard.state import Selection, parse_selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_page import as_published, build_area_view
from dashboard.view_models.area_types import AreaView
from dashboard.view_models.layers import MAP_LEVELS
from dashboard.view_models.table import build_table_view
from dashboard.view_models.world import World, build_choices

COUNTRY, MUNICIPALITIES = "country", "municipalities"
COUNTRY_WIDTH, QARK_WIDTH = 460, 460
# The map and the table come after the headline, which is the second section.
AFTER = 2


def build_pack(world: World, selection: Selection) -> str:
    """Return the whole file for the selected area; the world must be a protected one, as the app's is."""
    selection, words = as_published(selection), load_words(selection.lang)
    selection = replace(selection, level=world.level_of(selection.region), page="")
    # A file is never asked for again: wait for how sure the scores are.
    for level in MAP_LEVELS:
        world.studied(level, selection.date, wait=None)
    view = build_area_view(world, selection)
    country = build_picture(world, replace(selection, level="qark", markers=()))
    inside = build_picture(world, replace(selection, markers=()), within=view.qark_id)
    body = to_html(without_views(_page(world, selection, view, country, words)))
    for name, drawing in _drawings(country, inside).items():
        empty = to_html(_picture(name))
        body = body.replace(empty, empty.replace("></div>", f">{drawing}</div>"))
    return _file(view, body, words)


def pack_name(selection: Selection) -> str:
    """Return the file's name."""
    return f"parandalim-{selection.region}-{selection.date.isoformat()}-{selection.lang}.html"


def _drawings(country: MapPicture, inside: MapPicture) -> dict[str, str]:
    return {
        COUNTRY: draw_map_svg(country, width=COUNTRY_WIDTH, parts="map"),
        MUNICIPALITIES: draw_map_svg(inside, width=QARK_WIDTH, parts="map"),
    }


def _picture(name: str) -> Component:
    """Make the place of a drawing, which comes as text once the page is written; no text of the data can look like it."""
    return html.Div(id=f"pack-{name}", className=f"pack-map pack-{name}")


def _page(world: World, selection: Selection, view: AreaView, country: MapPicture, words: Words) -> list[Component]:
    sections = layout_area_sections(view, _picture(MUNICIPALITIES), words)
    table = layout_pack_table(build_table_view(world, selection), view.region_id, words)
    where = layout_country(country, _picture(COUNTRY), words)
    mark = [html.P(view.watermark, className="pack-mark", **attributes({"data-mark": view.watermark}))] if view.watermark else []
    head = html.Header(
        [html.P([html.Strong(words("app.name")), words("app.tagline")], className="pack-head"), *mark],
    )
    title = html.Header(
        [
            html.P(view.level_said, className="area-over"),
            html.H1(view.title),
            html.P([html.Strong(f"{view.date_said}."), " ", view.method_said], className="area-small"),
        ],
        className="doc-head area-head",
    )
    middle = html.Div([title, *sections[:AFTER], where, table, *sections[AFTER:]], className="area-middle")
    note = html.P(" ".join((words("pack.note"), *view.versions)), className="pack-note")
    return [head, html.Main([_contents(words), middle], className="doc-columns"), html.Footer(note)]


def _contents(words: Words) -> Component:
    named = [(anchor_of(name), words(f"area.section.{name}")) for name in SECTIONS]
    named[AFTER:AFTER] = [("area-country", words("pack.map")), ("area-table", words("pack.table"))]
    links = [html.A(text, href=f"#{anchor}") for anchor, text in named]
    return html.Nav([html.H2(words("area.contents"), className="side-title"), *links], className="doc-contents area-contents")


def _file(view: AreaView, body: str, words: Words) -> str:
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(pack_policy())}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(view.title)} – {escape(words('app.name'))}</title><style>{pack_style()}</style>"
    )
    script = f"<script>{pack_script()}</script>"
    page = f'<div class="page doc area-page pack">{body}</div>'
    return f'<!DOCTYPE html>\n<html lang="{view.lang}"><head>{head}</head><body>{page}{script}</body></html>\n'


def register_packs(server: Flask, world: World) -> None:
    """Add the route of the pack: the query is the view's own."""
    choices = build_choices(world)

    def pack() -> Response:
        selection = parse_selection(request.query_string.decode("utf-8", "replace"), choices)
        if not selection.region:
            abort(404)
        response = Response(build_pack(world, selection), content_type="text/html; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{pack_name(selection)}"'
        return response

    server.add_url_rule("/download/pack.html", "download-pack", pack)
