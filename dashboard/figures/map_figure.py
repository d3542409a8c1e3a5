"""The map: one choropleth of fill codes, a hatch overlay, borders, the selected area and two marker traces."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.layer_pack import fill_codes, hatch_codes
from dashboard.view_models.map_view import MapView
from dashboard.view_models.markers import MarksView, PlaceMarker

# The order of the traces: a change speaks of them by number.
LAND, AREAS, UNSETTLED, QARKS, CHOSEN, SERVICES, PROJECTS = range(7)
# Those that the browser restyles by itself.
RESTYLED = {"areas": AREAS, "hatch": UNSETTLED, "chosen": CHOSEN}
# A trace without any location would be dropped, and its place in the drawing order with it.
NOWHERE = "-"
CLEAR = "rgba(0,0,0,0)"
MARGIN_SHARE = 0.015
# Degrees shown beside the country: the sea at the left carries title and legend.
SEA_DEGREES, LAND_DEGREES = 1.9, 0.55


def draw_map(view: MapView, marks: MarksView) -> go.Figure:
    """Draw the whole map."""
    parts = {**layer_parts(view, ""), **mark_parts(marks)}
    traces = [
        go.Choropleth(**_lines(theme.NEIGHBOUR, theme.NEIGHBOUR_BORDER, 0.8), **_outlined(view.land_url, view.land_ids)),
        go.Choropleth(**_fills(), **parts[AREAS]),
        go.Choropleth(**_hatch(), **parts[UNSETTLED]),
        go.Choropleth(**_lines(CLEAR, theme.BORDER_QARK, 1.2), **_outlined(view.qark_url, view.qark_ids)),
        go.Choropleth(**_lines(CLEAR, theme.SELECTED, 3.0), **parts[CHOSEN]),
        go.Scattergeo(**_points(), **parts[SERVICES]),
        go.Scattergeo(**_points(), **parts[PROJECTS]),
    ]
    return go.Figure(data=traces, layout=_layout(view))


def layer_parts(view: MapView, drawn_level: str) -> dict[int, dict[str, Any]]:
    """Return, per trace, what another layer, date or level changes.

    Geometry, style and layout stay in the browser, and so do areas and names where it has this level drawn already.
    """
    areas: dict[str, Any] = {"z": fill_codes(view), "customdata": [a.hover for a in view.areas]}
    hatch: dict[str, Any] = {"z": hatch_codes(view)}
    if drawn_level != view.level:
        shapes = {"geojson": view.geometry_url, "locations": [a.region_id for a in view.areas]}
        areas |= {**shapes, "text": [a.name for a in view.areas]}
        hatch |= shapes
    return {
        AREAS: areas,
        UNSETTLED: hatch,
        CHOSEN: _outlined(view.selected_url, (view.selected,) if view.selected else ()),
    }


def mark_parts(view: MarksView) -> dict[int, dict[str, Any]]:
    """Return, per trace, the points of services and projects."""
    return {
        SERVICES: _markers(view.services, "circle", theme.MARK_SERVICE),
        PROJECTS: _markers(view.projects, "square", theme.MARK_PROJECT),
    }


def _outlined(url: str, region_ids: tuple[str, ...]) -> dict[str, Any]:
    locations = list(region_ids) or [NOWHERE]
    return {"geojson": url, "locations": locations, "z": [0] * len(locations)}


def _markers(markers: tuple[PlaceMarker, ...], symbol: str, colour: str) -> dict[str, Any]:
    if not markers:
        return {"visible": False}
    return {
        "visible": True,
        "lat": [m.lat for m in markers],
        "lon": [m.lon for m in markers],
        "text": [str(m.count) for m in markers],
        "customdata": [m.region_id for m in markers],
        "hovertext": [m.label for m in markers],
        "textfont": {"color": [colour if m.hollow or m.stale else "#ffffff" for m in markers], "size": 11},
        "marker": {
            "symbol": symbol,
            "size": [14 + min(m.count, 12) * 0.7 for m in markers],
            "color": ["#ffffff" if m.hollow else theme.MARK_STALE if m.stale else colour for m in markers],
            "line": {"color": [colour if m.hollow or m.stale else "#ffffff" for m in markers], "width": 1.5},
            "opacity": 1,
        },
    }


def _fills() -> dict[str, Any]:
    return {
        **theme.fill_scale(),
        "marker": {"line": {"color": theme.BORDER_AREA, "width": 0.7}},
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
    }


def _lines(fill: str, line: str, width: float) -> dict[str, Any]:
    return {
        "colorscale": [[0, fill], [1, fill]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"color": line, "width": width}},
    }


def _hatch() -> dict[str, Any]:
    """Every area lies in the overlay, clear or hatched: another layer changes colours alone and draws no shape anew."""
    scale = {"colorscale": [[0, CLEAR], [1, theme.UNSETTLED_FILL]], "zmin": 0, "zmax": 1}
    return {**_lines(CLEAR, CLEAR, 0), **scale}


def _points() -> dict[str, Any]:
    return {"mode": "markers+text", "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False}


def _layout(view: MapView) -> dict[str, Any]:
    west, south, east, north = view.bounds
    pad = (north - south) * MARGIN_SHARE
    font = {"family": theme.FONT_FAMILY, "color": theme.INK}
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "dragmode": False,
        "uirevision": "map",
        "font": {**font, "size": 13},
        "hoverlabel": {
            "bgcolor": "#ffffff",
            "bordercolor": theme.BORDER_OUTLINE,
            "font": {"family": theme.FONT_FAMILY, "size": 14},
        },
        "geo": {
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [west - SEA_DEGREES, east + LAND_DEGREES]},
            "lataxis": {"range": [south - pad, north + pad]},
            "visible": False,
            "bgcolor": CLEAR,
            "showframe": False,
            "showcountries": False,
        },
    }
