"""Says where the workspace is and how it fares."""

from __future__ import annotations

import os
from collections.abc import Mapping

from data.workspace import Workspace, open_workspace
from data.workspace_checks import check_workspace
from data.workspace_settings import CATALOGUE_FILE, WHY_READ_ONLY, read_settings
from data.workspace_types import WorkspaceError

Row = dict[str, str]


def workspace_status(environ: Mapping[str, str] = os.environ) -> tuple[list[Row], bool]:
    """Return what is to be known of the workspace, as rows of ``what`` and ``value``, and whether all of it can be read."""
    settings = read_settings(environ)
    rows = [
        {"what": "catalogue", "value": without_password(settings.catalogue_url) or str(settings.folder / CATALOGUE_FILE)},
        {"what": "files", "value": without_password(settings.storage_url) or str(settings.folder)},
        {"what": "writing", "value": f"no: {WHY_READ_ONLY[settings.read_only]}" if settings.read_only else "yes"},
    ]
    try:
        workspace = open_workspace(environ)
        found, whole = ([{"what": "in force", "value": "nothing was imported yet"}], True)
        if workspace is not None:
            found, whole = _contents(workspace)
    except WorkspaceError as wrong:
        found, whole = [{"what": "problem", "value": str(wrong)}], False
    return [*rows, *found], whole


def _contents(workspace: Workspace) -> tuple[list[Row], bool]:
    current = workspace.current().values()
    rows = [
        {
            "what": "in force",
            "value": f"{v.name} {v.number}{' (example)' if v.example else ''}, {v.rows} rows, {v.since}, {v.who}",
        }
        for v in current
    ]
    problems = check_workspace(workspace)
    rows += [{"what": "problem", "value": problem.as_line()} for problem in problems]
    rows.append({"what": "generation", "value": workspace.generation()})
    return rows, not problems


def without_password(url: str) -> str:
    """Return an address without the password in it: ``postgresql://me:***@host/name``."""
    head, at, tail = url.rpartition("@")
    scheme, slashes, user = head.partition("://")
    return f"{scheme}{slashes}{user.split(':')[0]}{':***' if ':' in user else ''}{at}{tail}" if at else url
