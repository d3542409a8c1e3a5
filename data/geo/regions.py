"""The table of regions: country, qarks and municipalities with their codes, names, seats and areas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from data.problems import DataError, Problem, Reporter
from data.strict import Name, Number, Record, RegionId, number, read_rows
from data.types import Region, frozen_map

REGIONS_FILE = Path(__file__).with_name("regions.csv")
Latitude = Annotated[float, Field(ge=39.5, le=43.0)]
Longitude = Annotated[float, Field(ge=19.0, le=21.5)]


class RegionRow(Record):
    """A row of regions.csv."""

    region_id: RegionId
    level: Literal["country", "qark", "municipality"]
    qark_id: str
    name_sq: Name
    name_en: Name
    full_name_sq: Name
    full_name_en: Name
    seat_name: Name
    seat_lat: Latitude
    seat_lon: Longitude
    area_km2: Number
    iso_3166_2: str
    pcode: Name


def load_regions(path: Path = REGIONS_FILE) -> dict[str, Region]:
    """Return the regions of a table by id; DataError with every problem of it."""
    problems: list[Problem] = []
    regions = read_regions(path, problems)
    if problems:
        raise DataError(problems)
    return regions


def read_regions(path: Path, problems: list[Problem]) -> dict[str, Region]:
    """Read and check a table of regions.

    Parameters
    ----------
    path : Path
        A CSV as ``docs/data-contract.md`` describes it.
    problems : list of Problem
        Every fault found is appended here.

    Returns
    -------
    dict of str to Region
        Regions by id, in file order. Seats in degrees (EPSG:4326), areas in km2; NaN = the figure was not read.
    """
    report = Reporter(path)
    rows = read_rows(path, RegionRow, report)
    qarks = {item.region_id for _, item in rows if item.level == "qark"}
    seen: dict[str, int] = {}
    for row, item in rows:
        for column, code in (("region_id", item.region_id), ("pcode", item.pcode)):
            if seen.setdefault(f"{column} {code}", row) != row:
                remedy = f"keep one; row {seen[f'{column} {code}']} has it already"
                report.add("the code stands twice", remedy, row=row, column=column, value=code)
        _check_qark(row, item, qarks, report)
    problems.extend(report.problems)
    return {item.region_id: _region(item) for _, item in rows}


def _check_qark(row: int, item: RegionRow, qarks: set[str], report: Reporter) -> None:
    """Report a qark_id that does not fit the level."""
    wanted = {"country": item.qark_id == "", "qark": item.qark_id == item.region_id, "municipality": item.qark_id in qarks}
    if not wanted[item.level]:
        remedy = "a municipality names a qark of this table, a qark itself, the country none"
        report.add("the qark does not fit the level", remedy, row=row, column="qark_id", value=item.qark_id)


def _region(item: RegionRow) -> Region:
    """Return the frozen region of a row."""
    return Region(
        region_id=item.region_id,
        level=item.level,
        qark_id=item.qark_id,
        name=frozen_map({"sq": item.name_sq, "en": item.name_en}),
        full_name=frozen_map({"sq": item.full_name_sq, "en": item.full_name_en}),
        seat_name=item.seat_name,
        seat_lat=item.seat_lat,
        seat_lon=item.seat_lon,
        area_km2=number(item.area_km2),
        iso_3166_2=item.iso_3166_2,
        pcode=item.pcode,
    )
