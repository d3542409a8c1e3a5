"""The saved scenarios: a list to open and to compare, and the steward's forms that save, rename and delete."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import freeze
from dashboard.layouts.fund_fields import layout_tables
from dashboard.layouts.links import layout_choice
from dashboard.layouts.reasons import layout_pending
from dashboard.text import Words
from dashboard.view_models.fund_saved_types import MovedView, OpenedView, SavedRow, SavedView

MOST_NAME, MOST_LABEL = 80, 60


def layout_saved(view: SavedView, words: Words) -> list[Component]:
    """Make the fifth part of the page."""
    top = [html.P(view.failed or view.said, className="fund-count", role="status")]
    rows = [html.Ul([_row(row, not view.off, words) for row in view.rows], className="fund-saved")] if view.rows else []
    said: list[Component] = []
    if view.compare_said:
        parts: list[Component | str] = [view.compare_said]
        if view.close:
            parts += [" ", layout_choice(view.close.text, view.close.changes, False, "fund-offer")]
        said = [html.P(parts, className="fund-count" if view.tables else "fund-note")]
    moved = [_moved(one) for one in view.moved]
    pending = [layout_pending(view.pending, ids.QUERY_FUND)] if view.pending else []
    return [freeze([_save(view, words), *top, *rows, *said]), layout_tables(view.tables), *pending, freeze(moved)]


def layout_opened(view: OpenedView) -> Component:
    """Make the banner of the scenario that is open."""
    links = [layout_choice(c.text, c.changes, False, "fund-offer") for c in (view.again, view.close) if c]
    changed = [html.P(view.changed)] if view.changed else []
    return html.Div(
        [*_lines(view.moved), *changed, html.P(links, className="fund-toggles")],
        className="fund-opened fund-banner",
        role="status",
    )


def _moved(view: MovedView) -> Component:
    return html.Div(_lines(view), className="fund-opened")


def _lines(view: MovedView) -> list[Component]:
    lines = [html.Ul([html.Li(line) for line in view.lines], className="doc-list")] if view.lines else []
    return [html.P(view.said), *lines]


def _row(row: SavedRow, steward: bool, words: Words) -> Component:
    said = [html.P(row.about), html.P(row.when, className="fund-note")]
    stale = [html.P(row.stale, className="fund-stale")] if row.stale else []
    manage = [_manage(row, words)] if steward else []
    return html.Li(
        [
            html.Div(
                [html.H3(layout_choice(row.open.text, row.open.changes, False, "fund-name")), *said, *stale],
                className="fund-saved-said",
            ),
            html.Div([_compare(row, words), *manage], className="fund-saved-do"),
        ],
        className="fund-pinned" if row.compared else "",
    )


def _compare(row: SavedRow, words: Words) -> Component:
    return html.Button(
        [words("fund_saved.compare"), html.Span(f" {row.name}", className="unseen")],
        type="button",
        className="toggle",
        disabled=None if row.can_compare else "disabled",
        **attributes({"data-toggle": f"saved={row.number}", "aria-pressed": "true" if row.compared else "false"}),
    )


def _manage(row: SavedRow, words: Words) -> Component:
    """Make the steward's forms of one scenario."""
    rename = html.Form(
        [
            html.Label([words("fund_saved.new_name"), _text("name", MOST_NAME, row.name)], className="fund-field"),
            html.Button(words("fund_saved.rename"), type="submit", className="fund-button"),
            _answer(),
        ],
        className="fund-manage-form",
        **attributes({"data-fund-scenario": "rename", "data-scenario": str(row.number)}),
    )
    delete = html.Form(
        [
            html.P(words("fund_saved.delete_said"), className="fund-note"),
            html.Button(words("fund_saved.delete"), type="submit", className="fund-button fund-delete"),
            _answer(),
        ],
        className="fund-manage-form",
        **attributes({"data-fund-scenario": "delete", "data-scenario": str(row.number)}),
    )
    name = html.Span(f" {row.name}", className="unseen")
    return html.Details([html.Summary([words("fund_saved.manage"), name]), rename, delete], className="fund-manage")


def _save(view: SavedView, words: Words) -> Component:
    """Make the form that saves what is shown, or say why there is none."""
    if view.off:
        return html.P(view.off, className="fund-off")
    token = html.Label([words("corrections.page.token"), _text("token", 200, kind="password")], className="fund-field")
    label = html.Label(
        [words("fund_saved.by"), _text("by", MOST_LABEL, words("corrections.page.by_usual"))], className="fund-field"
    )
    return html.Form(
        [
            html.P(view.about, className="fund-note"),
            html.Label([words("fund_saved.name"), _text("name", MOST_NAME)], className="fund-field fund-wide"),
            html.Div([token, label], className="fund-door", **attributes({"data-fund-door": "1"})),
            html.Button(words("fund_saved.save"), type="submit", className="fund-button"),
            _answer(),
            html.P(words("corrections.page.by_note"), className="fund-note"),
        ],
        className="fund-form fund-save",
        **attributes({"data-fund-scenario": "save", "data-failed": words("fund_saved.unanswered")}),
    )


def _text(name: str, most: int, value: str = "", kind: str = "text") -> Component:
    given = {"type": kind, "maxLength": most, "autoComplete": "off", "required": "required", "value": value}
    return dcc.Input(name=name, **attributes(given))


def _answer() -> Component:
    return html.P("", className="fund-answer", role="status")
