"""Reckons costly things in the background: whoever asks waits a moment at most, and asks again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Lock
from typing import Any

MOST_KEPT = 128


class Background:
    """One worker with a memory; its thread starts at the first question, so that a server may fork before."""

    def __init__(self) -> None:
        """Start with nothing reckoned."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reckoning")
        self._found: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()
        self.paused = False

    def ask(self, key: Hashable, reckon: Callable[[], Any], wait: float | None) -> Any:
        """Return what was reckoned for a key, or None if it is not there within ``wait`` seconds.

        While ``paused`` nothing is begun: a server that is still to fork would lose the thread.
        With ``wait`` None it is reckoned here and now: who warms up must not queue before who waits.
        """
        if self.paused:
            return None
        with self._lock:
            future = self._found.get(key)
            if future is None:
                future = self._found[key] = Future()
                mine = True
                while len(self._found) > MOST_KEPT:
                    self._found.popitem(last=False)
            else:
                mine = False
            self._found.move_to_end(key)
        if mine and wait is None:
            _reckon(future, reckon)
        elif mine:
            self._pool.submit(_reckon, future, reckon)
        try:
            return future.result(timeout=wait)
        except NotYet:
            return None

    def knows(self, key: Hashable) -> bool:
        """Say whether a key's answer is there, without asking for it."""
        with self._lock:
            return _ready(self._found.get(key))


def _ready(future: Future[Any] | None) -> bool:
    """Say whether something was asked for and is reckoned."""
    return future is not None and future.done()


def _reckon(future: Future[Any], reckon: Callable[[], Any]) -> None:
    """Put the result, or what went wrong, where those who wait find it."""
    try:
        future.set_result(reckon())
    except Exception as wrong:
        future.set_exception(wrong)
