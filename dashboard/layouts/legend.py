"""The legend beside the map."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.view_models.legend import LegendRow, LegendView


def layout_legend(view: LegendView) -> list[Component]:
    """Make the legend: unit, swatches, meaning, source. Few components: it is sent again with every layer."""
    return [
        html.P(view.unit, className="legend-unit"),
        html.Ul([html.Li(row.text, className=_swatch(row, view.ramp)) for row in view.rows]),
        html.P(view.meaning, className="legend-meaning"),
        *([html.P(view.caveat, className="legend-caveat")] if view.caveat else []),
        html.P(view.source, className="legend-source"),
    ]


def _swatch(row: LegendRow, ramp: str) -> str:
    if row.swatch == "class":
        return f"swatch-{ramp}-{row.class_index}"
    if row.swatch == "inherited":
        return f"swatch-{ramp}-{row.class_index}-inherited"
    return f"swatch-{row.swatch}"
