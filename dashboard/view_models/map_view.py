"""The map in plain values: a fill code and a hover text per area, borders and overlay."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_values import AreaValue, list_area_values, settled_marks
from dashboard.view_models.estimate_layers import ESTIMATE
from dashboard.view_models.layer_words import layer_subtitle, layer_title
from dashboard.view_models.layers import BIVARIATE, LayerItem
from dashboard.view_models.survey_layers import example_layer
from dashboard.view_models.survey_words import watermark
from dashboard.view_models.world import World
from models.risk_index import CLASSES


@dataclass(frozen=True)
class MapArea:
    """One area: how it is filled and what is said when it is pointed at."""

    region_id: str
    name: str
    class_index: int | None
    gap: str
    inherited: bool
    hover: str


@dataclass(frozen=True)
class MapView:
    """Everything the map figure draws, and its title and summary in words."""

    level: str
    land_url: str
    land_ids: tuple[str, ...]
    geometry_url: str
    qark_url: str
    qark_ids: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    ramp: str
    areas: tuple[MapArea, ...]
    unsettled: tuple[str, ...]
    selected: str
    selected_url: str
    title: str
    subtitle: str
    summary: str
    watermark: str = ""


def build_map_view(world: World, selection: Selection) -> MapView:
    """Build the map of one selection."""
    words = load_words(selection.lang)
    world = world.under(selection)
    layer = world.layers[selection.layer]
    values = list_area_values(world, layer, selection.level, selection.date, words)
    selected_level = world.level_of(selection.region) if selection.region else selection.level
    title = layer_title(layer, words, selection)
    return MapView(
        level=selection.level,
        land_url=world.shapes.urls["neighbours"],
        land_ids=world.shapes.ids["neighbours"],
        geometry_url=world.shapes.urls[selection.level],
        qark_url=world.shapes.urls["qark"],
        qark_ids=world.shapes.ids["qark"],
        bounds=world.shapes.bounds,
        ramp=layer.ramp,
        areas=tuple(_area(layer, value, words) for value in values),
        unsettled=tuple(value.region_id for value in values if not value.settled and not value.gap),
        selected=selection.region,
        selected_url=world.shapes.urls[selected_level],
        title=title,
        subtitle=layer_subtitle(selection, words),
        summary=_summary(layer, values, title, selection, words),
        watermark=watermark(world, words) if example_layer(world.dataset, layer) else "",
    )


def class_word(layer: LayerItem, class_index: int, words: Words) -> str:
    """Return the name of a class; only scores have names, figures speak for themselves."""
    return words(f"class.{CLASSES[class_index]}") if layer.kind == "score" else ""


def _area(layer: LayerItem, value: AreaValue, words: Words) -> MapArea:
    parts = [value.text]
    if value.class_index is not None and layer.kind == "score":
        parts.append(class_word(layer, value.class_index, words))
    if value.inherited:
        parts.append(words("hover.inherited"))
    parts.extend(settled_marks(layer, value, words))
    if layer.kind == ESTIMATE:
        parts.extend(value.marks)
    return MapArea(value.region_id, value.name, value.class_index, value.gap, value.inherited, " · ".join(parts))


def _summary(layer: LayerItem, values: tuple[AreaValue, ...], title: str, selection: Selection, words: Words) -> str:
    shown = sum(not value.gap for value in values)
    level = words(f"level_many.{selection.level}")
    said = words("map.summary", title=title, date=words.date(selection.date), shown=shown, total=len(values), level=level)
    return f"{said} {map_ends(layer, values, words)}".rstrip()


def map_ends(layer: LayerItem, values: tuple[AreaValue, ...], words: Words) -> str:
    """Say where a layer's figure is lowest and highest; empty where there is no such order."""
    ranked = sorted((v for v in values if v.class_index is not None), key=lambda v: (v.value, v.region_id))
    if not ranked or layer.kind == BIVARIATE:
        return ""
    return words("map.summary_ends", low=ranked[0].name, high=ranked[-1].name)
