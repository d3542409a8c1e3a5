"""Confirm and correct: proposals wait for a steward; what the steward accepts becomes dated facts, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from data.corrections_checks import MOST_LABEL, MOST_REASON, check_content, check_label
from data.corrections_queue import (
    add_proposal,
    add_step,
    changed_meanwhile,
    insert_step,
    read_proposal,
    read_proposals,
)
from data.corrections_types import (
    NAME,
    STATES,
    CorrectionConflict,
    CorrectionRefused,
    Proposal,
    QueueFull,
    proposal_number,
)
from data.types import Dataset
from data.workspace import Workspace
from data.workspace_staging import publish, stamp
from data.workspace_types import ImportConflict

if TYPE_CHECKING:
    import pyarrow as pa
    import sqlalchemy as sa

__all__ = [
    "CorrectionConflict",
    "CorrectionRefused",
    "Proposal",
    "QueueFull",
    "accept",
    "proposal_number",
    "proposals",
    "propose",
    "reject",
    "take_back",
]

TABLE = "facts"
VISITOR = "visitor"
# More than a steward can read in a week; what comes on top is refused, so that nobody can fill the disk.
MOST_WAITING = 1000
# How often a decision is tried anew where other decisions come in between.
TRIES = 8
FROM = {"accepted": ("proposed", "rejected", "withdrawn"), "rejected": ("proposed",), "withdrawn": ("proposed", "accepted")}


def propose(
    workspace: Workspace, dataset: Dataset, kind: str, fields: Mapping[str, Any], today: date, who: str = VISITOR
) -> Proposal:
    """Put a proposal into the queue; nothing of it is shown until a steward accepts it.

    Parameters
    ----------
    workspace : Workspace
        Where the queue is.
    dataset : Dataset
        What the proposal speaks of.
    kind, fields, today
        See :func:`data.corrections_checks.check_content`.
    who : str
        A label of a function, never of a person.

    Returns
    -------
    Proposal
        The new one; where the very same waits already, that one.

    Raises
    ------
    CorrectionRefused
        With every field at fault.
        If too many wait.
    ReadOnlyWorkspace
        If nothing may be written here.
    """
    workspace.check_writable()
    content = check_content(kind, fields, dataset, today)
    label = check_label(who, "by", MOST_LABEL)
    waiting = [one for one in read_proposals(workspace) if one.state == "proposed"]
    same = next((one for one in waiting if (one.kind, dict(one.content)) == (kind, content)), None)
    if same is not None:
        return same
    if len(waiting) >= MOST_WAITING:
        raise QueueFull("too many proposals wait for the steward: parandalim corrections list")
    return read_proposal(workspace, add_proposal(workspace, kind, content, label))


def proposals(workspace: Workspace, state: str = "") -> list[Proposal]:
    """Return the proposals, the latest first, all of them or those of one state."""
    published = {row["proposal"] for row in _facts_in_force(workspace)}
    found = (replace(one, in_force=one.number in published) for one in read_proposals(workspace))
    return [one for one in found if state in ("", one.state)]


def accept(workspace: Workspace, number: int, who: str) -> Proposal:
    """Accept a proposal: in one transaction it becomes a fact in force, and its step is written.

    Raises
    ------
    CorrectionConflict
        If it stands otherwise already; the message says who decided and when.
    """
    return _publish(workspace, number, "accepted", who)


def take_back(workspace: Workspace, number: int, who: str) -> Proposal:
    """Withdraw a proposal; an accepted one is rolled back: its fact is no longer in force, in the same transaction."""
    found = _standing(workspace, number, "withdrawn")
    if found.state == "accepted":
        return _publish(workspace, number, "withdrawn", who)
    add_step(workspace, found, "withdrawn", check_label(who, "by", MOST_LABEL))
    return read_proposal(workspace, number)


def reject(workspace: Workspace, number: int, reason: str, who: str) -> Proposal:
    """Reject a proposal, with the reason."""
    workspace.check_writable()
    told, label = check_label(reason, "reason", MOST_REASON), check_label(who, "by", MOST_LABEL)
    add_step(workspace, _standing(workspace, number, "rejected"), "rejected", label, told)
    return read_proposal(workspace, number)


def _standing(workspace: Workspace, number: int, wanted: str) -> Proposal:
    """Return a proposal that can become what is wanted; one whose fact another version left out can be accepted again."""
    found = read_proposal(workspace, number)
    again = wanted == found.state == "accepted" and all(row["proposal"] != number for row in _facts_in_force(workspace))
    if wanted not in STATES or not (found.state in FROM[wanted] or again):
        raise changed_meanwhile(workspace, number)
    return found


def _publish(workspace: Workspace, number: int, state: str, who: str) -> Proposal:
    """Publish the facts with or without one; where another decision came first, look again and try anew."""
    workspace.check_writable()
    label = check_label(who, "by", MOST_LABEL)
    for _ in range(TRIES):
        found = _standing(workspace, number, state)
        decision = json.dumps({state: found.name, "kind": found.kind, "content": dict(found.content)}, ensure_ascii=False)
        staged = workspace.stage(decision.encode(), NAME, NAME, label, f"{found.name}-{state}.json")
        now = stamp(workspace)
        facts = [row for row in _facts_in_force(workspace) if row["proposal"] != number]
        facts += [_fact(found, now)] if state == "accepted" else []

        def also(c: sa.Connection, turn: int = len(found.steps), at: str = now) -> None:
            insert_step(c, number, turn, state, label, at)

        try:
            publish(workspace, staged, {TABLE: _table(facts)}, {state: found.name}, (), False, None, also)
        except ImportConflict:
            continue
        return replace(read_proposal(workspace, number), in_force=state == "accepted")
    raise CorrectionConflict("too many decisions were made at the same time: try again")


def _fact(found: Proposal, accepted: str) -> dict[str, Any]:
    content = json.dumps(dict(found.content), ensure_ascii=False, sort_keys=True)
    return {"proposal": found.number, "kind": found.kind, "content": content, "accepted": accepted[:10]}


def _facts_in_force(workspace: Workspace) -> list[dict[str, Any]]:
    version = workspace.current().get(NAME)
    return [dict(row) for row in workspace.read_table(version, TABLE).to_pylist()] if version else []


def _table(facts: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    columns = {"proposal": pa.int64(), "kind": pa.string(), "content": pa.string(), "accepted": pa.string()}
    return pa.Table.from_pylist(sorted(facts, key=lambda row: int(row["proposal"])), schema=pa.schema(list(columns.items())))
