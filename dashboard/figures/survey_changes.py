"""Two waves of one question: the earlier one hollow, the later one full, each with its interval."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.survey_frame import add_label, add_watermark, frame
from dashboard.theme import ACCENT, INK_SOFT
from dashboard.view_models.survey_charts import ChangeChart, ChangeRow
from dashboard.view_models.survey_words import Said

ROW_HEIGHT = 84
# Two lines of words, then the waves under each other.
NAME_STEP = 0.2
BEFORE, AFTER = 0.02, 0.22
DETECTED, UNDETECTED = "#84301f", "#b9c8cb"


def draw_changes(view: ChangeChart) -> go.Figure:
    """Draw one row per area; a line joins the waves, dark only where the change can be told from chance."""
    figure = go.Figure([trace for place, row in enumerate(view.rows) for trace in _traces(row, place, view)])
    frame(figure, len(view.rows), view.axis)
    figure.update_layout(
        height=90 + ROW_HEIGHT * len(view.rows),
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
        margin={"l": 10, "r": 24, "t": 34, "b": 46},
    )
    for place, row in enumerate(view.rows):
        add_label(figure, place - NAME_STEP, row.name, "", bold=True)
        add_label(figure, place, "", row.text)
    for name, marker in ((view.before, _marker(False)), (view.after, _marker(True))):
        figure.add_scatter(x=[None], y=[None], mode="markers", marker=marker, name=name, showlegend=True)
    add_watermark(figure, view.watermark)
    return figure


def _traces(row: ChangeRow, place: int, view: ChangeChart) -> list[go.Scatter]:
    told = [(row.before, BEFORE, False, view.before), (row.after, AFTER, True, view.after)]
    traces = [trace for said, step, late, wave in told if not said.gap for trace in _wave(row, said, place + step, late, wave)]
    if row.before.gap or row.after.gap:
        return traces
    joint = go.Scatter(
        x=[row.before.value, row.after.value],
        y=[place + BEFORE, place + AFTER],
        mode="lines",
        line={"color": DETECTED if row.detected else UNDETECTED, "width": 3 if row.detected else 1.5},
        hoverinfo="skip",
        showlegend=False,
    )
    return [joint, *traces]


def _wave(row: ChangeRow, said: Said, y: float, late: bool, wave: str) -> list[go.Scatter]:
    bar = go.Scatter(
        x=[said.low, said.high],
        y=[y, y],
        mode="lines",
        line={"color": ACCENT if late else INK_SOFT, "width": 4},
        opacity=0.35,
        hoverinfo="skip",
        showlegend=False,
    )
    dot = go.Scatter(
        x=[said.value],
        y=[y],
        mode="markers",
        marker=_marker(late),
        text=[f"{row.name}, {wave}: {said.line}"],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )
    return [bar, dot]


def _marker(late: bool) -> dict[str, object]:
    if late:
        return {"color": ACCENT, "size": 11, "symbol": "circle"}
    return {"color": "#ffffff", "size": 10, "symbol": "circle", "line": {"color": INK_SOFT, "width": 2}}
