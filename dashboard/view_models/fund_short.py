"""The shortlist: areas by priority with how sure that is, and apart from them those to find out about first."""

from __future__ import annotations

import math

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.cuts import shown_score
from dashboard.view_models.fund_lines import ENDING, ENDING_MONTHS, IDLE, AreaLine, first_k, kept, list_lines
from dashboard.view_models.fund_picture import build_fund_map, build_scatter
from dashboard.view_models.fund_types import Choice, Field, Shortlist, ShortRow
from dashboard.view_models.reasons import reason_sentence
from dashboard.view_models.sureness import per_hundred
from dashboard.view_models.world import World
from models.agreement import Studied
from models.explain import explain_area
from models.risk_index import CLASSES

HEADS = ("rank", "area", "priority", "chance", "risk", "thin", "active", "ending", "reliability", "reason")
AUDIENCES = ("children", "youth", "roma", "egyptian")
FILTERS = ("fqark", "fprogramme", "faudience", "fonly")
UNKNOWN = "?"


def build_shortlist(world: World, selection: Selection, words: Words) -> Shortlist:
    """Build the first part of the page."""
    scored = any(row.class_id for row in world.published(selection.level, selection.date).rows)
    studied = world.studied(selection.level, selection.date) if scored else None
    lines = list_lines(world, selection, studied)
    shown = [line for line in lines if kept(line, selection)]
    ready = [line for line in shown if line.score.class_id]
    apart = [line for line in shown if not line.score.class_id]
    pins = selection.fund.parts("pins")
    names = [world.region(pin).name[words.lang] for pin in pins if pin in world.dataset.regions]
    return Shortlist(
        said=_said(lines, ready, apart, selection, words),
        heads=_heads(selection, words),
        rows=tuple(_row(world, line, selection, words) for line in ready),
        apart_said=words.count("fund.apart", len(apart)) if apart else "",
        apart=tuple(_row(world, line, selection, words) for line in apart),
        fields=_fields(world, selection, words),
        toggles=tuple(
            (name, words(f"fund.only.{name}", months=ENDING_MONTHS), name in selection.fund.parts("fonly"))
            for name in (IDLE, ENDING)
        ),
        clear=_clear(selection, words),
        pinned_said=words("fund.pinned", names=words.listed(names)) if names else words("fund.no_pins"),
        unpin=Choice(words("fund.unpin"), {"pins": ""}, False) if names else None,
        scatter=build_scatter(world, lines, shown, selection, words),
        map=build_fund_map(world, lines, shown, selection, words),
        pending=words("fund.pending") if scored and studied is None else "",
    )


def _heads(selection: Selection, words: Words) -> dict[str, str]:
    """Return the columns' heads; whom the people are depends on the level."""
    heads = {name: words(f"fund.head.{name}", k=first_k(selection)) for name in HEADS}
    return {**heads, "people": words(f"fund.people.{selection.level}"), "page": words("area.open_page")}


def _said(lines: tuple[AreaLine, ...], ready: list[AreaLine], apart: list[AreaLine], selection: Selection, words: Words) -> str:
    if not ready and not apart:
        return words("fund.none_left")
    narrowed = any(getattr(selection.fund, name) for name in FILTERS)
    count = words.count("fund.ready", len(ready), total=words.number(len(lines)))
    return f"{count} {words('fund.narrowed')}" if narrowed else count


def _clear(selection: Selection, words: Words) -> Choice | None:
    if not any(getattr(selection.fund, name) for name in FILTERS):
        return None
    return Choice(words("fund.clear"), dict.fromkeys(FILTERS, ""), False)


def _fields(world: World, selection: Selection, words: Words) -> tuple[Field, ...]:
    qarks = sorted((r.name[words.lang], r.region_id) for r in world.areas("qark"))
    programmes = sorted({p.programme for p in world.dataset.projects.values() if p.programme and p.programme != "other"})
    asked = selection.fund
    everything = ("", words("fund.all"))
    return (
        Field("fqark", words("fund.filter.fqark"), asked.fqark, (everything, *((r, name) for name, r in qarks))),
        Field(
            "fprogramme",
            words("fund.filter.fprogramme"),
            asked.fprogramme,
            (everything, *((p, words(f"directory.programme_{p}")) for p in programmes)),
        ),
        Field(
            "faudience",
            words("fund.filter.faudience"),
            asked.faudience,
            (everything, *((a, words(f"directory.audience.{a}")) for a in AUDIENCES)),
        ),
        Field("k", words("fund.filter.k"), asked.k, tuple((str(k), str(k)) for k in _ks(world, selection))),
    )


def _ks(world: World, selection: Selection) -> list[int]:
    return sorted({3, 5, 10, first_k(selection)} & set(range(1, len(world.areas("qark")) + 1)) | {first_k(selection)})


def _row(world: World, line: AreaLine, selection: Selection, words: Words) -> ShortRow:
    score, name = line.score, line.region.name[words.lang]
    return ShortRow(
        region_id=line.region.region_id,
        name=name,
        level=selection.level,
        rank=rank_said(line),
        priority=score_said(score.priority, words) if score.class_id else UNKNOWN,
        chance=words("fund.of_100", n=per_hundred(line.chance, words)) if not math.isnan(line.chance) else words.number(math.nan),
        risk=score_said(score.risk, words),
        thin=score_said(score.thin_prevention, words) if not math.isnan(score.thin_prevention) else UNKNOWN,
        active=count_said(line, len(line.active), words),
        ending=count_said(line, len(line.ending), words),
        people=words.number(line.people.count),
        reliability=score.reliability or UNKNOWN,
        reason=reason_of(world, line, selection, words),
        colour=CLASSES.index(score.class_id) if score.class_id else None,
        pinned=line.region.region_id in selection.fund.parts("pins"),
    )


def rank_said(line: AreaLine) -> str:
    """Write the rank with its range."""
    if line.score.rank is None:
        return "–"
    if math.isnan(line.rank_low) or line.rank_low == line.rank_high == line.score.rank:
        return f"{line.score.rank}"
    return f"{line.score.rank} ({int(line.rank_low)}–{int(line.rank_high)})"


def score_said(score: float, words: Words) -> str:
    """Write a score as the whole number of its own class."""
    return words.number(shown_score(score)) if not math.isnan(score) else words.number(math.nan)


def count_said(line: AreaLine, count: int, words: Words) -> str:
    """Write a count of projects: exact where a source is complete, at least so many elsewhere, never 0 for silence."""
    if line.complete:
        return words.number(count)
    return words("fund.at_least", n=words.number(count)) if count else UNKNOWN


def reason_of(world: World, line: AreaLine, selection: Selection, words: Words) -> str:
    """Say in one line why an area stands where it does."""
    profiles = world.profiles(selection.level, selection.date)
    why = explain_area(world.dataset, line.region.region_id, selection.date, profiles=profiles)
    if not why.target:
        return words("gap.insufficient")
    return reason_sentence(world, why, words)


def studied_now(world: World, selection: Selection) -> Studied | None:
    """Return the plausible versions, waited for: a file is never asked for again."""
    return world.studied(selection.level, selection.date, wait=None)
