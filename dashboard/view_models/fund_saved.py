"""The scenarios saved by name: the list, the one that is open, and what moved since they were saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.fund_compared import build_compared
from dashboard.view_models.fund_figures import (
    SAVED_PART,
    figures_of,
    from_values,
    is_as_kept,
    kept_fields,
    opening,
    selection_of,
)
from dashboard.view_models.fund_link import link_mark
from dashboard.view_models.fund_moved import moved_said
from dashboard.view_models.fund_saved_types import MovedView, OpenedView, SavedRow, SavedView
from dashboard.view_models.fund_types import Choice
from dashboard.view_models.world import World
from data.workspace_scenario_types import SavedScenario
from data.workspace_types import WorkspaceError
from models.fund_scenario import read_edits
from models.method import METHOD_VERSION

MOST_COMPARED = 3


def build_saved(world: World, selection: Selection, words: Words) -> SavedView:
    """Build the fifth part of the page."""
    try:
        saved, failed = world.saved(), ""
    except WorkspaceError:
        saved, failed = (), words("fund_saved.failed")
    asked = selection.fund.parts("saved")
    chosen = [one for number in asked for one in saved if str(one.number) == number]
    compared = build_compared(world, chosen, words) if len(chosen) > 1 else None
    lost = len(asked) - len(chosen)
    said = [words.count("fund_saved.count", len(saved))] if not failed else []
    said += [words.count("fund_saved.lost", lost)] if lost and not failed else []
    return SavedView(
        said=" ".join(said),
        off="" if world.steward else words("fund_saved.off"),
        failed=failed,
        about=words("fund_saved.will_save", about=about_said(world, kept_fields(selection), words)),
        rows=tuple(_row(world, one, chosen, words) for one in saved),
        compare_said=compared.said if compared else words("fund_saved.how", most=MOST_COMPARED) if len(saved) > 1 else "",
        close=Choice(words("fund_saved.close"), {"saved": ""}, False) if chosen else None,
        tables=compared.tables if compared else (),
        moved=tuple(moved_of(world, one, words) for one in chosen),
        pending=words("fund.pending") if compared and compared.pending else "",
    )


def build_opened(world: World, selection: Selection, words: Words) -> OpenedView | None:
    """Build the banner of the scenario that is open; None where none is, or it is gone."""
    asked = selection.fund.parts("saved")
    if len(asked) != 1 or selection.fund.fpart == SAVED_PART:
        return None
    try:
        one = next((s for s in world.saved() if str(s.number) == asked[0]), None)
    except WorkspaceError:
        return None
    if one is None:
        return None
    same = is_as_kept(selection, one.fields)
    return OpenedView(
        moved=moved_of(world, one, words),
        changed="" if same else words("fund_saved.changed"),
        again=None if same else Choice(words("fund_saved.again"), opening(one.fields, one.number), False),
        close=Choice(words("fund_saved.leave"), {"saved": ""}, False),
    )


def about_said(world: World, fields: Mapping[str, str], words: Words) -> str:
    """Say in a line what a scenario asks for."""
    chosen = selection_of(world, fields, words.lang)
    asked, changes = chosen.fund, len(read_edits(chosen.fund.edits))
    level, day = words(f"level_many.{chosen.level}"), words.date(chosen.date)
    budget = words("fund.money", amount=_amount(asked.budget, words), currency=asked.currency)
    rule = words(f"fund.rule.{asked.rule}")
    what = words("fund_saved.about", level=level, date=day, budget=budget, k=asked.k, rule=rule[0].lower() + rule[1:])
    more = [words("fund_saved.about_without")] if asked.without else []
    more += [words.count("fund_saved.about_changes", changes)] if changes else []
    return " · ".join((what, *more))


def _amount(text: str, words: Words) -> str:
    return words.number(float(text), 0 if float(text) % 1 == 0 else 2)


def _row(world: World, one: SavedScenario, chosen: list[SavedScenario], words: Words) -> SavedRow:
    fresh = one.figures.get("mark") == link_mark(world)
    inside = one in chosen
    return SavedRow(
        number=one.number,
        name=one.name,
        about=about_said(world, one.fields, words),
        when=words("fund_saved.when", date=words.date(_day(one)), who=one.who, version=one.figures.get("version", "?")),
        stale="" if fresh else words("fund_saved.stale"),
        open=Choice(one.name, opening(one.fields, one.number), False),
        compared=inside,
        can_compare=inside or len(chosen) < MOST_COMPARED,
    )


def moved_of(world: World, one: SavedScenario, words: Words) -> MovedView:
    """Say what moved in a scenario since it was saved."""
    then = from_values(one.figures)
    when = {"date": words.date(_day(one)), "name": one.name}
    if then is None:
        return MovedView(one.name, words("fund_saved.unreadable", **when), ())
    if then.mark == link_mark(world):
        return MovedView(one.name, words("fund_saved.same_data", **when), ())
    chosen = selection_of(world, one.fields, words.lang)
    lines = moved_said(world, chosen, then, figures_of(world, chosen), words)
    versions = {"then": f"{then.version} ({then.method})", "now": _now(world)}
    key = "moved" if lines else "still"
    return MovedView(one.name, words(f"fund_saved.{key}", **when, **versions), lines)


def _now(world: World) -> str:
    return f"{world.dataset.version} ({METHOD_VERSION})"


def _day(one: SavedScenario) -> date:
    return one.at.date()
