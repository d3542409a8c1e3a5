"""The legend: classes with their cuts, the gaps in use, marks, meaning and source."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_values import AreaValue, list_area_values
from dashboard.view_models.gap_view import SquareView, build_square
from dashboard.view_models.layer_words import layer_meaning, layer_unit
from dashboard.view_models.layers import BIVARIATE, LayerItem
from dashboard.view_models.survey_layers import QUESTION, SCORED
from dashboard.view_models.survey_words import watermark
from dashboard.view_models.world import World
from models.risk_index import CLASSES
from models.uncertainty_plan import DEFAULT_DRAWS

SCORE = "score"
PENDING = "pending"
GAP_ORDER = ("not_recorded", "insufficient", "not_published", "not_surveyed", "too_few", "suppressed")


@dataclass(frozen=True)
class LegendRow:
    """One swatch and its words: ``class``, ``inherited``, ``unsettled``, ``service`` ... or a gap.

    ``pending`` is no swatch: it says that the plausible versions are still being reckoned.
    """

    swatch: str
    class_index: int | None
    text: str


@dataclass(frozen=True)
class LegendView:
    """The legend of one layer."""

    unit: str
    ramp: str
    rows: tuple[LegendRow, ...]
    meaning: str
    caveat: str
    source: str
    square: SquareView | None = None


def build_legend(world: World, selection: Selection, within: str = "") -> LegendView:
    """Build the legend of one selection, or of one qark's areas in it."""
    words = load_words(selection.lang)
    world = world.under(selection)
    layer = world.layers[selection.layer]
    values = list_area_values(world, layer, selection.level, selection.date, words)
    if within:
        values = tuple(value for value in values if world.region(value.region_id).qark_id == within)
    return LegendView(
        unit=layer_unit(layer, words),
        ramp=layer.ramp,
        rows=(
            *_class_rows(layer, values, words),
            *_settled_rows(layer, values, words),
            *_gap_rows(layer, values, words),
            *_marker_rows(selection, words),
            *_played_rows(layer, selection, words),
        ),
        meaning=layer_meaning(layer, words),
        caveat=layer.caveat[words.lang],
        source=_source(world, layer, values, words),
        square=build_square((v.class_index for v in values), words) if layer.kind == BIVARIATE else None,
    )


def cut_text(cuts: tuple[float, ...], index: int, decimals: int, words: Words) -> str:
    """Return the bounds of a class: under 20, 20–40, 80 and over."""
    # A cut of 12.5 must not read as 12 beside whole-number data.
    places = max(decimals, *(_decimals_of(cut) for cut in cuts))
    if index == 0:
        return words("legend.under", cut=words.number(cuts[0], places))
    if index == len(cuts):
        return words("legend.over", cut=words.number(cuts[-1], places))
    return words("legend.between", low=words.number(cuts[index - 1], places), high=words.number(cuts[index], places))


def _decimals_of(cut: float) -> int:
    return next((places for places in range(4) if abs(round(cut, places) - cut) < 1e-9), 3)


def _class_rows(layer: LayerItem, values: tuple[AreaValue, ...], words: Words) -> list[LegendRow]:
    if not any(value.class_index is not None for value in values):
        return []
    shown = [value for value in values if value.class_index is not None]
    # Where every figure is the qark's, the lighter colours are the only ones on the map.
    all_inherited = all(value.inherited for value in shown)
    swatch = "inherited" if all_inherited else "class"
    rows = []
    for index in reversed(range(0 if layer.kind == BIVARIATE else len(CLASSES))):
        interval = len(layer.cuts) - index if layer.worse_is_less else index
        bounds = cut_text(layer.cuts, interval, 0 if layer.kind == "score" else layer.decimals, words)
        name = words(f"class.{CLASSES[index]}") if layer.kind == "score" else ""
        rows.append(LegendRow(swatch, index, words("legend.class", name=name, bounds=bounds) if name else bounds))
    if any(value.inherited for value in shown):
        key = "legend.all_inherited" if all_inherited else "legend.inherited"
        rows.append(LegendRow("note" if all_inherited else "inherited", 2, words(key)))
    return rows


def _settled_rows(layer: LayerItem, values: tuple[AreaValue, ...], words: Words) -> list[LegendRow]:
    """Say what the hatch means: the intervals where they are there, the stated variants until then."""
    scored = [value for value in values if not value.gap]
    if layer.kind in (QUESTION, SCORED) and not all(value.settled for value in scored):
        return [LegendRow("unsettled", None, words("survey.legend_unsettled"))]
    if layer.kind not in (SCORE, BIVARIATE) or not scored:
        return []
    known = any(value.interval for value in scored)
    crossing = sum(not value.settled for value in scored)
    rows = []
    if crossing and known:
        told = {"draws": words.number(DEFAULT_DRAWS), "n": words.number(crossing), "total": words.number(len(scored))}
        rows.append(LegendRow("unsettled", None, words(f"settled.legend_{layer.kind}", **told)))
    elif crossing:
        rows.append(LegendRow("unsettled", None, words("gap_view.unsettled" if layer.kind == BIVARIATE else "legend.unsettled")))
    return rows if known else [*rows, LegendRow(PENDING, None, words("settled.pending"))]


def _played_rows(layer: LayerItem, selection: Selection, words: Words) -> list[LegendRow]:
    changed = selection.played and layer.kind in (SCORE, BIVARIATE)
    return [LegendRow("note", None, words("played.legend"))] if changed else []


def _gap_rows(layer: LayerItem, values: tuple[AreaValue, ...], words: Words) -> list[LegendRow]:
    rows = []
    for gap in GAP_ORDER:
        texts = [value.text for value in values if value.gap == gap]
        if texts:
            rows.append(LegendRow(gap, None, words("legend.gap", gap=texts[0], n=words.number(len(texts)))))
    return rows


def _marker_rows(selection: Selection, words: Words) -> list[LegendRow]:
    rows = []
    for marker in selection.markers:
        rows.append(LegendRow(f"mark-{marker}", None, words(f"legend.{marker}")))
    if selection.markers:
        rows.append(LegendRow("mark-hollow", None, words("legend.hollow")))
    return rows


def _source(world: World, layer: LayerItem, values: tuple[AreaValue, ...], words: Words) -> str:
    if layer.kind == "score":
        return words("legend.source_score")
    if layer.kind == BIVARIATE:
        return words("gap_view.source")
    ids = dict.fromkeys(value.source_id for value in values if value.source_id) or dict.fromkeys(layer.source_ids)
    periods = sorted({value.period for value in values if value.period and not value.gap})
    titles = [world.source_name(source_id, words.lang) for source_id in ids if source_id in world.dataset.sources]
    if not titles and layer.kind == QUESTION:
        return words(
            "legend.source", source=words("survey.source_example" if watermark(world, words) else "survey.source_import")
        )
    if layer.kind == SCORED:
        return words("survey.layer.source")
    if not titles:
        return words("legend.source_computed")
    span = periods[0] if len(periods) == 1 else f"{periods[0]} – {periods[-1]}" if periods else ""
    return (
        words("legend.source_period", source="; ".join(titles), period=span)
        if span
        else words("legend.source", source="; ".join(titles))
    )
