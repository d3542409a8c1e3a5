"""Small multiples: one layer on several dates, or the score's layers on one date, side by side with one shared legend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.layer_words import layer_short, layer_title
from dashboard.view_models.legend import LegendView, build_legend
from dashboard.view_models.map_view import MapArea, build_map_view
from dashboard.view_models.pair import PairView, build_pair_view, is_pair, share_legend
from dashboard.view_models.world import World

SCORED = "score"


@dataclass(frozen=True)
class Pane:
    """One small map: its title, what choosing it sets, its areas and what it says in words."""

    title: str
    changes: dict[str, str]
    areas: tuple[MapArea, ...]
    unsettled: tuple[str, ...]
    summary: str
    watermark: str = ""


@dataclass(frozen=True)
class ManyView:
    """Rows of small maps over one geometry, drawn in one ramp."""

    title: str
    dates_title: str
    dates: tuple[Pane, ...]
    layers_title: str
    layers: tuple[Pane, ...]
    geometry_url: str
    ramp: str
    legend: LegendView
    pair: PairView | None


def build_many_view(world: World, selection: Selection) -> ManyView:
    """Build the sheet: the chosen pair, every marked date, and the layers that share the classes."""
    words = load_words(selection.lang)
    layer = world.layers[selection.layer]
    alike = [item for item in world.layers.values() if item.kind == SCORED and selection.level in item.levels]
    shown = alike if layer.kind == SCORED else []
    days = shown_days(world, selection)
    return ManyView(
        title=layer_title(layer, words),
        dates_title=words("many.dates"),
        dates=tuple(_pane(world, replace(selection, date=day), words.date(day), {"date": day.isoformat()}) for day in days),
        layers_title=words("many.layers", date=words.date(selection.date)),
        layers=tuple(
            _pane(world, replace(selection, layer=item.layer_id), layer_short(item, words), {"layer": item.layer_id})
            for item in shown
        ),
        geometry_url=world.shapes.urls[selection.level],
        ramp=layer.ramp,
        legend=share_legend([build_legend(world, replace(selection, date=day, markers=())) for day in days]),
        pair=build_pair_view(world, selection) if is_pair(selection) else None,
    )


def shown_days(world: World, selection: Selection) -> tuple[date, ...]:
    """Return the last days of all that the data mark, the chosen date and today."""
    marked = {mark.end or mark.start for mark in world.dataset.marks}
    return tuple(sorted({day for day in marked if day < world.today} | {selection.date, world.today}))


def _pane(world: World, selection: Selection, title: str, changes: dict[str, str]) -> Pane:
    view = build_map_view(world, selection)
    return Pane(title, {**changes, "view": "map"}, view.areas, view.unsettled, view.summary, view.watermark)
