"""The controls: bar with search and languages, level and view switches, layer menu, markers."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice, layout_toggle
from dashboard.layouts.pages_menu import layout_pages
from dashboard.layouts.present_buttons import layout_present_buttons
from dashboard.layouts.save_picture import layout_save
from dashboard.text import Words
from dashboard.view_models.area_page import AreaPageView
from dashboard.view_models.corrections import CorrectionsPageView
from dashboard.view_models.directory import DirectoryPage
from dashboard.view_models.document import MethodPageView
from dashboard.view_models.fund_types import FundPageView
from dashboard.view_models.menu import MenuGroup
from dashboard.view_models.page import PageView, Place
from dashboard.view_models.present_page import PresentPageView
from dashboard.view_models.survey_page import SurveyPageView

AnyPage = (
    PageView
    | MethodPageView
    | DirectoryPage
    | SurveyPageView
    | CorrectionsPageView
    | FundPageView
    | PresentPageView
    | AreaPageView
)
LANGUAGE_NAMES = (("sq", "language.sq"), ("en", "language.en"))


def layout_bar(view: AnyPage, words: Words) -> Component:
    """Make the bar over everything: name, search, languages, reset."""
    return html.Header(
        [
            html.A(words("app.name"), href="/", className="brand", **attributes({"data-reset": "1"})),
            layout_pages(view.fields["page"], words),
            html.Span(words("app.tagline"), className="tagline"),
            _search(view.places, words),
            html.Nav(
                [
                    layout_choice(
                        words(key), {"lang": lang}, view.fields["lang"] == lang, "lang", lang=lang, title=words(f"{key}_name")
                    )
                    for lang, key in LANGUAGE_NAMES
                ],
                className="langs",
                **attributes({"aria-label": words("control.language")}),
            ),
            html.A(words("control.reset"), href="/", className="reset", **attributes({"data-reset": "1"})),
            layout_present_buttons(view.fields["page"], words),
        ],
        className="bar",
    )


def _search(places: tuple[Place, ...], words: Words) -> Component:
    return html.Div(
        [
            html.Label(words("search.label"), htmlFor=ids.MAP_SEARCH, className="unseen"),
            dcc.Input(
                id=ids.MAP_SEARCH,
                type="search",
                list=ids.MAP_SEARCH_NAMES,
                placeholder=words("search.placeholder"),
                autoComplete="off",
                className="search-input",
            ),
            html.Datalist(
                [html.Option(value=place.text) for place in places],
                id=ids.MAP_SEARCH_NAMES,
            ),
        ],
        className="search",
        **attributes({"data-none": words("search.none")}),
    )


def layout_switches(view: PageView, words: Words) -> Component:
    """Make the level and the map-or-table switches."""
    return html.Div(
        [
            _segments("level", ("qark", "municipality"), view, words),
            layout_markers(view, words),
            layout_save(words),
            _segments("view", ("map", "table", "many"), view, words),
        ],
        className="switches",
    )


def _segments(field: str, values: tuple[str, ...], view: PageView, words: Words) -> Component:
    choices = [layout_choice(words(f"{field}.{v}"), {field: v}, view.fields[field] == v, "segment") for v in values]
    return html.Nav(choices, className=f"segments segments-{field}", **attributes({"aria-label": words(f"control.{field}")}))


def layout_markers(view: PageView, words: Words) -> Component:
    """Make the toggles of services and projects."""
    shown = view.fields["markers"].split(".")
    toggles = [
        layout_toggle([html.Span(className=f"mark mark-{m}"), words(f"markers.{m}")], "markers", m, m in shown)
        for m in ("services", "projects")
    ]
    return html.Div(toggles, className="markers", role="group", **attributes({"aria-label": words("control.markers")}))


def layout_menu(groups: tuple[MenuGroup, ...], words: Words) -> Component:
    """Make the grouped menu of layers."""
    return html.Nav(
        [html.H2(words("menu.title"), className="side-title"), *(_menu_group(group) for group in groups)],
        className="menu",
        **attributes({"aria-label": words("menu.title")}),
    )


def _menu_group(group: MenuGroup) -> Component:
    items = [
        html.Li(
            layout_choice(item.text, {"layer": item.layer_id}, item.current, "layer"),
            **attributes({"data-levels": " ".join(item.levels)}),
        )
        for item in group.items
    ]
    return html.Details([html.Summary(group.title), html.Ul(items)], open=group.open, className="menu-group")
