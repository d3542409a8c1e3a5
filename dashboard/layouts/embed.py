"""The map for a frame on another website: title, map, legend, credit and the way to the full view; nothing to choose."""

from __future__ import annotations

import json
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.legend import layout_legend
from dashboard.layouts.map_page import GRAPH_CONFIG
from dashboard.text import Words, load_words
from dashboard.view_models.embed import EmbedView


def layout_embed(view: EmbedView, figure: Any) -> Component:
    """Make the frame's page in the view's language; ``figure`` is the map already drawn."""
    words = load_words(view.fields["lang"])
    shown = view.map_view
    drawn = html.Div(
        dcc.Graph(id=ids.EMBED_MAP, figure=figure, config=GRAPH_CONFIG, responsive=True, className="figure"),
        className="embed-map",
        role="img",
        **attributes({"aria-labelledby": ids.EMBED_SUMMARY}),
    )
    mark = [html.P(shown.watermark, className="watermark")] if shown.watermark else []
    full = html.A(words("embed.full"), href=view.full, target="_blank", rel="noopener", className="embed-full")
    return html.Main(
        [
            html.Div([html.H1(shown.title), html.P(shown.subtitle)], className="embed-title"),
            html.Div([drawn, *mark], className="embed-drawn"),
            html.Div(layout_legend(view.legend), className="legend embed-legend", tabIndex="0"),
            html.P(shown.summary, id=ids.EMBED_SUMMARY, className="unseen"),
            html.Footer([full, html.Span(words("app.footer", attribution=view.attribution))], className="embed-foot"),
        ],
        className="embed",
        **_state(view, words),
    )


def _state(view: EmbedView, words: Words) -> dict[str, Any]:
    again = {"data-again": ids.QUERY_PAGE} if view.again else {}
    return {
        "data-page": "embed",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": "[]",
        "data-title": words("embed.window_title"),
        **again,
    }
