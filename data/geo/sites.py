"""The points that stand for each municipality's ground: a place for every administrative unit that one is known for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from data.geo.regions import Latitude, Longitude
from data.problems import DataError, Problem, Reporter
from data.strict import Name, Record, blank_to_none, read_rows

ADMIN_UNITS_FILE = Path(__file__).with_name("admin_units.csv")
EXTRA_PLACES_FILE = Path(__file__).with_name("extra_places.csv")


@dataclass(frozen=True)
class Site:
    """A point known to lie in a municipality (degrees, EPSG:4326)."""

    region_id: str
    lat: float
    lon: float


class AdminUnitRow(Record):
    """A row of admin_units.csv; no point where no place of the unit is known."""

    com_id: Name
    name_sq: Name
    region_id: Name
    former_district: str
    place: str
    lat: Annotated[Latitude | None, BeforeValidator(blank_to_none)]
    lon: Annotated[Longitude | None, BeforeValidator(blank_to_none)]
    geonameid: str


class ExtraPlaceRow(Record):
    """A row of extra_places.csv: a further place in a thinly covered unit."""

    place: Name
    region_id: Name
    unit_sq: str
    lat: Latitude
    lon: Longitude
    geonameid: str
    source_id: Name


def read_sites(municipalities: Collection[str], units: Path = ADMIN_UNITS_FILE, extra: Path = EXTRA_PLACES_FILE) -> list[Site]:
    """Read the known points of the municipalities.

    Parameters
    ----------
    municipalities : collection of str
        The codes that a row may name.
    units, extra : Path
        Places of administrative units (empty where no place is known) and further places in thinly covered units.

    Returns
    -------
    list of Site
        In file order, each point once.

    Raises
    ------
    DataError
        With every problem of both files.
    """
    sites: dict[Site, None] = {}
    problems: list[Problem] = []
    kinds: tuple[tuple[Path, type[AdminUnitRow] | type[ExtraPlaceRow]], ...] = ((units, AdminUnitRow), (extra, ExtraPlaceRow))
    for path, model in kinds:
        report = Reporter(path)
        for row, item in read_rows(path, model, report):
            if item.region_id not in municipalities:
                remedy = "write the LAU code of a municipality of regions.csv"
                report.add("unknown municipality", remedy, row=row, column="region_id", value=item.region_id)
            if item.lat is not None and item.lon is not None:
                sites[Site(item.region_id, item.lat, item.lon)] = None
        problems += report.problems
    if problems:
        raise DataError(problems)
    return list(sites)
