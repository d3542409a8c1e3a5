"""What share of the recorded prevention names Roma or Egyptian people, in whole sentences with their denominators."""

from __future__ import annotations

import math
from datetime import date

from dashboard.text import Words
from dashboard.view_models.world import World


def equity_said(world: World, region_id: str, on: date, words: Words) -> tuple[str, ...]:
    """Say, for the country or an area, how much of what is recorded at work on a day names the communities."""
    found = world.equity(region_id, on)
    when = words.date(on)
    if not found.projects:
        return (words("equity.none_complete" if found.complete else "equity.not_recorded", date=when),)
    share = _percent(found.naming, found.projects, words)
    said = [words.count("equity.projects", found.naming, date=when, total=words.number(found.projects), share=share)]
    if not found.complete:
        said.append(words("equity.partial"))
    if math.isnan(found.persons):
        said.append(words("equity.no_persons"))
    elif math.isnan(found.persons_naming):
        # No project that counts persons names the communities: that says nothing of 0 people among those reached.
        said.append(words.count("equity.persons_unnamed", found.counting, persons=words.number(found.persons)))
    else:
        told = {"persons": words.number(found.persons), "naming": words.number(found.persons_naming)}
        share = _percent(found.persons_naming, found.persons, words)
        said.append(words.count("equity.persons", found.counting, share=share, **told))
    if found.services:
        said.append(words.count("equity.services", found.services))
    return tuple(said)


def _percent(part: float, whole: float, words: Words) -> str:
    return words("unit.percent_value", value=words.number(100 * part / whole))
