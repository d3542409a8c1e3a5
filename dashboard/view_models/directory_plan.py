"""The action plans of 2005-2007: which objective a recorded project supports in which qark, and which none does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.addresses import directory_download
from dashboard.view_models.directory_catalogue import Catalogue, areas_of
from dashboard.view_models.directory_entries import COUNTRY, NOWHERE, Entry
from dashboard.view_models.directory_list import Action
from dashboard.view_models.directory_who import qarks_by_name
from dashboard.view_models.directory_words import item_address, where_said
from dashboard.view_models.world import World
from data.types import NapReference
from models.standing import AT_WORK

PLANS = ("pkv-2005-07", "children-2005-07", "nrm")
PILLARS = ("prevention", "protection", "prosecution", "coordination", "reintegration", "awareness", "referral")
Objective = tuple[str, str, str, str]


@dataclass(frozen=True)
class PlanCell:
    """One objective in one area: how many projects support it; ``state`` is ``some``, ``none`` or ``not_recorded``."""

    state: str
    count: int
    said: str


@dataclass(frozen=True)
class PlanRow:
    """One objective across the areas."""

    plan: str
    title: str
    cells: tuple[PlanCell, ...]
    objective: Objective


@dataclass(frozen=True)
class PlanReference:
    """What one project says it supports, with the lines where it does."""

    name: str
    entry_id: str
    address: str
    supports: tuple[str, ...]
    where: str
    shared: str


@dataclass(frozen=True)
class PlanView:
    """The whole matrix. ``missing`` names, per qark, how many objectives nothing recorded supports there."""

    said: str
    limits: str
    heads: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    missing: tuple[PlanCell, ...]
    area_said: str
    area_missing: tuple[str, ...]
    references_said: str
    references: tuple[PlanReference, ...]
    columns: tuple[str, ...]
    files: tuple[Action, ...]


def build_plan(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> PlanView:
    """Build the matrix of one selection: the projects at work on its day."""
    references = [r for r in world.dataset.nap_refs if r.project_id in catalogue.by_id]
    working = {e.entry_id: e for e in catalogue.entries if catalogue.standing(e, selection.date) in AT_WORK}
    columns = (*(q.region_id for q in qarks_by_name(world, words)), COUNTRY, NOWHERE)
    by_objective = _by_objective(references)
    rows = tuple(
        PlanRow(
            words(f"directory.plan.{objective[0]}"),
            objective_said(objective, words),
            tuple(_cell(world, by_objective[objective], working, area, selection, words) for area in columns),
            objective,
        )
        for objective in sorted(by_objective, key=_order)
    )
    supported = sum(any(cell.count for cell in row.cells) for row in rows)
    area_said, area_missing = _of_area(world, rows, columns, selection, words)
    return PlanView(
        said=words.count("directory.plan.said", supported, total=words.number(len(rows)), date=words.date(selection.date)),
        limits=words("directory.plan.limits"),
        heads=(
            *(q.name[words.lang] for q in qarks_by_name(world, words)),
            words("directory.area.AL"),
            words("directory.area.none"),
        ),
        rows=rows,
        missing=tuple(_missing(rows, column, words) for column in range(len(columns) - 2)),
        references_said=words.count("directory.plan.references", len(references)),
        references=_references(catalogue, references, selection, words),
        area_said=area_said,
        area_missing=area_missing,
        columns=columns,
        files=tuple(
            Action(words(f"directory.file.{name}"), directory_download("directory-plan", selection, hxl=name == "hxl"))
            for name in ("csv", "hxl")
        ),
    )


def _by_objective(references: Iterable[NapReference]) -> Mapping[Objective, list[NapReference]]:
    found: dict[Objective, list[NapReference]] = defaultdict(list)
    for reference in references:
        found[reference.plan, reference.pillar, reference.goal, reference.objective].append(reference)
    return found


def _order(objective: Objective) -> tuple[object, ...]:
    plan, pillar, goal, name = objective
    return PLANS.index(plan), PILLARS.index(pillar), goal, not name, name


def objective_said(objective: Objective, words: Words) -> str:
    """Say an objective by its pillar and its numbers in the plan; the sources do not tell its words."""
    _, pillar, goal, name = objective
    parts = [words(f"directory.pillar.{pillar}")]
    parts += [words("directory.plan.goal", n=goal)] if goal else []
    parts += [words("directory.plan.objective", n=name)] if name else []
    return ", ".join(parts)


def _cell(
    world: World, references: list[NapReference], working: Mapping[str, Entry], area: str, selection: Selection, words: Words
) -> PlanCell:
    activities: dict[str, list[str]] = defaultdict(list)
    for reference in references:
        entry = working.get(reference.project_id)
        if entry is not None and area in areas_of(world.dataset, entry):
            activities[entry.entry_id].append(reference.activity)
    if activities:
        said = "; ".join(_with_activities(working[name], numbers, words) for name, numbers in activities.items())
        return PlanCell("some", len(activities), said)
    covered = None if area == NOWHERE else world.covering(area, "projects", selection.date)
    complete = area == NOWHERE or (covered is not None and covered.complete)
    state = "none" if complete else "not_recorded"
    return PlanCell(state, 0, words(f"directory.plan.{state}"))


def _with_activities(entry: Entry, numbers: list[str], words: Words) -> str:
    known = [number for number in numbers if number]
    said = words.count("directory.plan.activities", len(known), listed=words.listed(known)) if known else ""
    return f"{entry.name[words.lang]} ({said})" if said else entry.name[words.lang]


def _missing(rows: tuple[PlanRow, ...], column: int, words: Words) -> PlanCell:
    """Count the objectives that nothing recorded supports in one qark."""
    cells = [row.cells[column] for row in rows]
    without = [cell for cell in cells if not cell.count]
    state = "not_recorded" if any(cell.state == "not_recorded" for cell in without) else "none"
    return PlanCell(state, len(without), words.count("directory.plan.missing", len(without), total=words.number(len(rows))))


def _of_area(
    world: World, rows: tuple[PlanRow, ...], columns: tuple[str, ...], selection: Selection, words: Words
) -> tuple[str, tuple[str, ...]]:
    """Name the objectives that nothing recorded supports in the chosen qark."""
    region = world.dataset.regions.get(selection.wanted.area)
    if region is None or region.level == "country":
        return "", ()
    column = columns.index(region.qark_id)
    cells = [(row, row.cells[column]) for row in rows]
    missing = tuple(f"{row.plan}: {row.title}" for row, cell in cells if not cell.count)
    unsure = any(cell.state == "not_recorded" for _, cell in cells)
    said = words.count(
        "directory.plan.area_not_recorded" if unsure else "directory.plan.area",
        len(missing),
        qark=world.region(region.qark_id).name[words.lang],
        total=words.number(len(rows)),
    )
    return said, missing


def _references(
    catalogue: Catalogue, references: list[NapReference], selection: Selection, words: Words
) -> tuple[PlanReference, ...]:
    grouped: dict[str, list[NapReference]] = defaultdict(list)
    for reference in references:
        grouped[reference.project_id].append(reference)
    return tuple(
        PlanReference(
            name=catalogue.by_id[name].name[words.lang],
            entry_id=name,
            address=item_address(selection, name),
            supports=tuple(_supported(own, words)),
            where=", ".join(dict.fromkeys(where_said(c, words) for r in own for c in r.citations)),
            shared=words("directory.plan.shared") if any(r.shared_with for r in own) else "",
        )
        for name, own in grouped.items()
    )


def _supported(references: list[NapReference], words: Words) -> Iterable[str]:
    for objective, own in _by_objective(references).items():
        known = [r.activity for r in own if r.activity]
        said = f"{words(f'directory.plan.{objective[0]}')}: {objective_said(objective, words)}"
        activities = words.count("directory.plan.activities", len(known), listed=words.listed(known)) if known else ""
        yield f"{said}, {activities}" if activities else said
