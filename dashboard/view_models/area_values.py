"""What one layer says of every area at one date: a value with its class, or the reason there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from dashboard.text import Words
from dashboard.view_models.cuts import class_of, shown_score
from dashboard.view_models.estimate_layers import ESTIMATE
from dashboard.view_models.estimate_values import read_estimate
from dashboard.view_models.gap_view import PAIR_CUTS, pair_class, pair_text
from dashboard.view_models.layers import BIVARIATE, LayerItem
from dashboard.view_models.settled import MEASURES, interval_text, is_settled
from dashboard.view_models.survey_values import read_survey
from dashboard.view_models.world import World
from data.types import Region
from models.score_types import AreaScore, Reading
from models.uncertainty import AreaUncertainty

# The models' note on a count taken from partial records.
LOWER_BOUND = "at_least"
# The same for what is at most so much, and how both are said of a figure.
BOUNDS = {LOWER_BOUND: "hover.at_least", "at_least_by_time": "hover.at_least", "at_most": "hover.at_most"}
NOTES = (*BOUNDS, "partial", "by_time")


@dataclass(frozen=True)
class AreaValue:
    """One area of the map. ``text`` is the figure (or the gap) in words; ``class_index`` is None exactly when ``gap`` is set.

    ``settled`` says that the 90 % interval of the plausible versions stays in the class, ``interval`` names it; while those are
    still being reckoned there is no interval, and ``settled`` speaks of the stated variants.
    """

    region_id: str
    name: str
    qark_name: str
    value: float
    text: str
    class_index: int | None
    gap: str
    inherited: bool
    settled: bool
    period: str
    marks: tuple[str, ...]
    source_id: str
    interval: str = ""


def list_area_values(world: World, layer: LayerItem, level: str, on: date, words: Words) -> tuple[AreaValue, ...]:
    """Return what the layer says of each area of the level, ordered by region id."""
    regions = world.areas(level)  # type: ignore[arg-type]
    if layer.kind in ("score", BIVARIATE):
        sure = world.sure(level, on) or {}
        of_area = _of_score if layer.kind == "score" else _of_pair
        return tuple(of_area(world, layer, region, on, words, sure.get(region.region_id)) for region in regions)
    readers = {"indicator": _of_indicator, "kap": _of_kap, "community": _of_community, ESTIMATE: _of_estimate}
    reader = readers.get(layer.kind, _of_survey)
    return tuple(reader(world, layer, region, on, words) for region in regions)


def surveyed(world: World, region: Region) -> bool:
    """Say whether any wave of the survey went to this area's qark."""
    return any({region.region_id, region.qark_id} & set(wave.region_ids) for wave in world.dataset.kap_waves)


def survey_gap(world: World, region: Region) -> str:
    """Return why there is no survey figure: results not published by area, or no survey there."""
    return "not_published" if surveyed(world, region) else "not_surveyed"


def score_gap(world: World, row: AreaScore, field: str) -> str:
    """Return why a part of the score is missing."""
    if field == "knowledge_gap":
        return survey_gap(world, world.region(row.region_id))
    if field in ("risk", "vulnerability"):
        return "insufficient"
    return row.gap or "insufficient"


def reading_marks(reading: Reading, words: Words) -> tuple[str, ...]:
    """Return, in words, all that a reader must know of a figure beside its value."""
    marks = [words(f"state.{reading.state}")] if reading.state and reading.state != "observed" else []
    if reading.out_of_period:
        marks.append(words("mark.out_of_period"))
    if reading.stale:
        marks.append(words("mark.stale"))
    if reading.assumed:
        marks.append(words("mark.assumed"))
    if reading.note in NOTES:
        marks.append(words(f"mark.{reading.note}"))
    return tuple(marks)


def settled_marks(layer: LayerItem, value: AreaValue, words: Words) -> tuple[str, ...]:
    """Return, in words, an area's 90 % interval and whether its class is settled; nothing where there is no score."""
    if value.gap:
        return ()
    unsettled = () if value.settled else (words("hover.unsettled"),)
    if not value.interval or layer.kind == BIVARIATE:
        return unsettled
    return (words("settled.interval", interval=value.interval), *unsettled)


def _value(
    world: World,
    layer: LayerItem,
    region: Region,
    words: Words,
    value: float,
    gap: str,
    *,
    inherited: bool = False,
    settled: bool = True,
    period: str = "",
    marks: tuple[str, ...] = (),
    source_id: str = "",
    interval: str = "",
) -> AreaValue:
    found = not math.isnan(value)
    class_index = class_of(value, layer.cuts, higher_is_better=layer.worse_is_less) if found else None
    shown = shown_score(value) if found and layer.kind == "score" else value
    text = words.number(shown, layer.decimals) if found else words(f"gap.{gap}")
    return AreaValue(
        region_id=region.region_id,
        name=region.name[words.lang],
        qark_name=world.region(region.qark_id).name[words.lang],
        value=value,
        text=text,
        class_index=class_index,
        gap="" if found else gap,
        inherited=inherited and found,
        settled=settled,
        period=period,
        marks=marks,
        source_id=source_id,
        interval=interval if found else "",
    )


