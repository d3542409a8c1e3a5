"""The two pages that a committee takes to a meeting: what the area's page says, shortened by stated rules."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_types import AreaView
from dashboard.view_models.brief_cuts import Room, Short, clip, shorten
from dashboard.view_models.brief_records import BriefRecords, build_brief_records
from dashboard.view_models.cuts import SCORE_CUTS, shown_score
from dashboard.view_models.reasons import ReasonBar
from dashboard.view_models.world import World
from models.risk_index import CLASSES


@dataclass(frozen=True)
class ScoreLine:
    """The score on its scale of 0 to 100: the published points, and the 90 % interval over the plausible versions."""

    points: float
    low: float
    high: float
    cuts: tuple[float, ...]
    names: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class Bar:
    """A pillar's bar, 0-100; ``share`` is None where there is a gap, and ``text`` says which."""

    name: str
    share: float | None
    text: str


@dataclass(frozen=True)
class GapRow:
    """Something that is not recorded: how much of it, what by name, and who could fill it; a box to tick on paper."""

    title: str
    said: str
    names: str
    who: str


@dataclass(frozen=True)
class BriefFirst:
    """The first page: how the area stands and why, what is not recorded, what to ask."""

    headline: tuple[str, ...]
    score: ScoreLine | None
    sureness: tuple[str, ...]
    pillars: tuple[Bar, ...]
    why: str
    reasons: Short[ReasonBar]
    zero: float
    gaps_said: str
    gaps: tuple[GapRow, ...]
    questions: Short[str]


@dataclass(frozen=True)
class BriefView:
    """Everything on the two pages but the map and the link."""

    lang: str
    region_id: str
    kicker: str
    title: str
    level_said: str
    date_said: str
    caution: str
    first: BriefFirst
    second: BriefRecords
    foot: str
    document_title: str
    watermark: str


def build_brief(world: World, selection: Selection, area: AreaView, first: Room, second: Room) -> BriefView:
    """Build the brief of an area from its page, with as much of each list as the rooms of the two pages allow."""
    words = load_words(selection.lang)
    when = words.date(selection.date)
    return BriefView(
        lang=words.lang,
        region_id=area.region_id,
        kicker=words("brief.kicker"),
        title=area.title,
        level_said=area.level_said if area.level == "municipality" else "",
        date_said=area.date_said,
        caution=area.caution,
        first=_first(world, selection, area, first, words),
        second=build_brief_records(world, area, selection.date, second, words),
        foot=words("brief.foot", name=area.title, date=when, today=words.date(world.today)),
        document_title=words("brief.document_title", name=area.title, date=when),
        watermark=area.watermark,
    )


def _first(world: World, selection: Selection, area: AreaView, room: Room, words: Words) -> BriefFirst:
    panel = area.panel
    reasons = panel.reasons
    sureness = [line for line in (panel.sureness.lines if panel.sureness else ()) if line not in area.headline]
    return BriefFirst(
        headline=area.headline,
        score=_score(world, selection, area, words),
        sureness=tuple(line for line in (*sureness, panel.variants, panel.reliability) if line),
        pillars=tuple(Bar(bar.name, bar.share, f"{bar.text} ({bar.note})" if bar.note else bar.text) for bar in panel.pillars),
        why=reasons.lead if reasons else "",
        reasons=shorten(reasons.bars if reasons else (), room.reasons, words),
        zero=reasons.zero if reasons else 0.0,
        gaps_said=area.gaps_said,
        gaps=tuple(
            GapRow(
                group.title,
                clip(group.said, room.said),
                _named(tuple(line.name for line in group.lines), room, words),
                clip(group.who, room.said),
            )
            for group in area.gaps
        ),
        questions=shorten(tuple(clip(question, room.question) for question in area.questions), room.questions, words),
    )


def _named(names: tuple[str, ...], room: Room, words: Words) -> str:
    """Name the first few, and count the others."""
    known = tuple(dict.fromkeys(clip(name, room.name) for name in names))
    few = shorten(known, room.names, words)
    return "; ".join((*few.items, *((few.more,) if few.more else ()))) if few.items else ""


def _score(world: World, selection: Selection, area: AreaView, words: Words) -> ScoreLine | None:
    row = world.published(area.level, selection.date)[area.region_id]
    studied = world.studied(area.level, selection.date, wait=None)
    if math.isnan(row.priority) or not row.class_id or studied is None:
        return None
    spread = studied.table[area.region_id].scores["priority"]
    said = words(
        "brief.score",
        points=words.number(shown_score(row.priority)),
        low=words.number(shown_score(spread.p05)),
        high=words.number(shown_score(spread.p95)),
    )
    names = tuple(words(f"class.{name}") for name in CLASSES)
    return ScoreLine(row.priority, spread.p05, spread.p95, SCORE_CUTS, names, said)
