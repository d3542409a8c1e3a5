"""Make the boundaries that are drawn out of surveyed records: one coverage without gaps, light enough for a screen.

Nothing but geometry is taken from a record: its region comes from the manifest, names from ``regions.csv``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape

from data.geo.feature_collections import collection_of, text_of
from data.geo.smooth import Shapes
from data.geo.surveyed_download import SurveyError
from data.types import Level, Region

# A gap narrower than this between two records is a slip of the survey, about 200 m, and goes to the longer neighbour.
GAP_DEGREES = 0.002
# The largest that keeps every municipality above 0.97 IoU with its record; some 3,900 points.
THINNING_DEGREES = 0.0026
GRID_DEGREES = 1e-4
# A union of municipalities that is not its qark means that records were mixed up. Surveyed ones agree to 0.99.
LEAST_AGREEMENT = 0.95
RECIPE = f"1: clean {GAP_DEGREES}, thin {THINNING_DEGREES}, grid {GRID_DEGREES}"


def build_surveyed(records: Mapping[str, bytes], regions: Mapping[str, Region]) -> dict[Level, str]:
    """Build both levels from the records.

    Parameters
    ----------
    records : mapping of str to bytes
        A GeoJSON feature by region code, degrees (EPSG:4326), for every qark and municipality.
    regions : mapping of str to Region
        The regions, with the qark of each municipality.

    Returns
    -------
    dict of level to str
        GeoJSON text. Municipalities share every vertex with their neighbours, qarks are the unions of theirs, outer rings
        run clockwise; the same records give the same bytes.

    Raises
    ------
    SurveyError
        When a record is not a valid polygon, or the whole is not a coverage that nests in its qarks.
    """
    outlines = {code: _polygon(code, records[code]) for code in sorted(records)}
    ours = {code: area for code, area in outlines.items() if regions[code].level == "municipality"}
    municipalities = _thin(ours)
    qarks = {
        qark: shapely.coverage_union_all([area for code, area in municipalities.items() if regions[code].qark_id == qark])
        for qark in sorted(set(outlines) - set(ours))
    }
    _check(municipalities, qarks, {code: outlines[code] for code in qarks})
    return {"qark": text_of(collection_of(qarks)), "municipality": text_of(collection_of(municipalities))}


def _polygon(code: str, body: bytes) -> shapely.Geometry:
    try:
        area = shape(json.loads(body)["geometry"])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, GEOSException) as error:
        raise SurveyError(f"the record of {code} is not a GeoJSON feature ({type(error).__name__})") from None
    if area.geom_type not in ("Polygon", "MultiPolygon") or area.is_empty or not area.is_valid:
        raise SurveyError(f"the record of {code} is not a valid polygon")
    return area


def _thin(areas: Shapes) -> Shapes:
    """Close gaps and overlaps, thin borders as shared lines, and put every corner on the grid."""
    clean = shapely.coverage_clean(np.array(list(areas.values())), gap_width=GAP_DEGREES)
    thin = shapely.set_precision(shapely.coverage_simplify(clean, THINNING_DEGREES), GRID_DEGREES)
    return dict(zip(areas, thin, strict=True))


def _check(municipalities: Shapes, qarks: Shapes, records: Shapes) -> None:
    for areas in (municipalities, qarks):
        whole = list(areas.values())
        bad = [code for code, area in areas.items() if area.is_empty or not area.is_valid]
        if bad or not shapely.coverage_is_valid(whole):
            raise SurveyError(f"the surveyed boundaries do not fit together ({', '.join(bad) or 'gaps or overlaps'})")
    for code, area in qarks.items():
        union = shapely.area(shapely.union(area, records[code]))
        if shapely.area(shapely.intersection(area, records[code])) < LEAST_AGREEMENT * union:
            raise SurveyError(f"the municipalities of {code} are not the area of its own record")
