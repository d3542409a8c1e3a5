"""What is recorded at work in an area: its projects in time, its committee and units, the plans' objectives they support."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.state import Selection, Wanted
from dashboard.text import Words
from dashboard.view_models.area_types import AreaMechanisms, AreaPlan, AreaTimeline, PlanLine
from dashboard.view_models.area_words import place_forms, qark_forms
from dashboard.view_models.changes import build_time_view
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.directory_plan import build_plan
from dashboard.view_models.directory_words import entry_line
from dashboard.view_models.panel import AreaPanel
from dashboard.view_models.panel_records import AreaRecords, build_area_records
from dashboard.view_models.timeline import YearTick, line_share
from dashboard.view_models.world import World
from data.types import Region
from models.presence import is_complete
from models.standing import AT_WORK

UNIT = "child_protection_unit"
FIRST_YEAR, YEAR_STEP = 2004, 4


def build_timeline(world: World, selection: Selection, region: Region, panel: AreaPanel, words: Words) -> AreaTimeline:
    """Build the projects of an area in time."""
    drawn = build_time_view(world, replace(selection, against=None, region=region.region_id))
    records = panel.records
    complete = is_complete(world.dataset, region.region_id, "projects", selection.date)
    key = "area.projects.said" if records.projects or complete else "area.projects.open"
    said = words.count(key, len(records.projects), date=words.date(selection.date), **place_forms(region, words))
    years = range(FIRST_YEAR, world.today.year + 1, YEAR_STEP)
    return AreaTimeline(
        said=said,
        bars=drawn.bars,
        years=tuple(YearTick(str(year), line_share(date(year, 1, 1), world.today)) for year in years),
        day=line_share(selection.date, world.today),
        undated=drawn.undated,
        at_work=records.projects,
        others=records.other_projects,
    )


def build_mechanisms(
    world: World, catalogue: Catalogue, selection: Selection, region: Region, panel: AreaPanel, words: Words
) -> AreaMechanisms:
    """Build the committee, the units and the mechanisms: a municipality shows its qark's."""
    records = _of_qark(world, selection, region, panel, words)
    wanted = Wanted(kind="mechanism", area=region.qark_id)
    found = (catalogue.entries[number] for number in catalogue.find(wanted, selection.date).numbers)
    category = world.dataset.service_categories.get(UNIT)
    unit = category.label[words.lang] if category else ""
    lines = tuple(entry_line(world, catalogue, entry, selection, words) for entry in found)
    places = qark_forms(world, region, words)
    here = len(records.institutions) + len(lines)
    key = "area.mechanisms.of_qark" if region.level == "municipality" else "area.mechanisms.said"
    return AreaMechanisms(
        said=words.count(key, here, date=words.date(selection.date), **places),
        institutions=records.institutions,
        units=tuple(line for line in (*records.services, *records.other_services) if unit and line.kind == unit),
        mechanisms=tuple(line for line in lines if line.standing in AT_WORK),
        others=tuple(line for line in lines if line.standing not in AT_WORK),
    )


def _of_qark(world: World, selection: Selection, region: Region, panel: AreaPanel, words: Words) -> AreaRecords:
    if region.level != "municipality":
        return panel.records
    return build_area_records(world, world.region(region.qark_id), selection.date, words)


def build_area_plan(world: World, catalogue: Catalogue, selection: Selection, region: Region, words: Words) -> AreaPlan:
    """Build the objectives that recorded projects support in the qark, and those that none does."""
    matrix = build_plan(world, catalogue, replace(selection, wanted=Wanted(area=region.qark_id)), words)
    column = matrix.heads.index(world.region(region.qark_id).name[words.lang])
    lines = [(row.cells[column], row) for row in matrix.rows]
    cells = [PlanLine(row.plan, row.title, cell.state, cell.said) for cell, row in lines]
    supported = tuple(line for line in cells if line.state == "some")
    others = tuple(line for line in cells if line.state != "some")
    unsure = any(line.state == "not_recorded" for line in others)
    told = {"total": words.number(len(cells)), "date": words.date(selection.date), **qark_forms(world, region, words)}
    said = [words.count("area.plan.said", len(supported), **told)]
    if others:
        said.append(words("area.plan.rest_open" if unsure else "area.plan.rest_complete"))
    return AreaPlan(" ".join(said), matrix.limits, supported, others)
