"""What drives the ranking: each factor's share of the variance, alone and in total."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.theme import ACCENT, FONT_FAMILY, INK
from dashboard.view_models.document import ShareChart

ROW_HEIGHT = 34
GRID = "#e4e8e9"
TOGETHER = "#b9c8cb"


def draw_drivers(view: ShareChart) -> go.Figure:
    """Draw two bars per factor, the strongest factor on top."""
    figure = go.Figure(
        [
            go.Bar(x=list(view.totals), y=list(view.names), orientation="h", name=view.total, marker_color=TOGETHER, width=0.62),
            go.Bar(x=list(view.firsts), y=list(view.names), orientation="h", name=view.alone, marker_color=ACCENT, width=0.3),
        ]
    )
    figure.update_traces(hovertemplate="%{y}: %{x:.2f}<extra>%{fullData.name}</extra>")
    figure.update_layout(
        barmode="overlay",
        separators=view.separators,
        height=80 + ROW_HEIGHT * len(view.names),
        margin={"l": 4, "r": 12, "t": 30, "b": 40},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "reversed"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT_FAMILY, "size": 14, "color": INK},
    )
    figure.update_xaxes(
        title={"text": view.axis, "font": {"size": 13}}, gridcolor=GRID, zeroline=True, zerolinecolor="#9aa5a9", fixedrange=True
    )
    figure.update_yaxes(automargin=True, fixedrange=True, ticksuffix="  ")
    return figure
