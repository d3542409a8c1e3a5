"""The fund page's maps: the app's own map with the pinned areas outlined, or with the sites numbered."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.map_figure import CHOSEN, NOWHERE, draw_map
from dashboard.view_models.fund_types import FundMap, SiteMark
from dashboard.view_models.markers import MarksView

NO_MARKS = MarksView((), ())
PAD_DEGREES = 0.12


def draw_fund_map(view: FundMap, marks: tuple[SiteMark, ...] = ()) -> go.Figure:
    """Draw one map."""
    figure = draw_map(view.picture, NO_MARKS)
    locations = list(view.pins) or [NOWHERE]
    figure.data[CHOSEN].update(geojson=view.picture.geometry_url, locations=locations, z=[0] * len(locations))
    west, south, east, north = view.picture.bounds
    figure.update_geos(
        lonaxis_range=[west - PAD_DEGREES, east + PAD_DEGREES], lataxis_range=[south - PAD_DEGREES / 2, north + PAD_DEGREES / 2]
    )
    if marks:
        figure.add_trace(_places([m for m in marks if m.existing], "#ffffff", theme.MARK_SERVICE, 12))
        figure.add_trace(_places([m for m in marks if not m.existing], theme.RAMPS["score"][-1], "#ffffff", 24))
    return figure


def _places(marks: list[SiteMark], fill: str, line: str, size: int) -> go.Scattergeo:
    return go.Scattergeo(
        lat=[m.lat for m in marks],
        lon=[m.lon for m in marks],
        text=[m.text for m in marks],
        hovertext=[m.hover for m in marks],
        mode="markers+text",
        textfont={"size": 13, "color": "#ffffff"},
        marker={"symbol": "circle", "size": size, "color": fill, "line": {"color": line, "width": 1.5}, "opacity": 1},
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
