"""Where an activity of an IATI file is: codes, then names, then points, never finer than a municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from data.geo.boundaries import Boundaries
from data.imports.iati_types import Location
from data.imports.places import PlaceIndex, ResolvedPlace, resolve_place

GEONAMES = "G1"
WEST, SOUTH, EAST, NORTH = 19.0, 39.5, 21.2, 42.8

PointFinder = Callable[[float, float], str]
"""Latitude and longitude to the municipality that holds them; empty where none does."""
Resolver = Callable[[Location], "FoundPlace"]


@dataclass(frozen=True)
class FoundPlace:
    """The place of a location, as the columns of ``project_places.csv``; ``remark`` says what was assumed or is not known."""

    region_id: str
    place_level: str
    basis: str
    remark: str
    about: str


def point_finder(boundaries: Boundaries) -> PointFinder:
    """Return what finds the municipality of a point. Shipped boundaries are approximate: near one it may be the next."""
    import shapely
    from shapely.geometry import shape

    features = boundaries.geojson["municipality"]["features"]
    ids = [feature["properties"]["region_id"] for feature in features]
    tree = shapely.STRtree([shape(feature["geometry"]) for feature in features])

    def find(lat: float, lon: float) -> str:
        held = tree.query(shapely.Point(lon, lat), predicate="intersects")
        return str(ids[min(held)]) if len(held) else ""

    return find


def make_resolver(index: PlaceIndex, at_point: PointFinder | None = None) -> Resolver:
    """Return what resolves locations by codes (GeoNames, LAU, NUTS, P-code, ISO 3166-2), then names, then points.

    A name that is ambiguous or unknown gives way to the point, where there is one and ``at_point`` is given.
    """
    codes = _known_codes(index)

    def resolve(location: Location) -> FoundPlace:
        by_code = _by_code(codes, location.codes)
        if by_code:
            level = index.regions[by_code].level
            return FoundPlace(by_code, level, "stated", "", "")
        names = [resolve_place(index, name) for name in _names(location)]
        found = next((place for place in names if place.status == "resolved"), None)
        if found:
            return FoundPlace(found.region_id, found.place_level, found.basis, found.assumption, found.asked)
        return _by_point(index, location, at_point) or _unresolved(location, names)

    return resolve


def _known_codes(index: PlaceIndex) -> Mapping[tuple[str, str], str]:
    """Return regions by vocabulary and code; the vocabulary is empty where a code needs none to be told apart."""
    found = {(GEONAMES, unit.geonameid): unit.region_id for unit in index.units if unit.geonameid}
    for region in index.regions.values():
        for code in (region.region_id, region.pcode, region.iso_3166_2):
            if code and (region.level != "municipality" or code in (region.region_id, region.pcode)):
                found.setdefault(("", code), region.region_id)
    return found


def _by_code(codes: Mapping[tuple[str, str], str], given: Iterable[tuple[str, str]]) -> str:
    """Return the most precise region that a code names."""
    hits = [codes.get((vocabulary, code)) or codes.get(("", code), "") for vocabulary, code in given]
    return max((hit for hit in hits if hit and hit != "AL"), key=lambda hit: "0" not in hit[2:3], default="")


def _names(location: Location) -> list[str]:
    """Return the names to try, Albanian first."""
    return [location.name[lang] for lang in sorted(location.name, key=lambda lang: (lang != "sq", lang != "en", lang))]


def _by_point(index: PlaceIndex, location: Location, at_point: PointFinder | None) -> FoundPlace | None:
    """Return the municipality of the point; abroad where it is far from Albania; None where nothing can be said."""
    if location.point is None:
        return None
    lat, lon = location.point
    if not (SOUTH <= lat <= NORTH and WEST <= lon <= EAST):
        return FoundPlace("", "foreign", "stated", "abroad", "")
    region_id = at_point(lat, lon) if at_point else ""
    if not region_id:
        return None
    return FoundPlace(region_id, index.regions[region_id].level, "inferred", "municipality_of_point", "")


def _unresolved(location: Location, names: list[ResolvedPlace]) -> FoundPlace:
    """Return that the place is not known, with what the name may mean or what is spelled most like it."""
    for place in names:
        if place.status == "ambiguous":
            return FoundPlace(
                "", "not_named", "stated", "ambiguous_place", ", ".join(sorted(c.region_id for c in place.candidates))
            )
    near = ", ".join(dict.fromkeys(name for place in names for name in place.suggestions))
    return FoundPlace("", "not_named", "stated", "unknown_place", near)
