"""Read the municipalities that a user supplies, check them whole, and dissolve the qarks from them.

The file may be GeoJSON, GeoPackage, Shapefile (also zipped) or GeoParquet; the field that holds the LAU codes is found by its
values, whatever it is called.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas
import shapely

from data.geo.feature_collections import Collection, collection_of
from data.problems import DataError, Reporter
from data.types import Level, Region

DEGREES = "EPSG:4326"
ALBANIA = shapely.box(19.0, 39.5, 21.2, 42.8)
TEXT_SUFFIXES = (".geojson", ".json")
PARQUET_SUFFIXES = (".parquet", ".geoparquet")
SUFFIXES = (*TEXT_SUFFIXES, ".gpkg", ".shp", ".zip", *PARQUET_SUFFIXES)
DECIMALS = 5
# Above this, surveyed borders are thinned for the screen as shared lines; an SVG map gains nothing from more.
MANY_VERTICES = 8_000
THINNING_DEGREES = 0.003


def read_user_boundaries(path: Path, regions: Mapping[str, Region]) -> dict[Level, Collection]:
    """Read a user's municipalities and dissolve them into qarks.

    Parameters
    ----------
    path : Path
        The user's file.
    regions : mapping of str to Region
        The regions that must be there, with the qark of each municipality.

    Returns
    -------
    dict of level to feature collection
        Municipalities and qarks in degrees (EPSG:4326), ids are region codes.

    Raises
    ------
    DataError
        With every fault found: unreadable, empty, CRS, codes missing, extra or twice, geometries, place.
    """
    reporter = Reporter(path)
    qark_of = {code: region.qark_id for code, region in regions.items() if region.level == "municipality"}
    frame = _read(path, reporter)
    if frame is not None:
        codes = _codes(frame, set(qark_of), reporter)
        _check_shapes(frame, codes, reporter)
        frame = _in_degrees(frame, reporter)
    if frame is None or reporter.problems:
        raise DataError(reporter.problems)
    return _collections(dict(sorted(zip(codes, frame.geometry, strict=True))), qark_of)


def _read(path: Path, reporter: Reporter) -> Any | None:
    if not path.is_file():
        reporter.add("there is no such file", "Correct the path in PARANDALIM_BOUNDARIES, or unset it", value=path.name)
        return None
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        reporter.add("unknown kind of file", f"Give one of {', '.join(SUFFIXES)}", value=path.suffix)
        return None
    if suffix in TEXT_SUFFIXES and not _is_utf8(path):
        reporter.add("the file is not UTF-8", "Export it again as UTF-8")
        return None
    frame = _open(path, suffix, reporter)
    if frame is not None and "geometry" not in frame:
        reporter.add("the file holds no geometries", "Export the polygons of the 61 municipalities")
        return None
    if frame is not None and frame.empty:
        reporter.add("the file is empty", "Export the polygons of the 61 municipalities")
        return None
    return frame


def _is_utf8(path: Path) -> bool:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _open(path: Path, suffix: str, reporter: Reporter) -> Any | None:
    try:
        with warnings.catch_warnings():
            # What GDAL warns about (winding, open rings, several layers) is checked here, in the reader's own words.
            warnings.simplefilter("ignore")
            return geopandas.read_parquet(path) if suffix in PARQUET_SUFFIXES else geopandas.read_file(path)
    except (OSError, ValueError, RuntimeError, TypeError, KeyError) as error:
        remedy = "Open it in a GIS to see whether it is whole, and export it again"
        reporter.add("the file cannot be read", remedy, value=str(error).splitlines()[0][:120] if str(error) else "")
        return None


def _codes(frame: Any, wanted: set[str], reporter: Reporter) -> list[str]:
    columns = {name: [str(value).strip() for value in frame[name]] for name in frame.columns if name != frame.geometry.name}
    hits = {name: len(wanted & set(values)) for name, values in columns.items()}
    field = max(hits, key=lambda name: hits[name], default="")
    if not field or not hits[field]:
        remedy = "Add a field with the Eurostat LAU code of each municipality, such as AL314"
        reporter.add("no field holds the codes of the municipalities", remedy, value=", ".join(columns))
        return []
    codes = columns[field]
    counts = Counter(codes)
    for code in sorted(wanted - set(codes)):
        reporter.add("a municipality is missing", "Add its polygon", column=field, value=code)
    for code in sorted(set(codes) - wanted):
        remedy = "Remove it, or correct the code to the LAU code in regions.csv"
        reporter.add("not the code of a municipality", remedy, row=codes.index(code) + 1, column=field, value=code)
    for code in sorted(code for code, count in counts.items() if count > 1 and code in wanted):
        remedy = "Merge the parts of a municipality into one feature with several polygons"
        reporter.add(f"a municipality stands {counts[code]} times", remedy, column=field, value=code)
    return codes


def _check_shapes(frame: Any, codes: list[str], reporter: Reporter) -> None:
    for row, shape in enumerate(frame.geometry, start=1):
        code = codes[row - 1] if codes else ""
        if shape is None or shape.is_empty:
            reporter.add("the feature has no geometry", "Draw its polygon", row=row, column="geometry", value=code)
        elif shape.geom_type not in ("Polygon", "MultiPolygon"):
            reporter.add(
                "the geometry is not a polygon", "Give polygons", row=row, column="geometry", value=f"{code} {shape.geom_type}"
            )
        elif not shape.is_valid:
            reason = shapely.is_valid_reason(shape)
            remedy = "Repair it in a GIS (in QGIS: Fix geometries)"
            reporter.add(f"the polygon is invalid: {reason}", remedy, row=row, column="geometry", value=code)


def _in_degrees(frame: Any, reporter: Reporter) -> Any | None:
    stated = frame.crs.to_string() if frame.crs else ""
    if not stated and not ALBANIA.covers(shapely.box(*frame.total_bounds)):
        remedy = "State the coordinate reference system when exporting (a .prj beside a Shapefile)"
        reporter.add("no CRS is stated and the coordinates are not degrees within Albania", remedy, column="crs")
        return None
    try:
        placed = frame.to_crs(DEGREES) if stated else frame.set_crs(DEGREES)
    except (RuntimeError, ValueError) as error:
        reporter.add(
            "the CRS cannot be transformed", "Export the file in EPSG:4326", column="crs", value=f"{stated}: {error}"[:120]
        )
        return None
    west, south, east, north = placed.total_bounds
    if ALBANIA.covers(shapely.box(west, south, east, north)):
        return placed
    swapped = ALBANIA.covers(shapely.box(south, west, north, east))
    remedy = (
        "Longitude and latitude are swapped: export x first" if swapped else "State the CRS that the coordinates are really in"
    )
    found = f"{stated or DEGREES}: {west:.2f} {south:.2f} {east:.2f} {north:.2f}"
    reporter.add("the coordinates do not lie in Albania under the CRS that the file states", remedy, column="crs", value=found)
    return None


def _collections(areas: Mapping[str, Any], qark_of: Mapping[str, str]) -> dict[Level, Collection]:
    shapes = dict(zip(areas, shapely.set_precision(list(areas.values()), 10**-DECIMALS), strict=True))
    if sum(shapely.get_num_coordinates(list(shapes.values()))) > MANY_VERTICES:
        thinned = shapely.set_precision(shapely.coverage_simplify(list(shapes.values()), THINNING_DEGREES), 10**-DECIMALS)
        shapes = dict(zip(shapes, thinned, strict=True))
    qarks = {
        qark: shapely.union_all([shape for code, shape in shapes.items() if qark_of[code] == qark], grid_size=10**-DECIMALS)
        for qark in sorted(set(qark_of.values()))
    }
    return {"qark": collection_of(qarks, DECIMALS), "municipality": collection_of(shapes, DECIMALS)}
