"""The municipalities of a qark beside each other: a small map and a table, each figure with what it is not."""

from __future__ import annotations

import math
from dataclasses import replace

from dashboard.state import DEFAULT_LAYER, Selection
from dashboard.text import Words
from dashboard.view_models.area_list import fold
from dashboard.view_models.area_types import AreaPlaces, PlaceLabel
from dashboard.view_models.area_values import AreaValue, list_area_values
from dashboard.view_models.area_words import qark_forms
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.layers import BIVARIATE
from dashboard.view_models.legend import LegendView, legend_of
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.markers import present_services
from dashboard.view_models.survey_tables import gap_mark
from dashboard.view_models.survey_words import capital
from dashboard.view_models.world import World
from data.types import Region
from models.presence import is_complete

LEVEL = "municipality"
# The columns that are layers of the map, in their order.
COLUMNS = ("census_population", "projects_active", "distance_to_service", "vulnerability", "thin_prevention")
KIND = "area-places"


def build_places(world: World, selection: Selection, region: Region, words: Words) -> AreaPlaces:
    """Build map and table of the qark that the area is or lies in."""
    layer_id = _layer(world, selection)
    shown = replace(selection, level=LEVEL, layer=layer_id, markers=(), region=region.region_id)
    inside = sorted(world.municipalities_of(region.qark_id), key=lambda m: fold(m.name[words.lang]))
    ids = [m.region_id for m in inside]
    whole = build_map_view(world, shown)
    picture = replace(
        whole,
        areas=tuple(area for area in whole.areas if area.region_id in ids),
        unsettled=tuple(name for name in whole.unsettled if name in ids),
        selected=region.region_id,
        bounds=world.shapes.extents.get(region.qark_id, whole.bounds),
    )
    values = tuple(v for v in list_area_values(world, world.layers[layer_id], LEVEL, shown.date, words) if v.region_id in ids)
    points = {name: world.shapes.label_points.get(name, (math.nan, math.nan)) for name in ids}
    return AreaPlaces(
        qark_id=region.qark_id,
        title=words("area.places.title", **qark_forms(world, region, words)),
        said=_said(world, inside, region, shown, words),
        picture=picture,
        labels=tuple(PlaceLabel(m.region_id, m.name[words.lang], *points[m.region_id]) for m in inside),
        legend=_legend(world, shown, values, words),
        table=_table(world, shown, inside, region, words),
        here=ids.index(region.region_id) if region.region_id in ids else -1,
    )


def _layer(world: World, selection: Selection) -> str:
    """Return the layer of the address where municipalities have it and one colour tells it; else priority."""
    layer = world.layers[selection.layer]
    return layer.layer_id if LEVEL in layer.levels and layer.kind != BIVARIATE else DEFAULT_LAYER


def _legend(world: World, shown: Selection, values: tuple[AreaValue, ...], words: Words) -> LegendView:
    return legend_of(world, world.layers[shown.layer], values, shown, words)


def _said(world: World, inside: list[Region], region: Region, shown: Selection, words: Words) -> str:
    told = {**qark_forms(world, region, words), "date": words.date(shown.date)}
    if region.level == LEVEL:
        return words.count("area.places.among", len(inside), name=region.name[words.lang], **told)
    return capital(words.count("area.places.said", len(inside), **told))


def _table(world: World, shown: Selection, inside: list[Region], region: Region, words: Words) -> Grid:
    known = [name for name in COLUMNS if name in world.layers and LEVEL in world.layers[name].levels]
    columns = [{v.region_id: v for v in list_area_values(world, world.layers[k], LEVEL, shown.date, words)} for k in known]
    rows = []
    for place in inside:
        mark = "area-here" if place.region_id == region.region_id else ""
        cells = [_figure(column[place.region_id], words) for column in columns]
        cells.insert(1, _services(world, place, shown, words))
        rows.append((Cell(place.name[words.lang], mark), *cells))
    units = [world.layers[name].short[words.lang] for name in known]
    units.insert(1, words("area.places.services"))
    caption = words("area.places.caption", date=words.date(shown.date), **qark_forms(world, region, words))
    return Grid(caption, (words("level_one.municipality"), *units), tuple(rows), KIND)


def _figure(value: AreaValue, words: Words) -> Cell:
    """Return one figure with its marks; a gap keeps its reason and its swatch."""
    if value.gap:
        return Cell(words(f"gap.{value.gap}"), gap_mark(value.gap))
    marks = tuple(dict.fromkeys((*((words("state.inherited"),) if value.inherited else ()), *value.marks)))
    return Cell(value.text, "area-inherited" if value.inherited else "", hint="; ".join(marks))


def _services(world: World, place: Region, shown: Selection, words: Words) -> Cell:
    """Count the services recorded in a place; none is a figure only where a source set out to name them all."""
    found = len(present_services(world, place.region_id, shown.date))
    if found or is_complete(world.dataset, place.region_id, "services", shown.date):
        return Cell(words.number(found))
    return Cell(words("gap.not_recorded"), gap_mark("not_recorded"))
