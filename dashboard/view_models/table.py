"""The same view as a table: every area with its value or gap, marks and place."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_list import fold
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.gap_view import pair_meaning
from dashboard.view_models.layer_words import layer_short, layer_subtitle, layer_title, layer_unit
from dashboard.view_models.layers import BIVARIATE, LayerItem
from dashboard.view_models.legend import cut_text
from dashboard.view_models.world import World
from models.risk_index import CLASSES


@dataclass(frozen=True)
class TableRow:
    """One area in words. ``gap`` is its reason id where there is no value, and ``value`` is None."""

    region_id: str
    cells: tuple[str, ...]
    gap: str
    value: float | None


@dataclass(frozen=True)
class TableView:
    """The table twin of the map."""

    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    value_column: int


def class_text(layer: LayerItem, class_index: int, words: Words) -> str:
    """Return the name of a class, or its bounds where it has none."""
    if layer.kind == BIVARIATE:
        return pair_meaning(class_index, words)
    if layer.kind == "score":
        return words(f"class.{CLASSES[class_index]}")
    return cut_text(layer.cuts, class_index, layer.decimals, words)


def build_table_view(world: World, selection: Selection) -> TableView:
    """Build the table of one selection, highest value first and gaps last."""
    words = load_words(selection.lang)
    layer = world.layers[selection.layer]
    values = list_area_values(world, layer, selection.level, selection.date, words)
    municipal = selection.level == "municipality"
    rows = []
    for value in sorted(values, key=lambda v: (bool(v.gap), -v.value if not v.gap else 0.0, fold(v.name))):
        klass = "" if value.class_index is None else class_text(layer, value.class_index, words)
        marks = (*value.marks, *(() if value.settled or value.gap else (words("hover.unsettled"),)))
        text = words("table.not_recorded", gap=value.text) if value.gap == "not_recorded" else value.text
        cells = (value.name, *((value.qark_name,) if municipal else ()), text, klass, value.period, ", ".join(marks))
        rows.append(TableRow(value.region_id, cells, value.gap, None if value.gap else value.value))
    heads = (
        words(f"level_one.{selection.level}"),
        *((words("level_one.qark"),) if municipal else ()),
        layer_short(layer, words),
        words("table.class"),
        words("table.period"),
        words("table.marks"),
    )
    subtitle = words("table.subtitle", what=layer_subtitle(selection, words), unit=layer_unit(layer, words))
    return TableView(layer_title(layer, words), subtitle, heads, tuple(rows), 2 if municipal else 1)
