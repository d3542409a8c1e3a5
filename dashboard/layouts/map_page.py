"""The map page: headline, layers and list, map, panel, date control."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar, layout_menu, layout_switches
from dashboard.layouts.grid import layout_grid
from dashboard.layouts.legend import layout_legend
from dashboard.layouts.many import layout_many
from dashboard.layouts.overview import layout_headline, layout_list
from dashboard.layouts.panel import layout_panel
from dashboard.layouts.paper import layout_handle, layout_print_foot
from dashboard.layouts.play import layout_played_note
from dashboard.layouts.time import layout_time
from dashboard.layouts.timeline import layout_timeline
from dashboard.text import Words, load_words
from dashboard.view_models.legend import LegendView
from dashboard.view_models.map_view import MapView
from dashboard.view_models.page import PageView

GRAPH_CONFIG: Any = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}


def layout_page(view: PageView, figure: Any, traces: Mapping[str, int]) -> Component:
    """Make the whole page in the view's language.

    ``figure`` is the map already drawn; ``traces`` gives the numbers of those of its traces that the browser restyles.
    """
    words = load_words(view.fields["lang"])
    return html.Div(
        [
            html.A(words("walk.skip"), href=f"#{ids.MAP_WALK}", className="skip"),
            html.A(words("app.skip"), href=f"#{ids.MAP_PANEL}", className="skip"),
            layout_bar(view, words),
            *layout_played_note(view.played, words),
            html.Div(layout_headline(view.headline), id=ids.MAP_HEADLINE, className="headline"),
            html.Main([_side(view, words), _middle(view, figure, words), _panel(view, words)], className="columns"),
            html.Footer([html.P(words("app.footer", attribution=view.attribution)), layout_print_foot(words)], className="foot"),
        ],
        className="page",
        **_state(view, traces, words),
    )


def _state(view: PageView, traces: Mapping[str, int], words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "map",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-date-input": ids.MAP_DATE,
        "data-search-input": ids.MAP_SEARCH,
        "data-graph": ids.MAP_FIGURE,
        **{f"data-{name}-trace": str(number) for name, number in traces.items()},
        "data-packs": view.pack_url,
        "data-map-store": ids.QUERY_MAP,
        **{f"data-url{level}": url for level, url in view.geometry_urls.items()},
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-steps": json.dumps({"next": view.steps.next, "start": view.steps.start}, separators=(",", ":")),
        "data-walk": ids.MAP_WALK,
        "data-panel": ids.MAP_PANEL,
        "data-summary": ids.MAP_SUMMARY,
        "data-title": words("app.title"),
        "data-level": view.fields["level"],
        "data-view": view.fields["view"],
        "data-region": view.fields["region"],
        "data-time": view.fields["time"],
    }


def _side(view: PageView, words: Words) -> Component:
    return html.Aside(
        [
            html.Details(
                [
                    html.Summary(words("menu.drawer"), className="drawer-title"),
                    html.Div(layout_list(view.list_view, words), id=ids.MAP_LIST, className="list"),
                    layout_menu(view.menu, words),
                ],
                open=True,
                className="drawer",
            )
        ],
        className="side",
    )


def _middle(view: PageView, figure: Any, words: Words) -> Component:
    said = html.Div(layout_map_words(view.map_view, view.legend), id=ids.MAP_WORDS, className="map-words")
    drawn = html.Div(
        dcc.Graph(id=ids.MAP_FIGURE, figure=figure, config=GRAPH_CONFIG, responsive=True, className="figure"),
        id=ids.MAP_GRAPH,
        className="map-picture",
        role="img",
        **attributes({"aria-labelledby": ids.MAP_SUMMARY}),
    )
    walked = html.Div(
        [drawn, html.P(words("walk.keys"), id=ids.MAP_WALK_KEYS, className="walk-keys")],
        id=ids.MAP_WALK,
        className="map-drawn",
        role="application",
        tabIndex="0",
        **attributes({"aria-label": words("walk.name"), "aria-describedby": ids.MAP_WALK_KEYS, "data-edge": words("walk.edge")}),
    )
    table = html.Div(layout_grid(view.table, words) if view.table else None, id=ids.MAP_TABLE, className="map-table")
    many = html.Div(layout_many(view.many, words) if view.many else None, id=ids.MAP_MANY, className="map-many")
    return html.Section(
        [
            layout_switches(view, words),
            html.Div([said, walked, table, many], className="sheet"),
            layout_timeline(view.timeline, view.date_said, words),
            html.Div(layout_time(view.time, words) if view.time else None, id=ids.MAP_TIME, className="time-drawer"),
        ],
        className="middle",
        **attributes({"aria-label": words("map.region")}),
    )


def layout_map_words(view: MapView, legend: LegendView) -> list[Component]:
    """Make all that is written on the map: title, legend, and the summary for those who do not see it."""
    return [
        html.Div([html.H2(view.title), html.P(view.subtitle)], className="map-title"),
        html.Div(layout_legend(legend), className="legend", tabIndex="0"),
        *([html.P(view.watermark, className="watermark")] if view.watermark else []),
        html.P(view.summary, id=ids.MAP_SUMMARY, className="unseen"),
    ]


def _panel(view: PageView, words: Words) -> Component:
    panel = html.Aside(
        layout_panel(view.panel, words),
        id=ids.MAP_PANEL,
        className="panel",
        tabIndex="-1",
        **attributes({"aria-label": words("panel.title")}),
    )
    return html.Div([layout_handle(words), panel], className="panel-frame")
