"""The stage: one place per slide, the controls, the notes; and the speaker's own window."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.text import Words

CONTROLS = ("back", "next", "notes", "table", "blank", "full", "leave")


def layout_stage(most: int, words: Words) -> list[Component]:
    """Make the stage, empty; each place's store asks for its slide."""
    slots = [html.Div(id=ids.present_slot(n), className="present-slot") for n in range(1, most + 1)]
    stage = html.Div(
        [
            *slots,
            html.P(words("present.wait"), className="present-wait"),
            html.Div(className="present-black", hidden=True),
            html.Div(
                [html.H2(words("present.notes")), html.Div(className="present-notes-text")],
                className="present-notes",
                hidden=True,
                tabIndex="0",
                role="region",
                **attributes({"aria-label": words("present.notes")}),
            ),
            html.Div(
                [_control(name, words) for name in CONTROLS],
                className="present-controls",
                role="toolbar",
                **attributes({"aria-label": words("present.controls")}),
            ),
        ],
        id=ids.PRESENT_STAGE,
        className="present-stage",
        hidden=True,
        tabIndex="-1",
        role="region",
        **attributes({"aria-label": words("present.stage")}),
    )
    return [*(dcc.Store(id=ids.present_ask(n)) for n in range(1, most + 1)), stage]


def _control(name: str, words: Words) -> Component:
    return html.Button(
        words(f"present.control.{name}"),
        type="button",
        title=words(f"present.key.{name}"),
        **attributes({"data-present-do": name}),
    )


def layout_speaker(words: Words) -> Component:
    """Make the speaker's own window: this slide and the next, notes, clock and time since the start."""
    return html.Div(
        [
            html.Div(
                [
                    html.P([html.Span(words("present.clock")), html.Strong(className="present-clock")]),
                    html.P([html.Span(words("present.timer")), html.Strong("0:00", className="present-timer")]),
                    _control("reset", words),
                    _control("back", words),
                    _control("next", words),
                ],
                className="present-speaker-head",
            ),
            html.P(className="present-speaker-where"),
            html.H2(className="present-speaker-title"),
            html.Div(className="present-notes-text"),
            html.P([html.Span(words("present.after")), html.Strong(className="present-speaker-next")]),
        ],
        className="present-speaker",
        hidden=True,
        tabIndex="-1",
        role="region",
        **attributes({"aria-label": words("present.speaker")}),
    )
