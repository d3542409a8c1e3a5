"""The whole page of one selection: what every part shows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.state import Selection, default_selection, to_fields
from dashboard.text import load_words
from dashboard.view_models.area_list import ListView, build_list_view
from dashboard.view_models.changes import TimeView, build_time_view
from dashboard.view_models.country import CountryPanel, build_country_panel
from dashboard.view_models.headline import HeadlineView, build_headline
from dashboard.view_models.layer_pack import pack_url
from dashboard.view_models.layers import MAP_LEVELS
from dashboard.view_models.legend import LegendView, build_legend
from dashboard.view_models.many import ManyView, build_many_view
from dashboard.view_models.map_view import MapView, build_map_view
from dashboard.view_models.markers import MarksView, build_marks_view
from dashboard.view_models.menu import MenuGroup, build_menu
from dashboard.view_models.panel import AreaPanel, build_area_panel
from dashboard.view_models.played import PlayedNote, build_played_note
from dashboard.view_models.steps import StepsView, build_steps_view
from dashboard.view_models.table import TableView, build_table_view
from dashboard.view_models.timeline import DateSaid, TimelineView, build_date_said, build_timeline_view
from dashboard.view_models.world import World, build_choices


@dataclass(frozen=True)
class Place:
    """A region as the search and the level switch need it."""

    region_id: str
    level: str
    qark_id: str
    text: str


@dataclass(frozen=True)
class PageView:
    """Everything on the page. ``table`` is None while the map is shown: it is built when asked for."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    geometry_urls: Mapping[str, str]
    menu: tuple[MenuGroup, ...]
    headline: HeadlineView
    list_view: ListView
    map_view: MapView
    marks: MarksView
    legend: LegendView
    panel: AreaPanel | CountryPanel
    table: TableView | None
    timeline: TimelineView
    date_said: DateSaid
    attribution: str
    steps: StepsView
    time: TimeView | None
    many: ManyView | None
    played: PlayedNote | None
    pack_url: str


def build_panel_view(world: World, selection: Selection) -> AreaPanel | CountryPanel:
    """Build the panel: the selected area, or the country."""
    return build_area_panel(world, selection) if selection.region else build_country_panel(world, selection)


def build_page_view(world: World, selection: Selection) -> PageView:
    """Build the whole page of one selection."""
    choices = build_choices(world)
    places = list_places(world, selection)
    return PageView(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(choices)),
        places=places,
        geometry_urls={level: world.shapes.urls[level] for level in MAP_LEVELS},
        menu=build_menu(world, selection),
        headline=build_headline(world, selection),
        list_view=build_list_view(world, selection),
        map_view=build_map_view(world, selection),
        marks=build_marks_view(world, selection),
        legend=build_legend(world, selection),
        panel=build_panel_view(world, selection),
        table=build_table_view(world, selection) if selection.view == "table" else None,
        timeline=build_timeline_view(world, selection),
        date_said=build_date_said(world, selection),
        attribution=world.shapes.attribution[selection.lang],
        time=build_time_view(world, selection) if selection.time else None,
        many=build_many_view(world, selection) if selection.view == "many" else None,
        played=build_played_note(world, selection),
        steps=build_steps_view(world, tuple(place.region_id for place in places)),
        pack_url="" if selection.played else pack_url(world, selection.lang),
    )


def list_places(world: World, selection: Selection) -> tuple[Place, ...]:
    """Return every region of the map as the search needs it."""
    words = load_words(selection.lang)
    return tuple(
        Place(r.region_id, r.level, r.qark_id, words(f"search.{r.level}", name=r.name[words.lang]))
        for level in MAP_LEVELS
        for r in world.areas(level)
    )
