"""The world that requests are answered from; where something newly is in force, a new world takes its place."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock
from typing import Any, cast

from dash import Dash
from flask import g, has_request_context, request

from dashboard.living_wires import Bodies, Wires
from dashboard.old_worlds import Held, OldWorlds
from dashboard.state import DataMark, mark_of, write_mark
from dashboard.view_models.linked import KEPT, METHOD, LinkFacts
from dashboard.view_models.world import World
from data.dataset import with_workspace
from data.types import Dataset
from data.workspace import Workspace, open_workspace, why_read_only
from models.method import METHOD_VERSION

log = logging.getLogger(__name__)

Wire = Callable[[Dash, World], Any]
# Seconds between two looks at the workspace, and before what failed is tried again.
EVERY, RETRY = 1.0, 15.0
FAILED = "failed"
NONE = ""


class LivingWorld:
    """Holds one world at a time, with what pages and routes made of it; a request keeps the one that it began with."""

    def __init__(
        self,
        shipped: Dataset,
        make: Callable[[Dataset], World],
        environ: Mapping[str, str] | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the shipped data and how a world is made; without ``environ`` no workspace is looked for."""
        self._shipped, self._make, self._environ, self._clock = shipped, make, environ, clock
        self._workspace: Workspace | None = None
        self._generation = NONE
        self._wire: Wire | None = None
        self._told = NONE
        self._lock = Lock()
        self._listeners: list[Callable[[World], None]] = []
        self._failed = False
        self._next_look = clock() + EVERY
        self._now: tuple[World, Bodies] = (make(shipped), ())
        self._old = OldWorlds(shipped, self._make_old, lambda: self._workspace)
        self._take_up()

    @property
    def world(self) -> World:
        """Return the world of this request, or the newest one outside of requests."""
        return self._pinned()[0]

    @property
    def workspace(self) -> Workspace | None:
        """Return the workspace that is followed; None where there is none yet."""
        return self._workspace

    def linked(self, search: str | None) -> LinkFacts:
        """Return what a link has to say of its data, and the mark that a link to what is shown now carries."""
        mark, shown, now = mark_of(search)[0], self.world, self._now[0]
        if shown.then and mark is not None:
            _, changed = self._old.standing(mark.version)
            return LinkFacts(write_mark(mark), mark, True, KEPT, changed, METHOD_VERSION, now.steward)
        today = write_mark(DataMark(max(now.today, date.today()), now.dataset.version, METHOD_VERSION))
        if mark is None or (mark.version, mark.method) == (now.dataset.version, METHOD_VERSION):
            return LinkFacts(today, method=METHOD_VERSION, steward=now.steward)
        same = mark.version == now.dataset.version
        reason, changed = (METHOD, ()) if same else self._old.standing(mark.version)
        return LinkFacts(today, mark, False, reason, changed, METHOD_VERSION, now.steward)

    def wire(self, app: Dash, wire: Wire) -> Any:
        """Wire an app to the data, and do the same with each world to come; return what the wiring returns."""
        wires = Wires(app, lambda place: self._pinned()[1][place])
        made = wire(cast(Dash, wires), self._now[0])
        self._now = (self._now[0], tuple(wires.bodies))
        self._wire = wire
        return made

    def on_change(self, listener: Callable[[World], None]) -> None:
        """Tell a listener of each world that takes the place of another."""
        self._listeners.append(listener)

    def notices(self) -> tuple[str, ...]:
        """Return what every page should say of the organisation's data: that they failed, or cannot be written here."""
        if self._environ is None:
            return ()
        try:
            reason = why_read_only(self._environ)
        except ValueError:
            reason = NONE
        return tuple(notice for notice in (FAILED if self._failed else NONE, reason) if notice)

    def look(self) -> None:
        """Take up what is newly in force: one look a second, by one thread; the others go on with the old world."""
        if self._environ is None or self._clock() < self._next_look or not self._lock.acquire(blocking=False):
            return
        try:
            self._next_look = self._clock() + EVERY
            self._take_up()
        finally:
            self._lock.release()

    def _pinned(self) -> tuple[World, Bodies]:
        if not has_request_context():
            return self._now
        pinned: dict[int, tuple[World, Bodies]] = g.setdefault("parandalim_worlds", {})
        if id(self) not in pinned:
            self.look()
            pinned[id(self)] = self._as_it_was() or self._now
        return pinned[id(self)]

    def _as_it_was(self) -> Held | None:
        """Return the world that the request asks to see as it was; None where it asks for none, or it cannot be shown."""
        mark, then = mark_of(asked_search())
        if mark is None or not then or mark.version == self._now[0].dataset.version:
            return None
        return self._old.find(mark.version)

    def _make_old(self, dataset: Dataset) -> Held:
        world = self._make(dataset)
        # Nothing is corrected in what has been.
        world.then, world.steward = dataset.version, False
        return world, self._bodies(world)

    def _take_up(self) -> None:
        """Build and put in place what is in force; whatever goes wrong, the old world stays and the log says why."""
        try:
            generation = self._ask()
            if generation != self._generation:
                self._replace(generation)
                self._keep_shipped()
            self._failed, self._told = False, NONE
        except Exception as wrong:
            self._failed = True
            self._next_look = self._clock() + RETRY
            if str(wrong) != self._told:
                self._told = str(wrong)
                log.error("the organisation's data could not be read, the data before stay in use: %s", wrong)

    def _ask(self) -> str:
        if self._workspace is None and self._environ is not None:
            self._workspace = open_workspace(self._environ)
        return self._workspace.generation() if self._workspace else NONE

    def _replace(self, generation: str) -> None:
        dataset = with_workspace(self._shipped, self._workspace) if self._workspace else self._shipped
        before = self._now[0].dataset
        if (dataset.version, dataset.imported) != (before.version, before.imported):
            world = self._make(dataset)
            self._now = (world, self._bodies(world))
            for listener in self._listeners:
                listener(world)
        self._generation = generation

    def _keep_shipped(self) -> None:
        """Keep the data that the program came with, so that links can show them after an update; a failure is only logged."""
        if self._workspace is None:
            return
        from data.workspace_kept import keep_shipped

        try:
            keep_shipped(self._workspace, self._shipped.version)
        except (ValueError, OSError) as wrong:
            log.warning("the shipped data could not be kept for links: %s", wrong)

    def _bodies(self, world: World) -> Bodies:
        if self._wire is None:
            return ()
        wires = Wires(None, lambda place: self._pinned()[1][place])
        self._wire(cast(Dash, wires), world)
        if len(wires.bodies) != len(self._now[1]):
            raise RuntimeError("the wiring of a page hangs on the data: it must be the same for every world")
        return tuple(wires.bodies)


def asked_search() -> str:
    """Return the view that a request speaks of: its query, or the slice of the address that a page's callback was given.

    Whatever else is posted writes something, and what is written speaks of today.
    """
    if request.method != "POST":
        return request.query_string.decode("utf-8", "replace")
    asked = request.get_json(silent=True)
    given = asked.get("inputs") if isinstance(asked, dict) else None
    values = [one.get("value") for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return next((value for value in values if isinstance(value, str) and value.startswith("?")), "")
