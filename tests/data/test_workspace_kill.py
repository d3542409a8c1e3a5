"""A crash at any point leaves the previous version in force and the upload recoverable: tried by killing at every step."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace_examples import ORIGINAL, answers, publish, survey, workspace_environ
from workspace_kill_driver import NAME, ONE, UPLOAD

from data.workspace import PurgedVersion, Workspace, open_workspace
from data.workspace_checks import check_workspace

DRIVER = Path(__file__).parent / "workspace_kill_driver.py"
MEMORY = Path("/dev/shm")
SECRET = b"the answer of one person"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses nothing there either, and syncing costs nothing."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(prefix="parandalim-", dir=MEMORY))
    yield made
    shutil.rmtree(made)


def kill_at_every_step(act: str, tmp_path: Path) -> list[tuple[str, Path]]:
    """Return (the step before which it was killed, the folder left behind) for each step, the last one run to its end."""
    command = [sys.executable, "-W", "error", str(DRIVER), act, str(tmp_path / "prepared"), str(tmp_path / "runs")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["status"] for line in lines if not line["killed"]] == [0]
    return [(line["step"], Path(line["folder"])) for line in lines]


def opened(folder: Path) -> Workspace:
    workspace = open_workspace(workspace_environ(folder))
    assert workspace is not None
    return workspace


def files_of(folder: Path, part: str) -> list[Path]:
    return [path for path in (folder / "workspace" / part).rglob("*") if path.is_file()]


@pytest.mark.parametrize("before", [1])
def test_an_import_killed_at_any_step_leaves_the_version_before_and_the_upload(folder: Path, before: int) -> None:
    prepared = Workspace.create(workspace_environ(folder / "prepared"))
    for _ in range(before):
        publish(prepared, only=ONE)
    steps = kill_at_every_step("import", folder)
    names = [step for step, _ in steps]
    assert {"open", "fsync", "replace", "commit"} <= set(names)
    kept_from = names.index("replace") + 1
    for i, (step, left_in) in enumerate(steps):
        workspace = opened(left_in)
        current = workspace.current()
        ended = step == ""
        assert (current[NAME].number if current else 0) == (before + 1 if ended else before), (i, step)
        assert check_workspace(workspace) == [], (i, step)
        left = workspace.recover()
        if not ended and i >= kept_from:
            (upload,) = left
            assert (upload.state, upload.kept, upload.who, upload.file_name) == ("abandoned", True, "ana", "answers.csv"), (
                i,
                step,
            )
            assert workspace.read_original(upload.upload) == UPLOAD
        assert not [path for path in files_of(left_in, "originals") if path.suffix == ".part"], (i, step)
        in_force = {file.path for version in current.values() for file in version.tables.values()}
        assert {p.relative_to(left_in / "workspace").as_posix() for p in files_of(left_in, "tables")} >= in_force
        assert len(files_of(left_in, "tables")) == before + 2 * ended, (i, step)
        after = publish(workspace, original=b"the third upload", data=survey(percent=60.0), only=ONE)
        assert after.number == (before + 2 if ended else before + 1), (i, step)


def test_a_purge_killed_at_any_step_is_finished_on_the_next_opening_or_was_never_begun(folder: Path) -> None:
    prepared = Workspace.create(workspace_environ(folder / "prepared"))
    publish(prepared, original=SECRET, more={"answers": answers(SECRET.decode())}, only=ONE)
    publish(prepared, original=ORIGINAL, only=ONE)
    outcomes = set()
    for step, left_in in kill_at_every_step("purge", folder):
        workspace = opened(left_in)
        purged = workspace.version(NAME, 1).purged
        outcomes.add(purged)
        there = [path for path in (left_in / "workspace").rglob("*") if path.is_file() and SECRET in path.read_bytes()]
        assert bool(there) is not purged, step
        assert [line.action for line in workspace.history()].count("purge") == int(purged)
        assert workspace.current()[NAME].number == 2
        if purged:
            with pytest.raises(PurgedVersion):
                workspace.rollback(NAME, 1)
    assert outcomes == {True, False}


def test_a_rollback_killed_at_any_step_has_happened_or_has_not(folder: Path) -> None:
    prepared = Workspace.create(workspace_environ(folder / "prepared"))
    publish(prepared, only=ONE)
    publish(prepared, original=b"more", only=ONE)
    seen = []
    for _, left_in in kill_at_every_step("rollback", folder):
        workspace = opened(left_in)
        seen.append(workspace.current()[NAME].number)
        assert check_workspace(workspace) == []
    assert (seen[0], seen[-1], sorted(seen, reverse=True)) == (2, 1, seen)
