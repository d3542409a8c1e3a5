"""One slide: the finding, the picture as large as can be, what its colours mean, and one line of source, date and boundaries."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.document import CHART_CONFIG, layout_block
from dashboard.layouts.frozen import freeze
from dashboard.layouts.legend import layout_legend
from dashboard.text import Words
from dashboard.view_models.document import Grid
from dashboard.view_models.legend import LegendView
from dashboard.view_models.present_page import ShownSlide
from dashboard.view_models.slide_types import MapPair, SlideLines, SlideView


def layout_slide(shown: ShownSlide, figures: tuple[Any, ...], words: Words) -> Component:
    """Make one slide; ``figures`` are its pictures already drawn. Beyond the end of the sequence there is none."""
    view, of = shown.view, attributes({"data-slide-of": shown.of})
    if view is None:
        return html.Div(className="slide-none", **of)
    aside = _aside(view)
    return html.Article(
        [
            html.Header(
                [html.H2(_whole(view.title)), *([html.P(_whole(view.subtitle))] if view.subtitle else [])], className="slide-head"
            ),
            html.Div(
                [_picture(view, figures), *aside],
                className=f"slide-body slide-body-{_kind(view)}" + ("" if aside else " slide-alone"),
            ),
            html.Footer([html.P(_whole(view.source)), html.P(f"{shown.number} / {shown.total}")], className="slide-foot"),
            *([html.P(view.watermark, className="slide-mark")] if view.watermark else []),
            html.Div(
                [html.H3(words("present.table")), freeze([layout_block(view.twin, {})])],
                className="slide-twin",
                hidden=True,
                tabIndex="0",
                role="region",
                **attributes({"aria-label": words("present.table")}),
            ),
        ],
        className="slide",
        **of,
    )


def _whole(text: str) -> str:
    """Keep a number on one line: its thin spaces would let it break."""
    return text.replace("\u2009", "\u202f")


def _kind(view: SlideView) -> str:
    return type(view.picture).__name__.lower()


def _picture(view: SlideView, figures: tuple[Any, ...]) -> Component:
    picture = view.picture
    if isinstance(picture, SlideLines):
        return html.Ul([html.Li(line) for line in picture.lines], className="slide-lines")
    if isinstance(picture, Grid):
        return html.Div(freeze([layout_block(picture, {})]), className="slide-table")
    names = (picture.first.caption, picture.second.caption) if isinstance(picture, MapPair) else ("",)
    drawn = [_figure(figure, name) for figure, name in zip(figures, names, strict=True)]
    return html.Div(drawn, className="slide-picture", role="img", **attributes({"aria-label": view.summary}))


def _figure(figure: Any, name: str) -> Component:
    graph = dcc.Graph(figure=figure, config=CHART_CONFIG, responsive=True, className="slide-graph")
    return html.Div([*([html.P(name, className="slide-caption")] if name else []), graph], className="slide-figure")


def _aside(view: SlideView) -> list[Component]:
    legends = [html.Div(_legend(legend), className="legend slide-legend") for legend in view.legends]
    said = [html.P(_whole(text)) for text in view.said]
    return [html.Aside([*legends, *said], className="slide-aside")] if legends or said else []


def _legend(view: LegendView) -> list[Component]:
    """Leave out what is empty on a wall: meaning and source stand elsewhere."""
    return [part for part in layout_legend(view) if getattr(part, "children", None)]
