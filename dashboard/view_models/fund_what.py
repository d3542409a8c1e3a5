"""What if: changes of projects and services, and how score, coverage and ranks move with them."""

from __future__ import annotations

import math
from datetime import date

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.fund_scores import changed_studied, edits_of, scenario_of, scores_of
from dashboard.view_models.fund_types import Choice, EditLine, WhatView
from dashboard.view_models.fund_what_forms import build_forms
from dashboard.view_models.sureness import rank_range
from dashboard.view_models.world import World
from data.types import Dataset
from models.agreement import Studied
from models.fund_scenario import ADD_PROJECT, ADD_SERVICE, END_PROJECT, EXTEND_PROJECT, MOST_EDITS, Edit, Scenario, write_edits
from models.locate_services import people_within
from models.score_types import AreaScore, ScoreTable

SMALLEST_MOVE = 0.05
HEADS = ("area", "before", "after", "rank_before", "rank_after", "thin_before", "thin_after")


def build_what(world: World, selection: Selection, words: Words) -> WhatView:
    """Build the fourth part of the page."""
    edits = edits_of(selection)
    scenario = scenario_of(world, selection)
    before = world.published(selection.level, selection.date)
    after = scores_of(world, selection, scenario.dataset) if edits else before
    moved = [(old, new) for old, new in zip(before.rows, after.rows, strict=True) if has_moved(old, new)]
    studied = changed_studied(world, selection) if moved else None
    ranked = any(new.rank is not None for _, new in moved)
    return WhatView(
        said=_said(edits, moved, selection, words),
        edits=tuple(_edit_line(world, edits, number, scenario, words) for number in range(len(edits))),
        undo=Choice(words("fund.what.undo"), {"edits": write_edits(edits[:-1])}, False) if edits else None,
        clear=Choice(words("fund.what.clear"), {"edits": ""}, False) if len(edits) > 1 else None,
        forms=build_forms(world, selection, words),
        full=words("fund.what.full", most=words.number(MOST_EDITS)) if len(edits) >= MOST_EDITS else "",
        tables=(_table(world, selection, moved, studied, words),) if moved else (),
        notes=_notes(world, selection, scenario, before, after, words),
        pending=words("fund.pending") if ranked and studied is None else "",
        edits_now=write_edits(edits),
    )


def has_moved(old: AreaScore, new: AreaScore) -> bool:
    """Say whether an area's priority, thin prevention or rank is another one."""
    pairs = ((old.priority, new.priority), (old.thin_prevention, new.thin_prevention))
    return old.rank != new.rank or any(_differs(a, b) for a, b in pairs)


def _differs(a: float, b: float) -> bool:
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) != math.isnan(b)
    return abs(a - b) >= SMALLEST_MOVE


def _said(edits: tuple[Edit, ...], moved: list[tuple[AreaScore, AreaScore]], selection: Selection, words: Words) -> str:
    if not edits:
        return words("fund.what.none", date=words.date(selection.date))
    level = words(f"level_many.{selection.level}")
    key = "fund.what.moved" if moved else "fund.what.still"
    return words(key, n=words.number(len(moved)), level=level, date=words.date(selection.date))


def edit_said(world: World, edit: Edit, words: Words) -> str:
    """Say one change in words."""
    return words(
        f"fund.what.edit.{edit.kind}",
        name=_target(world, edit, words),
        day=words.date(edit.day),
        until=words.date(edit.until or edit.day),
    )


def _target(world: World, edit: Edit, words: Words) -> str:
    dataset = world.dataset
    if edit.kind in (ADD_PROJECT, ADD_SERVICE):
        region = dataset.regions.get(edit.target)
        return words(f"place.{region.level}", name=region.name[words.lang]) if region else edit.target
    records = dataset.projects if edit.kind in (END_PROJECT, EXTEND_PROJECT) else dataset.services
    record = records.get(edit.target)
    return str(record.name[words.lang]) if record else edit.target


def _edit_line(world: World, edits: tuple[Edit, ...], number: int, scenario: Scenario, words: Words) -> EditLine:
    edit = edits[number]
    why = scenario.wrong.get(edit.written(), "")
    text = edit_said(world, edit, words)
    rest = write_edits((*edits[:number], *edits[number + 1 :]))
    remove = Choice(words("fund.what.remove"), {"edits": rest}, False, words("fund.what.remove_this", edit=text))
    return EditLine(f"{text} {words(f'fund.what.wrong.{why}')}" if why else text, remove, bool(why))


def _table(
    world: World, selection: Selection, moved: list[tuple[AreaScore, AreaScore]], studied: Studied | None, words: Words
) -> Grid:
    sure = world.studied(selection.level, selection.date)
    ordered = sorted(moved, key=lambda pair: (pair[1].rank or math.inf, pair[1].region_id))
    rows = tuple(
        (
            Cell(world.region(new.region_id).name[words.lang]),
            Cell(_figure(old.priority, words), "fund-number"),
            Cell(_figure(new.priority, words), "fund-after"),
            Cell(_rank(old, sure), "fund-number"),
            Cell(_rank(new, studied), "fund-after"),
            Cell(_figure(old.thin_prevention, words), "fund-number"),
            Cell(_figure(new.thin_prevention, words), "fund-after"),
        )
        for old, new in ordered
    )
    heads = tuple(words(f"fund.what.head.{name}") for name in HEADS)
    return Grid(words("fund.what.caption", date=words.date(selection.date)), heads, rows, "fund-moved")


def _figure(score: float, words: Words) -> str:
    return "?" if math.isnan(score) else words.number(score, 1)


def _rank(row: AreaScore, studied: Studied | None) -> str:
    if row.rank is None:
        return "–"
    spread = studied.table[row.region_id].rank if studied else None
    return f"{row.rank} ({rank_range(spread)})" if spread else str(row.rank)


def _notes(
    world: World, selection: Selection, scenario: Scenario, before: ScoreTable, after: ScoreTable, words: Words
) -> tuple[str, ...]:
    notes = [coverage_said(world.dataset, scenario.dataset, selection.date, max(1.0, float(selection.fund.radius)), words)]
    if any(row.gap == "not_recorded" for row in after.rows):
        notes.append(words("fund.what.silence", date=words.date(selection.date)))
    first = [row for row in before.rows if row.class_id]
    return (*notes, words("fund.what.kinds"), *([] if first else [words("fund.what.no_priority")]))


def coverage_said(old: Dataset, new: Dataset, on: date, radius_km: float, words: Words) -> str:
    """Say how many people live within the radius of a recorded prevention service, before and after."""
    (was, total), (now, _) = people_within(old, on, radius_km), people_within(new, on, radius_km)
    return words(
        "fund.what.coverage",
        radius=words.number(radius_km, 0 if radius_km % 1 == 0 else 1),
        was=words.number(was),
        now=words.number(now),
        was_share=words.number(100 * was / total, 1),
        now_share=words.number(100 * now / total, 1),
    )
