"""The directory page: search and filters at the left, the list or another view in the middle, map and card at the right."""

from __future__ import annotations

import json
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar
from dashboard.layouts.corrections import layout_missing
from dashboard.layouts.directory_checklist import layout_checklist
from dashboard.layouts.directory_filters import layout_area_list, layout_filters
from dashboard.layouts.directory_list import layout_card, layout_list
from dashboard.layouts.directory_plan import layout_plan
from dashboard.layouts.directory_print import layout_sheet
from dashboard.layouts.directory_programmes import layout_programmes
from dashboard.layouts.directory_who import layout_who
from dashboard.layouts.frozen import freeze
from dashboard.layouts.links import layout_choice
from dashboard.layouts.paper import layout_print_foot
from dashboard.text import Words, load_words
from dashboard.view_models.directory import SHOWN_PARTS, DirectoryAnswer, DirectoryPage

GRAPH_CONFIG: Any = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}


def layout_directory(view: DirectoryPage, figure: Any) -> Component:
    """Make the whole page in the view's language; ``figure`` is its map already drawn."""
    words = load_words(view.fields["lang"])
    head = html.Header(
        [html.H1(words("directory.title")), html.P(words("directory.lead")), _parts(view.answer.part, words)],
        className="directory-head",
    )
    return html.Div(
        [
            html.A(words("directory.skip"), href=f"#{ids.DIRECTORY_ANSWER}", className="skip"),
            layout_bar(view, words),
            html.Main(
                [
                    head,
                    html.Div(
                        [_side(view, words), _middle(view, words), _right(view, figure, words)], className="directory-columns"
                    ),
                ]
            ),
            html.Footer([html.P(words("app.footer", attribution=view.attribution)), layout_print_foot(words)], className="foot"),
        ],
        className="page directory",
        **_state(view, words),
    )


def _parts(current: str, words: Words) -> Component:
    links = [
        layout_choice(words(f"directory.part.{part or 'list'}"), {"part": part}, part == current, "segment")
        for part in SHOWN_PARTS
    ]
    named = attributes({"aria-label": words("directory.parts")})
    return html.Nav(links, className="segments directory-parts", **named)


def _side(view: DirectoryPage, words: Words) -> Component:
    search = html.Div(
        [
            html.Label(words("directory.search"), htmlFor=ids.DIRECTORY_SEARCH),
            dcc.Input(
                id=ids.DIRECTORY_SEARCH,
                type="search",
                value=view.words_asked,
                placeholder=words("directory.search_placeholder"),
                autoComplete="off",
                className="directory-input",
            ),
            html.P(words("directory.search_keys"), className="directory-small"),
        ],
        className="directory-search",
    )
    filters = html.Details(
        [html.Summary(words("directory.filters")), html.Div(layout_answer_filters(view.answer, words), id=ids.DIRECTORY_FILTERS)],
        open=True,
        className="directory-drawer",
    )
    return html.Aside(
        [search, freeze([_dates(view, words)]), filters],
        className="directory-side",
        **attributes({"aria-label": words("directory.filters")}),
    )


def _dates(view: DirectoryPage, words: Words) -> Component:
    name = ids.directory_filter("date")
    groups = [
        html.Optgroup(
            [html.Option(text, value=day, selected="selected" if chosen else None) for day, text, chosen in group.months],
            label=group.year,
        )
        for group in view.months
    ]
    named = [layout_choice(one.label, {"date": one.day}, one.current, "directory-date", title=one.sentence) for one in view.dates]
    return html.Div(
        [
            html.Label(words("directory.month"), htmlFor=name),
            html.Select(groups, id=name, **attributes({"data-directory": "date"})),
            html.Nav(named, className="directory-dates", **attributes({"aria-label": words("timeline.named")})),
            html.P([html.Strong(view.date_said), ". ", words("directory.date_note")], className="directory-small"),
        ],
        className="directory-filter",
    )


def _middle(view: DirectoryPage, words: Words) -> Component:
    answer = html.Div(layout_answer(view.answer, view.date_said, words), id=ids.DIRECTORY_ANSWER, tabIndex="-1")
    return html.Section(answer, className="directory-middle", **attributes({"aria-label": words("directory.results")}))


def _right(view: DirectoryPage, figure: Any, words: Words) -> Component:
    picture = html.Div(
        dcc.Graph(id=ids.DIRECTORY_MAP, figure=figure, config=GRAPH_CONFIG, responsive=True, className="directory-figure"),
        className="directory-picture",
        role="img",
        **attributes({"aria-labelledby": ids.DIRECTORY_MAP_SUMMARY}),
    )
    return html.Aside(
        [
            html.Div(layout_answer_card(view.answer, words), id=ids.DIRECTORY_CARD),
            html.H2(words("directory.map.title"), className="directory-map-title"),
            picture,
            html.Div(layout_answer_places(view.answer, words), id=ids.DIRECTORY_PLACES),
        ],
        className="directory-right",
        **attributes({"aria-label": words("directory.map.title")}),
    )


def layout_answer(view: DirectoryAnswer, date_said: str, words: Words) -> Component:
    """Make the part of the page that is shown: the list, or one of the other views."""
    parts: list[Any] = []
    if view.listed:
        parts = [*layout_list(view.listed, view.filters, words), layout_missing(view.missing, words) if view.missing else None]
    elif view.who:
        parts = list(layout_who(view.who, view.filters, words))
    elif view.programmes:
        parts = list(layout_programmes(view.programmes, date_said, words))
    elif view.plan:
        parts = list(layout_plan(view.plan, words))
    elif view.sheet:
        parts = list(layout_sheet(view.sheet, words))
    elif view.checklist:
        parts = list(layout_checklist(view.checklist, words))
    return freeze(parts, " ".join(("frozen", "directory-part", f"directory-part-{view.part or 'list'}")))


def layout_answer_filters(view: DirectoryAnswer, words: Words) -> Component:
    """Make the filters' lists with the numbers that hold now."""
    return freeze([layout_filters(view.filters, words)])


def layout_answer_card(view: DirectoryAnswer, words: Words) -> Component:
    """Make the card that is open, or nothing."""
    return freeze([layout_card(view.card, words)] if view.card else [])


def layout_answer_places(view: DirectoryAnswer, words: Words) -> Component:
    """Make what is written below the map."""
    places = view.places
    return html.Div(
        [
            html.P(places.summary, id=ids.DIRECTORY_MAP_SUMMARY, className="unseen"),
            freeze(
                [
                    html.P(places.legend, className="directory-small"),
                    *(html.P(text, className="directory-small") for text in places.elsewhere),
                    layout_area_list(places, words),
                ]
            ),
        ]
    )


def _state(view: DirectoryPage, words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "directory",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-search-input": ids.MAP_SEARCH,
        "data-directory-search": ids.DIRECTORY_SEARCH,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-title": words("directory.window_title"),
        "data-months": " ".join(words(f"month.{n}") for n in range(1, 13)),
    }
