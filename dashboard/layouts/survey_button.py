"""The button that loads the example survey or takes it out: for the steward, who gives the code."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.text import Words


def layout_example_button(action: str, words: Words) -> Component:
    """Make the form; ``action`` is ``load`` or ``remove``. The code goes out as a header only (survey.js)."""
    said = {name: words(f"survey.button.{name}") for name in ("wait", "failed")}
    answer = html.Span(className="survey-button-said", role="status")
    field = html.Label([words("survey.button.code"), dcc.Input(name="token", type="password", autoComplete="off")])
    button = html.Button(words(f"survey.button.{action}"), type="submit")
    told = {"data-example": action, "data-wait": said["wait"], "data-failed": said["failed"], "data-lang": words.lang}
    return html.Form([field, button, answer], className="survey-button", **attributes(told))
