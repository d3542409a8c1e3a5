"""The points that stand for each municipality's ground: a place for every administrative unit that one is known for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from data.problems import DataError, Problem, Reporter
from data.strict import Name, Record, RegionId, read_rows

ADMIN_UNITS_FILE = Path(__file__).with_name("admin_units.csv")
EXTRA_PLACES_FILE = Path(__file__).with_name("extra_places.csv")


def _blank_to_none(value: object) -> object:
    return None if value == "" else value


Latitude = Annotated[float, Field(ge=39.5, le=43.0)]
Longitude = Annotated[float, Field(ge=19.0, le=21.5)]


class AdminUnitRow(Record):
    """A row of admin_units.csv; the place is empty where none is known."""

    com_id: Name
    name_sq: Name
    region_id: RegionId
    former_district: Name
    place: str
    lat: Annotated[Latitude | None, BeforeValidator(_blank_to_none)]
    lon: Annotated[Longitude | None, BeforeValidator(_blank_to_none)]
    geonameid: str


class ExtraPlaceRow(Record):
    """A row of extra_places.csv."""

    place: Name
    region_id: RegionId
    unit_sq: Name
    lat: Latitude
    lon: Longitude
    geonameid: str
    source_id: Name


@dataclass(frozen=True)
class Site:
    """A point known to lie in a municipality (degrees, EPSG:4326)."""

    region_id: str
    lat: float
    lon: float


def read_sites(municipalities: Collection[str], units: Path = ADMIN_UNITS_FILE, extra: Path = EXTRA_PLACES_FILE) -> list[Site]:
    """Read the known points of the municipalities.

    Parameters
    ----------
    municipalities : collection of str
        The codes that a row may name.
    units, extra : Path
        Places of administrative units (empty where no place is known) and further places.

    Returns
    -------
    list of Site
        In file order, each point once.

    Raises
    ------
    DataError
        With every problem of both files.
    """
    problems: list[Problem] = []
    sites = [*_sites(units, AdminUnitRow, municipalities, problems), *_sites(extra, ExtraPlaceRow, municipalities, problems)]
    if problems:
        raise DataError(problems)
    return list(dict.fromkeys(sites))


def _sites(
    path: Path, model: type[AdminUnitRow] | type[ExtraPlaceRow], municipalities: Collection[str], problems: list[Problem]
) -> list[Site]:
    reporter = Reporter(path)
    sites = []
    for line, row in read_rows(path, model, reporter):
        if row.region_id not in municipalities:
            remedy = "write the LAU code of a municipality of regions.csv"
            reporter.add("unknown municipality", remedy, row=line, column="region_id", value=row.region_id)
        if row.lat is not None and row.lon is not None:
            sites.append(Site(row.region_id, row.lat, row.lon))
    problems.extend(reporter.problems)
    return sites
