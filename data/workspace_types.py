"""What the workspace holds and how it can fail: versions, uploads, lines of its history; every error names its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data.problems import Problem


class WorkspaceError(ValueError):
    """Anything the workspace cannot do; the message says what to do about it."""


class ImportConflict(WorkspaceError):
    """Someone else changed the dataset between the upload and its publishing; nothing of this import is in force."""


class DamagedFile(WorkspaceError):
    """A file of the workspace is missing, or its bytes are not those that were published."""


class ReadOnlyWorkspace(WorkspaceError):
    """This host may not write to the workspace."""


class PurgedVersion(WorkspaceError):
    """What is asked for was erased for good."""


@dataclass(frozen=True)
class TableFile:
    """One validated table of a version.

    ``path`` is relative to the storage; ``micro`` says that it holds answers of single persons, so that a purge erases it.
    """

    table: str
    path: str
    sha256: str
    rows: int
    micro: bool
    gone: bool = False


@dataclass(frozen=True)
class Version:
    """One published version of a dataset; it never changes, except that a purge may empty it.

    ``since`` is when it came into force for the last time (UTC), or when it was published. ``rows`` is the sum over its
    tables. ``purged`` says that its original and its micro-data are erased.
    """

    name: str
    kind: str
    number: int
    who: str
    published: datetime
    since: datetime
    rows: int
    example: bool
    purged: bool
    upload: str
    original_sha256: str
    tables: Mapping[str, TableFile]
    facts: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Upload:
    """One file that someone handed in.

    ``state`` is ``receiving``, ``staged``, ``published``, ``rejected``, ``abandoned`` (its import was cut off),
    ``purging`` or ``purged``. ``kept`` says whether its bytes are there to be imported again.
    """

    upload: str
    name: str
    kind: str
    file_name: str
    sha256: str
    size: int
    who: str
    at: datetime
    state: str
    kept: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class HistoryLine:
    """One thing that was done: ``publish``, ``rollback``, ``withdraw``, ``reject``, ``purge`` or ``abandon``.

    ``version`` is None where the thing has none (a rejected or purged upload); ``in_force`` marks the line that counts today.
    """

    at: datetime
    name: str
    action: str
    version: int | None
    upload: str
    who: str
    kind: str
    rows: int
    problems: int
    example: bool
    in_force: bool
