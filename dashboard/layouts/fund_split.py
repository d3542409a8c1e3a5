"""The split: fields to fill in, what the chosen rule gives whom, and the four rules side by side."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.document import layout_block
from dashboard.layouts.frozen import freeze
from dashboard.layouts.fund_fields import layout_field, layout_tables
from dashboard.text import Words
from dashboard.view_models.fund_types import SplitView


def layout_split(view: SplitView, words: Words) -> list[Component]:
    """Make the second part of the page."""
    form = html.Section(
        [layout_field(field) for field in view.fields],
        className="fund-form",
        **attributes({"aria-label": words("fund.split.form")}),
    )
    parts: list[Component] = [form]
    if view.refused:
        parts.append(html.P(view.refused, className="fund-refused-said", role="alert"))
    if view.said:
        parts.append(html.P(view.said, className="fund-count", role="status"))
    lines = [note for note in view.notes if not note.kind]
    notes = html.Div([layout_block(note, {}) for note in lines], className="fund-notes")
    last = [layout_block(note, {}) for note in view.notes if note.kind]
    return [freeze(parts), layout_tables(view.tables[:1]), freeze([notes]), layout_tables(view.tables[1:]), freeze(last)]
