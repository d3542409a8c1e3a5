"""Erasing an original, and the answers of single persons drawn from it, for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from data.workspace_catalogue import events, files, uploads, versions
from data.workspace_changes import this_user
from data.workspace_rows import read_version, upload_name, upload_number
from data.workspace_staging import TABLES, original_path, stamp
from data.workspace_types import WorkspaceError

if TYPE_CHECKING:
    from data.workspace import Workspace

GONE = ("purging", "purged")


def purge(workspace: Workspace, name: str, which: int | str, who: str) -> list[str]:
    """Erase an upload's bytes and every table of single persons' answers made from them.

    Notes
    -----
    Every upload with the same bytes goes with it, since one file serves them all. Tables of estimates stay: they hold
    percentages of groups, none below the display rule, and no answers. What the catalogue quotes goes too: the problems,
    with the cells that they name, and the name of the file. A version that was purged stays in force if it was, but can
    never be rolled back to. First one transaction marks all that goes and writes the log line, then the bytes go; a kill in
    between is made good on the next opening.
    """
    workspace.check_writable()
    upload = _upload_of(workspace, name, which)
    with workspace.catalogue.writing() as c:
        sha256 = c.scalar(sa.select(uploads.c.sha256).where(uploads.c.id == upload))
        same = sa.and_(uploads.c.sha256 == sha256, uploads.c.state.not_in(GONE))
        rows = c.execute(sa.select(uploads).where(same)).all()
        if not rows:
            raise WorkspaceError(f"{name} {which} was purged before: there is nothing left to erase")
        c.execute(uploads.update().where(same).values(state="purging"))
        for row in rows:
            _forget(c, row)
            line = {"name": row.name, "action": "purge", "who": who or this_user(), "at": stamp(workspace), "upload": row.id}
            c.execute(events.insert().values(line | {"number": _number_of(c, row.id)}))
    return finish_purges(workspace)


def finish_purges(workspace: Workspace) -> list[str]:
    """Erase what is marked to be erased, and return the paths; nothing happens where nothing is marked."""
    erased: list[str] = []
    with workspace.catalogue.reading() as c:
        marked = c.execute(sa.select(uploads).where(uploads.c.state == "purging")).all()
        held = c.execute(sa.select(files).where(files.c.upload.in_([row.id for row in marked]))).all()
    for row in marked:
        erased += _erase(workspace, row, [f for f in held if f.upload == row.id])
    with workspace.catalogue.writing() as c:
        for row in marked:
            c.execute(uploads.update().where(uploads.c.id == row.id).values(state="purged"))
    return list(dict.fromkeys(erased))


def _erase(workspace: Workspace, row: sa.Row[Any], held: Sequence[sa.Row[Any]]) -> list[str]:
    """Remove an upload's original, its part-written copies, and its tables of answers."""
    keep = {file.path for file in held if not file.micro}
    paths = [original_path(row.sha256)]
    begun = f"{original_path(row.sha256)}."
    paths += [path for path in workspace.storage.listed(paths[0].rsplit("/", 1)[0]) if path.startswith(begun)]
    paths += [path for path in workspace.storage.listed(f"{TABLES}/{upload_name(row.id)}") if path not in keep]
    found = [path for path in paths if workspace.storage.has(path)]
    for path in found:
        workspace.storage.remove(path)
    return found


def _upload_of(workspace: Workspace, name: str, which: int | str) -> int:
    with workspace.catalogue.reading() as c:
        if isinstance(which, int):
            return upload_number(read_version(c, name, which).upload)
        number = upload_number(which)
        if c.scalar(sa.select(uploads.c.name).where(uploads.c.id == number)) != name:
            raise WorkspaceError(f"there is no upload {which} of {name!r}: parandalim history lists them")
        return number


def _forget(connection: sa.Connection, row: sa.Row[Any]) -> None:
    """Mark what goes, and empty what the catalogue quotes from the file: its name, and the problems with their cells."""
    connection.execute(uploads.update().where(uploads.c.id == row.id).values(problems=[], file_name=""))
    connection.execute(versions.update().where(versions.c.upload == row.id).values(problems=[], purged=True))
    connection.execute(files.update().where(files.c.upload == row.id, files.c.micro).values(gone=True))


def _number_of(connection: sa.Connection, upload: int) -> int | None:
    return connection.scalar(sa.select(versions.c.number).where(versions.c.upload == upload))
