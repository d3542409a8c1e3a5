"""What the project's own list of changes says of the shipped data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"
RELEASE, PART, DATA, LINE = "## ", "### ", "### Data", "- "


@dataclass(frozen=True)
class Release:
    """One version, and what of the shipped data changed with it: one text per change, in English."""

    version: str
    data: tuple[str, ...]


@lru_cache(maxsize=4)
def read_releases(path: Path = CHANGELOG) -> tuple[Release, ...]:
    """Read the versions of a list of changes, the latest first.

    Parameters
    ----------
    path : Path
        The list; by default the project's own. Where there is no such file, nothing is known.

    Returns
    -------
    tuple of Release
        One for each heading of a version, with the lines of its part *Data*; a line may go on over several.
    """
    if not path.is_file():
        return ()
    found: list[tuple[str, list[str]]] = []
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(RELEASE):
            found.append((line.removeprefix(RELEASE).strip(), []))
            inside = False
        elif line.startswith(PART):
            inside = line.strip() == DATA
        elif inside and found and line.startswith(LINE):
            found[-1][1].append(line.removeprefix(LINE).strip())
        elif inside and found and line.strip() and found[-1][1]:
            found[-1][1][-1] += f" {line.strip()}"
    return tuple(Release(version, tuple(lines)) for version, lines in found)
