"""The method page's own date control: the named dates, and the end of every year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.state import FIRST_DATE, Selection
from dashboard.text import Words
from dashboard.view_models.timeline import NamedDate, named_dates
from dashboard.view_models.world import World


@dataclass(frozen=True)
class WhenView:
    """The chosen day in words, the dates that have a name, and the ends of the years (day, year, whether chosen)."""

    said: str
    named: tuple[NamedDate, ...]
    years: tuple[tuple[str, str, bool], ...]


def build_when(world: World, selection: Selection, words: Words) -> WhenView:
    """Build the control of one selection."""
    ends = [date(year, 12, 31) for year in range(FIRST_DATE.year, world.today.year)]
    return WhenView(
        said=words("when.said", date=words.date(selection.date)),
        named=named_dates(world, selection),
        years=tuple((end.isoformat(), str(end.year), end == selection.date) for end in ends),
    )
