"""The table of the map's current view: what the layer says of each area, as codes and in words."""

from __future__ import annotations

from dashboard.export.tables import Rows, number
from dashboard.state import Selection, write_weights
from dashboard.text import Words, load_words
from dashboard.view_models.area_values import AreaValue, list_area_values, settled_marks
from dashboard.view_models.layer_words import layer_title, layer_unit
from dashboard.view_models.layers import BIVARIATE, LayerItem
from dashboard.view_models.survey_layers import example_layer
from dashboard.view_models.survey_words import watermark
from dashboard.view_models.table import build_table_view, class_text
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

HEADS = (
    "region_id", "name", "qark_id", "pcode", "layer", "title", "as_of", "value", "unit", "text", "class", "rank", "gap",
    "gap_reason", "interval", "period", "state", "marks", "source_id", "source", "method", "example",
)  # fmt: skip
INHERITED = "inherited"


def view_rows(world: World, selection: Selection) -> Rows:
    """Return one row per area that the table's filter leaves, in its order."""
    words = load_words(selection.lang)
    shown = world.under(selection)
    layer = shown.layers[selection.layer]
    values = {v.region_id: v for v in list_area_values(shown, layer, selection.level, selection.date, words)}
    view = build_table_view(world, selection)
    found = [row.region_id for row in view.rows if _found(row.cells, selection.find)]
    ranks = _ranks(shown, layer, selection)
    return [_row(shown, selection, layer, values[region_id], ranks.get(region_id, ""), words) for region_id in found]


def view_sources(world: World, selection: Selection) -> set[str]:
    """Return the sources of what the view shows; a score's are those of its parts."""
    layer = world.layers[selection.layer]
    if layer.kind not in ("score", BIVARIATE):
        return set(layer.source_ids)
    return {reading.source_id for row in world.scores(selection.level, selection.date).rows for reading in row.readings}


def view_example(world: World, selection: Selection) -> bool:
    """Say whether the view shows example data."""
    return example_layer(world.dataset, world.layers[selection.layer])


def _found(cells: tuple[str, ...], asked: str) -> bool:
    """Say whether a row answers the table's search, as the grid does: every word in some cell."""
    text = " ".join(cells).casefold()
    return all(word in text for word in asked.casefold().split())


def _ranks(world: World, layer: LayerItem, selection: Selection) -> dict[str, int]:
    if layer.kind != "score" or layer.key != "priority":
        return {}
    return {row.region_id: row.rank for row in world.scores(selection.level, selection.date).rows if row.rank is not None}


def _row(world: World, selection: Selection, layer: LayerItem, value: AreaValue, rank: object, words: Words) -> list[object]:
    region = world.region(value.region_id)
    return [
        region.region_id, value.name, region.qark_id, region.pcode, layer.layer_id, layer_title(layer, words, selection),
        selection.date, "" if value.gap else number(value.value), layer_unit(layer, words), "" if value.gap else value.text,
        "" if value.class_index is None else class_text(layer, value.class_index, words), rank, value.gap,
        value.text if value.gap else "", value.interval, value.period, INHERITED if value.inherited else "",
        "; ".join((*value.marks, *settled_marks(layer, value, words))), value.source_id,
        world.source_name(value.source_id, words.lang), _method(selection),
        watermark(world, words) if example_layer(world.dataset, layer) else "",
    ]  # fmt: skip


def _method(selection: Selection) -> str:
    """Name the method; one that was changed for trying says so in every row."""
    if not selection.played:
        return METHOD_VERSION
    changes = " ".join(filter(None, (write_weights(selection.weights), selection.mean, selection.blend)))
    return f"{METHOD_VERSION}, changed: {changes}"
