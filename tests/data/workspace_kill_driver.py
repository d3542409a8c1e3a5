"""Runs one act on a workspace in a child process that is killed at its n-th step, for every n (see test_workspace_kill.py).

A step is anything that leaves a mark: a file made, written, synced, renamed or removed, and each statement and commit of a
transaction that writes. The child dies by SIGKILL just before the step, so that each state in between is left behind once.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
# The project itself comes first: a folder of tests has the name of a package.
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

# Whatever an act imports is imported before the fork, which is then quick.
import pyarrow.parquet  # noqa: F401
import sqlalchemy as sa
import sqlalchemy.dialects.sqlite
from workspace_examples import answers, publish, survey, workspace_environ

from data import workspace_changes, workspace_purge, workspace_reading, workspace_recover  # noqa: F401
from data.workspace import Workspace
from data.workspace_catalogue import WRITING

NAME = "survey-wave-1"
UPLOAD = b"the second upload"
ENDED_BY_ITSELF = 0
ONE = ("estimates",)
ACTS: dict[str, Callable[[Workspace], object]] = {
    "import": lambda w: publish(w, original=UPLOAD, data=survey(percent=50.0), more={"answers": answers()}, only=ONE),
    "purge": lambda w: w.purge(NAME, 1),
    "rollback": lambda w: w.rollback(NAME, 1),
}


def writes(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get(WRITING))


def kill_before(step: int, told: Path) -> None:
    """Count the steps of this process, and end it before one of them; the name of the step is left in a file."""
    steps = count(1)

    def take(name: str) -> None:
        if next(steps) == step:
            told.write_text(name)
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            take(name)
            return function(*args, **kwargs)

        return call

    for name in ("replace", "fsync", "mkdir", "remove", "unlink", "rmdir"):
        setattr(os, name, watched(name, getattr(os, name)))
    Path.open = watched("open", Path.open)  # type: ignore[method-assign,assignment]
    sa.event.listen(sa.Engine, "before_cursor_execute", lambda c, cursor, statement, *rest: writes(c) and take(statement[:40]))
    sa.event.listen(sa.Engine, "commit", lambda c: writes(c) and take("commit"))


def run(act: str, prepared: Path, folder: Path, step: int) -> dict[str, object]:
    """Run an act on a copy of a workspace in a child that is killed before a step; return where and how it ended."""
    shutil.copytree(prepared, folder)
    told = folder.with_suffix(".step")
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        workspace = Workspace.create(workspace_environ(folder))
        kill_before(step, told)
        ACTS[act](workspace)
        os._exit(ENDED_BY_ITSELF)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"folder": str(folder), "step": told.read_text() if killed else "", "killed": killed, "status": status}


def runs(act: str, prepared: Path, out: Path) -> Iterator[dict[str, object]]:
    """Kill at each step until there is none left."""
    for step in count(1):
        done = run(act, prepared, out / f"{step:03d}", step)
        yield done
        if not done["killed"]:
            return


if __name__ == "__main__":
    for line in runs(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])):
        print(json.dumps(line), flush=True)
