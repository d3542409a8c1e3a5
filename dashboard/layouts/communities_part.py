"""The directory's part on the communities."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.directory_list import layout_file, layout_item_link
from dashboard.layouts.directory_who import layout_scroll
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.communities_part import (
    CommunitiesPart,
    EstimateCell,
    EstimateRow,
    EstimateTable,
    NamedPlaces,
    UnplacedLine,
)
from dashboard.view_models.directory_words import EntryLine

UNPLACED_HEADS = ("group", "place", "source", "period", "figure")


def layout_communities_part(view: CommunitiesPart, words: Words) -> list[Component | None]:
    """Make the whole part: the range first, what reaches the communities, then the tables."""
    return [
        html.Div([html.P(html.Strong(text)) for text in view.said[:-1]] + [html.P(view.said[-1])], className="directory-said"),
        _picker(view, words),
        html.P([layout_file(action) for action in view.files], className="directory-actions"),
        html.H2(words("communities_part.equity")),
        html.Ul([html.Li(text) for text in view.equity], className="presence-equity"),
        html.P(words("communities_part.equity_note"), className="directory-small"),
        *([html.Ul([_project(line) for line in view.projects], className="presence-projects")] if view.projects else []),
        html.P(view.booster, className="directory-small"),
        *(part for table in view.tables for part in _table(table, words)),
        *_unplaced(view.unplaced, words),
        html.H2(words("communities_part.named")),
        html.P(words("communities_part.named_note"), className="directory-small"),
        *([html.Div([_named(one) for one in view.named], className="presence-named")] if view.named else []),
        None if view.named else html.P(words("communities_part.named_none")),
    ]


def _picker(view: CommunitiesPart, words: Words) -> Component:
    links = [layout_choice(pick.text, {"estimate": pick.source_id}, pick.current, "presence-pick") for pick in view.picks]
    label = words("communities_part.pick")
    return html.Nav([html.Span(label), *links], className="presence-picks", **attributes({"aria-label": label}))


def _table(view: EstimateTable, words: Words) -> list[Component]:
    name = words("communities_part.table", group=view.title)
    heads = [html.Th(words("communities_part.area"), scope="col")]
    heads += [html.Th(text, scope="col", className="presence-picked" if picked else "") for text, picked in view.heads]
    heads.append(html.Th(words("communities_part.range"), scope="col"))
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody([_row(row) for row in view.rows])], className="presence-table")
    on_map = html.A(words("communities_part.on_map", group=view.title), href=view.map_address, className="directory-action")
    key = html.P(words("communities_part.key"), className="directory-small")
    return [html.H2(name), key, *([html.P(on_map)] if view.map_address else []), layout_scroll(table, name)]


def _row(row: EstimateRow) -> Component:
    cells = [html.Th(row.area, scope="row"), *(_cell(cell) for cell in row.cells), html.Td(row.span, className="presence-span")]
    return html.Tr(cells, className=f"presence-{row.level}")


def _cell(cell: EstimateCell) -> Component:
    picked = " presence-picked" if cell.picked else ""
    said = [html.Span(cell.said, className="unseen")] if cell.state == "none" else []
    return html.Td([cell.text, *said], title=cell.said, className=f"presence-cell-{cell.state}{picked}")


def _unplaced(lines: tuple[UnplacedLine, ...], words: Words) -> list[Component]:
    if not lines:
        return []
    heads = [html.Th(words(f"communities_part.{head}"), scope="col") for head in UNPLACED_HEADS]
    rows = [
        html.Tr(
            [
                html.Th(line.place, scope="row"),
                html.Td(line.group),
                html.Td(line.source),
                html.Td(line.period),
                html.Td(line.figure),
            ],
            className="presence-picked" if line.picked else "",
        )
        for line in lines
    ]
    heads = [heads[1], heads[0], *heads[2:]]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="presence-table")
    name = words("communities_part.unplaced")
    note = html.P(words("communities_part.unplaced_note"), className="directory-small")
    return [html.H2(name), note, layout_scroll(table, name)]


def _named(view: NamedPlaces) -> Component:
    places = [html.Li([html.Strong(name), html.Span(sources, className="directory-small")]) for name, sources in view.places]
    return html.Section([html.H3(view.qark), html.Ul(places)])


def _project(line: EntryLine) -> Component:
    about = " · ".join(filter(None, (line.organisation, line.place, line.dates)))
    link = layout_item_link(line.name, line.entry_id, line.address, "directory-name")
    return html.Li([link, html.Span(about, className="directory-small")])
