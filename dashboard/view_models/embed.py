"""The map that stands alone in a frame on another website."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.state import Selection, default_selection, to_fields, to_query
from dashboard.view_models.legend import LegendView, build_legend
from dashboard.view_models.map_view import MapView, build_map_view
from dashboard.view_models.markers import MarksView, build_marks_view
from dashboard.view_models.world import World, build_choices


@dataclass(frozen=True)
class EmbedView:
    """The map with its title, legend and credit, and the address of the full view."""

    fields: dict[str, str]
    defaults: dict[str, str]
    map_view: MapView
    marks: MarksView
    legend: LegendView
    attribution: str
    full: str
    again: bool


def build_embed(world: World, selection: Selection) -> EmbedView:
    """Build the map of one selection; ``again`` says that its hatch is still being reckoned."""
    pending = world.studied(selection.level, selection.date) is None
    return EmbedView(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(build_choices(world))),
        map_view=build_map_view(world, selection),
        marks=build_marks_view(world, selection),
        legend=build_legend(world, selection),
        attribution=world.shapes.attribution[selection.lang],
        full="/" + to_query(replace(selection, page="", view="map")),
        again=pending,
    )
