"""Says on standard error what a command is doing, once it takes more than a second."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self

PATIENCE_S = 1.0


class Waiting:
    """Quiet work under a second stays quiet; longer work names its step, with the seconds where a person watches."""

    def __init__(self) -> None:
        self._step = "reading"
        self._start = time.monotonic()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def say(self, step: str) -> None:
        """Name the step that begins."""
        self._step = step

    def __enter__(self) -> Self:
        """Begin to watch the clock."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Clear the line."""
        self._done.set()
        self._thread.join()

    def _show(self) -> None:
        """Write until the work is done: one line that changes on a terminal, a line per step elsewhere."""
        last, wait = "", PATIENCE_S
        while not self._done.wait(wait):
            wait = 0.2
            if sys.stderr.isatty():
                print(f"\r\x1b[K{self._step} ... {time.monotonic() - self._start:.0f} s", end="", file=sys.stderr, flush=True)
            elif self._step != last:
                print(f"{self._step} ...", file=sys.stderr, flush=True)
            last = self._step
        if last and sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
