"""What was in force at any time: found by the data's version, and loaded again as far as nobody has withdrawn it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from data.dataset import joined_version, with_versions
from data.imports.kinds import without_hidden_examples
from data.types import Dataset
from data.workspace_catalogue import events
from data.workspace_kept import kept_versions, load_kept
from data.workspace_rows import read_versions
from data.workspace_types import PurgedVersion, Version, WorkspaceError

if TYPE_CHECKING:
    from data.workspace import Workspace

PURGED, WITHDRAWN = "purged", "withdrawn"
SHIPPED = "shipped"
CORRECTIONS, FACTS = "corrections", "facts"
Key = tuple[str, int]


@dataclass(frozen=True)
class PastState:
    """What was in force at one time.

    ``shipped`` is the version of the data that came with the program, ``in_force`` the number of each dataset's version and
    when it came into force (UTC).
    """

    shipped: str
    in_force: Mapping[str, tuple[int, datetime]]


@dataclass(frozen=True)
class Past:
    """Every state that there ever was, by the data's version, as the catalogue knew it at one moment.

    ``now`` is what is in force; ``versions`` are all that were ever published.
    """

    states: Mapping[str, PastState]
    now: Mapping[str, int]
    versions: Mapping[Key, Version]

    def taken_out(self, state: PastState) -> str:
        """Return ``purged`` or ``withdrawn`` where a dataset of a state may not be shown again; empty where all may.

        What people withdrew does not come back, and a dataset that its owner took out stays out. What is still in force is
        shown today anyway, and an example speaks of nobody.
        """
        for name, (number, _) in state.in_force.items():
            if self.now.get(name) == number:
                continue
            version = self.versions[name, number]
            if version.purged:
                return PURGED
            if name not in self.now and not version.example:
                return WITHDRAWN
        return ""

    def changed_since(self, state: PastState, shipped: str) -> tuple[str, ...]:
        """Return the kinds of dataset that differ between a state and what is in force, ``shipped`` for those of the program."""
        then = {name: number for name, (number, _) in state.in_force.items()}
        names = [name for name in sorted({*then, *self.now}) if then.get(name) != self.now.get(name)]
        kinds = {self.versions[name, then.get(name) or self.now[name]].kind for name in names}
        return (*([SHIPPED] if state.shipped != shipped else []), *sorted(kinds))


def past_mark(workspace: Workspace) -> str:
    """Return a text that changes with every line of the history, a purge too, by one small question.

    Lines may come to sight in another order than they were numbered in, so they are counted too.
    """
    with workspace.catalogue.reading() as c:
        last, count = c.execute(sa.select(sa.func.max(events.c.id), sa.func.count())).one()
    return f"{last or 0}-{count}"


def read_past(workspace: Workspace, running: str) -> Past:
    """Return every state since the first import.

    Parameters
    ----------
    workspace : Workspace
        Its settings say the tier: data of another tier have another version and are not found.
    running : str
        The version of the shipped data that the program runs with; they need not be kept to be there.
    """
    shipped = tuple(dict.fromkeys((*kept_versions(workspace), running)))
    with workspace.catalogue.reading() as c:
        versions = read_versions(c)
        turns = c.execute(sa.select(events).where(events.c.turn.is_not(None)).order_by(events.c.id)).all()
    states: dict[str, PastState] = {version: PastState(version, {}) for version in shipped}
    now: dict[str, int] = {}
    for in_force in _walk(turns):
        now = {name: number for name, (number, _) in in_force.items()}
        counted = without_hidden_examples([versions[name, number] for name, number in sorted(now.items())])
        for version in shipped if counted else ():
            states[joined_version(version, counted, workspace.settings.tier)] = PastState(version, in_force)
    return Past(states, now, versions)


def why_hidden(workspace: Workspace, past: Past, state: PastState) -> str:
    """Return why a state may not be shown again: ``purged`` or ``withdrawn``, a single accepted fact too; empty where it may.

    A steward takes a fact back because it was wrong, or because it named somebody: nobody can tell, so it stays out.
    """
    reason = past.taken_out(state)
    if reason or CORRECTIONS not in state.in_force:
        return reason
    number, today = state.in_force[CORRECTIONS][0], past.now.get(CORRECTIONS)
    if number == today:
        return ""
    kept = _facts(workspace, past.versions[CORRECTIONS, today]) if today else set()
    return WITHDRAWN if _facts(workspace, past.versions[CORRECTIONS, number]) - kept else ""


def _facts(workspace: Workspace, version: Version) -> set[int]:
    return {int(row["proposal"]) for row in workspace.read_table(version, FACTS).to_pylist()}


def load_past(workspace: Workspace, past: Past, state: PastState, running: Dataset) -> Dataset:
    """Return the data of a state, read with today's code; ``running`` are the shipped data that the program runs with.

    Raises
    ------
    PurgedVersion
        If something of it was purged.
    WorkspaceError
        If something of it was withdrawn, is damaged, or is not kept.
    DataError
        If today's code no longer takes the shipped data of that time for valid.
    """
    reason = why_hidden(workspace, past, state)
    if reason:
        raise (PurgedVersion if reason == PURGED else WorkspaceError)(f"the data of that time were {reason}")
    shipped = running if state.shipped == running.version else load_kept(workspace, state.shipped)
    chosen = [replace(past.versions[name, number], since=since) for name, (number, since) in sorted(state.in_force.items())]
    return with_versions(shipped, workspace, chosen)


def _walk(turns: Sequence[sa.Row[tuple[object, ...]]]) -> Iterator[Mapping[str, tuple[int, datetime]]]:
    """Yield what was in force after each change."""
    in_force: dict[str, tuple[int, datetime]] = {}
    for name, number, at in _changes(turns):
        in_force.pop(name, None)
        if number is not None:
            in_force[name] = (number, datetime.fromisoformat(at))
        yield dict(in_force)


def _changes(turns: Iterable[sa.Row[tuple[object, ...]]]) -> Iterator[tuple[str, int | None, str]]:
    for turn in turns:
        yield turn.name, turn.number, turn.at
