"""How sure an area's score is, in plain words: its rank's range, its classes over the plausible versions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.cuts import SCORE_CUTS, shown_score
from dashboard.view_models.settled import is_settled
from dashboard.view_models.world import World
from models.risk_index import CLASSES
from models.score_types import AreaScore
from models.uncertainty import AreaUncertainty, Spread, UncertaintyTable

TOP = 3
SMALLEST_PART = 0.005


@dataclass(frozen=True)
class ClassPart:
    """One class's share of the versions, 0-1, and the words for it."""

    class_index: int
    share: float
    text: str


@dataclass(frozen=True)
class SurenessView:
    """What the versions say of one area; ``pending`` while they are being reckoned."""

    pending: bool
    lines: tuple[str, ...]
    parts: tuple[ClassPart, ...]
    parts_said: str
    note: str


def build_sureness(world: World, selection: Selection, row: AreaScore, words: Words) -> SurenessView | None:
    """Build what is said of one area's sureness; None where there is no score to be sure of."""
    if not row.class_id:
        return None
    level = world.level_of(row.region_id)
    studied = world.studied(level, selection.date)
    if studied is None:
        return SurenessView(True, (), (), "", "")
    area = studied.table[row.region_id]
    shares = area.p_classes["priority"]
    parts = tuple(
        ClassPart(k, round(shares[name], 4), words("sure.part", name=words(f"class.{name}"), n=per_hundred(shares[name], words)))
        for k, name in enumerate(CLASSES)
        if shares[name] >= SMALLEST_PART
    )
    said = words("sure.parts", parts=words.listed([part.text for part in parts]))
    note = words("sure.note", draws=words.number(studied.table.draws))
    return SurenessView(False, (*_rank_lines(row, area, studied.table, words), _class_line(row, area, words)), parts, said, note)


def _rank_lines(row: AreaScore, area: AreaUncertainty, table: UncertaintyTable, words: Words) -> tuple[str, ...]:
    if area.rank is None:
        return (words("sure.unranked"),)
    ranked = sum(other.rank is not None for other in table.rows)
    place = words("sure.rank" if row.variants_total else "played.rank", range=rank_range(area.rank), total=ranked, rank=row.rank)
    return (place, words("sure.top", top=words(f"sure.top_{TOP}"), n=per_hundred(area.p_top[TOP], words)))


def _class_line(row: AreaScore, area: AreaUncertainty, words: Words) -> str:
    spread = area.scores["priority"]
    key = "settled" if is_settled(area, {"priority": row.priority}, SCORE_CUTS) else "unsettled"
    kept = per_hundred(area.p_classes["priority"][row.class_id], words)
    return words(f"sure.{key}", low=words.number(shown_score(spread.p05)), high=words.number(shown_score(spread.p95)), n=kept)


def rank_range(rank: Spread) -> str:
    """Write a rank's 90 % range: 1–3, or 2 where it is one."""
    low, high = int(rank.p05), int(rank.p95)
    return str(low) if low == high else f"{low}–{high}"


def per_hundred(share: float, words: Words) -> str:
    """Write a share as so many of a hundred; never 0 or 100 unless it is so exactly."""
    if math.isnan(share) or share in (0.0, 1.0):
        return words.number(share * 100)
    if share < SMALLEST_PART:
        return words("sure.under_one")
    return words("sure.over_99") if share > 1 - SMALLEST_PART else words.number(share * 100)
