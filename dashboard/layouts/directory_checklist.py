"""What nobody knows about a qark: forms on the screen, boxes on paper."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.corrections import layout_day, layout_form, layout_seen
from dashboard.layouts.directory_list import layout_item_link
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.directory_checklist import CheckGroup, CheckLine, ChecklistView


def layout_checklist(view: ChecklistView, words: Words) -> list[Component]:
    """Make the whole list, with the choice of another qark above it on the screen."""
    choices = [
        layout_choice(name, {"area": area, "part": "checklist"}, area == view.region_id, "directory-pick")
        for area, name in view.choices
    ]
    tools: list[Component] = [
        html.Nav(choices, className="directory-picks", **attributes({"aria-label": words("corrections.checklist.choose_said")}))
    ]
    if view.region_id:
        now = attributes({"data-directory-print": "1"})
        button = html.Button(words("corrections.checklist.print"), type="button", className="directory-print-button", **now)
        tools.insert(0, html.P(button))
    return [
        html.Div(tools, className="directory-tools"),
        html.Header([html.H2(view.title), html.P(view.said)], className="directory-sheet-head"),
        *(_group(group, view, words) for group in view.groups),
        *([_declaration(view, words), _paper_end(words)] if view.region_id else []),
    ]


def _group(group: CheckGroup, view: ChecklistView, words: Words) -> Component:
    lines = [_line(line, group, view, words) for line in group.lines]
    return html.Section(
        [html.H3(group.title), html.P(group.said, className="directory-small"), html.Ul(lines, className="corrections-lines")],
        className="directory-sheet-section",
    )


def _line(line: CheckLine, group: CheckGroup, view: ChecklistView, words: Words) -> Component:
    name = layout_item_link(line.name, line.record, line.address, "directory-name") if line.record else line.name
    boxes = [html.Span(box, className="corrections-box") for box in group.boxes]
    parts: list[Component | None] = [
        html.H4([name, html.Span(line.record, className="corrections-number") if line.record else None]),
        html.P(line.about, className="directory-small") if line.about else None,
        layout_seen(line.record, view.latest, words) if line.record and view.can_send else None,
        html.P(boxes, className="corrections-boxes"),
    ]
    return html.Li(parts, className="corrections-line")


def _declaration(view: ChecklistView, words: Words) -> Component:
    """Make the declaration: a form where it can be sent, boxes on paper in any case."""
    boxes = [html.Span(text, className="corrections-box") for _, text in view.themes]
    day = html.Span(words("corrections.declare.paper"), className="corrections-blank")
    parts: list[Component] = [
        html.H3(words("corrections.declare.title")),
        html.P(words("corrections.declare.said")),
        *([html.P(view.unconfirmed, className="corrections-warning")] if view.unconfirmed else []),
        html.P([*boxes, day], className="corrections-boxes"),
    ]
    if view.can_send:
        ticks = [_tick(theme, text) for theme, text in view.themes]
        fields = [
            html.Div(ticks, className="corrections-ticks"),
            layout_day("as_of", words("corrections.ask.as_of"), view.latest),
        ]
        parts.append(layout_form("complete_list", {"region": view.region_id}, fields, words))
    else:
        parts.append(html.P(words("corrections.tell_declare"), className="corrections-tell"))
    return html.Section(parts, className="directory-sheet-section corrections-declare")


def _tick(theme: str, text: str) -> Component:
    more = {"type": "checkbox", "value": theme, "checked": "checked", "data-many": "1"}
    return html.Label([dcc.Input(name="themes", **attributes(more)), " ", text], className="corrections-tick")


def _paper_end(words: Words) -> Component:
    """Make the foot of the paper: what to do with it, and that no person is to be named on it."""
    return html.P([words("corrections.paper.end"), " ", words("corrections.no_names")], className="corrections-paper")
