"""The ranking chart: a dot and the 90 % interval of every area."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.theme import ACCENT, FONT_FAMILY, INK, INK_SOFT
from dashboard.view_models.document import RangeChart

ROW_HEIGHT = 26
LEAST_HEIGHT = 150
GRID = "#e4e8e9"
INTERVAL = "#b9c8cb"


def draw_ranking(view: RangeChart) -> go.Figure:
    """Draw the ranges, the first row on top; the hollow mark is the middle of the versions."""
    names = [row.name for row in view.rows]
    figure = go.Figure(_traces(view, names))
    span = [0.5, view.most + 0.5] if view.descending else [0, view.most]
    figure.update_layout(
        height=LEAST_HEIGHT // 2 + ROW_HEIGHT * max(len(names), 3),
        margin={"l": 4, "r": 12, "t": 6, "b": 40},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT_FAMILY, "size": 14, "color": INK},
        hoverlabel={"font": {"family": FONT_FAMILY, "size": 14}},
    )
    figure.update_xaxes(
        range=span,
        title={"text": view.axis, "font": {"size": 13}},
        gridcolor=GRID,
        zeroline=False,
        fixedrange=True,
        dtick=1 if view.descending and view.most <= 20 else 20,
    )
    figure.update_yaxes(
        autorange="reversed", automargin=True, fixedrange=True, categoryorder="array", categoryarray=names, ticksuffix="  "
    )
    return figure


def _traces(view: RangeChart, names: list[str]) -> list[go.Scatter]:
    bars: list[float | None] = []
    lines: list[str | None] = []
    for row in view.rows:
        bars += [row.low, row.high, None]
        lines += [row.name, row.name, None]
    hovers = [row.hover for row in view.rows]
    return [
        go.Scatter(x=bars, y=lines, mode="lines", line={"color": INTERVAL, "width": 8}, hoverinfo="skip"),
        _dots(
            [row.middle for row in view.rows],
            names,
            hovers,
            {"color": "#ffffff", "line": {"color": INK_SOFT, "width": 1.5}, "size": 8},
        ),
        _dots([row.value for row in view.rows], names, hovers, {"color": ACCENT, "size": 11, "symbol": "diamond"}),
    ]


def _dots(x: list[float], names: list[str], hovers: list[str], marker: dict[str, object]) -> go.Scatter:
    return go.Scatter(x=x, y=names, mode="markers", marker=marker, text=hovers, hovertemplate="%{text}<extra></extra>")
