"""Two maps over each other with a divider between them, their legends, and both as a table."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import theme
from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import freeze
from dashboard.layouts.legend import layout_legend
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.map_view import MapArea
from dashboard.view_models.pair import PairSide, PairView


def layout_pair_tools(paired: bool, words: Words) -> Component:
    """Make the choice of the second map; the browser fills both lists from the menu and the date control (pair.js)."""
    choices = [
        html.Label(
            [
                html.Span(words(f"pair.{name}")),
                html.Select(**attributes({"data-pair": field, "data-same": words(f"pair.same_{name}")})),
            ],
            className="pair-choice",
        )
        for name, field in (("layer", "beside"), ("date", "against"))
    ]
    clear = [layout_choice(words("pair.clear"), {"beside": "", "against": ""}, False, "time-choice")] if paired else []
    label = attributes({"aria-label": words("pair.choose")})
    return html.Div([html.H3(words("pair.choose")), *choices, *clear], className="pair-tools", role="group", **label)


def layout_pair(view: PairView, geometry_url: str, words: Words) -> Component:
    """Make the pair."""
    told = html.Div(
        [
            html.P(view.finding, className="pair-finding"),
            html.P(words("pair.hint"), className="pair-hint"),
            *(html.Div(layout_legend(legend), className="legend pair-legend") for legend in view.legends),
            html.Details([html.Summary(words("pair.table")), freeze([_table(view, words)])], className="pair-table"),
        ],
        className="pair-told",
    )
    label = attributes({"aria-label": words("pair.region")})
    return html.Section([_swipe(view, geometry_url, words), told], className="pair", **label)


def _swipe(view: PairView, geometry_url: str, words: Words) -> Component:
    names = [html.P(words("pair.left", side=view.first.title)), html.P(words("pair.right", side=view.second.title))]
    slider = html.Div(
        className="swipe-handle",
        role="slider",
        tabIndex="0",
        **attributes(
            {
                "aria-label": words("pair.slider"),
                "aria-valuemin": "0",
                "aria-valuemax": "100",
                "aria-valuenow": "50",
                "aria-valuetext": words("pair.slider_at").format(n=50),
                "data-said": words("pair.slider_at"),
            }
        ),
    )
    marks = [
        part
        for side, name in ((view.first, "pane-mark-first"), (view.second, "pane-mark-second"))
        for part in layout_mark(side.watermark, name)
    ]
    maps = [_drawn(view.first, geometry_url, "swipe-first"), _drawn(view.second, geometry_url, "swipe-second")]
    return html.Div(
        [html.Div(names, className="swipe-names"), html.Div([*maps, *marks, slider], className="swipe")], className="swipe-frame"
    )


def _drawn(side: PairSide, geometry_url: str, class_name: str) -> Component:
    return html.Div(
        className=f"pane-map {class_name}",
        role="img",
        **attributes(
            {
                "aria-label": side.summary,
                "data-fills": written_fills(side.ramp, side.areas),
                "data-geometry": geometry_url,
                "data-hatched": " ".join(side.unsettled),
            }
        ),
    )


def layout_mark(watermark: str, class_name: str = "") -> list[Component]:
    """Make the mark of example data over a small map; nothing over real ones."""
    return [html.P(watermark, className=f"pane-mark {class_name}".strip())] if watermark else []


def written_fills(ramp: str, areas: tuple[MapArea, ...]) -> str:
    """Write each area's colour as many.js reads it."""
    colours = theme.fill_colours()
    return " ".join(f"{a.region_id}{colours[theme.fill_code(ramp, a.class_index, a.gap, a.inherited)]}" for a in areas)


def _table(view: PairView, words: Words) -> Component:
    marked = all(row.changed is not None for row in view.rows)
    heads = [words("pair.area"), view.first.title, view.second.title, *([words("pair.mark")] if marked else [])]
    rows = [
        html.Tr(
            [
                html.Th(row.name, scope="row"),
                html.Td(row.first),
                html.Td(row.second),
                *([html.Td(words("pair.changed" if row.changed else "pair.unchanged"))] if marked else []),
            ],
            className="pair-changed" if row.changed else "",
        )
        for row in view.rows
    ]
    return html.Table(
        [html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(rows)], className="pair-rows"
    )
