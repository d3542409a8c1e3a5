"""The directory's part on the communities: estimates by source side by side, known places, and what reaches them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from dashboard.state import Selection, Wanted, to_query
from dashboard.text import Words
from dashboard.view_models.addresses import directory_download
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.directory_entries import fold
from dashboard.view_models.directory_list import Action
from dashboard.view_models.directory_words import EntryLine, entry_line
from dashboard.view_models.equity_words import equity_said
from dashboard.view_models.estimate_layers import picked_layer
from dashboard.view_models.estimate_words import figure_said, source_short, span_said
from dashboard.view_models.world import COUNTRY, World
from data.types import Region
from models.communities import GROUPS, find_estimate, list_sources, named_places, span_of, unplaced_estimates
from models.kap_index import BOOSTER


@dataclass(frozen=True)
class Pick:
    """One source that can be picked; ``source_id`` is empty for all of them."""

    source_id: str
    text: str
    current: bool


@dataclass(frozen=True)
class EstimateCell:
    """What one source says of one area: ``state`` is ``some``, ``suppressed`` or ``none`` (it says nothing of this area)."""

    text: str
    state: str
    said: str
    picked: bool


@dataclass(frozen=True)
class EstimateRow:
    """One area across the sources, and the range over them; ``level`` tells how it stands in the table."""

    area: str
    level: str
    cells: tuple[EstimateCell, ...]
    span: str


@dataclass(frozen=True)
class EstimateTable:
    """One community's table: areas x sources. ``heads`` say which is picked."""

    title: str
    heads: tuple[tuple[str, bool], ...]
    rows: tuple[EstimateRow, ...]
    map_address: str


@dataclass(frozen=True)
class UnplacedLine:
    """An estimate of a place that is no area of today."""

    group: str
    place: str
    source: str
    period: str
    figure: str
    picked: bool


@dataclass(frozen=True)
class NamedPlaces:
    """A qark's municipalities that a source names without a number, each with those sources."""

    qark: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CommunitiesPart:
    """The whole part."""

    said: tuple[str, ...]
    equity: tuple[str, ...]
    picks: tuple[Pick, ...]
    tables: tuple[EstimateTable, ...]
    unplaced: tuple[UnplacedLine, ...]
    named: tuple[NamedPlaces, ...]
    projects: tuple[EntryLine, ...]
    booster: str
    files: tuple[Action, ...]


