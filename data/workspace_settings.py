"""Where the workspace is, as the environment says; every setting is parsed, none is truth-tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.tiers import PUBLIC, tier_of
from data.workspace_types import WorkspaceError

FOLDER = "PARANDALIM_WORKSPACE"
CATALOGUE = "PARANDALIM_CATALOGUE"
STORAGE = "PARANDALIM_STORAGE"
READ_ONLY = "PARANDALIM_READ_ONLY"
THROWAWAY = "PARANDALIM_THROWAWAY"
# Set on every host that reads a Procfile and forgets its disk at each restart.
DYNO = "DYNO"
DEFAULT_FOLDER = "workspace"
CATALOGUE_FILE = "catalogue.sqlite"
YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


@dataclass(frozen=True)
class WorkspaceSettings:
    """Where the catalogue and the files are.

    ``read_only`` is empty, or says why nothing may be written: ``asked`` (a setting says so) or ``throwaway`` (the disk
    forgets at every restart, and catalogue and storage are not both elsewhere). ``tier`` is what this build may hold.
    """

    folder: Path
    catalogue_url: str
    storage_url: str
    read_only: str = ""
    tier: str = PUBLIC

    @property
    def local_catalogue(self) -> Path | None:
        """Return the file of the default catalogue, None where a database URL is set."""
        return None if self.catalogue_url else self.folder / CATALOGUE_FILE


def read_settings(environ: Mapping[str, str]) -> WorkspaceSettings:
    """Read the settings of the workspace.

    Raises
    ------
    WorkspaceError
        For a setting that can be read as neither yes nor no, or a tier that does not exist.
    """
    catalogue, storage = environ.get(CATALOGUE, "").strip(), environ.get(STORAGE, "").strip()
    throwaway = _parse_yes(THROWAWAY, environ) if THROWAWAY in environ else bool(environ.get(DYNO, "").strip())
    reason = ""
    if _parse_yes(READ_ONLY, environ):
        reason = "asked"
    elif throwaway and not (catalogue and storage):
        reason = "throwaway"
    folder = Path(environ.get(FOLDER, "").strip() or DEFAULT_FOLDER)
    return WorkspaceSettings(folder.expanduser().absolute(), catalogue, storage, reason, tier_of(environ))


def _parse_yes(name: str, environ: Mapping[str, str]) -> bool:
    """Return whether a setting says yes; unset is no."""
    text = environ.get(name, "").strip().lower()
    if text not in (*YES, *NO):
        raise WorkspaceError(f"{name} is {environ[name]!r}: write 1 (yes) or 0 (no)")
    return text in YES


WHY_READ_ONLY = {
    "asked": f"{READ_ONLY} is set: unset it to write to the workspace",
    "throwaway": f"this host forgets its disk at every restart: set {CATALOGUE} (a database) and {STORAGE} (files elsewhere), "
    f"or {THROWAWAY}=0 if its disk is kept",
}
