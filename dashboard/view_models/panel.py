"""The panel of one area: class, reliability, pillars, indicators, records, and what is not recorded there."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.addresses import brief_address
from dashboard.view_models.area_values import reading_marks, score_gap
from dashboard.view_models.communities import CommunityLine, build_community_lines
from dashboard.view_models.cuts import shown_score
from dashboard.view_models.panel_records import AreaRecords, build_area_records
from dashboard.view_models.reasons import ReasonsView, build_reasons
from dashboard.view_models.sureness import SurenessView, build_sureness
from dashboard.view_models.survey_areas import imported_here
from dashboard.view_models.world import World
from data.types import Region
from models.risk_index import CLASSES
from models.score_types import AreaScore, Reading

PILLAR_FIELDS = (("vulnerability", "score"), ("knowledge_gap", "context"), ("thin_prevention", "thin"))


@dataclass(frozen=True)
class PillarBar:
    """One pillar: its points out of 100 (``share`` 0-100, None where there are none) and the words beside them."""

    name: str
    text: str
    note: str
    share: float | None
    gap: str
    ramp: str


@dataclass(frozen=True)
class IndicatorLine:
    """One figure behind the score: value, unit, year, marks and source."""

    title: str
    pillar: str
    value: str
    unit: str
    period: str
    marks: str
    gap: str
    source: str
    source_url: str


@dataclass(frozen=True)
class AreaPanel:
    """Everything that the panel says of one area."""

    region_id: str
    name: str
    level: str
    lead: str
    class_index: int | None
    gap: str
    score: str
    reliability: str
    variants: str
    pillars: tuple[PillarBar, ...]
    indicators: tuple[IndicatorLine, ...]
    records: AreaRecords
    communities: tuple[CommunityLine, ...]
    silence: tuple[str, ...]
    sureness: SurenessView | None
    reasons: ReasonsView | None
    brief: str


def build_area_panel(world: World, selection: Selection) -> AreaPanel:
    """Build the panel of the selected area."""
    words = load_words(selection.lang)
    world = world.under(selection)
    region = world.region(selection.region)
    row = world.scores(region.level, selection.date)[region.region_id]
    gap = "" if row.class_id else score_gap(world, row, "priority")
    return AreaPanel(
        region_id=region.region_id,
        name=region.name[words.lang],
        level=_level_line(world, region, words),
        lead=_lead(row, gap, selection, words),
        class_index=CLASSES.index(row.class_id) if row.class_id else None,
        gap=gap,
        score=words("panel.points", points=words.number(shown_score(row.priority))) if row.class_id else "",
        reliability=_reliability(row, words),
        variants=words("panel.variants", kept=row.variants_kept, total=row.variants_total) if row.variants_total else "",
        pillars=tuple(_pillar(world, row, field, ramp, words) for field, ramp in PILLAR_FIELDS),
        indicators=tuple(_indicator_line(world, reading, words) for reading in row.readings),
        records=build_area_records(world, region, selection.date, words),
        communities=build_community_lines(world, region, selection.date, words),
        silence=_silence(world, region, row, selection, words),
        sureness=build_sureness(world, selection, row, words),
        reasons=build_reasons(world, selection, words),
        brief=brief_address(selection),
    )


def _level_line(world: World, region: Region, words: Words) -> str:
    if region.level == "qark":
        return words("panel.level_qark")
    return words("panel.level_municipality", qark=world.region(region.qark_id).name[words.lang])


def _lead(row: AreaScore, gap: str, selection: Selection, words: Words) -> str:
    when = words.date(selection.date)
    if gap:
        return words(f"panel.lead_gap.{gap}", date=when)
    return words("panel.lead", class_name=words(f"class_said.{row.class_id}"), date=when)


def _reliability(row: AreaScore, words: Words) -> str:
    if not row.reliability:
        return words("panel.reliability_none")
    reasons = [words("panel.reliability_available", share=words.number(row.share_available * 100))]
    if row.share_inherited > 0:
        reasons.append(words("panel.reliability_inherited", share=words.number(row.share_inherited * 100)))
    for key, flag in (("out_of_period", "out_of_period"), ("stale", "stale"), ("assumed", "assumed")):
        n = sum(bool(getattr(reading, flag)) for reading in row.readings)
        if n:
            reasons.append(words.count(f"panel.reliability_{key}", n))
    return words("panel.reliability", grade=row.reliability, reasons=", ".join(reasons))


def _pillar(world: World, row: AreaScore, field: str, ramp: str, words: Words) -> PillarBar:
    value = float(getattr(row, field))
    name = words(f"layer.{field}.short")
    if math.isnan(value):
        gap = score_gap(world, row, field)
        return PillarBar(name, words(f"gap.{gap}"), "", None, gap, ramp)
    note = words("state.inherited") if field == "vulnerability" and row.vulnerability_state == "inherited" else ""
    if field == "thin_prevention":
        parts = [r for r in row.readings if world.dataset.indicators[r.indicator_id].pillar == field]
        known = sum(not r.gap for r in parts)
        note = (
            "" if known == len(parts) else words("panel.parts_known", known=words.number(known), total=words.number(len(parts)))
        )
    return PillarBar(name, words.number(shown_score(value)), note, round(value, 1), "", ramp)


def _indicator_line(world: World, reading: Reading, words: Words) -> IndicatorLine:
    indicator = world.dataset.indicators[reading.indicator_id]
    missing = math.isnan(reading.value)
    return IndicatorLine(
        title=indicator.short[words.lang],
        pillar=words(f"layer.{indicator.pillar}.short"),
        value=words(f"gap.{reading.gap}") if missing else words.number(reading.value, indicator.decimals),
        unit="" if missing else indicator.unit_text[words.lang],
        period="" if missing else words.period(reading.period),
        marks=", ".join(reading_marks(reading, words)),
        gap=reading.gap,
        source=world.source_name(reading.source_id, words.lang),
        source_url=world.source_url(reading.source_id),
    )


def _silence(world: World, region: Region, row: AreaScore, selection: Selection, words: Words) -> tuple[str, ...]:
    said = []
    when = words.date(selection.date)
    for theme in ("projects", "services"):
        found = world.covering(region.region_id, theme, selection.date)
        # A programme's own text covers a place without describing all that is there: its silence is not absence.
        complete = found is not None and found.complete
        said.append(words(f"silence.{theme}.{'covered' if complete else 'open'}", date=when))
    survey = "imported" if imported_here(world, region) else score_gap(world, row, "knowledge_gap")
    if math.isnan(row.knowledge_gap):
        said.append(words(f"silence.survey.{survey}"))
    missing = [world.dataset.indicators[r.indicator_id].short[words.lang] for r in row.readings if math.isnan(r.value)]
    if missing:
        said.append(words.count("silence.indicators", len(missing), names=words.listed(missing)))
    return tuple(said)
