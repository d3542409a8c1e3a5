"""What if: the changes made so far, forms for more, and how figures move."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import freeze
from dashboard.layouts.fund_fields import layout_field, layout_tables
from dashboard.layouts.links import layout_choice
from dashboard.layouts.reasons import layout_pending
from dashboard.text import Words
from dashboard.view_models.fund_types import EditLine, Field, WhatView


def layout_what(view: WhatView, words: Words) -> list[Component]:
    """Make the fourth part of the page."""
    back = [layout_choice(c.text, c.changes, False, "fund-offer") for c in (view.undo, view.clear) if c]
    made = html.Section(
        [
            html.H2(words("fund.what.title")),
            html.P(view.said, className="fund-count", role="status"),
            html.Ol([_edit(line) for line in view.edits], className="fund-edits"),
            *([html.P(back, className="fund-toggles")] if back else []),
        ]
    )
    forms = html.Section([html.H2(words("fund.what.change")), *_forms(view)], className="fund-forms")
    pending = [layout_pending(view.pending, ids.QUERY_FUND)] if view.pending else []
    notes = html.Div([html.P(note, className="doc-p") for note in view.notes], className="fund-notes")
    right = html.Div([freeze([made]), layout_tables(view.tables), *pending, freeze([notes])])
    return [html.Div([freeze([forms]), right], className="fund-pair fund-what")]


def _edit(line: EditLine) -> Component:
    remove = layout_choice(
        line.remove.text, line.remove.changes, False, "fund-offer", **attributes({"aria-label": line.remove.hint})
    )
    return html.Li([html.Span(line.text), " ", remove], className="fund-wrong" if line.wrong else "")


def _forms(view: WhatView) -> list[Component]:
    if view.full:
        return [html.P(view.full, className="fund-note")]
    return [_form(*form) for form in view.forms]


def _form(kind: str, title: str, fields: tuple[Field, ...], button: str) -> Component:
    press = html.Button(button, type="button", className="fund-button", **attributes({"data-fund-add": kind}))
    return html.Details(
        [html.Summary(title), html.Div([*(layout_field(f) for f in fields), press], className="fund-form")],
        className="fund-change",
        **attributes({"data-fund-form": kind}),
    )
