"""The method page: contents at the left, one section after another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar
from dashboard.layouts.document import layout_section
from dashboard.layouts.links import layout_choice
from dashboard.layouts.play import layout_play
from dashboard.text import Words, load_words
from dashboard.view_models.document import MethodPageView, Section
from dashboard.view_models.method_when import WhenView


def layout_method_page(view: MethodPageView, figures: Mapping[str, Any]) -> Component:
    """Make the whole page in the view's language; ``figures`` are its charts already drawn, by name."""
    words = load_words(view.fields["lang"])
    contents = html.Nav(
        [
            html.P(words("doc.contents"), className="side-title"),
            html.Ol([html.Li(html.A(s.title, href=f"#{s.anchor}")) for s in view.sections]),
        ],
        className="doc-contents",
        **attributes({"aria-label": words("doc.contents")}),
    )
    level = html.Nav(
        [
            layout_choice(words(f"level.{value}"), {"level": value}, view.fields["level"] == value, "segment")
            for value in ("qark", "municipality")
        ],
        className="segments",
        **attributes({"aria-label": words("control.level")}),
    )
    head = html.Header([html.H1(view.title), html.P(view.lead, className="doc-p lead")], className="doc-head")
    side = html.Div([_when(view.when, level, words), contents], className="doc-side")
    sections = [layout_section(section, figures, _inside(section, words)) for section in view.sections]
    return html.Div(
        [
            html.A(words("doc.skip"), href=f"#{view.sections[0].anchor}", className="skip"),
            layout_bar(view, words),
            html.Div([side, html.Main([head, *sections], className="doc-body")], className="doc-columns"),
            html.Footer(html.P(words("app.footer", attribution=view.attribution)), className="foot"),
        ],
        className="page doc",
        **_state(view, words),
    )


def _when(view: WhenView, level: Component, words: Words) -> Component:
    """Make the control of level and date that the whole page follows."""
    named = [
        layout_choice(date.label, {"date": date.day}, date.current, "date-choice", title=date.sentence) for date in view.named
    ]
    years = [layout_choice(year, {"date": day}, current, "year-choice") for day, year, current in view.years]
    folded = html.Details(
        [html.Summary(words("when.years")), html.Div(years, className="when-years")],
        open=any(current for *_, current in view.years),
        className="folded",
    )
    return html.Section(
        [
            html.P(view.said, className="when-said"),
            level,
            html.Nav(named, className="dates", **attributes({"aria-label": words("timeline.named")})),
            folded,
        ],
        className="doc-when",
        **attributes({"aria-label": words("when.title")}),
    )


def _inside(section: Section, words: Words) -> list[Component]:
    if section.play is None:
        return []
    return [html.Div(layout_play(section.play, words), id=ids.METHOD_PLAY)]


def _state(view: MethodPageView, words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "method",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-search-input": ids.MAP_SEARCH,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-title": words("doc.window_title"),
    }
