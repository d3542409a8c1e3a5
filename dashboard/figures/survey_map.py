"""The survey's map: the app's own map, with the mark over example data."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.map_figure import draw_map
from dashboard.figures.survey_frame import add_watermark
from dashboard.view_models.map_view import MapView
from dashboard.view_models.markers import MarksView

NO_MARKS = MarksView((), ())


def draw_survey_map(picture: MapView, watermark: str) -> go.Figure:
    """Draw the map of one question."""
    figure = draw_map(picture, NO_MARKS)
    add_watermark(figure, watermark)
    return figure
