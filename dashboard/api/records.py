"""Records, communities, sources and versions as the interface answers with them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from dashboard.api.endpoints import Asked, Json
from dashboard.api.plain import absent, day, figure, text_of
from dashboard.export.data_tables import kept_areas
from dashboard.state import Wanted, default_selection
from dashboard.view_models.directory_catalogue import Catalogue, catalogue_of
from dashboard.view_models.directory_entries import Entry
from dashboard.view_models.world import World, build_choices
from data.geo.boundaries import LICENCE
from data.types import Coverage, Source
from models.communities import Estimate
from models.method import METHOD_VERSION
from models.method_history import HISTORY

API_VERSION = "1"
FILTERS = ("kind", "type", "area", "org", "donor", "standing", "audience")


def list_records(world: World, asked: Asked) -> list[Json]:
    """Return the services, projects and mechanisms that the filters leave, in the order of the directory."""
    catalogue = catalogue_of(world)
    wanted = Wanted(words=asked["q"] or "", **{name: str(asked[name] or "") for name in FILTERS})  # type: ignore[arg-type]
    found = catalogue.find(wanted, asked["as_of"]).numbers
    return [_record(world, catalogue, catalogue.entries[number], asked) for number in found]


def _record(world: World, catalogue: Catalogue, entry: Entry, asked: Asked) -> Json:
    return {
        "record_id": entry.entry_id,
        "kind": entry.kind,
        "name": text_of(entry.name),
        "summary": text_of(entry.summary),
        "types": [code.partition(".")[2] for code in entry.types],
        "audiences": list(entry.audiences),
        "organisations": list(entry.organisations),
        "donors": list(entry.donors),
        "places": _places(world, entry),
        "start": day(entry.start),
        "end": day(entry.end),
        "dates_known": absent(entry.window),
        "as_of": asked["as_of"].isoformat(),
        "standing": catalogue.standing(entry, asked["as_of"]),
        "status_recorded": absent(entry.record.status),
        "last_confirmed": day(entry.last_confirmed),
        "reached": _reached(entry.record),
        "money": _money(entry.record),
        "sources": [{"source_id": c.source_id, "locator": absent(c.locator)} for c in entry.citations],
        "merged_ids": list(entry.merged),
    }


def _places(world: World, entry: Entry) -> list[Json]:
    """Return where a record is, by area only; a shelter's qark at most, as the directory has it."""
    regions = (world.dataset.regions.get(place.region_id) for place in entry.places)
    return [{"region_id": r.region_id, "level": r.level, "qark_id": absent(r.qark_id)} for r in regions if r is not None]


def _reached(record: Any) -> Json | None:
    number = figure(getattr(record, "reached_n", math.nan))
    return (
        None if number is None else {"number": number, "kind": absent(record.reached_kind), "scope": absent(record.reached_scope)}
    )


def _money(record: Any) -> Json | None:
    amount = figure(getattr(record, "amount", math.nan))
    return None if amount is None else {"amount": amount, "currency": absent(record.currency)}


def list_communities(world: World, asked: Asked) -> list[Json]:
    """Return every source's estimates, side by side: never added and never averaged."""
    selection = replace(default_selection(build_choices(world)), region=asked["region"] or "")
    areas = kept_areas(world, selection)
    return [
        _estimate(e)
        for e in world.estimates()
        if asked["group"] in (None, e.group)
        and asked["source"] in (None, e.source_id)
        and (areas is None or e.region_id in areas)
    ]


def _estimate(e: Estimate) -> Json:
    return {
        "region_id": absent(e.region_id),
        "place_named": absent(e.place_named),
        "group": e.group,
        "period": e.period,
        "low": figure(e.low),
        "high": figure(e.high),
        "more_than_low": e.over,
        "gap": absent(e.gap),
        "source_id": e.source_id,
        "notes": list(e.notes),
    }


def list_sources(world: World, asked: Asked) -> list[Json]:
    """Return the sources with what they speak for."""
    return [_source(source) for _, source in sorted(world.dataset.sources.items())]


def _source(s: Source) -> Json:
    return {
        "source_id": s.source_id,
        "title": text_of(s.title),
        "producer": absent(s.producer),
        "citation": absent(s.citation),
        "url": absent(s.url),
        "published": absent(s.published),
        "accessed": absent(s.accessed),
        "licence": absent(s.licence),
        "coverage": [_coverage(item) for item in s.coverage],
    }


def _coverage(item: Coverage) -> Json:
    return {
        "region_ids": list(item.region_ids),
        "start": item.start.isoformat(),
        "end": item.end.isoformat(),
        "themes": list(item.themes),
        "complete": item.complete,
        "reason": absent(item.reason),
    }


def tell_versions(world: World, asked: Asked) -> Json:
    """Return what the answers rest on."""
    data = world.dataset
    marks = {level: url.split("/")[2] for level, url in world.shapes.urls.items() if level in ("qark", "municipality")}
    own = [
        {"name": i.name, "kind": i.kind, "version": i.version, "since": i.since.isoformat(), "rows": i.rows, "example": i.example}
        for i in data.imported
    ]
    history = [{"version": c.version, "day": c.day.isoformat(), "scores_moved": c.scores_moved} for c in HISTORY]
    return {
        "api_version": API_VERSION,
        "data_version": data.version,
        "method_version": METHOD_VERSION,
        "method_history": history,
        "boundaries": {"kind": world.shapes.kind, "licence": absent(LICENCE.get(world.shapes.kind, "")), "marks": marks},
        "imported": own,
        "default_as_of": world.default_date.isoformat(),
        "today": world.today.isoformat(),
    }
