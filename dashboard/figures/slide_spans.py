"""Ranges side by side: what one source says stands over its bar, never added to another's."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.theme import ACCENT, FONT_FAMILY, INK
from dashboard.view_models.slide_types import SpanChart, SpanRow

LETTERS = 24
GRID = "#e4e8e9"
# Where names end and bars begin, as a share of the width.
NAMES = 0.48


def draw_spans(view: SpanChart) -> go.Figure:
    """Draw one row per source, the first on top; an open end is written out and has no bar."""
    most = max((end for row in view.rows for end in (row.low, row.high) if end == end), default=1.0)
    figure = go.Figure([trace for place, row in enumerate(view.rows) for trace in _marks(row, place)])
    figure.update_layout(
        margin={"l": 0, "r": 8, "t": 0, "b": 84},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT_FAMILY, "size": LETTERS, "color": INK},
        dragmode=False,
        separators=view.separators,
    )
    figure.update_xaxes(
        range=[0, most * 1.04],
        domain=[NAMES, 1],
        title={"text": view.axis, "font": {"size": LETTERS}},
        tickfont={"size": LETTERS},
        tickformat=",.0f",
        nticks=4,
        gridcolor=GRID,
        zeroline=True,
        zerolinecolor=GRID,
        fixedrange=True,
    )
    figure.update_yaxes(range=[len(view.rows) - 0.5, -0.6], visible=False, fixedrange=True)
    for place, row in enumerate(view.rows):
        _label(figure, row, place)
    return figure


def _marks(row: SpanRow, place: int) -> list[go.Scatter]:
    ends = [end for end in (row.low, row.high) if end == end]
    if not ends:
        return []
    bar = go.Scatter(x=[min(ends), max(ends)], y=[place] * 2, mode="lines", line={"color": ACCENT, "width": 12}, opacity=0.45)
    dots = go.Scatter(x=ends, y=[place] * len(ends), mode="markers", marker={"color": ACCENT, "size": 17})
    for trace in (bar, dots):
        trace.update(hoverinfo="skip")
    return [bar, dots]


def _label(figure: go.Figure, row: SpanRow, place: int) -> None:
    text = f"<b>{row.name}</b>" if row.head else f"{row.name}: {row.text}"
    figure.add_annotation(
        x=0, xref="paper", y=place, text=text, showarrow=False, xanchor="left", align="left", font={"size": LETTERS}
    )
