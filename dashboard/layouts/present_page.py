"""The present page: the sequence to compose, and the stage on which its slides are shown."""

from __future__ import annotations

import json
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar
from dashboard.layouts.frozen import freeze
from dashboard.layouts.present_stage import layout_speaker, layout_stage
from dashboard.text import Words, load_words
from dashboard.view_models.present_page import EditorItem, EditorView, PresentPageView

MOST_TITLE, MOST_NOTES = 160, 1500
MOVES = ("up", "down", "remove")
KEYS = ("next", "back", "ends", "blank", "notes", "table", "full", "leave")


def layout_present(view: PresentPageView, most: int) -> Component:
    """Make the whole page; the stage has room for ``most`` slides."""
    words = load_words(view.fields["lang"])
    return html.Div(
        [
            html.A(words("present.skip"), href=f"#{ids.PRESENT_EDITOR}", className="skip"),
            layout_bar(view, words),
            html.Main(
                [
                    html.Header([html.H1(words("present.title")), html.P(words("present.lead"))], className="present-head"),
                    _tools(words),
                    html.Div(layout_editor(view.editor, words), id=ids.PRESENT_EDITOR, tabIndex="-1"),
                    _keys(words),
                ],
                className="present-main",
            ),
            html.Footer(html.P(words("app.footer", attribution=view.attribution)), className="foot"),
            *layout_stage(most, words),
            layout_speaker(words),
        ],
        className="page present-page",
        **_state(view, most, words),
    )


def _tools(words: Words) -> Component:
    return html.Div(
        [
            _button("start", words("present.start"), " ".join(("present-button", "present-first"))),
            _button("window", words("present.window")),
            _button("print", words("present.print")),
            _button("copy", words("present.copy")),
        ],
        className="present-tools",
    )


def layout_editor(view: EditorView, words: Words) -> list[Component]:
    """Make the sequence as it is composed; a change of it comes back as another link."""
    items = [[i.query, i.title, i.notes, i.title or i.own_title, i.notes or i.own_notes] for i in view.items]
    said = words("present.own" if view.chosen else "present.usual")
    shown = [_item(item, number, len(items), words) for number, item in enumerate(view.items)]
    return [
        html.P([html.Strong(view.said), " ", said], className="present-said"),
        *([html.P(view.full, className="present-full")] if view.full else []),
        html.Div(className="present-problems", role="alert", **attributes({"data-present-problems": ""})),
        freeze([html.Ol(shown, className="present-list")]),
        freeze([_files(view, words)]),
        html.Div(hidden=True, **attributes({"data-present-items": json.dumps(items, ensure_ascii=False)})),
    ]


def _item(item: EditorItem, number: int, total: int, words: Words) -> Component:
    moves = [
        html.Button(
            words(f"present.{move}"),
            type="button",
            className="present-move",
            disabled="disabled" if (move, number) in (("up", 0), ("down", total - 1)) else None,
            **attributes({"data-present-move": move, "aria-label": words(f"present.{move}_said", n=number + 1)}),
        )
        for move in MOVES
    ]
    title = dcc.Input(
        id=ids.present_field(number, "title"),
        type="text",
        value=item.title,
        placeholder=item.own_title,
        maxLength=MOST_TITLE,
        autoComplete="off",
    )
    notes = html.Textarea(
        item.notes or item.own_notes,
        id=ids.present_field(number, "notes"),
        rows=6,
        maxLength=MOST_NOTES,
        **attributes({"data-present-usual": item.own_notes}),
    )
    return html.Li(
        [
            html.Div(
                [
                    html.Label(
                        words("present.title_of", n=number + 1, page=item.page), htmlFor=ids.present_field(number, "title")
                    ),
                    title,
                ],
                className="present-title",
            ),
            html.Details(
                [
                    html.Summary(words("present.notes_own" if item.notes else "present.notes_usual")),
                    html.Label(
                        words("present.notes_of", n=number + 1), htmlFor=ids.present_field(number, "notes"), className="unseen"
                    ),
                    notes,
                ],
                className="present-item-notes",
            ),
            html.Div(
                [
                    *moves,
                    html.Button(
                        words("present.from"), type="button", className="present-move", **attributes({"data-present-from": ""})
                    ),
                    html.A(words("present.open"), href=item.address, className="present-open"),
                ],
                className="present-moves",
            ),
        ],
        className="present-item",
        **attributes({"data-present-item": str(number)}),
    )


def _files(view: EditorView, words: Words) -> Component:
    # A plain HTML file field: dcc.Input's types leave it out, the browser does not.
    kind: Any = "file"
    chooser = dcc.Input(id=ids.PRESENT_FILE, type=kind)
    return html.Div(
        [
            html.A(words("present.save"), href=view.file, download="", className="present-button"),
            html.Label([words("present.read"), chooser], className="present-button present-file", htmlFor=ids.PRESENT_FILE),
            html.Button(
                words("present.fresh"), type="button", className="present-button", **attributes({"data-present": "fresh"})
            ),
            html.P(words("present.files_said"), className="present-small"),
        ],
        className="present-files",
    )


def _keys(words: Words) -> Component:
    rows = [part for key in KEYS for part in (html.Dt(words(f"present.key.{key}")), html.Dd(words(f"present.does.{key}")))]
    return html.Details([html.Summary(words("present.keys")), html.Dl(rows)], className="present-keys", open=True)


def _button(name: str, text: str, class_name: str = "present-button") -> Component:
    return html.Button(text, type="button", className=class_name, **attributes({"data-present": name}))


def _state(view: PresentPageView, most: int, words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "present",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-search-input": ids.MAP_SEARCH,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-title": words("present.window_title"),
        "data-present-stage": ids.PRESENT_STAGE,
        "data-present-slot": ids.present_slot(0)[:-1],
        "data-present-ask": ids.present_ask(0)[:-1],
        "data-present-file": ids.PRESENT_FILE,
        "data-present-most": str(most),
        "data-present-live": words("present.live", k="{k}", n="{n}", title="{title}"),
        "data-present-copied": words("present.copied"),
        "data-present-end": words("present.end"),
        "data-present-failed": words("present.failed"),
    }
