"""Layers of a map as files for a GIS: GeoJSON, GeoPackage, GeoParquet.

Geometries are GeoJSON objects in degrees; cells are texts, numbers, days or None. geopandas is imported only where it writes.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

DEGREES = "EPSG:4326"
TYPES: Mapping[str, str] = {"number": "float64", "integer": "int64", "string": "string", "date": "date32"}
"""The Arrow type of each kind of cell: in all of them nothing is nothing, never NaN or 0, and a day has no time."""


@dataclass(frozen=True)
class LayerTable:
    """One layer: typed columns, rows of cells, and a geometry per row.

    ``kinds`` are ``string``, ``number``, ``integer`` or ``date``. ``geometries`` is None for a table without any; in a layer a
    row's may be None.
    """

    name: str
    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    geometries: tuple[Mapping[str, Any] | None, ...] | None = None


def geojson_bytes(layer: LayerTable, about: Mapping[str, Any] | None = None) -> bytes:
    """Return a layer as GeoJSON (RFC 7946); ``about`` are further members of the collection.

    Returns
    -------
    bytes
        UTF-8; a feature's id is its first cell where no other row has it; no NaN, a missing cell is null.
    """
    ids = [row[0] for row in layer.rows]
    unique = len(set(ids)) == len(ids)
    places = layer.geometries or (None,) * len(layer.rows)
    features = [
        {
            "type": "Feature",
            **({"id": row[0]} if unique else {}),
            "geometry": place,
            "properties": {head: _plain(cell) for head, cell in zip(layer.heads, row, strict=True)},
        }
        for row, place in zip(layer.rows, places, strict=True)
    ]
    whole = {"type": "FeatureCollection", "name": layer.name, **(about or {}), "features": features}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def geopackage_bytes(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as one GeoPackage; those without geometry become attribute tables."""
    import pyogrio

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layers.gpkg"
        for layer in layers:
            frame = _frame(layer)
            options: dict[str, Any] = {"layer": layer.name, "driver": "GPKG", "append": path.exists(), "use_arrow": True}
            if layer.geometries is not None:
                options |= {"geometry_type": _geometry_type(layer), "promote_to_multi": _geometry_type(layer).startswith("Multi")}
            pyogrio.write_dataframe(frame, path, **options)
        return path.read_bytes()


def geoparquet_bytes(layer: LayerTable) -> bytes:
    """Return a layer as GeoParquet 1.1."""
    out = io.BytesIO()
    _frame(layer).to_parquet(out, index=False, schema_version="1.1.0")
    return out.getvalue()


def _plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _geometry_type(layer: LayerTable) -> str:
    """Return the type that holds every geometry of a layer: single where all are single."""
    kinds = {place["type"] for place in layer.geometries or () if place is not None}
    if not kinds or len(kinds) == 1:
        return next(iter(kinds), "Point")
    single = {kind.removeprefix("Multi") for kind in kinds}
    return f"Multi{next(iter(single))}" if len(single) == 1 else "Unknown"


def _frame(layer: LayerTable) -> Any:
    """Return a layer as a frame, with a geometry column where it has geometries."""
    import geopandas
    import pandas
    import pyarrow
    from shapely.geometry import shape

    columns = {
        head: pandas.Series(
            pyarrow.array([row[number] for row in layer.rows], pyarrow.type_for_alias(TYPES[kind])),
            dtype=pandas.ArrowDtype(pyarrow.type_for_alias(TYPES[kind])),
        )
        for number, (head, kind) in enumerate(zip(layer.heads, layer.kinds, strict=True))
    }
    frame = pandas.DataFrame(columns, columns=list(layer.heads))
    if layer.geometries is None:
        return frame
    shapes = [None if place is None else shape(place) for place in layer.geometries]
    return geopandas.GeoDataFrame(frame, geometry=geopandas.GeoSeries(shapes, crs=DEGREES))
