"""The points that stand for each municipality's ground: a place for every administrative unit that one is known for."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from data.geo.regions import LATITUDES, LONGITUDES
from data.geo.tables import Row, number_in, read_rows
from data.problems import DataError, Reporter

ADMIN_UNITS_FILE = Path(__file__).with_name("admin_units.csv")
EXTRA_PLACES_FILE = Path(__file__).with_name("extra_places.csv")
ADMIN_UNIT_COLUMNS = ["com_id", "name_sq", "region_id", "former_district", "place", "lat", "lon", "geonameid"]
EXTRA_PLACE_COLUMNS = ["place", "region_id", "unit_sq", "lat", "lon", "geonameid", "source_id"]


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
    problems = []
    for path, columns in ((units, ADMIN_UNIT_COLUMNS), (extra, EXTRA_PLACE_COLUMNS)):
        reporter = Reporter(path)
        for row in read_rows(path, columns, reporter):
            site = _site(row, municipalities, reporter)
            if not math.isnan(site.lat) and not math.isnan(site.lon):
                sites[site] = None
        problems += reporter.problems
    if problems:
        raise DataError(problems)
    return list(sites)


def _site(row: Row, municipalities: Collection[str], reporter: Reporter) -> Site:
    line, cells = row
    if cells["region_id"] not in municipalities:
        remedy = "Write the LAU code of a municipality of regions.csv"
        reporter.add("unknown municipality", remedy, row=line, column="region_id", value=cells["region_id"])
    lat = number_in(row, "lat", *LATITUDES, reporter)
    return Site(cells["region_id"], lat, number_in(row, "lon", *LONGITUDES, reporter))