def _of_score(world: World, layer: LayerItem, region: Region, on: date, words: Words, sure: AreaUncertainty | None) -> AreaValue:
    row = world.scores(region.level, on)[region.region_id]
    field = layer.key
    value = float(getattr(row, field))
    leans_on_qark = field in ("vulnerability", "risk", "priority") and row.vulnerability_state == "inherited"
    marks = (words("state.inherited"),) if leans_on_qark and not math.isnan(value) else ()
    return _value(
        world,
        layer,
        region,
        words,
        value,
        score_gap(world, row, field),
        inherited=leans_on_qark,
        settled=_keeps_class(row, field) if sure is None else is_settled(sure, {MEASURES[field]: value}, layer.cuts),
        marks=marks,
        interval=interval_text(sure, MEASURES[field], words),
    )


def _keeps_class(row: AreaScore, field: str) -> bool:
    """Say whether the stated variants keep the class: what is known until the plausible versions are reckoned."""
    kept = {"priority": row.variants_kept, "thin_prevention": row.thin_kept}
    return not row.class_id or kept.get(field, row.variants_total) == row.variants_total


def _of_pair(world: World, layer: LayerItem, region: Region, on: date, words: Words, sure: AreaUncertainty | None) -> AreaValue:
    row = world.scores(region.level, on)[region.region_id]
    known = not (math.isnan(row.risk) or math.isnan(row.thin_prevention))
    gap = score_gap(world, row, "risk" if math.isnan(row.risk) else "thin_prevention")
    inherited = row.vulnerability_state == "inherited"
    parts = {"risk": row.risk, "thin_prevention": row.thin_prevention}
    settled = _keeps_class(row, "thin_prevention") if sure is None else is_settled(sure, parts, PAIR_CUTS)
    marks = (words("state.inherited"),) if inherited and known else ()
    value = row.risk if known else math.nan
    interval = interval_text(sure, "risk", words)
    found = _value(world, layer, region, words, value, gap, inherited=inherited, settled=settled, marks=marks, interval=interval)
    if not known:
        return found
    text, cell = pair_text(row.risk, row.thin_prevention, words), pair_class(row.risk, row.thin_prevention)
    return replace(found, text=text, class_index=cell)


def _of_indicator(world: World, layer: LayerItem, region: Region, on: date, words: Words) -> AreaValue:
    reading = world.reading(layer.key, region.region_id, on, region.level)
    value = _value(
        world,
        layer,
        region,
        words,
        reading.value,
        reading.gap,
        inherited=reading.state == "inherited",
        period=words.period(reading.period),
        marks=reading_marks(reading, words),
        source_id=reading.source_id,
    )
    bound = BOUNDS.get(reading.note)
    return replace(value, text=words(bound, value=value.text)) if bound else value


def _of_kap(world: World, layer: LayerItem, region: Region, on: date, words: Words) -> AreaValue:
    return _value(world, layer, region, words, math.nan, survey_gap(world, region))


def _of_survey(world: World, layer: LayerItem, region: Region, on: date, words: Words) -> AreaValue:
    told = read_survey(world, layer.kind, layer.key, region, on, words)
    more = {"inherited": told.inherited, "settled": told.settled, "period": told.period, "marks": told.marks}
    found = _value(world, layer, region, words, told.value, told.gap, **more, source_id=told.source_id)  # type: ignore[arg-type]
    return replace(found, text=told.text) if told.text else found


def _of_community(world: World, layer: LayerItem, region: Region, on: date, words: Words) -> AreaValue:
    named = any(
        estimate.region_id and region.region_id in (estimate.region_id, world.region(estimate.region_id).qark_id)
        for estimate in world.dataset.communities
    )
    value = _value(world, layer, region, words, math.nan, "not_published" if named else "not_recorded")
    return replace(value, text=words("communities.named" if named else "communities.not_named"))


def _of_estimate(world: World, layer: LayerItem, region: Region, on: date, words: Words) -> AreaValue:
    told = read_estimate(world, layer.key, region, on, words)
    period = words.period(told.period)
    found = _value(world, layer, region, words, told.value, told.gap, period=period, marks=told.marks, source_id=told.source_id)
    return replace(found, text=told.text) if told.text else found
