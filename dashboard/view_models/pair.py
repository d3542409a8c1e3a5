"""Two maps of one level laid over each other: another layer, another date, or both; with one legend where the scales are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.layer_words import layer_short
from dashboard.view_models.layers import LayerItem
from dashboard.view_models.legend import LegendView, build_legend
from dashboard.view_models.map_view import MapArea, build_map_view
from dashboard.view_models.world import World


@dataclass(frozen=True)
class PairSide:
    """One of the two maps: what it is called, its areas, and what it says in words."""

    title: str
    ramp: str
    areas: tuple[MapArea, ...]
    unsettled: tuple[str, ...]
    summary: str
    watermark: str = ""


@dataclass(frozen=True)
class PairRow:
    """One area on both maps; ``changed`` is None where the scales are not one, and nothing can be said."""

    name: str
    first: str
    second: str
    changed: bool | None


@dataclass(frozen=True)
class PairView:
    """The pair: its sides, one shared legend or two, what differs in words, and both maps as rows."""

    first: PairSide
    second: PairSide
    legends: tuple[LegendView, ...]
    finding: str
    rows: tuple[PairRow, ...]


def is_pair(selection: Selection) -> bool:
    """Say whether a second map is chosen that is not the first one again."""
    return other_side(selection) != replace(selection, beside="", against=None)


def other_side(selection: Selection) -> Selection:
    """Return the selection of the second map."""
    layer, day = selection.beside or selection.layer, selection.against or selection.date
    return replace(selection, layer=layer, date=day, beside="", against=None)


def build_pair_view(world: World, selection: Selection) -> PairView:
    """Build both maps of one selection."""
    words = load_words(selection.lang)
    chosen = (replace(selection, markers=()), replace(other_side(selection), markers=()))
    first, second = (_side(world, one, words) for one in chosen)
    layers = [world.layers[one.layer] for one in chosen]
    legends = [build_legend(world, one) for one in chosen]
    alike = same_scale(*layers)
    rows = tuple(_row(a, b, alike) for a, b in zip(first.areas, second.areas, strict=True))
    changed = sum(bool(row.changed) for row in rows)
    return PairView(
        first=first,
        second=second,
        legends=(_one_legend(legends, layers, words),) if alike else tuple(legends),
        finding=words.count("pair.differ", changed, total=words.number(len(rows))) if alike else words("pair.unlike"),
        rows=rows,
    )


def same_scale(first: LayerItem, second: LayerItem) -> bool:
    """Say whether a colour means the same on both maps."""
    return first.layer_id == second.layer_id or (first.kind == second.kind == "score" and first.ramp == second.ramp)


def share_legend(legends: Sequence[LegendView]) -> LegendView:
    """Return one legend that names every swatch of any of them, each once and without the counts of one map."""
    best = max(legends, key=lambda legend: len(legend.rows))
    rows = {row.swatch + str(row.class_index): row for legend in (best, *legends) for row in legend.rows}
    bare = tuple(replace(row, text=row.text.rsplit(" (", 1)[0]) if row.class_index is None else row for row in rows.values())
    return replace(best, rows=bare)


def _one_legend(legends: list[LegendView], layers: list[LayerItem], words: Words) -> LegendView:
    shared = share_legend(legends)
    if shared.square:
        # The fields' counts are those of one map.
        empty = tuple(tuple(replace(cell, count="") for cell in row) for row in shared.square.rows)
        shared = replace(shared, square=replace(shared.square, rows=empty))
    if layers[0].layer_id == layers[1].layer_id:
        return shared
    names = {"first": layer_short(layers[0], words), "second": layer_short(layers[1], words)}
    said = words("pair.both", first_meaning=legends[0].meaning, second_meaning=legends[1].meaning, **names)
    return replace(shared, meaning=said)


def _side(world: World, selection: Selection, words: Words) -> PairSide:
    view = build_map_view(world, selection)
    title = words("pair.side", layer=layer_short(world.layers[selection.layer], words), date=words.date(selection.date))
    return PairSide(title, view.ramp, view.areas, view.unsettled, view.summary, view.watermark)


def _row(first: MapArea, second: MapArea, alike: bool) -> PairRow:
    changed = (first.class_index, first.gap) != (second.class_index, second.gap) if alike else None
    return PairRow(first.name, first.hover, second.hover, changed)
