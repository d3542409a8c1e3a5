"""One qark's directory as it goes on paper."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.directory_print import PrintLine, PrintView


def layout_sheet(view: PrintView, words: Words) -> list[Component]:
    """Make the sheet, with the choice of another qark above it on the screen."""
    choices = [
        layout_choice(name, {"area": region_id, "part": "print"}, False, "directory-pick") for region_id, name in view.choices
    ]
    back = layout_choice(words("directory.print.back"), {"part": ""}, False, "directory-action")
    tools: list[Component] = [back]
    if view.sections:
        print_now = attributes({"data-directory-print": "1"})
        page = {"page": "area", "region": view.region_id}
        tools.append(layout_choice(words("area.open_page"), page, False, "directory-action"))
        tools.insert(0, html.Button(words("directory.print.now"), type="button", className="directory-print-button", **print_now))
    return [
        html.Div(
            [html.P(tools, className="directory-actions"), html.Nav(choices, className="directory-picks", **_named(words))],
            className="directory-tools",
        ),
        html.Header(
            [
                html.P(words("app.name"), className="directory-small"),
                html.H2(view.title),
                html.P(view.said),
                html.P(view.silence, className="directory-small"),
            ],
            className="directory-sheet-head",
        ),
        *(
            html.Section([html.H3(section.title), *(_line(line) for line in section.lines)], className="directory-sheet-section")
            for section in view.sections
        ),
        *([_foot(view, words)] if view.sections else []),
    ]


def _named(words: Words) -> dict[str, Any]:
    return attributes({"aria-label": words("directory.print.choose_said")})


def _line(item: PrintLine) -> Component:
    line = item.line
    about = " · ".join(filter(None, (line.types, line.organisation, line.place)))
    when = " · ".join(filter(None, (line.dates, line.standing_said, line.confirmed)))
    return html.Div(
        [
            html.H4(line.name),
            html.P(about),
            html.P(when),
            html.P([line.summary, " ", html.Span(item.cited, className="directory-cited")]),
        ],
        className="directory-sheet-entry",
    )


def _foot(view: PrintView, words: Words) -> Component:
    return html.Section(
        [
            html.H3(words("directory.print.sources")),
            html.Ol([html.Li(source) for source in view.sources], className="directory-sheet-sources"),
        ],
        className="directory-sheet-section",
    )
