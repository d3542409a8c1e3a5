"""The directory's files: exactly the records that the filters leave, with their sources, with a row of HXL tags if asked for."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from flask import Flask, Response, abort, request

from dashboard.export.community_table import community_table
from dashboard.export.downloads import Table, write_csv
from dashboard.export.plan_table import plan_matrix
from dashboard.state import Selection, parse_selection
from dashboard.text import load_words
from dashboard.view_models.directory_catalogue import Catalogue, catalogue_of, type_label
from dashboard.view_models.directory_entries import Entry
from dashboard.view_models.directory_who import working_projects
from dashboard.view_models.directory_words import place_said
from dashboard.view_models.world import World, build_choices
from data.types import Mechanism, Project, Region, Service

BOM = "\ufeff"


class Column(NamedTuple):
    """One column: its head, its HXL tag, and what it holds of an entry."""

    head: str
    hxl: str
    cell: Callable[[World, Catalogue, Entry, Selection], object]


def _joined(parts: object) -> str:
    return "; ".join(dict.fromkeys(str(part) for part in parts if str(part)))  # type: ignore[attr-defined]


def _regions(world: World, entry: Entry) -> list[Region]:
    found = (world.dataset.regions.get(place.region_id) for place in entry.places)
    return [region for region in found if region is not None]


def _types(world: World, entry: Entry, lang: str) -> str:
    return _joined(type_label(world.dataset, code, lang) for code in entry.types)


def _day(day: object) -> object:
    return day.isoformat() if hasattr(day, "isoformat") else ""


def _reach(entry: Entry, field: str) -> object:
    value = getattr(entry.record, field, "")
    if isinstance(value, float):
        return "" if math.isnan(value) else int(value) if value == int(value) else value
    return value


def _cited(world: World, entry: Entry) -> str:
    """Write every source in full with its lines."""
    told = []
    for citation in entry.citations:
        source = world.dataset.sources.get(citation.source_id)
        where = f", lines {citation.locator}" if citation.locator else ""
        told.append(f"{source.citation if source else citation.source_id}{where}")
    return _joined(told)


def _status(entry: Entry) -> str:
    record: Service | Project | Mechanism = entry.record
    return record.status


COLUMNS = (
    Column("record_id", "#activity+id", lambda w, c, e, s: e.entry_id),
    Column("kind", "#activity+kind", lambda w, c, e, s: e.kind),
    Column("who", "#org+prog+name", lambda w, c, e, s: _joined(e.organisations)),
    Column("partners", "#org+impl+name", lambda w, c, e, s: getattr(e.record, "partners", "")),
    Column("donor", "#org+funder+name", lambda w, c, e, s: _joined(e.donors)),
    Column("what_sq", "#activity+name+i_sq", lambda w, c, e, s: e.name["sq"]),
    Column("what_en", "#activity+name+i_en", lambda w, c, e, s: e.name["en"]),
    Column("types_sq", "#activity+type+i_sq", lambda w, c, e, s: _types(w, e, "sq")),
    Column("types_en", "#activity+type+i_en", lambda w, c, e, s: _types(w, e, "en")),
    Column("where", "#loc+name", lambda w, c, e, s: place_said(w, e, load_words(s.lang))),
    Column("region_ids", "#adm+code+v_lau", lambda w, c, e, s: _joined(r.region_id for r in _regions(w, e))),
    Column("pcodes", "#adm+code+v_pcode", lambda w, c, e, s: _joined(r.pcode for r in _regions(w, e))),
    Column("qark_ids", "#adm1+code", lambda w, c, e, s: _joined(r.qark_id for r in _regions(w, e))),
    Column("start", "#date+start", lambda w, c, e, s: _day(e.start)),
    Column("end", "#date+end", lambda w, c, e, s: _day(e.end)),
    Column("dates_known", "#meta+dates", lambda w, c, e, s: e.window),
    Column("as_of", "#date+reported", lambda w, c, e, s: s.date.isoformat()),
    Column("standing", "#status+code", lambda w, c, e, s: c.standing(e, s.date)),
    Column("status_recorded", "#status+recorded", lambda w, c, e, s: _status(e)),
    Column("last_confirmed", "#date+confirmed", lambda w, c, e, s: _day(e.last_confirmed)),
    Column("for_whom", "#targeted+type", lambda w, c, e, s: _joined(e.audiences)),
    Column("reached_n", "#reached+num", lambda w, c, e, s: _reach(e, "reached_n")),
    Column("reached_kind", "#reached+kind", lambda w, c, e, s: _reach(e, "reached_kind")),
    Column("reached_scope", "#reached+scope", lambda w, c, e, s: _reach(e, "reached_scope")),
    Column("amount", "#value+amount", lambda w, c, e, s: _reach(e, "amount")),
    Column("currency", "#value+currency", lambda w, c, e, s: _reach(e, "currency")),
    Column("summary_sq", "#description+i_sq", lambda w, c, e, s: e.summary["sq"]),
    Column("summary_en", "#description+i_en", lambda w, c, e, s: e.summary["en"]),
    Column("sources", "#meta+source", lambda w, c, e, s: _cited(w, e)),
    Column("source_refs", "#meta+source+id", lambda w, c, e, s: _joined(f"{x.source_id}#{x.locator}" for x in e.citations)),
    Column("source_urls", "#meta+url", lambda w, c, e, s: _joined(w.source_url(x.source_id) for x in e.citations)),
    Column("merged_ids", "#meta+merged", lambda w, c, e, s: _joined(e.merged)),
    Column("note_en", "#meta+note", lambda w, c, e, s: e.record.note),
)
WHO_HEADS = (
    "record_id", "who", "partners", "donor", "what_sq", "what_en", "types_sq", "types_en", "where", "region_ids", "pcodes",
    "qark_ids", "start", "end", "dates_known", "as_of", "standing", "for_whom", "reached_n", "reached_kind", "reached_scope",
    "amount", "currency", "sources", "source_refs", "source_urls",
)  # fmt: skip


def directory_table(world: World, selection: Selection, *, hxl: bool = False) -> Table:
    """Return the records that the selection's filters leave, in the order of the list."""
    catalogue = catalogue_of(world)
    found = [catalogue.entries[number] for number in catalogue.find(selection.wanted, selection.date).numbers]
    return _table(world, catalogue, found, selection, COLUMNS, hxl)