def build_communities(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> CommunitiesPart:
    """Build the part of one selection; a chosen area leaves its qark and what lies in it."""
    area = world.dataset.regions.get(selection.wanted.area)
    equity = equity_said(world, area.region_id if area else COUNTRY, selection.date, words)
    entries = [catalogue.by_id[name] for name in _naming(world, area, selection) if name in catalogue.by_id]
    return CommunitiesPart(
        said=(*_headline(world, selection, words), words("community.warning")),
        equity=equity,
        picks=_picks(world, selection, words),
        tables=tuple(_table(world, group, area, selection, words) for group in GROUPS),
        unplaced=_unplaced(world, selection, words) if area is None or area.level == "country" else (),
        named=_named(world, area, words),
        projects=tuple(entry_line(world, catalogue, entry, selection, words) for entry in entries),
        booster=_booster(world, words),
        files=tuple(
            Action(words(f"directory.file.{name}"), directory_download("directory-communities", selection, hxl=name == "hxl"))
            for name in ("csv", "hxl")
        ),
    )


def _naming(world: World, area: Region | None, selection: Selection) -> tuple[str, ...]:
    return world.equity(area.region_id if area else COUNTRY, selection.date).project_ids


def _headline(world: World, selection: Selection, words: Words) -> list[str]:
    """Say the country's range per community, and what the picked source says."""
    said = []
    for group in GROUPS:
        span = span_of(world.estimates(), group, COUNTRY)
        if span:
            told = {"group": words(f"community.{group}"), "range": span_said(span, words)}
            said.append(words.count("communities_part.country", len(span.source_ids), **told))
        picked = find_estimate(world.estimates(), selection.estimate, group, COUNTRY)
        if picked:
            source = source_short(world.dataset, selection.estimate, words)
            figure = figure_said(picked, words)
            said.append(words("communities_part.picked", group=words(f"community.{group}"), source=source, figure=figure))
    return said


def _picks(world: World, selection: Selection, words: Words) -> tuple[Pick, ...]:
    every = Pick("", words("communities_part.every_source"), not selection.estimate)
    sources = list_sources(world.estimates())
    return (every, *(Pick(s, source_short(world.dataset, s, words), s == selection.estimate) for s in sources))


def shown_areas(world: World, area: Region | None, words: Words) -> list[Region]:
    """Return the country, every qark, and below it the municipalities that a source speaks of; of a chosen area only its own."""
    told = {e.region_id for e in world.estimates()}
    qarks = sorted(world.areas("qark"), key=lambda q: fold(q.name[words.lang]))
    if area is not None and area.level != "country":
        qarks = [q for q in qarks if q.region_id == area.qark_id]
    listed = [world.region(COUNTRY)]
    for qark in qarks:
        inside = sorted(world.municipalities_of(qark.region_id), key=lambda m: fold(m.name[words.lang]))
        listed += [qark, *(m for m in inside if m.region_id in told)]
    return listed


def _table(world: World, group: str, area: Region | None, selection: Selection, words: Words) -> EstimateTable:
    sources = list_sources(world.estimates(), group)
    layer = picked_layer(group, selection.estimate if selection.estimate in sources else sources[0]) if sources else ""
    on_map = replace(selection, page="", layer=layer, wanted=Wanted(), view="map")
    rows = (_row(world, group, sources, region, selection, words) for region in shown_areas(world, area, words))
    return EstimateTable(
        title=words(f"community.{group}"),
        heads=tuple((source_short(world.dataset, s, words), s == selection.estimate) for s in sources),
        rows=tuple(row for row in rows if row.level != "municipality" or any(c.state != "none" for c in row.cells)),
        map_address=to_query(on_map) if layer in world.layers else "",
    )


def _row(world: World, group: str, sources: tuple[str, ...], region: Region, selection: Selection, words: Words) -> EstimateRow:
    span = span_of(world.estimates(), group, region.region_id)
    return EstimateRow(
        area=words(f"place.{region.level}", name=region.name[words.lang]),
        level=region.level,
        cells=tuple(_cell(world, group, s, region, selection, words) for s in sources),
        span=span_said(span, words) if span else "",
    )


def _cell(world: World, group: str, source_id: str, region: Region, selection: Selection, words: Words) -> EstimateCell:
    found = find_estimate(world.estimates(), source_id, group, region.region_id)
    source = source_short(world.dataset, source_id, words)
    place, picked = words(f"place.{region.level}", name=region.name[words.lang]), source_id == selection.estimate
    if found is None:
        return EstimateCell("–", "none", words("communities_part.cell_none", source=source, place=place), picked)
    text = figure_said(found, words)
    said = words("communities_part.cell", source=source, place=place, figure=text, period=words.period(found.period))
    return EstimateCell(text, "suppressed" if math.isnan(found.low) and found.gap else "some", said, picked)


def _unplaced(world: World, selection: Selection, words: Words) -> tuple[UnplacedLine, ...]:
    lines = [
        UnplacedLine(
            words(f"community.{e.group}"),
            e.place_named,
            source_short(world.dataset, e.source_id, words),
            words.period(e.period) if e.period else words("community.undated"),
            figure_said(e, words),
            e.source_id == selection.estimate,
        )
        for e in unplaced_estimates(world.estimates())
    ]
    return tuple(sorted(lines, key=lambda line: (fold(line.place), line.source, line.group)))


def _named(world: World, area: Region | None, words: Words) -> tuple[NamedPlaces, ...]:
    found = named_places(world.estimates())
    listed = []
    for region in shown_areas(world, area, words):
        if region.level != "qark":
            continue
        inside = [region, *sorted(world.municipalities_of(region.region_id), key=lambda m: fold(m.name[words.lang]))]
        places = [(m.name[words.lang], _sources(world, found[m.region_id], words)) for m in inside if m.region_id in found]
        if places:
            listed.append(NamedPlaces(region.name[words.lang], tuple(places)))
    return tuple(listed)


def _sources(world: World, source_ids: tuple[str, ...], words: Words) -> str:
    return "; ".join(world.source_name(source_id, words.lang) for source_id in source_ids)


def _booster(world: World, words: Words) -> str:
    """Say whether answers of the survey's Roma booster are loaded; its people stand in no share above."""
    waves = {e.wave for e in world.dataset.survey.estimates if e.sample == BOOSTER}
    return words.count("communities_part.booster", len(waves))
