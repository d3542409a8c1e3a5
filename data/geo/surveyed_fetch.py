"""Fetch the surveyed boundaries, check every byte, and put them in force (``parandalim boundaries fetch``).

See docs/decisions/0005. Only this command uses the network; the app never does.
"""

from __future__ import annotations

import errno
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.geo.regions import load_regions
from data.geo.surveyed_build import RECIPE, build_surveyed
from data.geo.surveyed_download import RecordFaultError, SurveyError, check_url, get_all, get_over_http
from data.geo.surveyed_manifest import COMMIT, DEFAULT_URL, SurveyedRecord, load_manifest
from data.geo.surveyed_store import CACHE_KEY, SurveyedSet, read_set, store_folder, sweep, write_set, write_whole

TIMEOUT_S = 120.0
# What is left of the time when everything has come: building takes about two seconds.
SHARE_FOR_GETTING = 0.8
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Fetched:
    """What a fetch did: where the set stands, how many records came now, how many were kept from before."""

    folder: Path
    came: int
    kept: int


def fetch_surveyed(
    folder: Path | None = None,
    *,
    url: str = DEFAULT_URL,
    source: Path | None = None,
    timeout_s: float = TIMEOUT_S,
    manifest: Path | None = None,
    report: Report = lambda done, total: None,
) -> Fetched:
    """Fetch what is missing, build both levels and put them in force; nothing is done where they are in force already.

    Parameters
    ----------
    folder, manifest : Path, optional
        Where records and set are kept (``store_folder()``), and another manifest than the shipped one.
    url, source : str, and Path, optional
        Address that the paths of the manifest are below; a folder with them already downloaded, instead.
    timeout_s : float
        Seconds for all of it.
    report : callable
        Told how many records of how many are there.

    Raises
    ------
    SurveyError
        One line that says why nothing changed: the set that was in force still is.
    """
    if not 0 < timeout_s < math.inf:
        raise ValueError(f"--timeout {timeout_s:g} is not possible: give seconds above 0")
    deadline = time.monotonic() + timeout_s * SHARE_FOR_GETTING
    folder, url, regions = folder or store_folder(), check_url(url), load_regions()
    records = load_manifest(regions, manifest)
    recipe = f"{RECIPE}; {' '.join(record.sha256[:8] for record in records.values())}"
    present, _ = read_set(folder)
    if present and present.recipe == recipe:
        return Fetched(folder, 0, len(records))
    get = _getter(url, source, deadline)
    try:
        sweep(folder)
        kept = _kept(folder / "records", records)
        bodies = kept | _come(folder / "records", records, kept, get, deadline, report)
        write_set(folder, SurveyedSet(build_surveyed(bodies, regions), COMMIT, recipe))
    except OSError as error:
        raise _explained(error, folder) from error
    return Fetched(folder, len(records) - len(kept), len(kept))


def _kept(folder: Path, records: Mapping[str, SurveyedRecord]) -> dict[str, bytes]:
    """Return the records that an earlier fetch left whole; anything else counts as not there."""
    found = {code: (folder / record.path) for code, record in records.items()}
    bodies = {code: path.read_bytes() for code, path in found.items() if path.is_file()}
    return {code: body for code, body in bodies.items() if not records[code].fault_of(body)}


def _come(
    folder: Path,
    records: Mapping[str, SurveyedRecord],
    kept: Mapping[str, bytes],
    get: Callable[[SurveyedRecord], bytes],
    deadline: float,
    report: Report,
) -> dict[str, bytes]:
    """Get the records that are missing and keep each as it comes."""
    came: dict[str, bytes] = {}

    def keep(record: SurveyedRecord, body: bytes) -> None:
        write_whole(folder / record.path, body, durable=False)
        came[record.region_id] = body
        report(len(kept) + len(came), len(records))

    report(len(kept), len(records))
    faults = get_all([record for code, record in records.items() if code not in kept], get, keep, deadline)
    if faults:
        others = f" (and {len(faults) - 1} more at fault)" if len(faults) > 1 else ""
        raise SurveyError(f"{faults[0]}{others}; {len(kept) + len(came)} of {len(records)} records are kept for the next try")
    return came


def _getter(url: str, source: Path | None, deadline: float) -> Callable[[SurveyedRecord], bytes]:
    if source is None:
        return lambda record: get_over_http(url, record, deadline)
    folder = source

    def read(record: SurveyedRecord) -> bytes:
        try:
            return (folder / record.path).read_bytes()
        except OSError as error:
            raise RecordFaultError(f"it is not in {folder} ({error.strerror})") from None

    return read


def _explained(error: OSError, folder: Path) -> SurveyError:
    """Return the error as one line; the boundaries in force are what they were."""
    if isinstance(error, SurveyError):
        why = str(error)
    elif error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = f"the disk is full at {folder}: free some space, or name another folder with {CACHE_KEY}"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why = f"{folder} may not be written to: name another folder with {CACHE_KEY}"
    else:
        why = f"{folder}: {error.strerror or type(error).__name__}"
    return SurveyError(f"the surveyed boundaries were not fetched: {why}. The boundaries in use stay as they were.")
