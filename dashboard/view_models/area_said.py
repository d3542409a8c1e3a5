"""An area in words: the headline, and the questions for the meeting that follow from what is not recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.area_types import AreaPlan, AreaServices, GapGroup
from dashboard.view_models.area_words import place_forms
from dashboard.view_models.panel import AreaPanel
from dashboard.view_models.world import World
from data.types import Region
from models.risk_index import CLASSES

# More names than this are told by their number.
MOST_NAMES = 6
LOWERED = ("figures",)


def build_headline(
    world: World, selection: Selection, region: Region, panel: AreaPanel, gaps: Sequence[GapGroup], words: Words
) -> tuple[str, ...]:
    """Say how the area stood on the date, how sure that is, and how much is not known today."""
    place, when = place_forms(region, words), words.date(selection.date)
    said = [panel.lead + "."]
    if panel.class_index is not None:
        class_name = words(f"class_had.{CLASSES[panel.class_index]}")
        said = [words("area.headline.score", date=when, class_name=class_name, points=panel.score, **place)]
        if panel.sureness and panel.sureness.lines:
            said += [panel.sureness.lines[0], panel.sureness.lines[-1]]
    total = sum(len(group.lines) for group in gaps)
    said.append(words.count("area.headline.gaps", total, date=words.date(world.today), **place))
    return tuple(said)


def build_questions(
    region: Region, gaps: Sequence[GapGroup], services: AreaServices, plan: AreaPlan, on: date, words: Words
) -> tuple[str, ...]:
    """Return the questions that a committee can go through, each from something that is not recorded."""
    place = place_forms(region, words)
    asked = [words.count(f"area.question.{g.code}", len(g.lines), names=_names(g, words), **place) for g in gaps]
    missing = [_lower(one.name) for one in services.types if one.state in ("none", "not_recorded")]
    if missing:
        asked.append(words.count("area.question.types", len(missing), names=_some(missing, words), **place))
    if plan.others:
        asked.append(words.count("area.question.plan", len(plan.others), date=words.date(on), **place))
    return tuple(asked)


def _names(group: GapGroup, words: Words) -> str:
    """Name the things of a group; records and places keep their capitals."""
    names = [line.name for line in group.lines]
    return _some([_lower(name) for name in names] if group.code in LOWERED else names, words)


def _lower(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _some(names: Iterable[str], words: Words) -> str:
    """Name a few, and count those that are left."""
    known = list(dict.fromkeys(names))
    if len(known) <= MOST_NAMES:
        return words.listed(known)
    return words.count("area.question.more", len(known) - MOST_NAMES, names=", ".join(known[:MOST_NAMES]))
