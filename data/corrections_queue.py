"""The queue of proposals, in the workspace's own catalogue: each proposal once, each of its steps once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from data.corrections_types import MARK, CorrectionConflict, Proposal, Step
from data.workspace_staging import stamp

if TYPE_CHECKING:
    from data.workspace import Workspace

metadata = sa.MetaData()
proposals = sa.Table(
    "parandalim_proposals",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sqlite_autoincrement=True,
)
# The pair of proposal and turn can be there once, so of two decisions at once one loses.
steps = sa.Table(
    "parandalim_proposal_steps",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("proposal", sa.Integer, sa.ForeignKey(proposals.c.id), nullable=False, index=True),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.UniqueConstraint("proposal", "turn", name="parandalim_one_step_per_turn"),
)


def add_proposal(workspace: Workspace, kind: str, content: Mapping[str, Any], who: str) -> int:
    """Put a checked proposal into the queue, and return its number; the tables are made with the first one."""
    _make_tables(workspace)
    with workspace.catalogue.writing() as c:
        number = c.execute(proposals.insert().values(kind=kind, content=dict(content)).returning(proposals.c.id)).scalar_one()
        insert_step(c, number, 0, "proposed", who, stamp(workspace))
    return int(number)


def add_step(workspace: Workspace, found: Proposal, state: str, who: str, reason: str = "") -> None:
    """Add a step to a proposal as it was found.

    Raises
    ------
    CorrectionConflict
        If somebody else added one since.
    """
    try:
        with workspace.catalogue.writing() as c:
            insert_step(c, found.number, len(found.steps), state, who, stamp(workspace), reason)
    except IntegrityError:
        raise changed_meanwhile(workspace, found.number) from None


def insert_step(c: sa.Connection, number: int, turn: int, state: str, who: str, at: str, reason: str = "") -> None:
    """Write one step inside a transaction; an ``IntegrityError`` means that another one took its turn."""
    c.execute(steps.insert().values(proposal=number, turn=turn, state=state, who=who, at=at, reason=reason))


def changed_meanwhile(workspace: Workspace, number: int) -> CorrectionConflict:
    """Return the error that says who was first."""
    last = read_proposal(workspace, number).steps[-1]
    at = last.at.isoformat(timespec="minutes")
    return CorrectionConflict(f"{MARK}{number} is {last.state} already, by {last.who} at {at}: look at it again")


def read_proposals(workspace: Workspace) -> list[Proposal]:
    """Return every proposal, the latest first."""
    with workspace.catalogue.reading() as c:
        if not sa.inspect(c).has_table(proposals.name):
            return []
        rows = c.execute(sa.select(proposals).order_by(proposals.c.id.desc())).all()
        taken: dict[int, list[Step]] = {}
        for row in c.execute(sa.select(steps).order_by(steps.c.proposal, steps.c.turn)):
            taken.setdefault(row.proposal, []).append(Step(row.state, row.who, datetime.fromisoformat(row.at), row.reason))
    return [Proposal(row.id, row.kind, row.content, tuple(taken[row.id])) for row in rows]


def read_proposal(workspace: Workspace, number: int) -> Proposal:
    """Return one proposal.

    Raises
    ------
    CorrectionConflict
        If there is none.
    """
    found = next((one for one in read_proposals(workspace) if one.number == number), None)
    if found is None:
        raise CorrectionConflict(f"there is no proposal {MARK}{number}: parandalim corrections list names those there are")
    return found


def _make_tables(workspace: Workspace) -> None:
    """Make the tables where they are not there; of two processes that do, the second finds them."""
    with workspace.catalogue.reading() as c:
        if sa.inspect(c).has_table(steps.name):
            return
    try:
        with workspace.catalogue.writing() as c:
            metadata.create_all(c)
    except IntegrityError:
        return
