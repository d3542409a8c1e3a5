"""The table of regions: country, qarks and municipalities with their codes, names, seats and areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from data.geo.tables import Row, number_in, read_rows
from data.problems import DataError, Reporter
from data.types import LEVELS, Level, Region

REGIONS_FILE = Path(__file__).with_name("regions.csv")
COLUMNS = [
    "region_id",
    "level",
    "qark_id",
    "name_sq",
    "name_en",
    "full_name_sq",
    "full_name_en",
    "seat_name",
    "seat_lat",
    "seat_lon",
    "area_km2",
    "iso_3166_2",
    "pcode",
]
EXPECTED: Mapping[Level, int] = MappingProxyType({"country": 1, "qark": 12, "municipality": 61})
LATITUDES = (39.6, 42.7)
LONGITUDES = (19.1, 21.1)
REQUIRED = ("region_id", "level", "name_sq", "name_en", "full_name_sq", "full_name_en", "seat_name", "pcode")


def read_regions(path: Path = REGIONS_FILE, expected: Mapping[Level, int] = EXPECTED) -> dict[str, Region]:
    """Read and check the table of regions.

    Parameters
    ----------
    path : Path
        A CSV as ``docs/data-contract.md`` describes it.
    expected : mapping of level to int
        How many regions of each level there must be (tests use fewer).

    Returns
    -------
    dict of str to Region
        Regions by id, in file order. Seats in degrees (EPSG:4326), areas in km2; NaN means that the figure was not read.

    Raises
    ------
    DataError
        With every problem found: columns, codes, levels, qarks, counts, numbers.
    """
    reporter = Reporter(path)
    rows = read_rows(path, COLUMNS, reporter)
    regions = [region for row in rows if (region := _region(row, reporter))]
    _check_duplicates(rows, reporter)
    _check_qarks(rows, reporter)
    _check_counts(regions, expected, reporter)
    if reporter.problems:
        raise DataError(reporter.problems)
    return {region.region_id: region for region in regions}


def _region(row: Row, reporter: Reporter) -> Region | None:
    line, cells = row
    for column in REQUIRED:
        if not cells[column]:
            reporter.add("the cell is empty", "Every region needs this", row=line, column=column)
    level = _level(row, reporter)
    lat = number_in(row, "seat_lat", *LATITUDES, reporter)
    lon = number_in(row, "seat_lon", *LONGITUDES, reporter)
    area = number_in(row, "area_km2", 1.0, 30_000.0, reporter)
    if bool(cells["seat_lat"]) != bool(cells["seat_lon"]):
        reporter.add("only one of the seat's coordinates is given", "Give both or none", row=line, column="seat_lat")
    if level is None:
        return None
    return Region(
        region_id=cells["region_id"],
        level=level,
        qark_id=cells["qark_id"],
        name={"sq": cells["name_sq"], "en": cells["name_en"]},
        full_name={"sq": cells["full_name_sq"], "en": cells["full_name_en"]},
        seat_name=cells["seat_name"],
        seat_lat=lat,
        seat_lon=lon,
        area_km2=area,
        iso_3166_2=cells["iso_3166_2"],
        pcode=cells["pcode"],
    )


def _level(row: Row, reporter: Reporter) -> Level | None:
    line, cells = row
    for level in LEVELS:
        if cells["level"] == level:
            return level
    reporter.add("unknown level", f"Write one of {', '.join(LEVELS)}", row=line, column="level", value=cells["level"])
    return None


def _check_duplicates(rows: list[Row], reporter: Reporter) -> None:
    for column in ("region_id", "pcode"):
        seen: dict[str, int] = {}
        for line, cells in rows:
            code = cells[column]
            if code and code in seen:
                remedy = f"Remove one of the two; row {seen[code]} has it already"
                reporter.add("the code stands twice", remedy, row=line, column=column, value=code)
            seen.setdefault(code, line)


def _check_qarks(rows: list[Row], reporter: Reporter) -> None:
    qarks = {cells["region_id"] for _, cells in rows if cells["level"] == "qark"}
    for line, cells in rows:
        qark, level = cells["qark_id"], cells["level"]
        if level == "country" and qark:
            reporter.add("the country lies in no qark", "Leave qark_id empty", row=line, column="qark_id", value=qark)
        if level == "qark" and qark != cells["region_id"]:
            reporter.add("a qark's qark is itself", f"Write {cells['region_id']}", row=line, column="qark_id", value=qark)
        if level == "municipality" and qark not in qarks:
            reporter.add(
                "no such qark in the table", "Write the code of one of its qarks", row=line, column="qark_id", value=qark
            )


def _check_counts(regions: list[Region], expected: Mapping[Level, int], reporter: Reporter) -> None:
    found = Counter(region.level for region in regions)
    for level, count in expected.items():
        if found[level] != count:
            reporter.add(
                f"wrong number of regions of level {level}", f"There must be {count}", column="level", value=found[level]
            )
