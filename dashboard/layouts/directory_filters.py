"""The directory's controls: groups, filters as lists to choose from, and what is set as chips to take away."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.directory_filters import Chip, FiltersView, FilterView, Option
from dashboard.view_models.directory_places import AreaCount, PlacesView

CLEARED = dict.fromkeys(("q", "kind", "type", "area", "standing", "audience", "org", "donor"), "")


def layout_kinds(view: FiltersView, words: Words) -> Component:
    """Make the choice between services, projects and mechanisms, each with its number."""
    links = [
        layout_choice(
            [option.text, html.Span(words.number(option.count), className="directory-count")],
            {"kind": option.value, "type": ""},
            option.current,
            "directory-kind",
        )
        for option in view.kinds
    ]
    return html.Nav(links, className="directory-kinds", **attributes({"aria-label": words("directory.filter.kind")}))


def layout_filters(view: FiltersView, words: Words) -> Component:
    """Make all lists to choose from."""
    return html.Div([_list(one, words) for one in view.lists], className="directory-lists")


def _list(view: FilterView, words: Words) -> Component:
    name = ids.directory_filter(view.field)
    chosen = any(option.current for group in view.groups for option in group.options)
    options: list[Component] = [html.Option(view.everything, value="", selected=None if chosen else "selected")]
    for group in view.groups:
        made = [_option(option, words) for option in group.options]
        options += [html.Optgroup(made, label=group.title)] if group.title else made
    return html.Div(
        [html.Label(view.title, htmlFor=name), html.Select(options, id=name, **attributes({"data-directory": view.field}))],
        className="directory-filter",
    )


def _option(option: Option, words: Words) -> Component:
    text = f"{option.text} ({words.number(option.count)})"
    return html.Option(text, value=option.value, selected="selected" if option.current else None)


def layout_chips(chips: tuple[Chip, ...], words: Words) -> Component | None:
    """Make the filters that are set, each to be taken away, and one link that takes away all."""
    if not chips:
        return None
    made = [
        layout_choice(
            [html.Span(chip.text), html.Span("×", **attributes({"aria-hidden": "true"}))],
            {chip.field: ""},
            False,
            "directory-chip",
            **attributes({"aria-label": words("directory.remove", filter=chip.text)}),
        )
        for chip in chips
    ]
    return html.Div(
        [*made, layout_choice(words("directory.clear"), CLEARED, False, "directory-clear")], className="directory-chips"
    )


def layout_area_list(view: PlacesView, words: Words) -> Component:
    """Make the map's twin in words: every qark with its number, and the municipalities of the chosen one."""
    parts: list[Component] = [html.Ul([_area(area) for area in view.qarks], className="directory-areas")]
    if view.municipalities:
        parts += [
            html.P(words("directory.map.towns"), className="directory-small"),
            html.Ul([_area(area) for area in view.municipalities], className="directory-areas"),
        ]
    return html.Details([html.Summary(words("directory.map.list")), *parts], className="directory-twin folded")


def _area(area: AreaCount) -> Component:
    changes = {"area": "" if area.current else area.region_id}
    return html.Li(layout_choice(area.said, changes, area.current, "directory-area"))
