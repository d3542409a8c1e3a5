"""The folder of fetched boundaries: records by their path, and the set that was made of them, in force only when whole.

A set is two GeoJSON files named by their own hash and, written last in one step, ``set.json`` that names the hashes: whatever
happens before that step, the set that was in force stays in force. Ordinary starts read it with the standard library only.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.types import Level

CACHE_KEY = "PARANDALIM_CACHE"
LEVELS: tuple[Level, ...] = ("qark", "municipality")
REMEDY = "Run `parandalim boundaries fetch` to restore it"
PART = ".part-"
STALE_S = 3600


@dataclass(frozen=True)
class SurveyedSet:
    """A fetched set: GeoJSON text by level, the commit it comes from, and what it was made with (``recipe``)."""

    texts: Mapping[Level, str]
    commit: str
    recipe: str


def store_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of fetched boundaries: below ``PARANDALIM_CACHE`` if that is set, else beside this file.

    >>> store_folder({"PARANDALIM_CACHE": "/var/cache/parandalim"}).as_posix()
    '/var/cache/parandalim/surveyed'
    """
    named = (os.environ if environment is None else environment).get(CACHE_KEY, "").strip()
    return (Path(named).expanduser() if named else Path(__file__).parent) / "surveyed"


def read_set(folder: Path) -> tuple[SurveyedSet | None, str]:
    """Read the set in force.

    Returns
    -------
    tuple of SurveyedSet or None, and str
        The set, and an empty text; or ``None`` and why a set that is there cannot be used (empty when there is none).
    """
    pointer = folder / "set.json"
    try:
        if not pointer.exists():
            return None, ""
        facts = json.loads(pointer.read_text(encoding="utf-8"))
        hashes = {level: str(facts["sha256"][level]) for level in LEVELS}
        bodies = {level: _geojson(folder, level, hashes[level]).read_bytes() for level in LEVELS}
        damaged = [level for level, body in bodies.items() if hashlib.sha256(body).hexdigest() != hashes[level]]
        if damaged:
            return None, f"the surveyed boundaries are damaged ({', '.join(damaged)}) and were not used. {REMEDY}"
        texts: dict[Level, str] = {level: body.decode("utf-8") for level, body in bodies.items()}
        return SurveyedSet(texts, str(facts["commit"]), str(facts["recipe"])), ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        return None, f"the surveyed boundaries cannot be read ({type(error).__name__}) and were not used. {REMEDY}"


def write_set(folder: Path, made: SurveyedSet) -> None:
    """Put a set in force in one step, then drop the files of the one before."""
    hashes = {level: hashlib.sha256(text.encode()).hexdigest() for level, text in made.texts.items()}
    files = {_geojson(folder, level, hashes[level]): text.encode() for level, text in made.texts.items()}
    for path, body in files.items():
        write_whole(path, body)
    facts = {"commit": made.commit, "recipe": made.recipe, "sha256": hashes}
    write_whole(folder / "set.json", (json.dumps(facts, indent=1, sort_keys=True) + "\n").encode())
    for level in LEVELS:
        for path in set(folder.glob(f"{level}-*.geojson")) - set(files):
            path.unlink(missing_ok=True)


def write_whole(path: Path, body: bytes, *, durable: bool = True) -> None:
    """Write a file so that nobody ever sees a part of it: beside it, then into place.

    ``durable`` waits for the disk, so that not even a power cut leaves a part; needless where the bytes are checked on reading.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.chmod(name, 0o644)  # whoever serves the app may be another user than the one who fetched
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def sweep(folder: Path) -> None:
    """Remove what a killed fetch left half-written an hour ago or longer; a running one is left alone."""
    for path in folder.rglob(f"{PART}*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > STALE_S:
                path.unlink()


def _geojson(folder: Path, level: Level, sha256: str) -> Path:
    return folder / f"{level}-{sha256[:16]}.geojson"
