"""The small map of the directory: qarks shaded by how many of the records found stand there, each with its number."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard import theme
from dashboard.view_models.directory_places import PlacesView

CLEAR = "rgba(0,0,0,0)"
NOWHERE = "-"
RAMP = "context"
# From this class on the fill is too dark for dark figures.
DARK_CLASS = 3
PAD_DEGREES = 0.12


def draw_directory_map(view: PlacesView) -> go.Figure:
    """Draw the neighbours, the qarks, the chosen area's outline and the numbers."""
    qark_url, land_url = view.urls
    names = [q.region_id for q in view.qarks]
    land = _outline(land_url, list(view.land_ids), theme.NEIGHBOUR, theme.NEIGHBOUR_BORDER, 0.8)
    chosen = _outline(view.chosen_url, [view.chosen or NOWHERE], CLEAR, theme.SELECTED, 3.0)
    areas = go.Choropleth(
        geojson=qark_url,
        locations=names,
        z=[theme.fill_code(RAMP, q.class_index, "not_recorded" if q.class_index is None else "", False) for q in view.qarks],
        text=[q.said for q in view.qarks],
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": theme.BORDER_QARK, "width": 1.0}},
        **theme.fill_scale(),
    )
    return go.Figure(data=[land, areas, chosen, _numbers(view)], layout=_layout(view))


def _numbers(view: PlacesView) -> go.Scattergeo:
    counted = [(q, point) for q, point in zip(view.qarks, view.points, strict=True) if q.count]
    dark = [q.class_index is not None and q.class_index >= DARK_CLASS for q, _ in counted]
    return go.Scattergeo(
        lat=[round(lat, 3) for _, (lat, _) in counted],
        lon=[round(lon, 3) for _, (_, lon) in counted],
        text=[str(q.count) for q, _ in counted],
        customdata=[q.region_id for q, _ in counted],
        mode="text",
        textfont={"size": 14, "color": ["#ffffff" if one else theme.INK for one in dark]},
        hoverinfo="skip",
        showlegend=False,
    )


def _outline(url: str, names: list[str], fill: str, line: str, width: float) -> go.Choropleth:
    return go.Choropleth(
        geojson=url,
        locations=names,
        z=[0] * len(names),
        colorscale=[[0, fill], [1, fill]],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": line, "width": width}},
    )


def _layout(view: PlacesView) -> dict[str, Any]:
    west, south, east, north = view.bounds
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "dragmode": False,
        "font": {"family": theme.FONT_FAMILY, "color": theme.INK, "size": 13},
        "hoverlabel": {
            "bgcolor": "#ffffff",
            "bordercolor": theme.BORDER_OUTLINE,
            "font": {"family": theme.FONT_FAMILY, "size": 14},
        },
        "geo": {
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [west - PAD_DEGREES, east + PAD_DEGREES]},
            "lataxis": {"range": [south - PAD_DEGREES / 2, north + PAD_DEGREES / 2]},
            "visible": False,
            "bgcolor": CLEAR,
            "showframe": False,
            "showcountries": False,
        },
    }
