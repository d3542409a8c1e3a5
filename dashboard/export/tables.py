"""The tables behind the files: plain rows, the first one the heads; an empty cell where there is nothing."""

from __future__ import annotations

import math

from dashboard.state import USUAL_WEIGHT, Selection, write_weights
from dashboard.view_models.method_indicators import listed_indicators
from dashboard.view_models.reach_words import caveat_of
from dashboard.view_models.world import World
from models.method import METHOD_VERSION
from models.play import play_scores, played_rule
from models.uncertainty import AreaUncertainty

Rows = list[list[object]]
SCORE_HEADS = (
    "region_id", "name", "qark_id", "as_of", "method", "priority", "class", "rank", "rank_p05", "rank_p50", "rank_p95",
    "class_settled", "vulnerability", "vulnerability_state", "thin_prevention", "reliability", "gap",
    "variants_kept", "variants_total", "played_method", "played_priority", "played_class", "played_rank",
)  # fmt: skip
VALUE_HEADS = (
    "region_id", "name", "indicator_id", "pillar", "as_of", "value", "unit", "period", "state", "gap", "lower", "upper",
    "normalised", "out_of_period", "stale", "assumed", "note", "source_id", "source",
)  # fmt: skip
DICTIONARY_HEADS = (
    "indicator_id", "title_sq", "title_en", "pillar", "theme", "direction", "unit_sq", "unit_en", "goalpost_low",
    "goalpost_high", "goalposts_reason_sq", "goalposts_reason_en", "meaning_sq", "meaning_en", "caveat_sq", "caveat_en",
    "levels", "sources", "reviewed",
)  # fmt: skip
LONGEST_WAIT = 10.0


def number(value: float | None, decimals: int = 4) -> object:
    """Return a number to write, empty for none."""
    return "" if value is None or math.isnan(value) else round(value, decimals)


def scores_table(world: World, selection: Selection) -> Rows:
    """Return the scores of a level on a day; a changed method stands in columns of its own, never in the published ones."""
    table = world.scores(selection.level, selection.date)
    studied = world.studied(selection.level, selection.date, wait=LONGEST_WAIT)
    sure = {area.region_id: area for area in studied.table.rows} if studied else {}
    profiles = world.profiles(selection.level, selection.date)
    weights = {name: weight / USUAL_WEIGHT for name, weight in selection.weights}
    played = play_scores(profiles, played_rule(profiles, weights, selection.mean, selection.blend))
    method = f"{write_weights(selection.weights)} {selection.mean} {selection.blend}".strip() if selection.played else ""
    rows: Rows = [list(SCORE_HEADS)]
    for row, other in zip(table.rows, played, strict=True):
        name = world.region(row.region_id).name[selection.lang]
        mine = [method, number(other.priority), other.class_id, other.rank or ""] if selection.played else ["", "", "", ""]
        rows.append(
            [
                row.region_id,
                name,
                row.qark_id,
                table.as_of.isoformat(),
                METHOD_VERSION,
                number(row.priority),
                row.class_id,
                row.rank or "",
                *_ranks(sure.get(row.region_id)),
                number(row.vulnerability),
                row.vulnerability_state,
                number(row.thin_prevention),
                row.reliability,
                row.gap,
                row.variants_kept or "",
                row.variants_total or "",
                *mine,
            ]
        )
    return rows


def _ranks(area: AreaUncertainty | None) -> list[object]:
    """Return the rank's range and whether the class is settled."""
    if area is None or math.isnan(area.p_class):
        return ["", "", "", ""]
    settled = "yes" if area.settled["priority"] else "no"
    if area.rank is None:
        return ["", "", "", settled]
    return [int(area.rank.p05), int(area.rank.p50), int(area.rank.p95), settled]


def values_table(world: World, selection: Selection) -> Rows:
    """Return every indicator's figure of every area of a level on a day, with its state, gap and source."""
    rows: Rows = [list(VALUE_HEADS)]
    for region in world.areas(selection.level):  # type: ignore[arg-type]
        for indicator in listed_indicators(world):
            if not {"qark", selection.level} & set(indicator.levels):
                continue
            r = world.reading(indicator.indicator_id, region.region_id, selection.date, region.level)
            if r.source_id == "" and math.isnan(r.value) and r.gap == "":
                continue
            rows.append(
                [
                    region.region_id,
                    region.name[selection.lang],
                    indicator.indicator_id,
                    indicator.pillar,
                    selection.date.isoformat(),
                    number(r.value, 6),
                    indicator.unit_text[selection.lang],
                    r.period,
                    r.state,
                    r.gap,
                    number(r.lower, 6),
                    number(r.upper, 6),
                    _normalised(world, selection, region.region_id, indicator.indicator_id),
                    _flag(r.out_of_period),
                    _flag(r.stale),
                    _flag(r.assumed),
                    r.note,
                    r.source_id,
                    world.source_name(r.source_id, selection.lang),
                ]
            )
    return rows


def _normalised(world: World, selection: Selection, region_id: str, indicator_id: str) -> object:
    """Return a scored indicator's 0-100, empty for context."""
    profiles = world.profiles(selection.level, selection.date)
    readings = profiles.readings[profiles.index(region_id)]
    return next((number(r.normalised) for r in readings if r.indicator_id == indicator_id), "")


def _flag(there: bool) -> str:
    return "yes" if there else ""


def dictionary_table(world: World, selection: Selection) -> Rows:
    """Return every indicator as it is defined, in both languages."""
    rows: Rows = [list(DICTIONARY_HEADS)]
    for i in listed_indicators(world):
        posts, caveat = i.goalposts, caveat_of(world.dataset, i)
        reasons = [posts.reason["sq"], posts.reason["en"]] if posts else ["", ""]
        ends: list[object] = [posts.low, posts.high] if posts else ["", ""]
        rows.append(
            [
                i.indicator_id,
                i.title["sq"],
                i.title["en"],
                i.pillar,
                i.theme,
                i.direction,
                i.unit_text["sq"],
                i.unit_text["en"],
                *ends,
                *reasons,
                i.meaning["sq"],
                i.meaning["en"],
                caveat["sq"],
                caveat["en"],
                " ".join(i.levels),
                " ".join(i.source_ids),
                i.reviewed.isoformat(),
            ]
        )
    return rows
