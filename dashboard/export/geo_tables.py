"""Puts tables on the map: areas by the boundaries in use, records at their municipalities' seats, a shelter never."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.export.data_table import DATE, NUMBER, SEATS, STRING, Cell, DataTable
from dashboard.view_models.directory_catalogue import catalogue_of
from dashboard.view_models.directory_entries import Entry
from dashboard.view_models.world import World
from data.geo.layer_files import LayerTable

Geometry = Mapping[str, Any]
SHELTER = re.compile(r"streh|shelter", re.IGNORECASE)
# What stands beside each indicator's figure where figures are laid side by side, one area to a row.
BESIDE = ("state", "gap", "period", "source_id")
AREA_HEADS = ("region_id", "name", "as_of")


def has_place(table: DataTable) -> bool:
    """Say whether a table can be drawn on a map."""
    return bool(table.place)


def map_layer(world: World, table: DataTable) -> LayerTable:
    """Return a table as a layer; figures of indicators side by side, one area to a row."""
    if table.place == SEATS:
        return layer_of(table, tuple(_seats(world, str(name)) for name in table.column("record_id")))
    wide = side_by_side(table) if table.name == "values" else table
    shapes = _shapes(world)
    return layer_of(wide, tuple(shapes.get(str(area)) for area in wide.column("region_id")))


def layer_of(table: DataTable, geometries: tuple[Geometry | None, ...] | None = None) -> LayerTable:
    """Return a table as a layer, without geometries as a plain table."""
    return LayerTable(table.name, table.heads, table.kinds, table.rows, geometries)


def package_layers(world: World, tables: Sequence[DataTable]) -> list[LayerTable]:
    """Return the layers of a GeoPackage: what has a place as layers, long figures and all else as plain tables."""
    layers: list[LayerTable] = []
    for table in tables:
        if not has_place(table):
            layers.append(layer_of(table))
            continue
        layers.append(map_layer(world, table))
        if table.name == "values":
            long = layer_of(table)
            layers.append(LayerTable("values_long", long.heads, long.kinds, long.rows))
    return layers


def side_by_side(table: DataTable) -> DataTable:
    """Return figures with one row per area: each indicator's value, and beside it state, gap, period and source."""
    found: dict[str, dict[str, Cell]] = {}
    indicators: dict[str, None] = {}
    for cells in table.rows:
        row = dict(zip(table.heads, cells, strict=True))
        name = str(row["indicator_id"])
        indicators[name] = None
        area = found.setdefault(str(row["region_id"]), {head: row[head] for head in AREA_HEADS})
        area |= {name: row["value"], **{f"{name}_{other}": row[other] for other in BESIDE}}
    columns = [(head, STRING) for head in AREA_HEADS[:2]] + [(AREA_HEADS[2], DATE)]
    for name in indicators:
        columns += [(name, NUMBER), *((f"{name}_{other}", STRING) for other in BESIDE)]
    heads, kinds = tuple(head for head, _ in columns), tuple(kind for _, kind in columns)
    rows = tuple(tuple(area.get(head) for head in heads) for area in found.values())
    return replace(table, heads=heads, tags=("",) * len(heads), kinds=kinds, rows=rows)


def _shapes(world: World) -> dict[str, Geometry]:
    levels = (world.shapes.geojson[level] for level in ("qark", "municipality") if level in world.shapes.geojson)
    return {feature["id"]: feature["geometry"] for level in levels for feature in level["features"]}


def _seats(world: World, record_id: str) -> Geometry | None:
    """Return the seats of a record's municipalities; none for a shelter, nor for what speaks of one."""
    entry = catalogue_of(world).by_id.get(record_id)
    if entry is None or entry.shelter or _names_shelter(entry):
        return None
    regions = (world.dataset.regions.get(place.region_id) for place in entry.places)
    seats = dict.fromkeys((r.seat_lon, r.seat_lat) for r in regions if r is not None and r.level == "municipality")
    points = [list(seat) for seat in seats]
    if not points:
        return None
    return {"type": "Point", "coordinates": points[0]} if len(points) == 1 else {"type": "MultiPoint", "coordinates": points}


def _names_shelter(entry: Entry) -> bool:
    return any(SHELTER.search(text) for text in (*entry.name.values(), *entry.summary.values()))
