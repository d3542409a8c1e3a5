"""Reading what was kept, checked byte by byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from data.workspace_catalogue import uploads
from data.workspace_rows import upload_number
from data.workspace_staging import original_path
from data.workspace_types import PurgedVersion, Version, WorkspaceError

if TYPE_CHECKING:
    import pyarrow as pa

    from data.workspace import Workspace


def read_table(workspace: Workspace, version: Version, table: str) -> pa.Table:
    """Return a table of a version; see :meth:`data.workspace.Workspace.read_table`."""
    import pyarrow.parquet as pq
    from pyarrow import BufferReader

    file = version.tables.get(table)
    if file is None:
        raise WorkspaceError(f"{version.name} {version.number} has no table {table!r}: it has {', '.join(version.tables)}")
    if file.gone:
        raise PurgedVersion(f"the table {table!r} of {version.name} {version.number} was erased for good")
    remedy = (
        f"Restore it from a backup, or put another version in force: parandalim rollback {version.name} NUMBER, "
        "or import the original again."
    )
    return pq.read_table(BufferReader(workspace.storage.read(file.path, file.sha256, remedy)))


def read_original(workspace: Workspace, upload: str) -> bytes:
    """Return an upload's bytes; see :meth:`data.workspace.Workspace.read_original`."""
    row = _upload(workspace, upload)
    return workspace.storage.read(original_path(row.sha256), row.sha256, "Restore it from a backup, or import the file again.")


def save_original(workspace: Workspace, upload: str, out: Path | None) -> Path:
    """Write an upload to a file; see :meth:`data.workspace.Workspace.save_original`."""
    path = out or Path(_upload(workspace, upload).file_name or upload)
    body = read_original(workspace, upload)
    try:
        with path.open("xb") as handle:
            handle.write(body)
    except FileExistsError:
        raise WorkspaceError(f"{path} is there already: give another name with --out, or move it away") from None
    return path


def _upload(workspace: Workspace, upload: str) -> sa.Row[Any]:
    with workspace.catalogue.reading() as c:
        row = c.execute(sa.select(uploads).where(uploads.c.id == upload_number(upload))).one_or_none()
    if row is None:
        raise WorkspaceError(f"there is no upload {upload}: parandalim history lists them")
    if row.state in ("purging", "purged"):
        raise PurgedVersion(f"the upload {upload} was erased for good")
    return row
