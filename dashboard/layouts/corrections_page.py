"""The steward's page: a field for the token, and the place where the script puts the queue."""

from __future__ import annotations

import json
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar
from dashboard.layouts.frozen import freeze
from dashboard.text import Words, load_words
from dashboard.view_models.corrections import CorrectionsPageView

SAID = ("accept", "reject", "take_back", "reason", "reason_ask", "cancel", "empty", "failed", "about", "reload")


def layout_corrections_page(view: CorrectionsPageView) -> Component:
    """Make the whole page in the view's language; no proposal is in it."""
    words = load_words(view.fields["lang"])
    return html.Div(
        [
            html.A(words("corrections.page.skip"), href=f"#{ids.CORRECTIONS_BODY}", className="skip"),
            layout_bar(view, words),
            html.Main(freeze(_body(view, words)), id=ids.CORRECTIONS_BODY, className="corrections-main", tabIndex="-1"),
            html.Footer(html.P(words("app.footer", attribution=view.attribution)), className="foot"),
        ],
        className="page doc corrections",
        **_state(view, words),
    )


def _body(view: CorrectionsPageView, words: Words) -> list[Component]:
    head = [html.H1(words("corrections.page.title")), html.P(words("corrections.page.lead"))]
    if view.off:
        return [*head, html.P(view.off, className="corrections-tell")]
    said = {name: words(f"corrections.queue.{name}") for name in SAID}
    data = {"data-queue": "1", "data-said": json.dumps(said, ensure_ascii=False), "aria-live": "polite"}
    return [*head, _door(words), html.Div(className="corrections-queue", **attributes(data))]


def _door(words: Words) -> Component:
    """Make the form of the token; it never leaves the browser's memory of this tab but as a header."""
    token = {"type": "password", "required": True, "autoComplete": "off"}
    label = {
        "type": "text",
        "required": True,
        "maxLength": 60,
        "value": words("corrections.page.by_usual"),
        "autoComplete": "off",
    }
    return html.Form(
        [
            html.Label(
                [words("corrections.page.token"), dcc.Input(name="token", **attributes(token))], className="corrections-field"
            ),
            html.Label([words("corrections.page.by"), dcc.Input(name="by", **attributes(label))], className="corrections-field"),
            html.Button(words("corrections.page.open"), type="submit", className="corrections-send"),
            html.Button(
                words("corrections.page.leave"), type="button", className="corrections-leave", **attributes({"data-leave": "1"})
            ),
            html.P(words("corrections.page.by_note"), className="directory-small"),
        ],
        className="corrections-form corrections-door",
        **attributes({"data-door": "1"}),
    )


def _state(view: CorrectionsPageView, words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "corrections",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-search-input": ids.MAP_SEARCH,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-title": words("corrections.page.window_title"),
    }
