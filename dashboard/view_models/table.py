"""The same view as a table: every area with its value or gap, marks and place."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.addresses import area_file_address, data_address
from dashboard.view_models.area_list import fold
from dashboard.view_models.area_values import AreaValue, list_area_values, settled_marks
from dashboard.view_models.gap_view import pair_meaning
from dashboard.view_models.layer_words import layer_short, layer_subtitle, layer_title, layer_unit
from dashboard.view_models.layers import BIVARIATE, LayerItem
from dashboard.view_models.legend import cut_text
from dashboard.view_models.sureness import TOP, per_hundred, rank_range
from dashboard.view_models.world import World
from models.risk_index import CLASSES

# The one figure that areas are ranked by.
RANKED = "priority"
# The endings of the files that the table can be had as, beside the grid's own CSV.
FILES = ("xlsx", "geojson", "gpkg", "parquet", "zip")


@dataclass(frozen=True)
class TableRow:
    """One area in words. ``gap`` is its reason id where there is no value, and ``value`` is None."""

    region_id: str
    cells: tuple[str, ...]
    gap: str
    value: float | None


@dataclass(frozen=True)
class TableView:
    """The table twin of the map. ``rank_column`` is -1 where nothing is ranked; ``pending`` says what is still being reckoned;
    ``files`` are names and addresses of files of the table."""

    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    value_column: int
    rank_column: int = -1
    pending: str = ""
    files: tuple[tuple[str, str], ...] = ()


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
    world = world.under(selection)
    layer = world.layers[selection.layer]
    values = list_area_values(world, layer, selection.level, selection.date, words)
    municipal = selection.level == "municipality"
    ranks = _ranks(world, layer, selection, words)
    rows = []
    for value in sorted(values, key=lambda v: (bool(v.gap), -v.value if not v.gap else 0.0, fold(v.name))):
        klass = "" if value.class_index is None else class_text(layer, value.class_index, words)
        rank, first = ranks.get(value.region_id, ("", ()))
        marks = (*value.marks, *settled_marks(layer, value, words), *first)
        text = words("table.not_recorded", gap=value.text) if value.gap == "not_recorded" else value.text
        place = (value.name, *((value.qark_name,) if municipal else ()))
        cells = (*place, text, klass, *((rank,) if ranks else ()), value.period, ", ".join(marks))
        rows.append(TableRow(value.region_id, cells, value.gap, None if value.gap else value.value))
    heads = (
        words(f"level_one.{selection.level}"),
        *((words("level_one.qark"),) if municipal else ()),
        layer_short(layer, words),
        words("table.class"),
        *((words("ranked.head"),) if ranks else ()),
        words("table.period"),
        words("table.marks"),
    )
    column = 2 if municipal else 1
    return TableView(
        title=layer_title(layer, words, selection),
        subtitle=words("table.subtitle", what=layer_subtitle(selection, words), unit=layer_unit(layer, words)),
        heads=heads,
        rows=tuple(rows),
        value_column=column,
        rank_column=column + 2 if ranks else -1,
        pending=_pending(world, layer, values, selection, words),
        files=_files(selection, words),
    )


def _files(selection: Selection, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the table's files, and the open area's: which one that is, the browser knows later than the table was drawn."""
    files = tuple((words(f"data.file.{ending}"), data_address(ending, selection, "view")) for ending in FILES)
    return (*files, (words("data.file.area"), area_file_address(selection.region, selection)))


def _ranks(world: World, layer: LayerItem, selection: Selection, words: Words) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return each ranked area's rank with its range, and how often it is among the first three, in words."""
    sure = world.sure(selection.level, selection.date) if layer.key == RANKED else None
    if not sure:
        return {}
    return {
        row.region_id: (
            words("ranked.cell", rank=row.rank, range=rank_range(area.rank)),
            (words("ranked.first", n=per_hundred(area.p_top[TOP], words)),),
        )
        for row in world.scores(selection.level, selection.date).rows
        if row.rank is not None and (area := sure[row.region_id]).rank is not None
    }


def _pending(world: World, layer: LayerItem, values: tuple[AreaValue, ...], selection: Selection, words: Words) -> str:
    scored = layer.kind in ("score", BIVARIATE) and not all(value.gap for value in values)
    return words("settled.pending") if scored and world.sure(selection.level, selection.date) is None else ""
