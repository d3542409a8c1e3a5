"""The small map of an area's page: the app's own map, zoomed to one qark, with its municipalities named."""

from __future__ import annotations

import math

import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.map_figure import CLEAR, LAND, NOWHERE, draw_map
from dashboard.figures.survey_frame import add_watermark
from dashboard.view_models.area_types import AreaPlaces
from dashboard.view_models.markers import MarksView

NO_MARKS = MarksView((), ())
# What is left free at each side of the qark, as a share of its larger extent.
PAD_SHARE = 0.06


def draw_area_map(view: AreaPlaces) -> go.Figure:
    """Draw the municipalities of one qark, the rest of the country as quiet land."""
    picture = view.picture
    figure = draw_map(picture, NO_MARKS)
    figure.add_trace(_rest(view))
    figure.data = (figure.data[LAND], figure.data[-1], *figure.data[LAND + 1 : -1])
    named = [label for label in view.labels if not math.isnan(label.lat)]
    figure.add_trace(
        go.Scattergeo(
            lat=[label.lat for label in named],
            lon=[label.lon for label in named],
            text=[label.name for label in named],
            mode="text",
            textfont={"size": 13, "color": theme.INK},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    longitudes, latitudes = square_window(picture.bounds)
    figure.update_geos(lonaxis_range=longitudes, lataxis_range=latitudes)
    add_watermark(figure, picture.watermark)
    return figure


def square_window(bounds: tuple[float, float, float, float]) -> tuple[list[float], list[float]]:
    """Return the longitudes and latitudes of a window as wide as it is tall on the ground, with the bounds in its middle."""
    west, south, east, north = bounds
    middle, centre = (south + north) / 2, (west + east) / 2
    narrow = math.cos(math.radians(middle))
    half = max(north - south, (east - west) * narrow) * (0.5 + PAD_SHARE)
    return [centre - half / narrow, centre + half / narrow], [middle - half, middle + half]


def _rest(view: AreaPlaces) -> go.Choropleth:
    """Return the other qarks: land, and none of this page's business."""
    others = [name for name in view.picture.qark_ids if name != view.qark_id] or [NOWHERE]
    return go.Choropleth(
        geojson=view.picture.qark_url,
        locations=others,
        z=[0] * len(others),
        colorscale=[[0, theme.NEIGHBOUR], [1, theme.NEIGHBOUR]],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": CLEAR, "width": 0}},
    )
