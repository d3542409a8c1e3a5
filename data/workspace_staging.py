"""Keeping an upload, and publishing or rejecting it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from data.imports.kinds import aggregate_tables, kind_of
from data.problems import Problem
from data.workspace_catalogue import events, files, uploads, versions
from data.workspace_rows import read_version, turn_of, upload_name, upload_number
from data.workspace_storage import CHUNK
from data.workspace_types import DamagedFile, ImportConflict, PurgedVersion, TableFile, Version, WorkspaceError

if TYPE_CHECKING:
    import pyarrow as pa

    from data.workspace import Workspace

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
TABLES = "tables"


def original_path(sha256: str) -> str:
    """Return where an original is kept, by its hash alone."""
    return f"originals/{sha256[:2]}/{sha256}"


def stage(workspace: Workspace, original: bytes | Path, kind: str, name: str, who: str, file_name: str) -> str:
    """Keep an upload; see :meth:`data.workspace.Workspace.stage`."""
    workspace.check_writable()
    kind_of(kind)
    if not NAME.fullmatch(name):
        raise WorkspaceError(f"{name!r} cannot name a dataset: use lower-case letters, digits and hyphens, such as survey-wave-1")
    sha256, size = _hash_of(original)
    row = {
        "name": name, "kind": kind, "sha256": sha256, "size": size, "who": who, "at": stamp(workspace), "problems": [],
        "file_name": Path(file_name).name or (original.name if isinstance(original, Path) else ""), "state": "receiving",
        "host": socket.gethostname(), "process": os.getpid(),
    }  # fmt: skip
    with workspace.catalogue.writing() as c:
        insert = uploads.insert().values(row | {"turn": turn_of(c, name)}).returning(uploads.c.id)
        number = c.execute(insert).scalar_one()
    try:
        workspace.storage.write(original_path(sha256), _chunks_of(original, sha256), upload_name(number))
    except WorkspaceError:
        _set_state(workspace, number, "receiving", "abandoned")
        raise
    if not _set_state(workspace, number, "receiving", "staged"):
        _leave_nothing(workspace, sha256)
        raise PurgedVersion("these very bytes were purged while they came in: nothing of them was kept")
    return upload_name(number)


def _leave_nothing(workspace: Workspace, sha256: str) -> None:
    """Remove an original that came in during its purge, unless somebody else holds it."""
    with workspace.catalogue.reading() as c:
        held = sa.and_(uploads.c.sha256 == sha256, uploads.c.state.not_in(("purging", "purged")))
        if c.execute(sa.select(uploads.c.id).where(held)).first() is None:
            workspace.storage.remove(original_path(sha256))


def publish(
    workspace: Workspace,
    staged: str,
    tables: Mapping[str, pa.Table],
    facts: Mapping[str, object],
    problems: Sequence[Problem],
    example: bool,
    micro: Collection[str] | None,
    also: Callable[[sa.Connection], None] | None = None,
) -> Version:
    """Put an upload in force; see :meth:`data.workspace.Workspace.publish`. ``also`` writes in the same transaction."""
    workspace.check_writable()
    upload = _staged(workspace, staged)
    kept = _plain(facts)
    erasable = frozenset(tables) - aggregate_tables(upload.kind) if micro is None else frozenset(micro)
    written = [_write_table(workspace, staged, table, content, table in erasable) for table, content in tables.items()]
    now = stamp(workspace)
    row = {
        "name": upload.name, "upload": upload.id, "kind": upload.kind, "who": upload.who, "at": now, "facts": kept,
        "rows": sum(f.rows for f in written), "example": example, "purged": False, "problems": [p.as_dict() for p in problems],
    }  # fmt: skip
    event = {"name": upload.name, "turn": upload.turn + 1, "action": "publish", "who": upload.who, "at": now, "upload": upload.id}
    try:
        with workspace.catalogue.writing() as c:
            _claim(c, upload.id)
            last = c.scalar(sa.select(sa.func.max(versions.c.number)).where(versions.c.name == upload.name))
            number = (last or 0) + 1
            c.execute(events.insert().values(event | {"number": number}))
            c.execute(versions.insert().values(row | {"number": number}))
            for file in written:
                c.execute(files.insert().values({**vars(file), "upload": upload.id}))
            if also is not None:
                also(c)
            return read_version(c, upload.name, number)
    except IntegrityError:
        raise _lost(workspace, upload) from None


def _claim(connection: sa.Connection, upload: int) -> None:
    """Take the upload for this import alone."""
    mine = sa.and_(uploads.c.id == upload, uploads.c.state == "staged")
    if connection.execute(uploads.update().where(mine).values(state="published")).rowcount != 1:
        raise WorkspaceError(f"{upload_name(upload)} was published, given up or purged by someone else: import the file again")


def _lost(workspace: Workspace, upload: sa.Row[Any]) -> ImportConflict:
    """Give up an import that came second, and say who was first."""
    with workspace.catalogue.reading() as c:
        where = sa.and_(events.c.name == upload.name, events.c.turn == upload.turn + 1)
        first = c.execute(sa.select(events).where(where)).one_or_none()
    told = f"{first.who} did a {first.action} at {first.at}" if first else "someone else changed it"
    fault = f"{upload.name} has changed since this import began: {told}"
    remedy = "Look at it (parandalim history) and import the file again if it still should replace it; the upload is kept"
    _refuse(workspace, upload, [Problem(upload.file_name or upload.name, 0, "", "", fault, remedy)])
    workspace.storage.remove(f"{TABLES}/{upload_name(upload.id)}")
    return ImportConflict(f"{fault}. {remedy} as {upload_name(upload.id)}.")


def reject(workspace: Workspace, staged: str, problems: Sequence[Problem]) -> None:
    """Record a failed import with its problems; see :meth:`data.workspace.Workspace.reject`."""
    workspace.check_writable()
    _refuse(workspace, _staged(workspace, staged), problems)


def _refuse(workspace: Workspace, upload: sa.Row[Any], problems: Sequence[Problem]) -> None:
    with workspace.catalogue.writing() as c:
        values = {"state": "rejected", "problems": [p.as_dict() for p in problems]}
        c.execute(uploads.update().where(uploads.c.id == upload.id).values(values))
        line = {"name": upload.name, "action": "reject", "who": upload.who, "at": stamp(workspace), "upload": upload.id}
        c.execute(events.insert().values(line))


def stamp(workspace: Workspace) -> str:
    """Return the time as the catalogue writes it."""
    return workspace.clock().isoformat(timespec="seconds")


def _set_state(workspace: Workspace, upload: int, before: str, after: str) -> bool:
    with workspace.catalogue.writing() as c:
        mine = sa.and_(uploads.c.id == upload, uploads.c.state == before)
        return c.execute(uploads.update().where(mine).values(state=after)).rowcount == 1


def _staged(workspace: Workspace, staged: str) -> sa.Row[Any]:
    with workspace.catalogue.reading() as c:
        row = c.execute(sa.select(uploads).where(uploads.c.id == upload_number(staged))).one_or_none()
    if row is None or row.state != "staged":
        state = row.state if row else "not there"
        raise WorkspaceError(f"the upload {staged} cannot be published or rejected, it is {state}: import the file again")
    return row


def _write_table(workspace: Workspace, staged: str, table: str, content: pa.Table, micro: bool) -> TableFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(content, sink, compression="zstd")
    body = memoryview(sink.getvalue())
    sha256 = hashlib.sha256(body).hexdigest()
    path = f"{TABLES}/{staged}/{table}-{sha256[:16]}.parquet"
    workspace.storage.write(path, [body], staged)
    return TableFile(table, path, sha256, content.num_rows, micro)


def _plain(facts: Mapping[str, object]) -> dict[str, object]:
    """Return facts as JSON writes them."""
    try:
        return dict(json.loads(json.dumps(dict(facts), allow_nan=False)))
    except (TypeError, ValueError) as wrong:
        raise WorkspaceError(f"the facts of an import must be JSON values without NaN: {wrong}") from None


def _hash_of(original: bytes | Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in _raw_chunks(original):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _chunks_of(original: bytes | Path, sha256: str) -> Iterator[bytes]:
    """Yield the bytes, and fail at the end if they are no longer those that were counted."""
    digest = hashlib.sha256()
    for chunk in _raw_chunks(original):
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != sha256:
        raise DamagedFile("the file changed while it was read: wait until nothing writes to it, and import it again")


def _raw_chunks(original: bytes | Path) -> Iterator[bytes]:
    if isinstance(original, bytes):
        yield original
        return
    with original.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            yield chunk
