"""The organisation's own data: every import is kept, checked, published by one transaction, and can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.problems import Problem
from data.workspace_settings import CATALOGUE_FILE, WHY_READ_ONLY, WorkspaceSettings, read_settings
from data.workspace_types import (
    DamagedFile,
    HistoryLine,
    ImportConflict,
    PurgedVersion,
    ReadOnlyWorkspace,
    Upload,
    Version,
    WorkspaceError,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "DamagedFile",
    "HistoryLine",
    "ImportConflict",
    "PurgedVersion",
    "ReadOnlyWorkspace",
    "Upload",
    "Version",
    "Workspace",
    "WorkspaceError",
    "open_workspace",
    "why_read_only",
]


def open_workspace(environ: Mapping[str, str] = os.environ) -> Workspace | None:
    """Open the workspace that the environment names.

    Parameters
    ----------
    environ : Mapping[str, str]
        ``PARANDALIM_WORKSPACE``, ``PARANDALIM_CATALOGUE``, ``PARANDALIM_STORAGE``, ``PARANDALIM_READ_ONLY``,
        ``PARANDALIM_THROWAWAY``.

    Returns
    -------
    Workspace or None
        None where nothing was ever imported; that costs one look at the disk. What a killed import left is tidied.

    Raises
    ------
    WorkspaceError
        If the settings make no sense or the database cannot be used.
    """
    settings = read_settings(environ)
    if settings.local_catalogue is not None and not settings.local_catalogue.exists():
        return None
    workspace = Workspace(settings)
    if not workspace.catalogue.is_there():
        return None
    workspace.tidy()
    return workspace


def why_read_only(environ: Mapping[str, str] = os.environ) -> str:
    """Return why nothing may be written here, ``asked`` or ``throwaway``; empty where it may."""
    return read_settings(environ).read_only


def _now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """One workspace. Opening it costs nothing; every question is a short transaction of its own.

    Files never change: an original is named by its SHA-256, a table by its upload and hash. The catalogue alone says what
    is in force, so a process that dies anywhere leaves the version before it in force.
    """

    def __init__(self, settings: WorkspaceSettings, clock: Callable[[], datetime] = _now) -> None:
        """Take the settings; ``clock`` says the time (UTC) that is written into the catalogue."""
        from data.workspace_catalogue import Catalogue, sqlite_url
        from data.workspace_storage import Storage

        self.settings = settings
        self.clock = clock
        self.catalogue = Catalogue(settings.catalogue_url or sqlite_url(settings.folder / CATALOGUE_FILE))
        self.storage = Storage(settings.storage_url or str(settings.folder))

    @classmethod
    def create(cls, environ: Mapping[str, str] = os.environ, clock: Callable[[], datetime] = _now) -> Workspace:
        """Open the workspace, and make it first where there is none.

        Raises
        ------
        ReadOnlyWorkspace
            If nothing may be written on this host.
        WorkspaceError
            If the folder or the database cannot be written to.
        """
        workspace = cls(read_settings(environ), clock)
        workspace.check_writable()
        try:
            if not (workspace.settings.catalogue_url and workspace.settings.storage_url):
                workspace.settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if workspace.settings.local_catalogue is not None:
                workspace.settings.local_catalogue.touch(mode=0o600)
        except OSError as wrong:
            raise WorkspaceError(f"the workspace's folder cannot be made ({wrong}): set PARANDALIM_WORKSPACE") from None
        workspace.catalogue.create()
        workspace.tidy()
        return workspace

    def check_writable(self) -> None:
        """Raise ``ReadOnlyWorkspace`` where nothing may be written."""
        if self.settings.read_only:
            raise ReadOnlyWorkspace(f"the workspace can only be read here: {WHY_READ_ONLY[self.settings.read_only]}")

    def stage(self, original: bytes | Path, kind: str, name: str, who: str, file_name: str = "") -> str:
        """Keep an upload before anything is done with it.

        Parameters
        ----------
        original : bytes or Path
            The file as it came; a path is copied.
        kind : str
            What it is to become, such as ``survey`` (:mod:`data.imports.kinds`).
        name : str
            The dataset, such as ``survey-wave-1``: lower-case letters, digits and hyphens.
        who : str
            Who hands it in.
        file_name : str
            What the file was called; by default the path's name.

        Returns
        -------
        str
            The upload, such as ``u12``.
        """
        from data.workspace_staging import stage

        return stage(self, original, kind, name, who, file_name)

    def publish(
        self,
        staged: str,
        tables: Mapping[str, pa.Table],
        facts: Mapping[str, object],
        problems: Sequence[Problem] = (),
        example: bool = False,
        micro: Collection[str] | None = None,
    ) -> Version:
        """Put an upload in force, by one transaction.

        Parameters
        ----------
        staged : str
            What :meth:`stage` returned.
        tables : Mapping[str, pyarrow.Table]
            The validated tables, by name.
        facts : Mapping
            What is worth knowing of the import, as JSON values; nothing about single persons.
        problems : sequence of Problem
            What was wrong and did not stop it.
        example : bool
            Whether the data are made up.
        micro : collection of str, optional
            The tables that hold answers of single persons, which a purge erases. By default every table that the kind
            does not name as an aggregate.

        Raises
        ------
        ImportConflict
            If the dataset has changed since the upload; the message says who did it and when. The upload stays.
        """
        from data.workspace_staging import publish

        return publish(self, staged, tables, facts, problems, example, micro)

    def reject(self, staged: str, problems: Sequence[Problem]) -> None:
        """Record that an upload was not fit to be published, and why; its bytes stay."""
        from data.workspace_staging import reject

        reject(self, staged, problems)

    def current(self) -> Mapping[str, Version]:
        """Return the versions in force, by dataset."""
        from data.workspace_rows import last_changes, read_version

        with self.catalogue.reading() as c:
            found = [r for r in last_changes(c) if r.number is not None]
            return {row.name: read_version(c, row.name, row.number, row.at) for row in found}

    def version(self, name: str, number: int) -> Version:
        """Return one version, in force or not."""
        from data.workspace_rows import read_version

        with self.catalogue.reading() as connection:
            return read_version(connection, name, number)

    def read_table(self, version: Version, table: str) -> pa.Table:
        """Return a table of a version, checked byte by byte.

        Raises
        ------
        DamagedFile
            If its file is missing or damaged; the message names the remedy.
        PurgedVersion
            If it held answers of single persons and was erased.
        """
        from data.workspace_reading import read_table

        return read_table(self, version, table)

    def read_original(self, upload: str) -> bytes:
        """Return an upload's bytes as they came, checked by their hash (``DamagedFile``, ``PurgedVersion``)."""
        from data.workspace_reading import read_original

        return read_original(self, upload)

    def save_original(self, upload: str, out: Path | None = None) -> Path:
        """Write an upload to a file that is not there yet, by default under its own name here; return the file."""
        from data.workspace_reading import save_original

        return save_original(self, upload, out)

    def history(self, name: str | None = None) -> list[HistoryLine]:
        """Return what was done, the latest first; of one dataset or of all."""
        from data.workspace_rows import read_history

        with self.catalogue.reading() as connection:
            return read_history(connection, name)

    def rollback(self, name: str, number: int, who: str = "") -> Version:
        """Put an earlier version in force again, by a new line in the catalogue; nothing is destroyed."""
        from data.workspace_changes import rollback

        return rollback(self, name, number, who)

    def withdraw(self, name: str, who: str = "") -> None:
        """Leave a dataset without a version in force; a rollback brings one back."""
        from data.workspace_changes import withdraw

        withdraw(self, name, who)

    def purge(self, name: str, which: int | str, who: str = "") -> list[str]:
        """Erase an original and all answers of single persons drawn from it, for good; return what was erased.

        ``which`` is a version, or an upload such as ``u12`` that was never published.
        """
        from data.workspace_purge import purge

        return purge(self, name, which, who)

    def recover(self) -> list[Upload]:
        """Give up what a killed import left half-done, remove its tables, and return the uploads that were never published."""
        from data.workspace_recover import recover

        return recover(self)

    def tidy(self) -> None:
        """Do what :meth:`recover` does, as far as this host may; an unwritable workspace can still be read."""
        from data.workspace_recover import tidy

        tidy(self)

    def generation(self) -> str:
        """Return a text that changes with each publish, rollback and withdrawal, by one small question."""
        return self.catalogue.generation()
