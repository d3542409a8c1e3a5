"""The parts of the survey page: figures under their finding, tables, commands."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.document import CHART_CONFIG, layout_block
from dashboard.layouts.frozen import freeze
from dashboard.layouts.legend import layout_legend
from dashboard.view_models.document import Grid
from dashboard.view_models.legend import LegendView


def layout_chart(title: str, subtitle: str, figure: Any, note: str = "") -> Component:
    """Make one chart under its finding; the figure carries its own height."""
    drawn = dcc.Graph(figure=figure, config=CHART_CONFIG, responsive=True, style={"height": f"{figure.layout.height}px"})
    return html.Figure(
        [
            _caption(title, subtitle),
            html.Div(drawn, role="img", **attributes({"aria-label": f"{title} {subtitle}"})),
            *([html.P(note, className="survey-note")] if note else []),
        ],
        className="survey-figure",
    )


def layout_map(title: str, subtitle: str, summary: str, legend: LegendView, figure: Any) -> Component:
    """Make the map with its legend under its finding."""
    drawn = dcc.Graph(figure=figure, config=CHART_CONFIG, responsive=True, className="figure")
    picture = html.Div(drawn, className="survey-map", role="img", **attributes({"aria-label": summary}))
    return html.Figure(
        [_caption(title, subtitle), html.Div([picture, html.Div(layout_legend(legend), className="legend survey-legend")])],
        className="survey-figure survey-figure-map",
    )


def _caption(title: str, subtitle: str) -> Component:
    return html.Figcaption([html.H2(title), html.P(subtitle)])


def layout_grid_block(grid: Grid) -> Component:
    """Make one table as frozen HTML: nothing listens to it."""
    return freeze([layout_block(grid, {})])


def layout_commands(lines: tuple[str, ...]) -> Component:
    """Make commands to copy, one line each."""
    return html.Pre(html.Code("\n".join(lines)), className="survey-command", tabIndex="0")
