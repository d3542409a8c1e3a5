"""The area page: one qark or municipality for a meeting, or the choice of a qark."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.area_end import layout_corrections, layout_news, layout_sources
from dashboard.layouts.area_known import layout_places, layout_score, layout_survey
from dashboard.layouts.area_open import layout_gaps, layout_headline
from dashboard.layouts.area_parts import SECTIONS, anchor_of
from dashboard.layouts.area_records import (
    layout_communities,
    layout_mechanisms,
    layout_plan,
    layout_projects,
    layout_services,
)
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar
from dashboard.layouts.document import CHART_CONFIG
from dashboard.layouts.frozen import freeze
from dashboard.layouts.links import layout_choice
from dashboard.layouts.paper import layout_print_foot
from dashboard.text import Words, load_words
from dashboard.view_models.area_page import AreaPageView, QarkChoice
from dashboard.view_models.area_types import AreaFile, AreaView


def layout_area_page(view: AreaPageView, figure: Any, routes: frozenset[str]) -> Component:
    """Make the whole page in the view's language; ``figure`` is its map already drawn, ``routes`` those that the app serves."""
    words = load_words(view.fields["lang"])
    example = view.area is not None and bool(view.area.watermark)
    paper = html.Div(words("survey.watermark"), className="survey-paper-mark", **attributes({"aria-hidden": "true"}))
    return html.Div(
        [
            html.A(words("area.skip"), href=f"#{ids.AREA_BODY}", className="skip"),
            layout_bar(view, words),
            *([paper] if example else []),
            html.Main(layout_area_body(view, figure, routes), id=ids.AREA_BODY, tabIndex="-1"),
            html.Footer([html.P(words("app.footer", attribution=view.attribution)), layout_print_foot(words)], className="foot"),
        ],
        className="page doc area-page" + (" survey-example" if example else ""),
        **_state(view, words),
    )


def layout_area_body(view: AreaPageView, figure: Any, routes: frozenset[str]) -> list[Component]:
    """Make all that another area or another date changes."""
    words = load_words(view.fields["lang"])
    if view.area is None:
        return [_chooser(view, words)]
    side = html.Nav(
        [html.H2(words("area.contents"), className="side-title"), *(_entry(name, words) for name in SECTIONS)],
        className="doc-contents area-contents",
        **attributes({"aria-label": words("area.contents")}),
    )
    parts = layout_area_sections(view.area, _graph(view.area, figure), words)
    # Nothing listens to the sections but the one with the map.
    kept = [part if name == "places" else freeze([part]) for name, part in zip(SECTIONS, parts, strict=True)]
    middle = [_head(view, view.area, routes, words), *kept]
    return [html.Div([side, html.Div(middle, className="area-middle")], className="doc-columns")]


def layout_area_sections(view: AreaView, picture: Component, words: Words) -> list[Component]:
    """Make every section in its order: what is not recorded comes first."""
    return [
        layout_gaps(view, words),
        layout_headline(view, words),
        layout_score(view, words),
        layout_places(view, picture, words),
        layout_survey(view, words),
        layout_services(view, words),
        layout_projects(view, words),
        layout_mechanisms(view, words),
        layout_plan(view, words),
        layout_communities(view, words),
        layout_news(view, words),
        layout_corrections(view, words),
        layout_sources(view, words),
    ]


def _entry(name: str, words: Words) -> Component:
    return html.A(words(f"area.section.{name}"), href=f"#{anchor_of(name)}")


def _graph(view: AreaView, figure: Any) -> Component:
    drawn = dcc.Graph(id=ids.AREA_MAP, figure=figure, config=CHART_CONFIG, responsive=True, className="figure")
    return html.Div(drawn, className="area-map", role="img", **attributes({"aria-label": view.places.picture.summary}))


def _head(page: AreaPageView, view: AreaView, routes: frozenset[str], words: Words) -> Component:
    dates = [layout_choice(one.label, {"date": one.day}, one.current, "area-date", title=one.sentence) for one in page.dates]
    links = [layout_choice(link.text, link.changes, False, "area-go") for link in view.links]
    other = layout_choice(words("area.other_areas"), {"region": ""}, False, "area-go")
    return html.Header(
        [
            html.P([html.Strong(words("area.over")), html.Span(view.level_said)], className="area-over"),
            html.H1(view.title),
            html.P([html.Strong(f"{view.date_said}."), " ", view.method_said], className="area-small"),
            html.Nav(dates, className="area-dates", **attributes({"aria-label": words("timeline.named")})),
            html.Div([*_files(view.files, routes, words)], className="area-files"),
            html.Nav([*links, other], className="area-links", **attributes({"aria-label": words("area.links")})),
        ],
        className="doc-head area-head",
    )


def _files(files: Sequence[AreaFile], routes: frozenset[str], words: Words) -> list[Component]:
    """Make the buttons of the files that this app serves, and the one that prints."""
    shown = [
        html.A([html.Strong(one.text), html.Span(one.note)], href=one.href, className="area-file", download="")
        for one in files
        if one.route in routes
    ]
    print_now = attributes({"data-directory-print": "1"})
    return [*shown, html.Button(words("area.print"), type="button", className="area-file area-print", **print_now)]


def _chooser(view: AreaPageView, words: Words) -> Component:
    head = html.Header([html.H1(view.title), html.P(words("area.choose_lead"), className="doc-p lead")], className="doc-head")
    date = html.P(view.date_said, className="area-small")
    return html.Div(
        [head, date, html.Ul([_qark(choice) for choice in view.choices], className="area-qarks")], className="area-chooser"
    )


def _qark(choice: QarkChoice) -> Component:
    towns = [html.Li(layout_choice(name, {"region": town}, False, "area-town")) for town, name in choice.inside]
    name = html.H2(layout_choice(choice.name, {"region": choice.region_id}, False, "area-qark"))
    return html.Li([name, html.P(choice.said), html.Ul(towns, className="area-towns")])


def _state(view: AreaPageView, words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "area",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-search-input": ids.MAP_SEARCH,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-title": words("area.window_title"),
    }
