"""The 73 surveyed records that may be fetched: where each stands in the public repository, and what it must be byte for byte.

The geometries are not shipped; this table of facts is, because nothing that comes over a network is used unchecked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from data.problems import DataError, Reporter
from data.strict import Record, RegionId, read_rows
from data.types import Region

MANIFEST_FILE = Path(__file__).with_name("surveyed_manifest.csv")
COMMIT = "b0ed6a52a402bdd7f843af349ab823dc7c255b9f"
DEFAULT_URL = f"https://raw.githubusercontent.com/whosonfirst-data/whosonfirst-data-admin-al/{COMMIT}"
RecordPath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.geojson$")]


class SurveyedRecord(Record):
    """One record: path in the repository, size in bytes, SHA-256 of its bytes, the region that it draws."""

    region_id: RegionId
    path: RecordPath
    size_bytes: Annotated[int, Field(gt=0, lt=10_000_000)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

    def fault_of(self, body: bytes) -> str:
        """Return why ``body`` is not this record, in words; empty when it is."""
        if len(body) != self.size_bytes:
            return f"wrong size, {len(body)} bytes instead of {self.size_bytes}"
        return (
            "" if hashlib.sha256(body).hexdigest() == self.sha256 else "wrong SHA-256, these are other bytes than the pinned ones"
        )


def load_manifest(regions: Mapping[str, Region], path: Path | None = None) -> dict[str, SurveyedRecord]:
    """Read the manifest: one record for every qark and municipality.

    Parameters
    ----------
    regions : mapping of str to Region
        The regions that must be there, no other.
    path : Path, optional
        Another manifest than the shipped one.

    Returns
    -------
    dict of str to SurveyedRecord
        Records by region code, in order of code.

    Raises
    ------
    DataError
        With every fault: unknown columns, bad sizes or hashes, a region that is missing, unknown or there twice.
    """
    path = path or MANIFEST_FILE
    report = Reporter(path)
    wanted = {code for code, region in regions.items() if region.level != "country"}
    found: dict[str, SurveyedRecord] = {}
    for row, record in read_rows(path, SurveyedRecord, report):
        if record.region_id in found or record.region_id not in wanted:
            message = "the region stands twice" if record.region_id in found else "not a qark or municipality of regions.csv"
            report.add(message, "keep one row for each region", row=row, column="region_id", value=record.region_id)
        found[record.region_id] = record
    for code in sorted(wanted - set(found)):
        report.add("a region is missing", "add its record", column="region_id", value=code)
    if report.problems:
        raise DataError(report.problems)
    return {code: found[code] for code in sorted(found)}
