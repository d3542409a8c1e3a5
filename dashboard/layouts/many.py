"""The sheet of small maps: the server says each area's colour, the browser draws them from the geometry that it has."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.legend import layout_legend
from dashboard.layouts.links import layout_choice
from dashboard.layouts.pair import layout_mark, layout_pair, layout_pair_tools, written_fills
from dashboard.text import Words
from dashboard.view_models.many import ManyView, Pane


def layout_many(view: ManyView, words: Words) -> list[Component]:
    """Make the sheet: the legend once, then the maps by date and by layer."""
    rows = [
        html.Section(
            [html.H3(title), html.Div([_pane(pane, view) for pane in panes], className=f"panes panes-{min(len(panes), 3)}")]
        )
        for title, panes in ((view.dates_title, view.dates), (view.layers_title, view.layers))
        if panes
    ]
    head = html.Div([html.H2(view.title), html.P(words("many.hint"))], className="grid-title")
    pair = [layout_pair(view.pair, view.geometry_url, words)] if view.pair else []
    legend = html.Div(layout_legend(view.legend, ids.QUERY_MANY), className="many-legend legend")
    return [head, layout_pair_tools(bool(view.pair), words), *pair, legend, *rows]


def _pane(pane: Pane, view: ManyView) -> Component:
    drawn = html.Div(
        className="pane-map",
        role="img",
        **attributes(
            {
                "aria-label": pane.summary,
                "data-fills": written_fills(view.ramp, pane.areas),
                "data-geometry": view.geometry_url,
                "data-hatched": " ".join(pane.unsettled),
            }
        ),
    )
    return html.Figure(
        [drawn, *layout_mark(pane.watermark), html.Figcaption(layout_choice(pane.title, pane.changes, False, "pane-link"))],
        className="pane",
    )
