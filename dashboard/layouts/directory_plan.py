"""The action plans' objectives by qark."""

from __future__ import annotations

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.directory_list import layout_file, layout_item_link
from dashboard.layouts.directory_who import layout_scroll
from dashboard.text import Words
from dashboard.view_models.directory_plan import PlanCell, PlanReference, PlanView

SIGNS = {"none": "–", "not_recorded": "?"}


def layout_plan(view: PlanView, words: Words) -> list[Component]:
    """Make the matrix, what is missing in the chosen qark, and every reference with its lines."""
    missing = [html.Li(text) for text in view.area_missing]
    area = [html.P(view.area_said), html.Ul(missing, className="directory-missing")] if view.area_said else []
    return [
        html.Div([html.P(html.Strong(view.said)), html.P(view.limits)], className="directory-said"),
        html.Div(area or html.P(words("directory.plan.pick")), className="directory-area-said"),
        html.P([layout_file(action) for action in view.files], className="directory-actions"),
        html.H2(words("directory.plan.title")),
        html.P(words("directory.plan.key"), className="directory-small"),
        layout_scroll(_matrix(view, words), words("directory.plan.title")),
        html.H2(words("directory.plan.references_head")),
        html.P(view.references_said, className="directory-small"),
        layout_scroll(_references(view.references, words), words("directory.plan.references_head")),
    ]


def _matrix(view: PlanView, words: Words) -> Component:
    heads = [html.Th(words("directory.plan.objective_head"), scope="col"), *(html.Th(head, scope="col") for head in view.heads)]
    rows: list[Component] = []
    for plan, group in groupby(view.rows, key=lambda row: row.plan):
        rows.append(html.Tr(html.Th(plan, colSpan=len(heads), scope="colgroup"), className="directory-plan-head"))
        rows += [html.Tr([html.Th(row.title, scope="row"), *(_cell(cell) for cell in row.cells)]) for row in group]
    last = [
        html.Th(words("directory.plan.missing_head"), scope="row"),
        *(_total(cell) for cell in view.missing),
        html.Td(),
        html.Td(),
    ]
    return html.Table(
        [html.Thead(html.Tr(heads)), html.Tbody(rows), html.Tfoot(html.Tr(last))], className="directory-matrix directory-plan"
    )


def _cell(cell: PlanCell) -> Component:
    text = str(cell.count) if cell.count else SIGNS[cell.state]
    return html.Td([text, html.Span(cell.said, className="unseen")], title=cell.said, className=f"directory-cell-{cell.state}")


def _total(cell: PlanCell) -> Component:
    text = f"? {cell.count}" if cell.state == "not_recorded" else str(cell.count)
    return html.Td(text, title=cell.said)


def _references(references: tuple[PlanReference, ...], words: Words) -> Component:
    heads = [html.Th(words(f"directory.plan.{head}"), scope="col") for head in ("project", "supports", "where")]
    rows = [
        html.Tr(
            [
                html.Th(layout_item_link(one.name, one.entry_id, one.address, "directory-name"), scope="row"),
                html.Td([html.Div(text) for text in one.supports]),
                html.Td([one.where, html.Span(one.shared, className="directory-small")]),
            ]
        )
        for one in references
    ]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="directory-table")
