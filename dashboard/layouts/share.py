"""The link to a view: the control that copies it, and the note over a page whose link was made on other data."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import freeze
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.linked import LinkNote

SAID = ("copied", "select", "failed")


def layout_share_facts(link: str, then: bool, steward: bool) -> Component:
    """Make what the control needs to know of the data that are shown."""
    facts = {"data-share-mark": link, "data-share-then": "1" if then else "", "data-share-steward": "1" if steward else ""}
    return html.Div(hidden=True, className="share-facts", **attributes(facts))


def layout_link_note(note: LinkNote | None, words: Words) -> list[Component]:
    """Make the note, or nothing."""
    if note is None:
        return []
    first, *others = note.said
    said = html.P([html.Strong(first), " ", " ".join(others)])
    choices = html.P(
        [layout_choice(text, changes, False, "linked-choice") for text, changes in note.choices], className="linked-choices"
    )
    state = "linked-then" if note.then else "linked-changed"
    label = attributes({"aria-label": words("linked.label")})
    return [html.Section([said, choices], className=f"linked {state}", **label)]


def layout_share(words: Words) -> Component:
    """Make the control; the script fills in the address when it is opened."""
    said = {f"data-share-{name}": words(f"share.{name}") for name in SAID}
    return html.Details(
        [html.Summary(words("share.open"), className="share-open"), freeze(_box(words), "share-box")],
        className="share",
        **attributes({"data-share": "1", **said}),
    )


def _box(words: Words) -> list[Component]:
    door = {"type": "password", "autoComplete": "off", "name": "share-token"}
    short = html.Form(
        [
            html.Label(
                [words("share.token"), dcc.Input(**attributes(door))],
                className="share-field",
                **attributes({"data-share-door": "1", "hidden": True}),
            ),
            html.Button(words("share.short"), type="submit", className="share-button"),
            *_copied("short", words("share.short_name"), words, hidden=True),
        ],
        className="share-part",
        **attributes({"data-share-form": "1", "hidden": True}),
    )
    frame = html.Div(
        [html.P(words("share.embed_said"), className="share-small"), *_copied("frame", words("share.embed"), words)],
        className="share-part",
        **attributes({"data-share-frame": "1", "hidden": True}),
    )
    return [
        html.P(words("share.title"), className="share-title"),
        *_copied("link", words("share.link"), words),
        html.P(words("share.said"), className="share-small"),
        short,
        frame,
        html.P(className="share-status", **attributes({"data-share-status": "1"})),
    ]


def _copied(name: str, label: str, words: Words, hidden: bool = False) -> list[Any]:
    """Make a field that can only be read, and the button that copies it."""
    field = {"type": "text", "readOnly": True, "name": f"share-{name}", "spellCheck": "false"}
    return [
        html.Div(
            [
                html.Label([label, dcc.Input(**attributes(field))], className="share-field"),
                html.Button(
                    words(f"share.copy_{name}"), type="button", className="share-button", **attributes({"data-share-copy": name})
                ),
            ],
            className="share-line",
            **attributes({"hidden": hidden} if hidden else {}),
        )
    ]


def layout_gone(words: Words, lang: str) -> Component:
    """Make what stands where a short link leads nowhere."""
    home = html.P(html.A(words("share.gone.home"), href=f"/?lang={lang}"))
    return html.Section([html.H1(words("share.gone.title")), html.P(words("share.gone.said")), home], lang=lang)
