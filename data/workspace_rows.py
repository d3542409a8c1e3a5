"""Reads the catalogue's rows as versions, uploads and lines of history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from data.problems import Problem
from data.workspace_catalogue import events, files, uploads, versions
from data.workspace_types import HistoryLine, TableFile, Upload, Version, WorkspaceError

UPLOAD_MARK = "u"
LIVE = ("receiving", "staged")


def upload_name(number: int | None) -> str:
    """Return how an upload is called outside the catalogue: ``u12``."""
    return "" if number is None else f"{UPLOAD_MARK}{number}"


def upload_number(upload: str) -> int:
    """Return an upload's number in the catalogue.

    Raises
    ------
    WorkspaceError
        If the text names no upload.
    """
    digits = upload.removeprefix(UPLOAD_MARK)
    if not upload.startswith(UPLOAD_MARK) or not (digits.isascii() and digits.isdigit()):
        raise WorkspaceError(f"{upload!r} is not an upload: they are called u1, u2 and so on (parandalim history lists them)")
    return int(digits)


def turn_of(connection: sa.Connection, name: str) -> int:
    """Return how often what is in force of a dataset has changed; 0 for a dataset that never was."""
    return int(connection.scalar(sa.select(sa.func.max(events.c.turn)).where(events.c.name == name)) or 0)


def last_changes(connection: sa.Connection) -> Sequence[sa.Row[Any]]:
    """Return for each dataset the event that decides what is in force."""
    latest = sa.select(events.c.name, sa.func.max(events.c.turn).label("turn")).group_by(events.c.name).subquery()
    same = sa.and_(events.c.name == latest.c.name, events.c.turn == latest.c.turn)
    return connection.execute(sa.select(events).join(latest, same).order_by(events.c.name)).all()


def read_version(connection: sa.Connection, name: str, number: int, since: str = "") -> Version:
    """Return one version of a dataset.

    Raises
    ------
    WorkspaceError
        If there is none; the message lists those there are.
    """
    where = sa.and_(versions.c.name == name, versions.c.number == number)
    query = sa.select(versions, uploads.c.sha256).join(uploads, versions.c.upload == uploads.c.id).where(where)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise WorkspaceError(f"there is no version {number} of {name!r}: {_what_there_is(connection, name)}")
    kept = connection.execute(sa.select(files).where(files.c.upload == row.upload).order_by(files.c.table)).all()
    return _version_from(row, kept, since)


def read_versions(connection: sa.Connection) -> dict[tuple[str, int], Version]:
    """Return every version that was ever published, by dataset and number, with two questions however many there are."""
    query = sa.select(versions, uploads.c.sha256).join(uploads, versions.c.upload == uploads.c.id)
    kept: dict[int, list[sa.Row[Any]]] = {}
    for file in connection.execute(sa.select(files).order_by(files.c.table)):
        kept.setdefault(file.upload, []).append(file)
    return {(row.name, row.number): _version_from(row, kept.get(row.upload, ()), "") for row in connection.execute(query)}


def _version_from(row: sa.Row[Any], kept: Sequence[sa.Row[Any]], since: str) -> Version:
    return Version(
        name=row.name,
        kind=row.kind,
        number=row.number,
        who=row.who,
        published=datetime.fromisoformat(row.at),
        since=datetime.fromisoformat(since or row.at),
        rows=row.rows,
        example=row.example,
        purged=row.purged,
        upload=upload_name(row.upload),
        original_sha256=row.sha256,
        tables={f.table: TableFile(f.table, f.path, f.sha256, f.rows, f.micro, f.gone) for f in kept},
        facts=row.facts,
        problems=problems_from(row.problems),
    )


def _what_there_is(connection: sa.Connection, name: str) -> str:
    numbers = connection.scalars(sa.select(versions.c.number).where(versions.c.name == name).order_by(versions.c.number)).all()
    if numbers:
        return f"it has {', '.join(str(n) for n in numbers)}"
    names = connection.scalars(sa.select(versions.c.name).distinct().order_by(versions.c.name)).all()
    return f"the datasets are {', '.join(names)}" if names else "nothing was imported yet"


def read_upload(row: sa.Row[Any], kept: bool) -> Upload:
    """Return one upload."""
    return Upload(
        upload=upload_name(row.id),
        name=row.name,
        kind=row.kind,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        who=row.who,
        at=datetime.fromisoformat(row.at),
        state=row.state,
        kept=kept,
        problems=problems_from(row.problems),
    )


def read_history(connection: sa.Connection, name: str | None) -> list[HistoryLine]:
    """Return what was done, the latest first; of one dataset or of all."""
    deciding = {row.id for row in last_changes(connection) if row.number is not None}
    same_version = sa.and_(versions.c.name == events.c.name, versions.c.number == events.c.number)
    query = (
        sa.select(events, versions.c.rows, versions.c.example, versions.c.problems, versions.c.kind)
        .add_columns(uploads.c.problems.label("faults"), uploads.c.kind.label("upload_kind"))
        .join(versions, same_version, isouter=True)
        .join(uploads, uploads.c.id == events.c.upload, isouter=True)
        .order_by(events.c.id.desc())
    )
    if name is not None:
        query = query.where(events.c.name == name)
    return [_history_line(row, row.id in deciding) for row in connection.execute(query)]


def _history_line(row: sa.Row[Any], in_force: bool) -> HistoryLine:
    return HistoryLine(
        at=datetime.fromisoformat(row.at),
        name=row.name,
        action=row.action,
        version=row.number,
        upload=upload_name(row.upload),
        who=row.who,
        kind=row.kind or row.upload_kind or "",
        rows=row.rows or 0,
        problems=len(row.problems or row.faults or ()),
        example=bool(row.example),
        in_force=in_force,
    )


def problems_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Return problems as they were reported."""
    return tuple(Problem(**row) for row in rows)
