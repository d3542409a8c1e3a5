"""Putting an earlier version in force again, and leaving a dataset without one."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from data.workspace_catalogue import events
from data.workspace_reading import read_table
from data.workspace_rows import last_changes, read_version, turn_of
from data.workspace_staging import stamp
from data.workspace_types import ImportConflict, PurgedVersion, Version, WorkspaceError

if TYPE_CHECKING:
    from data.workspace import Workspace


def this_user() -> str:
    """Return who is logged in on this machine, ``unknown`` where nobody is."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def rollback(workspace: Workspace, name: str, number: int, who: str) -> Version:
    """Put a version in force again; see :meth:`data.workspace.Workspace.rollback`.

    Raises
    ------
    PurgedVersion
        If its original was erased for good: what people withdrew does not come back.
    DamagedFile
        If one of its files is not whole.
    WorkspaceError
        If there is no such version, or it is in force.
    """
    workspace.check_writable()
    version = workspace.version(name, number)
    if version.purged:
        raise PurgedVersion(f"version {number} of {name} was purged and cannot come back: choose another, or import a new file")
    for table in version.tables:
        read_table(workspace, version, table)
    _change(workspace, name, number, "rollback", who)
    return workspace.current()[name]


def withdraw(workspace: Workspace, name: str, who: str) -> None:
    """Leave a dataset without a version in force; see :meth:`data.workspace.Workspace.withdraw`."""
    workspace.check_writable()
    _change(workspace, name, None, "withdraw", who)


def _change(workspace: Workspace, name: str, number: int | None, action: str, who: str) -> None:
    try:
        with workspace.catalogue.writing() as c:
            before = _in_force(c, name)
            if number is None and before is None:
                raise WorkspaceError(f"no version of {name!r} is in force: there is nothing to withdraw")
            if number is not None:
                if before == number:
                    raise WorkspaceError(f"version {number} of {name} is in force already")
                if read_version(c, name, number).purged:
                    raise PurgedVersion(f"version {number} of {name} has just been purged")
            line = {"name": name, "turn": turn_of(c, name) + 1, "action": action, "number": number}
            c.execute(events.insert().values({**line, "who": who or this_user(), "at": stamp(workspace)}))
    except IntegrityError:
        with workspace.catalogue.reading() as c:
            first = c.execute(sa.select(events).where(events.c.name == name).order_by(events.c.turn.desc())).first()
        told = f"{first.who} did a {first.action} at {first.at}" if first else "someone else changed it"
        raise ImportConflict(f"{name} has changed meanwhile: {told}. Look at it and try again") from None


def _in_force(connection: sa.Connection, name: str) -> int | None:
    return next((row.number for row in last_changes(connection) if row.name == name), None)
