"""Checks that all that is in force in a workspace can be read."""

from __future__ import annotations

from data.imports.kinds import kind_of
from data.problems import Problem
from data.workspace import Version, Workspace, WorkspaceError


def check_workspace(workspace: Workspace) -> list[Problem]:
    """Read every table in force.

    Returns
    -------
    list of Problem
        One for each table that is missing, damaged or of a kind that this program does not know.
    """
    return [problem for version in workspace.current().values() for problem in _check_version(workspace, version)]


def _check_version(workspace: Workspace, version: Version) -> list[Problem]:
    place, found = f"{version.name} {version.number}", []
    remedy = f"restore the workspace from a backup, or say parandalim rollback {version.name} NUMBER"
    try:
        kind_of(version.kind)
    except WorkspaceError as wrong:
        found.append(Problem(place, 0, "", version.kind, str(wrong), remedy))
    for table, file in version.tables.items():
        try:
            if not file.gone:
                workspace.read_table(version, table)
        except WorkspaceError as wrong:
            found.append(Problem(place, 0, table, file.path, str(wrong), remedy))
    return found
