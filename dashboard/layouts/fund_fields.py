"""Fields to fill in or to choose from, as plain HTML: a change of one changes the address."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.document import layout_block
from dashboard.layouts.frozen import freeze
from dashboard.view_models.document import Grid
from dashboard.view_models.fund_types import Field

DATES = ("day", "until")


def layout_field(field: Field) -> Component:
    """Make one field with its label and hint."""
    name = ids.fund_field(field.field)
    made = _select(field, name) if field.options else _input(field, name)
    hint = [html.Span(field.hint, className="fund-hint")] if field.hint else []
    return html.Div([html.Label(field.title, htmlFor=name), made, *hint], className="fund-field")


def _select(field: Field, name: str) -> Component:
    options = [
        html.Option(text, value=value, selected="selected" if value == field.value else None) for value, text in field.options
    ]
    return html.Select(options, id=name)


def _input(field: Field, name: str) -> Component:
    # A plain HTML date field: dcc.Input's types leave it out, the browser does not.
    kind: Any = "date" if field.field.rpartition("-")[2] in DATES else "text"
    mode: Any = None if field.field == "currency" or kind == "date" else "decimal"
    return dcc.Input(id=name, type=kind, value=field.value, autoComplete="off", inputMode=mode)


def layout_tables(tables: tuple[Grid, ...]) -> Component:
    """Make tables, one under the other."""
    return freeze([layout_block(table, {}) for table in tables])
