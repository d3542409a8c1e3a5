"""The data that come with the program, kept once per version, so that what they said before an update can be shown again."""

from __future__ import annotations

import hashlib
import io
import lzma
import os
import tarfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from data.dataset import SHIPPED, data_files, folder_version, read_folder
from data.problems import DataError
from data.types import Dataset
from data.workspace_staging import stamp
from data.workspace_types import WorkspaceError

if TYPE_CHECKING:
    from data.workspace import Workspace

FOLDER = "shipped"
metadata = sa.MetaData()
kept = sa.Table(
    "parandalim_shipped",
    metadata,
    sa.Column("version", sa.String(12), primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
)


def keep_shipped(workspace: Workspace, version: str, root: Path = SHIPPED) -> bool:
    """Keep a data folder as one compressed file under its hash, if that was not done before.

    Parameters
    ----------
    workspace : Workspace
        Where it is kept.
    version : str
        The version that was loaded. A folder that has changed on the disk since is not it, and is not kept.
    root : Path
        The folder.

    Returns
    -------
    bool
        Whether this version is kept now; False where nothing may be written here.
    """
    if version in kept_versions(workspace):
        return True
    if workspace.settings.read_only or folder_version(root) != version:
        return False
    body = pack_folder(root)
    sha256 = hashlib.sha256(body).hexdigest()
    path = f"{FOLDER}/{sha256}.tar.xz"
    workspace.storage.write(path, [body], str(os.getpid()))
    row = {"version": version, "path": path, "sha256": sha256, "size": len(body), "at": stamp(workspace)}
    try:
        with workspace.catalogue.writing() as c:
            metadata.create_all(c)
            c.execute(kept.insert().values(row))
    except IntegrityError:
        # Another process kept the very same file in the meantime.
        return version in kept_versions(workspace)
    return True


def kept_versions(workspace: Workspace) -> Sequence[str]:
    """Return the versions of the shipped data that are kept, in the order of their names."""
    with workspace.catalogue.reading() as c:
        if not sa.inspect(c).has_table(kept.name):
            return ()
        return tuple(c.scalars(sa.select(kept.c.version).order_by(kept.c.version)))


def load_kept(workspace: Workspace, version: str) -> Dataset:
    """Return the shipped data of a version that is kept, read with today's code.

    Raises
    ------
    WorkspaceError
        If it is not kept, or its file is damaged.
    DataError
        If today's code no longer takes its files for valid.
    """
    if version not in kept_versions(workspace):
        raise WorkspaceError(f"the data of version {version} are not kept in this workspace")
    with workspace.catalogue.reading() as c:
        row = c.execute(sa.select(kept).where(kept.c.version == version)).one()
    body = workspace.storage.read(
        row.path, row.sha256, "Restore it from a backup; links of that time cannot be shown without it."
    )
    with TemporaryDirectory(prefix="parandalim-") as folder:
        with tarfile.open(fileobj=io.BytesIO(lzma.decompress(body))) as archive:
            archive.extractall(folder, filter="data")
        dataset, problems = read_folder(Path(folder))
    if problems:
        raise DataError(problems)
    return replace(dataset, version=version)


def pack_folder(root: Path) -> bytes:
    """Return a data folder as a compressed archive: the same files give the same bytes, whoever packs them and when."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for path in data_files(root):
            entry = tarfile.TarInfo(path.relative_to(root).as_posix())
            body = path.read_bytes()
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))
    return lzma.compress(out.getvalue(), preset=6)
