"""Every table of the app by its name, with exactly the rows that a view's filters leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dashboard.export.community_table import HEADS as COMMUNITY_HEADS
from dashboard.export.community_table import TAGS as COMMUNITY_TAGS
from dashboard.export.community_table import community_table
from dashboard.export.data_table import AREAS, SEATS, Cell, DataTable, make_table
from dashboard.export.directory_tables import COLUMNS, directory_table
from dashboard.export.hxl import hxl_row
from dashboard.export.plan_table import LONG_HEADS, LONG_TAGS, plan_rows
from dashboard.export.survey_table import survey_table
from dashboard.export.tables import dictionary_table, scores_table, values_table
from dashboard.export.view_table import HEADS as VIEW_HEADS
from dashboard.export.view_table import view_example, view_rows, view_sources
from dashboard.state import KINDS, Selection
from dashboard.view_models.directory_entries import COUNTRY
from dashboard.view_models.world import World

Build = Callable[[World, Selection], DataTable]
RECORD_TAGS = tuple(column.hxl for column in COLUMNS)


def kept_areas(world: World, selection: Selection) -> frozenset[str] | None:
    """Return the areas that a chosen region leaves: itself, its municipalities, and the qark of a municipality; None for all."""
    region = world.dataset.regions.get(selection.region)
    if region is None:
        return None
    own = {region.region_id, region.qark_id}
    return frozenset(own | {r.region_id for r in world.municipalities_of(region.region_id)})


def _of_areas(table: DataTable, world: World, selection: Selection) -> DataTable:
    areas = kept_areas(world, selection)
    return table if areas is None else table.kept(lambda row: row["region_id"] in areas)


def _scores(world: World, selection: Selection) -> DataTable:
    heads, *rows = scores_table(world, selection)
    areas = kept_areas(world, selection)
    used = {
        reading.source_id
        for row in world.scores(selection.level, selection.date).rows
        if areas is None or row.region_id in areas
        for reading in row.readings
    }
    table = make_table("scores", heads, hxl_row([str(h) for h in heads], selection.level), rows, used, AREAS)
    return _of_areas(table, world, selection)


def _values(world: World, selection: Selection) -> DataTable:
    heads, *rows = values_table(world, selection)
    table = make_table("values", heads, hxl_row([str(h) for h in heads], selection.level), rows, place=AREAS)
    kept = _of_areas(table, world, selection)
    return replace(kept, source_ids=frozenset(str(cell) for cell in kept.column("source_id") if cell))


def _view(world: World, selection: Selection) -> DataTable:
    tags = hxl_row(VIEW_HEADS, selection.level)
    rows, example = view_rows(world, selection), view_example(world, selection)
    return _of_areas(make_table("view", VIEW_HEADS, tags, rows, view_sources(world, selection), AREAS, example), world, selection)


def _dictionary(world: World, selection: Selection) -> DataTable:
    heads, *rows = dictionary_table(world, selection)
    used = {source for indicator in world.dataset.indicators.values() for source in indicator.source_ids}
    return make_table("dictionary", heads, hxl_row([str(h) for h in heads], selection.level), rows, used)


def _records(world: World, selection: Selection, name: str = "records") -> DataTable:
    wanted = selection.wanted
    asked = replace(selection, wanted=replace(wanted, area=wanted.area or selection.region))
    heads, *rows = directory_table(world, asked)
    table = make_table(name, heads, RECORD_TAGS, rows, place=SEATS)
    return _cited(table)


def _cited(table: DataTable) -> DataTable:
    refs = (str(cell) for cell in table.column("source_refs") if cell)
    return replace(table, source_ids=frozenset(part.split("#")[0] for ref in refs for part in ref.split("; ")))


def _of_kind(kind: str) -> Build:
    def build(world: World, selection: Selection) -> DataTable:
        table = _records(world, selection, f"{kind}s")
        return _cited(table.kept(lambda row: row["kind"] == kind))

    return build


def _communities(world: World, selection: Selection) -> DataTable:
    wanted = selection.wanted
    asked = replace(selection, wanted=replace(wanted, area=wanted.area or selection.region))
    rows = community_table(world, asked)[1:]
    used = {str(row[COMMUNITY_HEADS.index("source_id")]) for row in rows}
    return make_table("communities", COMMUNITY_HEADS, COMMUNITY_TAGS, rows, used)


def _survey(world: World, selection: Selection) -> DataTable:
    heads, *rows = survey_table(world, selection)
    areas = kept_areas(world, selection)
    example = world.dataset.survey.example

    def keeps(row: dict[str, Cell]) -> bool:
        return areas is None or bool(areas & set(str(row["region_ids"] or "").split()))

    table = make_table("survey", heads, hxl_row([str(h) for h in heads], selection.level, True), rows, example=example)
    kept = table.kept(keeps)
    return replace(kept, source_ids=frozenset(str(cell) for cell in kept.column("source_id") if cell))


def _plan(world: World, selection: Selection) -> DataTable:
    areas = kept_areas(world, selection)
    used = {citation.source_id for reference in world.dataset.nap_refs for citation in reference.citations}
    rows = plan_rows(world, selection, None if areas is None else areas | {COUNTRY})
    return make_table("plan", LONG_HEADS, LONG_TAGS, rows, used)


BUILDERS: dict[str, Build] = {
    "view": _view,
    "scores": _scores,
    "values": _values,
    "records": _records,
    **{f"{kind}s": _of_kind(kind) for kind in KINDS},
    "communities": _communities,
    "plan": _plan,
    "survey": _survey,
    "dictionary": _dictionary,
}