def who_table(world: World, selection: Selection, *, hxl: bool = False) -> Table:
    """Return the projects at work on the day by who, what, where, when, for whom."""
    catalogue = catalogue_of(world)
    by_head = {column.head: column for column in COLUMNS}
    columns = tuple(by_head[head] for head in WHO_HEADS)
    return _table(world, catalogue, list(working_projects(catalogue, selection)), selection, columns, hxl)


def _table(
    world: World, catalogue: Catalogue, entries: list[Entry], selection: Selection, columns: tuple[Column, ...], hxl: bool
) -> Table:
    rows: list[list[object]] = [[column.head for column in columns]]
    if hxl:
        rows.append([column.hxl for column in columns])
    rows += [[column.cell(world, catalogue, entry, selection) for column in columns] for entry in entries]
    return rows


TABLES = {
    "directory": directory_table,
    "directory-3w": who_table,
    "directory-communities": community_table,
    "directory-plan": plan_matrix,
}


def register_directory_downloads(server: Flask, world: World) -> None:
    """Add the routes of the directory's files."""
    choices = build_choices(world)

    def download(name: str) -> Response:
        if name not in TABLES:
            abort(404)
        query = request.query_string.decode("utf-8", "replace")
        selection = parse_selection(query, choices)
        table = TABLES[name](world, selection, hxl=request.args.get("hxl") == "1")
        response = Response(BOM + write_csv(table), content_type="text/csv; charset=utf-8")
        picked = f"-{selection.estimate}" if name == "directory-communities" and selection.estimate else ""
        file = f"parandalim-{name}{picked}-{selection.date.isoformat()}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
        return response

    for name in TABLES:
        server.add_url_rule(f"/download/{name}.csv", f"download-{name}", download, defaults={"name": name})
