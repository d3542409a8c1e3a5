"""The survey's dots with their intervals: by area, and by group with the Roma booster beside."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.figures.survey_frame import add_label, add_watermark, frame
from dashboard.theme import ACCENT, INK, MARK_PROJECT
from dashboard.view_models.survey_charts import IntervalChart, IntervalRow

ROW_HEIGHT = 48
# The marks stand under the row's words.
UNDER = 0.14
LOOKS: dict[str, dict[str, Any]] = {
    "pooled": {"color": INK, "symbol": "diamond", "size": 12},
    "area": {"color": ACCENT, "symbol": "circle", "size": 11},
    "group": {"color": ACCENT, "symbol": "circle", "size": 11},
    "modelled": {"color": "#ffffff", "symbol": "circle", "size": 10, "line": {"color": ACCENT, "width": 2}},
    "booster": {"color": MARK_PROJECT, "symbol": "square", "size": 11},
}


def draw_intervals(view: IntervalChart) -> go.Figure:
    """Draw one row per area or group, the first on top; a gap is written out and has no mark."""
    figure = go.Figure([trace for place, row in enumerate(view.rows) for trace in _traces(row, place)])
    frame(figure, len(view.rows), view.axis)
    figure.update_layout(height=60 + ROW_HEIGHT * len(view.rows))
    for place, row in enumerate(view.rows):
        add_label(figure, place, row.name, row.said.line, bold=True)
    add_watermark(figure, view.watermark)
    return figure


def _traces(row: IntervalRow, place: int) -> list[go.Scatter]:
    if row.said.gap:
        return []
    look = LOOKS[row.kind]
    line = look.get("line", {}).get("color", look["color"])
    bar = go.Scatter(
        x=[row.said.low, row.said.high],
        y=[place + UNDER] * 2,
        mode="lines",
        line={"color": line, "width": 5},
        opacity=0.38,
        hoverinfo="skip",
    )
    text = f"{row.name}: {row.said.line}"
    dot = go.Scatter(
        x=[row.said.value], y=[place + UNDER], mode="markers", marker=look, text=[text], hovertemplate="%{text}<extra></extra>"
    )
    return [bar, dot]
