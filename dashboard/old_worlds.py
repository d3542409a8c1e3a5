"""Worlds of data that are no longer in force, for links that ask to see them as they were: two at a time, none of it purged."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from dashboard.living_wires import Bodies
from dashboard.view_models.linked import FAILED, KEPT, NOT_KEPT, UNKNOWN, UNREADABLE
from dashboard.view_models.world import World
from data.types import Dataset

if TYPE_CHECKING:
    from data.workspace import Workspace
    from data.workspace_past import Past

log = logging.getLogger(__name__)

MOST_HELD = 2
Held = tuple[World, Bodies]


class OldWorlds:
    """Finds a version's data in the workspace and makes a world of them. What a purge took is never shown from memory either."""

    def __init__(self, shipped: Dataset, make: Callable[[Dataset], Held], workspace: Callable[[], Workspace | None]) -> None:
        """Take the shipped data that the program runs with, how a world is made and wired, and where the workspace is found."""
        self._shipped, self._make, self._workspace = shipped, make, workspace
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._reasons: dict[str, str] = {}
        self._past: Past | None = None
        self._mark = ""
        self._lock = Lock()

    def standing(self, version: str) -> tuple[str, tuple[str, ...] | None]:
        """Return whether a version can be shown, or why not, and which kinds of data changed since; None where nobody knows."""
        with self._lock:
            past = self._look()
            if isinstance(past, str):
                return past, None
            state = past.states.get(version)
            if state is None:
                return UNKNOWN, None
            return self._reason(version, past), past.changed_since(state, self._shipped.version)

    def find(self, version: str) -> Held | None:
        """Return the world of a version, made if need be (others that want an old world wait); None where it cannot be shown."""
        with self._lock:
            past = self._look()
            if isinstance(past, str) or version not in past.states or self._reason(version, past) != KEPT:
                return None
            if version not in self._held:
                self._load(version, past)
            if version in self._held:
                self._held.move_to_end(version)
            return self._held.get(version)

    def _look(self) -> Past | str:
        """Return what the catalogue knows; after each new line in it nothing that was known before counts any more."""
        from data.workspace_past import past_mark, read_past

        workspace = self._workspace()
        if workspace is None:
            return NOT_KEPT
        try:
            mark = past_mark(workspace)
            if self._past is None or mark != self._mark:
                self._forget()
                self._past, self._mark = read_past(workspace, self._shipped.version), mark
            return self._past
        except (ValueError, OSError) as wrong:
            self._forget()
            log.error("what was in force before cannot be read: %s", wrong)
            return FAILED

    def _forget(self) -> None:
        self._past = None
        self._held.clear()
        self._reasons.clear()

    def _reason(self, version: str, past: Past) -> str:
        """Return whether a known version can be shown, or why not; asked once until the catalogue has a new line."""
        from data.workspace_past import why_hidden

        workspace = self._workspace()
        if version not in self._reasons and workspace is not None:
            try:
                self._reasons[version] = why_hidden(workspace, past, past.states[version]) or KEPT
            except (ValueError, OSError) as wrong:
                log.error("the data of version %s cannot be shown as they were: %s", version, wrong)
                self._reasons[version] = UNREADABLE
        return self._reasons.get(version, NOT_KEPT)

    def _load(self, version: str, past: Past) -> None:
        from data.workspace_past import load_past

        workspace = self._workspace()
        assert workspace is not None
        try:
            held = self._make(load_past(workspace, past, past.states[version], self._shipped))
            # Today's method may ask for what data of that time lack: better now than in the middle of a page.
            held[0].scores("qark", held[0].default_date)
        except Exception as wrong:
            log.error("the data of version %s cannot be shown as they were: %s", version, wrong)
            self._reasons[version] = UNREADABLE
            return
        self._held[version] = held
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
