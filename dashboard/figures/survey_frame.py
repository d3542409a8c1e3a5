"""What the survey's charts share: a percent axis, the words over each row, and the mark over example data."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.theme import FONT_FAMILY, INK

GRID = "#e4e8e9"
MARK = "rgba(132, 48, 31, 0.17)"
LABEL_STEP = 0.26
# A tall figure carries the mark more than once (pixels).
MARK_EVERY = 420


def frame(figure: go.Figure, rows: int, axis: str) -> None:
    """Set the axes: percent from 0 to 100 over the whole width, the first row on top."""
    figure.update_layout(
        margin={"l": 10, "r": 24, "t": 8, "b": 46},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT_FAMILY, "size": 14, "color": INK},
        hoverlabel={"font": {"family": FONT_FAMILY, "size": 14}},
        dragmode=False,
    )
    figure.update_xaxes(
        range=[0, 100],
        dtick=20,
        title={"text": axis, "font": {"size": 13}},
        gridcolor=GRID,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(range=[rows - 0.5, -0.55], visible=False, fixedrange=True)


def add_label(figure: go.Figure, place: float, name: str, line: str, bold: bool = False) -> None:
    """Write a row's words over its marks: the name, then its figures."""
    text = "  ".join(part for part in (f"<b>{name}</b>" if bold else name, line) if part)
    figure.add_annotation(x=0, xref="paper", y=place - LABEL_STEP, text=text, showarrow=False, xanchor="left", font={"size": 13})


def add_watermark(figure: go.Figure, mark: str) -> None:
    """Write the mark across the figure; nothing where there is none."""
    if not mark:
        return
    times = max(1, round((figure.layout.height or 0) / MARK_EVERY))
    for k in range(times):
        figure.add_annotation(
            text=mark,
            xref="paper",
            yref="paper",
            x=0.5,
            y=(k + 0.5) / times,
            showarrow=False,
            textangle=-18,
            font={"size": 52, "color": MARK},
        )
