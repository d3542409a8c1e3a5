"""Reckons the scores that visitors ask for first, in the background, once the first of them has come."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from threading import Event, Thread
from typing import Any, Protocol

from flask import Flask

log = logging.getLogger(__name__)


class Scored(Protocol):
    """Whatever has dates to be ready for and scores them."""

    def first_dates(self) -> tuple[date, ...]: ...  # noqa: D102

    def reckon(self, on: date) -> None: ...  # noqa: D102

    def reckon_method(self) -> None: ...  # noqa: D102


class Living(Protocol):
    """Whatever holds a world that another may replace."""

    @property
    def world(self) -> Any: ...  # noqa: D102

    def on_change(self, listener: Callable[[Any], None]) -> None: ...  # noqa: D102


def register_warming(server: Flask, living: Living) -> None:
    """Start at the first request, not at start-up: a server that forks its workers would lose the thread, and a lock with it."""
    started = Event()

    def begin() -> None:
        if not started.is_set():
            started.set()
            living.on_change(_warm)
            _warm(living.world)

    server.before_request(begin)


def _warm(world: Scored) -> None:
    Thread(target=_reckon_all, args=(world,), daemon=True).start()


def _reckon_all(world: Scored) -> None:
    """Reckon all of it; data that lack what a page needs are that page's matter, and stop nobody else."""
    try:
        for on in world.first_dates():
            world.reckon(on)
        world.reckon_method()
    except ValueError as wrong:
        log.warning("not everything could be reckoned beforehand: %s", wrong)
