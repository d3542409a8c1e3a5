"""The fund page: the frame, and whichever of its four parts is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar
from dashboard.layouts.frozen import freeze
from dashboard.layouts.fund_list import layout_shortlist
from dashboard.layouts.fund_saved import layout_opened, layout_saved
from dashboard.layouts.fund_sites import layout_sites
from dashboard.layouts.fund_split import layout_split
from dashboard.layouts.fund_what import layout_what
from dashboard.layouts.links import layout_choice
from dashboard.layouts.paper import layout_print_foot
from dashboard.text import Words, load_words
from dashboard.view_models.fund_page_types import FundPageView
from dashboard.view_models.fund_saved_types import SavedView
from dashboard.view_models.fund_types import Choice, Shortlist, SitesView, SplitView


def layout_fund(view: FundPageView, figures: Mapping[str, Any]) -> Component:
    """Make the whole page in the view's language; ``figures`` are its pictures already drawn, by name."""
    words = load_words(view.fields["lang"])
    return html.Div(
        [
            html.A(words("fund.skip"), href=f"#{ids.FUND_BODY}", className="skip"),
            layout_bar(view, words),
            html.Main(layout_fund_body(view, figures), id=ids.FUND_BODY, className="fund-main", tabIndex="-1"),
            html.Footer([html.P(words("app.footer", attribution=view.attribution)), layout_print_foot(words)], className="foot"),
        ],
        className="page doc fund-page",
        **_state(view, words),
    )


def layout_fund_body(view: FundPageView, figures: Mapping[str, Any]) -> list[Component]:
    """Make all that a choice changes."""
    words = load_words(view.fields["lang"])
    return [freeze(_head(view, words)), *_part(view, figures, words), freeze([_files(view, words)])]


def _part(view: FundPageView, figures: Mapping[str, Any], words: Words) -> list[Component]:
    body = view.body
    if isinstance(body, Shortlist):
        return layout_shortlist(body, figures, words)
    if isinstance(body, SplitView):
        return layout_split(body, words)
    if isinstance(body, SitesView):
        return layout_sites(body, figures, words)
    if isinstance(body, SavedView):
        return layout_saved(body, words)
    return layout_what(body, words)


def _head(view: FundPageView, words: Words) -> list[Component]:
    mark = attributes({"data-fund-made": view.made, "data-fund-told": view.told})
    offer = [layout_choice(view.offer.text, view.offer.changes, False, "fund-offer")] if view.offer else []
    parts: list[Component] = [
        html.H1(words("fund.title"), **mark),
        html.P(words("fund.lead"), className="fund-lead"),
        _segments(view.parts, words("fund.parts"), "fund-parts"),
        html.Div([_segments(view.levels, words("control.level"), ""), _dates(view, words)], className="fund-where"),
        html.P([view.said, " ", *offer], className="fund-said-day"),
        *(html.P(note, className="fund-note") for note in view.notes),
    ]
    if view.old:
        again = [layout_choice(view.fresh.text, view.fresh.changes, False, "fund-offer")] if view.fresh else []
        parts.insert(0, html.Div([*(html.P(text) for text in view.old), *again], className="fund-old", role="status"))
    if view.opened:
        parts.insert(0, layout_opened(view.opened))
    return parts


def _segments(choices: tuple[Choice, ...], label: str, more: str) -> Component:
    links = [layout_choice(c.text, c.changes, c.current, "segment") for c in choices]
    return html.Nav(links, className=f"segments {more}".strip(), **attributes({"aria-label": label}))


def _dates(view: FundPageView, words: Words) -> Component:
    links = [layout_choice(c.text, c.changes, c.current, "fund-date") for c in view.dates]
    return html.Nav(
        [html.Span(words("fund.day")), *links], className="fund-dates", **attributes({"aria-label": words("fund.day")})
    )


def _files(view: FundPageView, words: Words) -> Component:
    links = [html.A(text, href=href, className="doc-file", download="") for text, href in view.files]
    paper = html.Button(words("fund.print"), type="button", className="fund-button", **attributes({"data-fund-print": "1"}))
    return html.Section(
        [html.H2(words("fund.files")), html.P(words("fund.files_said")), html.P([*links, paper], className="fund-files")],
        className="fund-section fund-take",
    )


def _state(view: FundPageView, words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "fund",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-search-input": ids.MAP_SEARCH,
        "data-fund-field": ids.fund_field(""),
        "data-fund-map": ids.FUND_MAP,
        "data-fund-store": ids.QUERY_FUND,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-title": words("fund.window_title"),
    }
