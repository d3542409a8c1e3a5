"""Risk without thin prevention against thin prevention: one dot per area, over the nine fields of the gap view."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard import theme
from dashboard.view_models.fund_types import Dot, ScatterView

LOW, HIGH = 0, 100
TOP_MARGIN, FIELD_OPACITY, BAR_OPACITY = 8, 0.28, 0.4
# Names stand left of dots beyond this, and above or below where another dot is nearer than this.
RIGHT_EDGE, NEAR_ACROSS, NEAR_UP = 70, 12, 5


def draw_fund_scatter(view: ScatterView) -> go.Figure:
    """Draw the dots; dragging a box chooses some of them."""
    dots = view.dots
    trace = go.Scatter(
        x=[round(d.thin, 1) for d in dots],
        y=[round(d.risk, 1) for d in dots],
        text=[d.name if view.named or d.pinned else "" for d in dots],
        customdata=[d.region_id for d in dots],
        hovertext=[f"<b>{d.name}</b><br>{d.hover}" for d in dots],
        hovertemplate="%{hovertext}<extra></extra>",
        mode="markers+text",
        textposition=[_beside(d, dots) for d in dots],
        textfont={"size": 13, "color": theme.INK},
        marker={
            "size": [14 if d.pinned else 11 for d in dots],
            "color": [theme.PAIRS[d.pair] for d in dots],
            "line": {"color": theme.SELECTED, "width": [3 if d.pinned else 1.2 for d in dots]},
            "opacity": 1,
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
        showlegend=False,
    )
    return go.Figure(data=[_bars(dots), trace], layout=_layout(view))


def _bars(dots: tuple[Dot, ...]) -> go.Scatter:
    """Return thin crosses under the dots: from the 5th to the 95th percentile across and up."""
    x: list[float | None] = []
    y: list[float | None] = []
    for dot in dots:
        if dot.thin_range:
            x, y = [*x, *dot.thin_range, None], [*y, dot.risk, dot.risk, None]
        if dot.risk_range:
            x, y = [*x, dot.thin, dot.thin, None], [*y, *dot.risk_range, None]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": theme.INK_SOFT, "width": 1}, opacity=BAR_OPACITY, hoverinfo="skip",
        showlegend=False,
    )  # fmt: skip


def _beside(dot: Dot, dots: tuple[Dot, ...]) -> str:
    """Return where a dot's name stands: above or below where another dot is near."""
    near = [d for d in dots if d is not dot and abs(d.thin - dot.thin) < NEAR_ACROSS and abs(d.risk - dot.risk) < NEAR_UP]
    height = "middle" if not near else "top" if dot.risk >= max(d.risk for d in near) else "bottom"
    return f"{height} {'left' if dot.thin > RIGHT_EDGE else 'right'}"


def _layout(view: ScatterView) -> dict[str, Any]:
    ends = (LOW, *view.cuts, HIGH)
    fields = [
        {
            "type": "rect", "layer": "below", "x0": ends[c], "x1": ends[c + 1], "y0": ends[r], "y1": ends[r + 1],
            "fillcolor": theme.PAIRS[r * (len(ends) - 1) + c], "opacity": FIELD_OPACITY, "line": {"width": 0},
        }
        for r in range(len(ends) - 1)
        for c in range(len(ends) - 1)
    ]  # fmt: skip
    axis: dict[str, Any] = {
        "range": [LOW - 2, HIGH + 2], "tickvals": list(ends), "showgrid": False, "zeroline": False, "fixedrange": True,
        "ticks": "outside", "tickcolor": theme.INK_SOFT,
    }  # fmt: skip
    return {
        "margin": {"l": 56, "r": 12, "t": TOP_MARGIN, "b": 48},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": "select",
        "font": {"family": theme.FONT_FAMILY, "color": theme.INK, "size": 13},
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": theme.BORDER_OUTLINE, "font": {"size": 14}},
        "shapes": fields,
        "xaxis": {**axis, "title": {"standoff": 6, "text": view.across}},
        "yaxis": {**axis, "title": {"standoff": 6, "text": view.up}},
    }
