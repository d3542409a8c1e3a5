"""Giving up what a killed import left half-done; its upload is kept."""

from __future__ import annotations

import logging
import os
import socket
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from data.workspace_catalogue import events, uploads
from data.workspace_purge import finish_purges
from data.workspace_rows import LIVE, read_upload, upload_name
from data.workspace_staging import TABLES, original_path, stamp
from data.workspace_storage import PART
from data.workspace_types import Upload, WorkspaceError

if TYPE_CHECKING:
    from data.workspace import Workspace

log = logging.getLogger(__name__)
# An import of another machine cannot be asked whether it lives; no import takes this long.
LONGEST = timedelta(hours=24)


def recover(workspace: Workspace) -> list[Upload]:
    """Tidy up, sweep away the tables of unpublished uploads, and list those uploads."""
    workspace.check_writable()
    _settle(workspace)
    _sweep(workspace)
    with workspace.catalogue.reading() as c:
        rows = c.execute(sa.select(uploads).where(uploads.c.state.in_(("abandoned", "rejected"))).order_by(uploads.c.id)).all()
    return [read_upload(row, workspace.storage.has(original_path(row.sha256))) for row in rows]


def tidy(workspace: Workspace) -> None:
    """Tidy up where there is something to tidy and it may be done."""
    if workspace.settings.read_only:
        return
    try:
        if _settle(workspace):
            _sweep(workspace)
    except (WorkspaceError, OSError) as wrong:
        log.warning("the workspace could not be tidied: %s", wrong)


def _settle(workspace: Workspace) -> bool:
    """Mark the uploads of dead imports as abandoned and finish purges; return whether there was any."""
    with workspace.catalogue.reading() as c:
        unsettled = c.execute(sa.select(uploads).where(uploads.c.state.in_((*LIVE, "purging")))).all()
    dead = [row for row in unsettled if row.state != "purging" and _is_dead(row, workspace.clock())]
    for row in dead:
        with workspace.catalogue.writing() as c:
            still = sa.and_(uploads.c.id == row.id, uploads.c.state == row.state)
            if c.execute(uploads.update().where(still).values(state="abandoned")).rowcount:
                line = {"name": row.name, "action": "abandon", "who": row.who, "at": stamp(workspace), "upload": row.id}
                c.execute(events.insert().values(line))
    purging = any(row.state == "purging" for row in unsettled)
    if purging:
        finish_purges(workspace)
    return bool(dead) or purging


def _sweep(workspace: Workspace) -> None:
    """Remove tables that no version names, and part-written files, of uploads that nobody works on."""
    with workspace.catalogue.reading() as c:
        rows = c.execute(sa.select(uploads.c.id, uploads.c.state)).all()
    states = {upload_name(row.id): row.state for row in rows}
    for path in workspace.storage.listed(TABLES):
        if states.get(path.split("/")[1], "") not in (*LIVE, "published", "purging", "purged"):
            workspace.storage.remove(path)
    for path in workspace.storage.listed("originals"):
        if path.endswith(PART) and states.get(path.removesuffix(PART).rsplit(".", 1)[-1], "") not in LIVE:
            workspace.storage.remove(path)


def _is_dead(row: sa.Row[Any], now: datetime) -> bool:
    """Return whether the process that took an upload in is surely gone."""
    if now - datetime.fromisoformat(row.at) > LONGEST:
        return True
    return row.host == socket.gethostname() and not _is_alive(row.process)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
