"""What the survey's charts share: a percent axis, two-line labels, and the mark over example data."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.theme import FONT_FAMILY, INK

ROW_HEIGHT = 46
GRID = "#e4e8e9"
SOFT = "#55666c"
MARK = "rgba(132, 48, 31, 0.17)"


def axis_label(name: str, line: str, head: bool = False) -> str:
    """Return a row's label: its name, and its figures under it."""
    if head:
        return f"<b>{name}</b>"
    return f"{name}<br><span style='font-size:12px;color:{SOFT}'>{line}</span>"


def frame(figure: go.Figure, labels: list[str], axis: str) -> None:
    """Set the axes: percent from 0 to 100, one labelled row each, the first on top."""
    figure.update_layout(
        margin={"l": 4, "r": 14, "t": 8, "b": 46},
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
    figure.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=labels,
        automargin=True,
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticksuffix="  ",
    )


def add_watermark(figure: go.Figure, mark: str) -> None:
    """Write the mark across the figure; nothing where there is none."""
    if mark:
        figure.add_annotation(
            text=mark, xref="paper", yref="paper", x=0.5, y=0.5, showarrow=False, textangle=-18, font={"size": 52, "color": MARK}
        )
