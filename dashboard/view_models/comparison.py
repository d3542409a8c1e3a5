"""Two areas side by side: their figures, and which of them make the difference between their scores."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.area_list import fold
from dashboard.view_models.world import World
from models.explain import explain_area
from models.profiles import Profiles
from models.score_types import Reading


@dataclass(frozen=True)
class CompareLine:
    """One indicator in both areas, and its part of the difference in points."""

    name: str
    here: str
    there: str
    points: str


@dataclass(frozen=True)
class ComparisonView:
    """The areas that may be set beside the chosen one (id, name), and the one that is."""

    choices: tuple[tuple[str, str], ...]
    chosen: str
    here: str
    there: str
    lead: str
    lines: tuple[CompareLine, ...]


def build_comparison(world: World, selection: Selection, target: str, profiles: Profiles, words: Words) -> ComparisonView:
    """Build the choice of another area of the same level, and the comparison where one is chosen."""
    field = "priority" if target == "priority" else "risk"
    others = [r for r in profiles.table.rows if r.region_id != selection.region and not math.isnan(getattr(r, field))]
    named = [(r.region_id, world.region(r.region_id).name[words.lang]) for r in others]
    choices = tuple(sorted(named, key=lambda choice: fold(choice[1])))
    names = dict(choices)
    here = world.region(selection.region).name[words.lang]
    if selection.compare not in names:
        return ComparisonView(choices, "", here, "", "", ())
    rule = world.rule(profiles.table.level, selection.date)
    why = explain_area(world.dataset, selection.region, selection.date, against=selection.compare, rule=rule, profiles=profiles)
    beside = {r.indicator_id: r for r in profiles.readings[profiles.index(selection.compare)]}
    difference = why.score - why.reference_score
    lead = words(
        f"compare.lead_{'above' if difference >= 0 else 'below'}",
        here=here,
        there=names[selection.compare],
        difference=words.number(abs(difference), 1),
        score=words.number(why.score, 1),
        other=words.number(why.reference_score, 1),
    )
    lines = tuple(_line(world, part.reading, beside[part.reading.indicator_id], part.points, words) for part in why.contributions)
    return ComparisonView(choices, selection.compare, here, names[selection.compare], lead, lines)


def _line(world: World, here: Reading, there: Reading, points: float, words: Words) -> CompareLine:
    indicator = world.dataset.indicators[here.indicator_id]
    figures = [words(f"gap.{r.gap}") if r.gap else words.number(r.value, indicator.decimals) for r in (here, there)]
    text = words.number(points, 1)
    return CompareLine(indicator.short[words.lang], figures[0], figures[1], f"+{text}" if round(points, 1) > 0 else text)
