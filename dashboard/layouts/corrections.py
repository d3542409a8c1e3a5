"""The small forms that confirm and correct; where nothing can be sent, the sentence that says what to do instead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.text import Words
from dashboard.view_models.corrections import CorrectView, MissingView

FIRST_DAY = "1991-01-01"
MOST_NAME, MOST_EVIDENCE = 120, 280


def layout_correct(view: CorrectView, words: Words) -> Component:
    """Make what a card asks: the cheapest answer first, the others behind one click."""
    if view.tell:
        return html.P(view.tell, className="corrections-tell")
    fixed = {"record": view.record}
    places: list[Component] = []
    if view.standing:
        places.append(layout_select("instead_of", words("corrections.field.instead_of"), view.standing, words))
    places.append(layout_place(view.level, words))
    others = [
        layout_form("closed", fixed, [layout_day("since", words("corrections.ask.closed"), view.latest)], words),
        layout_form("wrong_place", fixed, [html.P(words("corrections.ask.wrong_place")), *places], words),
    ]
    return html.Div(
        [
            layout_seen(view.record, view.latest, words),
            html.Details([html.Summary(words("corrections.more")), *others], className="corrections-other"),
            html.P(words("corrections.no_names"), className="directory-small"),
        ],
        className="corrections-card",
    )


def layout_seen(record: str, latest: str, words: Words) -> Component:
    """Make the cheapest form: still open, seen on a day."""
    return layout_form("still_open", {"record": record}, [layout_day("seen", words("corrections.ask.still_open"), latest)], words)


def layout_missing(view: MissingView, words: Words) -> Component:
    """Make the form of a service that the list lacks."""
    if view.tell:
        return html.P(view.tell, className="corrections-tell corrections-tell-list")
    fields = [
        layout_text("name", words("corrections.field.name"), MOST_NAME),
        layout_select("category", words("corrections.field.category"), view.categories, words),
        layout_place("", words),
        layout_day("seen", words("corrections.field.seen"), view.latest),
        layout_day("since", words("corrections.ask.since"), "", view.latest),
        layout_text("evidence", words("corrections.ask.evidence"), MOST_EVIDENCE),
    ]
    form = layout_form("missing_service", {}, fields, words, " ".join(("corrections-form", "corrections-long")))
    parts = [
        html.Summary(words("corrections.ask.missing")),
        form,
        html.P(words("corrections.no_names"), className="directory-small"),
    ]
    return html.Details(parts, className="corrections-missing")


def layout_form(
    kind: str, fixed: Mapping[str, Any], fields: list[Component], words: Words, class_name: str = "corrections-form"
) -> Component:
    """Make one form; the script sends it as JSON and writes the answer below it."""
    button = html.Button(words("corrections.send"), type="submit", className="corrections-send")
    answer = html.P(className="corrections-answer", role="status", **attributes({"aria-live": "polite"}))
    data = {"data-correct": kind, "data-fixed": json.dumps(dict(fixed)), "data-failed": words("corrections.failed")}
    return html.Form([*fields, button, answer], className=class_name, **attributes(data))


def layout_day(field: str, label: str, value: str, latest: str = "") -> Component:
    """Make a field for a day; one without a value may stay empty."""
    more = {"type": "date", "min": FIRST_DAY, "max": latest or value, **({"value": value, "required": True} if value else {})}
    return html.Label([label, " ", dcc.Input(name=field, **attributes(more))], className="corrections-field")


def layout_text(field: str, label: str, most: int) -> Component:
    """Make a field for a short text."""
    more = {"type": "text", "maxLength": most, "required": True, "autoComplete": "off"}
    return html.Label([label, dcc.Input(name=field, **attributes(more))], className="corrections-field")


def layout_select(field: str, label: str, options: tuple[tuple[str, str], ...], words: Words) -> Component:
    """Make a list to choose one from."""
    made = [html.Option(words("corrections.choose"), value=""), *(html.Option(text, value=code) for code, text in options)]
    return html.Label([label, html.Select(made, name=field, required=True)], className="corrections-field")


def layout_place(level: str, words: Words) -> Component:
    """Make a list of places, which the script fills from those that the page knows already."""
    empty = html.Option(words("corrections.choose"), value="")
    select = html.Select([empty], name="region", required=True, **attributes({"data-fill-places": level or "all"}))
    return html.Label([words("corrections.field.region"), select], className="corrections-field")
