"""The method page's sensitivity: ranges of ranks, what drives them, and the stated variants."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.cuts import shown_score
from dashboard.view_models.document import Block, Cell, Grid, Para, Pending, RangeChart, RangeRow, Section, ShareChart
from dashboard.view_models.settled import score_interval
from dashboard.view_models.sureness import rank_range
from dashboard.view_models.world import World
from models.agreement import Studied
from models.score_types import ScoreTable
from models.uncertainty_plan import (
    DESIGN_EFFECT,
    FACTORS,
    GAP_RULES,
    IN_SHARE,
    NORMALISATIONS,
    PILLAR_MEAN_SHARES,
    PRIORITY_MEAN_SHARES,
    SERVICE_RULES,
    SHIFT_RANGE,
    STRETCH_RANGE,
    TYPE_RULES,
    WEIGHT_CONCENTRATION,
)


def build_sensitivity_section(world: World, selection: Selection, words: Words) -> Section:
    """Build ranking chart, drivers and variants of the chosen level and date."""
    table = world.scores(selection.level, selection.date)
    title = words("sensitivity.title")
    if not any(row.class_id for row in table.rows):
        none = words(f"play.none.{selection.level}", date=words.date(selection.date))
        return Section("sensitivity", title, (Para(words("sensitivity.lead")), Para(none, "warning")))
    studied = world.studied(selection.level, selection.date)
    blocks: tuple[Block, ...] = (
        Para(words("sensitivity.lead")),
        _drawn(words),
        _ranking(world, selection, table, studied, words) if studied else Pending(words("sure.pending")),
        Para(words("sensitivity.drivers_lead")),
        _drivers(world, selection, words),
        _variants(world, table, words),
    )
    return Section("sensitivity", title, blocks)


def _drawn(words: Words) -> Grid:
    """Tell what the versions vary, with the plan's own numbers."""

    def shares(given: Mapping[str, float]) -> str:
        return ", ".join(words("drawn.share", name=words(f"drawn.choice.{k}"), n=words.number(v * 100)) for k, v in given.items())

    said = {
        "weights": words("drawn.weights", concentration=words.number(WEIGHT_CONCENTRATION)),
        "normalisation": words(
            "drawn.normalisation",
            low=words.number(STRETCH_RANGE[0], 2),
            high=words.number(STRETCH_RANGE[1], 2),
            shift=words.number(SHIFT_RANGE[1] * 100),
            shares=shares(NORMALISATIONS),
        ),
        "aggregation": words("drawn.aggregation", inside=shares(PILLAR_MEAN_SHARES), between=shares(PRIORITY_MEAN_SHARES)),
        "gaps": shares(GAP_RULES),
        "survey_error": words("drawn.survey_error", effect=words.number(DESIGN_EFFECT)),
        "services": shares(SERVICE_RULES),
        "project_types": shares(TYPE_RULES),
        "project_dates": words("drawn.in_share", n=words.number(IN_SHARE * 100)),
        "places": words("drawn.in_share", n=words.number(IN_SHARE * 100)),
    }
    rows = tuple((Cell(words(f"factor.{name}")), Cell(said[name])) for name in FACTORS)
    return Grid(words("drawn.caption"), (words("drawn.head_factor"), words("drawn.head_drawn")), rows)


def _ranking(world: World, selection: Selection, table: ScoreTable, studied: Studied, words: Words) -> RangeChart:
    ranked = any(row.rank is not None for row in table.rows)
    rows = []
    for row in sorted((r for r in table.rows if r.class_id), key=lambda r: -r.priority):
        area = studied.table[row.region_id]
        name = world.region(row.region_id).name[words.lang]
        if ranked and area.rank and row.rank is not None:
            hover = words("sensitivity.hover_rank", name=name, range=rank_range(area.rank), rank=row.rank)
            rows.append(RangeRow(name, row.rank, area.rank.p05, area.rank.p50, area.rank.p95, hover))
        elif not ranked:
            spread = area.scores["priority"]
            score = words.number(shown_score(row.priority))
            hover = words("sensitivity.hover_score", name=name, range=score_interval(spread, words), score=score)
            rows.append(RangeRow(name, row.priority, spread.p05, spread.p50, spread.p95, hover))
    kind = "rank" if ranked else "score"
    widest = max(rows, key=lambda r: r.high - r.low)
    firmest = min(rows, key=lambda r: r.high - r.low)
    return RangeChart(
        name="ranking",
        title=words(f"sensitivity.finding_{kind}", widest=widest.name, firmest=firmest.name),
        subtitle=words(f"sensitivity.measured_{kind}", draws=words.number(studied.table.draws), date=words.date(selection.date)),
        axis=words(f"sensitivity.axis_{kind}"),
        most=float(len(rows)) if ranked else 100.0,
        rows=tuple(rows),
        descending=ranked,
    )


def _drivers(world: World, selection: Selection, words: Words) -> Block:
    shares = world.drivers(selection.level, selection.date)
    if shares is None:
        return Pending(words("sure.pending"))
    ordered = sorted(shares, key=lambda s: s.total)
    return ShareChart(
        name="drivers",
        title=words("sensitivity.finding_drivers", factor=words(f"factor.{ordered[-1].factor}")),
        subtitle=words("sensitivity.measured_drivers", date=words.date(selection.date)),
        alone=words("sensitivity.alone"),
        total=words("sensitivity.total"),
        names=tuple(words(f"factor.{s.factor}") for s in ordered),
        firsts=tuple(round(s.first, 3) for s in ordered),
        totals=tuple(round(s.total, 3) for s in ordered),
        axis=words("sensitivity.axis_drivers"),
        separators=words.number(1000.5, 1)[-2] + words.number(1000.5, 1)[1],
    )


def _variants(world: World, table: ScoreTable, words: Words) -> Grid:
    scored = [row for row in table.rows if row.class_id]
    rows = []
    for name in table.variant_ids:
        classes = table.variant_classes[name]
        moved = [row for row in scored if classes[row.region_id] != row.class_id]
        names = words.listed([world.region(row.region_id).name[words.lang] for row in moved])
        kept = words("sensitivity.kept", kept=len(scored) - len(moved), total=len(scored))
        rows.append((Cell(words(f"variant_name.{name}")), Cell(kept), Cell(names or words("sensitivity.nobody"))))
    heads = tuple(words(f"sensitivity.head_{head}") for head in ("variant", "kept", "moved"))
    return Grid(words("sensitivity.variants"), heads, tuple(rows))
