"""What a picked source says of one area on the map, with the range over all sources beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from dashboard.text import Words
from dashboard.view_models.estimate_layers import SEPARATOR
from dashboard.view_models.estimate_words import figure_said, span_said
from dashboard.view_models.world import World
from data.periods import period_start
from data.types import Region
from models.communities import find_estimate, span_of


@dataclass(frozen=True)
class PickedFigure:
    """One area under a picked source; ``value`` is NaN exactly where ``gap`` says why, and colours by the low end of a range."""

    value: float
    gap: str
    text: str
    period: str
    marks: tuple[str, ...]
    source_id: str


def read_estimate(world: World, key: str, region: Region, on: date, words: Words) -> PickedFigure:
    """Return what the layer's source says of its group in an area; a qark's count is never its municipalities'."""
    group, _, source_id = key.partition(SEPARATOR)
    found = find_estimate(world.estimates(), source_id, group, region.region_id)
    marks = _marks(world, group, region, words)
    if found is None or found.gap:
        return PickedFigure(math.nan, found.gap if found else "not_published", "", "", marks, source_id)
    later = [words("mark.out_of_period")] if found.period and period_start(found.period) > on else []
    value = found.high if math.isnan(found.low) else found.low
    return PickedFigure(value, "", figure_said(found, words), found.period, (*later, *marks), source_id)


def _marks(world: World, group: str, region: Region, words: Words) -> tuple[str, ...]:
    span = span_of(world.estimates(), group, region.region_id)
    if span is None:
        return ()
    return (words.count("estimates.span", len(span.source_ids), range=span_said(span, words)),)
