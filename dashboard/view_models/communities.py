"""Roma and Egyptian communities: competing estimates side by side, never added, never averaged."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.text import Words
from dashboard.view_models.world import World
from data.types import CommunityEstimate, Region

# What is counted, where it is not persons, is another table's matter.
PERSON_GROUPS = ("roma", "egyptian", "roma_egyptian")
OPERATORS = {"=": "equal", ">": "over", ">=": "at_least", "<=": "at_most", "<": "under"}


@dataclass(frozen=True)
class CommunityLine:
    """One source's estimate for one place, in words."""

    text: str
    source: str
    source_url: str


def build_community_lines(world: World, region: Region, words: Words) -> tuple[CommunityLine, ...]:
    """Return what each source says of the communities in one area, oldest first."""
    ids = {region.region_id}
    found = [e for e in world.dataset.communities if e.region_id in ids and e.group in PERSON_GROUPS]
    found.sort(key=lambda e: (e.group, e.period, e.estimate_id))
    return tuple(
        CommunityLine(_said(e, words), world.source_name(e.source_id, words.lang), world.source_url(e.source_id)) for e in found
    )


def _said(estimate: CommunityEstimate, words: Words) -> str:
    group = words(f"community.{estimate.group}")
    when = words.period(estimate.period) if estimate.period else words("community.undated")
    if math.isnan(estimate.value):
        gap = words(f"gap.{estimate.gap}") if estimate.gap != "not_published" else words("community.number_not_published")
        return words("community.gap", group=group, period=when, gap=gap)
    number = words(f"community.{OPERATORS.get(estimate.operator, 'equal')}", value=words.number(estimate.value))
    return words("community.line", group=group, period=when, number=number)
