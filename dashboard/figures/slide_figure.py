"""The picture of a slide: the page's own figures, with type and marks that are read from the back of a room."""

from __future__ import annotations

from functools import singledispatch

import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.directory_map import draw_directory_map
from dashboard.figures.fund_map import draw_fund_map
from dashboard.figures.fund_scatter import draw_fund_scatter
from dashboard.figures.map_figure import draw_map
from dashboard.figures.slide_names import CENTER, MIDDLE, place_names
from dashboard.figures.slide_spans import draw_spans
from dashboard.figures.survey_changes import draw_changes
from dashboard.figures.survey_intervals import draw_intervals
from dashboard.view_models.directory_places import PlacesView
from dashboard.view_models.fund_types import FundMap, ScatterView
from dashboard.view_models.legend import LegendView
from dashboard.view_models.slide_types import MapLabel, MapPair, SlideMap, SpanChart
from dashboard.view_models.survey_charts import ChangeChart, IntervalChart

# Names nearer than this (degrees) would cover each other: the western one ends at its point, the eastern one begins there.
NEAR_UP, NEAR_ACROSS = 0.2, 0.85
# Pixels on a screen of 1024 x 768; the browser scales a slide to the screen that it is on.
LETTERS = 24
MARKS_GROW = 1.8
# Names may stand beside the country; two maps side by side have less room for them.
PAD_DEGREES, PAD_HALF, PAD_NORTH = 0.6, 0.45, 0.05
NO_LEGEND = LegendView("", "", (), "", "", "")


@singledispatch
def draw_slide(picture: object) -> tuple[go.Figure, ...]:
    """Draw a slide's picture; a table or sentences have no figure."""
    return ()


@draw_slide.register
def _(picture: SlideMap) -> tuple[go.Figure, ...]:
    if picture.pins or picture.sites:
        figure = draw_fund_map(FundMap(picture.picture, NO_LEGEND, picture.pins), picture.sites)
    else:
        figure = draw_map(picture.picture, picture.marks)
    west, south, east, north = picture.picture.bounds
    pad = PAD_HALF if picture.caption else PAD_DEGREES
    figure.update_geos(lonaxis_range=[west - pad, east + pad], lataxis_range=[south - PAD_NORTH, north + PAD_NORTH])
    figure = enlarge(figure)
    if picture.labels:
        figure.add_trace(_names(picture.labels))
    return (figure,)


@draw_slide.register
def _(picture: MapPair) -> tuple[go.Figure, ...]:
    return (*draw_slide(picture.first), *draw_slide(picture.second))


@draw_slide.register
def _(picture: SpanChart) -> tuple[go.Figure, ...]:
    return (draw_spans(picture),)


@draw_slide.register
def _(picture: PlacesView) -> tuple[go.Figure, ...]:
    figure = enlarge(draw_directory_map(picture))
    west, south, east, north = picture.bounds
    figure.update_geos(
        lonaxis_range=[west - PAD_DEGREES, east + PAD_DEGREES], lataxis_range=[south - PAD_NORTH, north + PAD_NORTH]
    )
    counted = [(q, point) for q, point in zip(picture.qarks, picture.points, strict=True) if q.count]
    labels = tuple(MapLabel(f"{q.name} {q.count}", lat, lon) for q, (lat, lon) in counted)
    # The page's numbers stand alone; on a wall each has its name.
    figure.data = figure.data[:-1]
    return (figure.add_trace(_names(labels)),)


@draw_slide.register
def _(picture: ScatterView) -> tuple[go.Figure, ...]:
    figure = enlarge(draw_fund_scatter(picture))
    dots = figure.data[-1]
    dots.textposition = place_names([(dot.thin, dot.risk, name) for dot, name in zip(picture.dots, dots.text, strict=True)])
    return (figure.update_layout(margin={"l": 100, "r": 40, "t": 28, "b": 84}, dragmode=False),)


@draw_slide.register(IntervalChart)
def _(picture: IntervalChart) -> tuple[go.Figure, ...]:
    return (enlarge(draw_intervals(picture)).update_layout(margin={"b": 84}),)


@draw_slide.register(ChangeChart)
def _(picture: ChangeChart) -> tuple[go.Figure, ...]:
    return (enlarge(draw_changes(picture)).update_layout(margin={"b": 84, "t": 56}),)


def enlarge(figure: go.Figure) -> go.Figure:
    """Make type and marks fit for a wall, and let the slide decide the height."""
    figure.update_layout(height=None, autosize=True, font_size=LETTERS, hoverlabel_font_size=LETTERS)
    figure.update_annotations(font_size=LETTERS, selector=lambda note: (note.font.size or 0) < LETTERS)
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        axis.update(title_font_size=LETTERS, tickfont_size=LETTERS)
    for trace in figure.data:
        if trace.type in ("scatter", "scattergeo"):
            _enlarge_trace(trace)
    return figure


def _enlarge_trace(trace: go.Scatter | go.Scattergeo) -> None:
    if trace.mode and "text" in trace.mode:
        trace.textfont.size = LETTERS
    size = trace.marker.size
    if size is not None:
        trace.marker.size = [one * MARKS_GROW for one in size] if isinstance(size, (list, tuple)) else size * MARKS_GROW
    if trace.line.width:
        trace.line.width *= MARKS_GROW


def _names(labels: tuple[MapLabel, ...]) -> go.Scattergeo:
    return go.Scattergeo(
        lat=[label.lat for label in labels],
        lon=[label.lon for label in labels],
        text=[label.name for label in labels],
        mode="text",
        textposition=[_beside(label, labels) for label in labels],
        textfont={"size": LETTERS, "color": theme.INK},
        hoverinfo="skip",
        showlegend=False,
    )


def _beside(label: MapLabel, labels: tuple[MapLabel, ...]) -> str:
    near = [o for o in labels if o != label and abs(o.lat - label.lat) < NEAR_UP and abs(o.lon - label.lon) < NEAR_ACROSS]
    west, east = any(o.lon < label.lon for o in near), any(o.lon > label.lon for o in near)
    side = CENTER if west == east else "right" if west else "left"
    return f"{MIDDLE} {side}"
