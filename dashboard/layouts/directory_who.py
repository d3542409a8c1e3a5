"""Who does what, where, as a matrix and as a table."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.directory_filters import layout_chips
from dashboard.layouts.directory_list import layout_file, layout_item_link
from dashboard.layouts.links import layout_source
from dashboard.text import Words
from dashboard.view_models.directory_filters import FiltersView
from dashboard.view_models.directory_who import WhoCell, WhoProject, WhoView

HEADS = ("who", "what", "where", "when", "for_whom", "reached", "money")


def layout_scroll(table: Component, name: str) -> Component:
    """Put a wide table into a frame that scrolls, also by keyboard."""
    return html.Div(table, className="directory-scroll", tabIndex="0", role="region", **attributes({"aria-label": name}))


def layout_who(view: WhoView, filters: FiltersView, words: Words) -> list[Component | None]:
    """Make the whole view."""
    said = html.Div([html.P(html.Strong(view.said)), html.P(view.silence)], className="directory-said")
    chips = layout_chips(filters.chips, words)
    if view.empty:
        return [chips, said, html.Div(html.P(view.empty), className="directory-empty")]
    letters = [words("directory.who.letter", letter=letter, name=name) for letter, name in view.letters]
    notes = [words("directory.who.letters") + " " + "; ".join(letters) + ".", words("directory.who.shared_note")]
    return [
        chips,
        said,
        html.P([layout_file(action) for action in view.files], className="directory-actions"),
        html.H2(words("directory.who.matrix")),
        *(html.P(note, className="directory-small") for note in notes),
        layout_scroll(_matrix(view, words), words("directory.who.matrix")),
        html.H2(words("directory.who.projects")),
        html.P(words("directory.who.money_note"), className="directory-small"),
        layout_scroll(_table(view, words), words("directory.who.projects")),
    ]


def _matrix(view: WhoView, words: Words) -> Component:
    heads = [html.Th(words("directory.who.organisation"), scope="col"), *(html.Th(head, scope="col") for head in view.heads)]
    rows = [html.Tr([html.Th(row.organisation, scope="row"), *(_cell(cell) for cell in row.cells)]) for row in view.rows]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="directory-matrix")


def _cell(cell: WhoCell) -> Component:
    if not cell.count:
        return html.Td()
    return html.Td([html.Strong(str(cell.count)), html.Span(cell.letters)], title=cell.said, className="directory-some")


def _table(view: WhoView, words: Words) -> Component:
    heads = [html.Th(words(f"directory.who.{head}"), scope="col") for head in HEADS]
    heads.append(html.Th(words("directory.card.sources"), scope="col"))
    rows = [_project(project) for project in view.projects]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="directory-table")


def _project(project: WhoProject) -> Component:
    sources: list[Any] = []
    for index, source in enumerate(project.sources):
        sources += [
            html.Br() if index else "",
            layout_source(source.name, source.url),
            f", {source.where}" if source.where else "",
        ]
    what = [
        layout_item_link(project.what, project.entry_id, project.address, "directory-name"),
        html.Span(project.types, className="directory-small"),
    ]
    when = [project.when, html.Span(project.dates_known, className="directory-small")]
    cells = [what, project.where, when, project.for_whom, project.reached, project.money, sources]
    return html.Tr([html.Th(project.who, scope="row"), *(html.Td(cell) for cell in cells)])
