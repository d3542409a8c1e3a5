"""Roma and Egyptian communities in the panel: competing estimates side by side, never added, never averaged, and their reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.text import Words
from dashboard.view_models.equity_words import equity_said
from dashboard.view_models.estimate_words import figure_said, span_said
from dashboard.view_models.world import World
from data.types import Region
from models.communities import EVERY_GROUP, GROUPS, Estimate, span_of


@dataclass(frozen=True)
class CommunityLine:
    """One source's estimate for one place, the range over all of them, or what reaches the communities there, in words."""

    text: str
    source: str
    source_url: str


def build_community_lines(world: World, region: Region, on: date, words: Words) -> tuple[CommunityLine, ...]:
    """Return the range over all sources, what each of them says of one area, oldest first, and what reaches the communities."""
    found = sorted(
        (e for e in world.estimates() if e.region_id == region.region_id), key=lambda e: (EVERY_GROUP.index(e.group), e.period)
    )
    told = [
        CommunityLine(_said(e, words), world.source_name(e.source_id, words.lang), world.source_url(e.source_id)) for e in found
    ]
    reach = equity_said(world, region.region_id, on, words)
    return (*_plain(_ranges(world, region, words)), *told, *_plain(reach))


def _plain(texts: tuple[str, ...]) -> tuple[CommunityLine, ...]:
    return tuple(CommunityLine(text, "", "") for text in texts)


def _ranges(world: World, region: Region, words: Words) -> tuple[str, ...]:
    """Say the range of each community over the sources, where there are several."""
    said = []
    for group in GROUPS:
        span = span_of(world.estimates(), group, region.region_id)
        if span and len(span.source_ids) > 1:
            over = words.count("estimates.span", len(span.source_ids), range=span_said(span, words))
            said.append(words("estimates.line", group=words(f"community.{group}"), span=over))
    return tuple(said)


def _said(estimate: Estimate, words: Words) -> str:
    group = words(f"community.{estimate.group}")
    when = words.period(estimate.period) if estimate.period else words("community.undated")
    if estimate.gap:
        gap = words(f"gap.{estimate.gap}") if estimate.gap != "not_published" else words("community.number_not_published")
        return words("community.gap", group=group, period=when, gap=gap)
    return words("community.line", group=group, period=when, number=figure_said(estimate, words))
