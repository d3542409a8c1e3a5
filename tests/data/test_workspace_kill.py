"""A crash at any point leaves the previous version in force and the upload recoverable: tried by killing at every step."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from workspace_examples import ORIGINAL, answers, publish, survey, workspace_environ
from workspace_kill_driver import NAME, ONE, UPLOAD

from data.workspace import PurgedVersion, Workspace, open_workspace
from data.workspace_checks import check_workspace

DRIVER = Path(__file__).parent / "workspace_kill_driver.py"
SECRET = b"the answer of one person"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def kill_at_every_step(act: str, tmp_path: Path) -> list[tuple[str, Path]]:
    """Return (the step before which it was killed, the folder left behind) for each step, the last one run to its end."""
    command = [sys.executable, "-W", "error", str(DRIVER), act, str(tmp_path / "prepared"), str(tmp_path / "runs")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["status"] for line in lines if not line["killed"]] == [0]
    return [(line["step"], Path(line["folder"])) for line in lines]


def opened(folder: Path) -> Workspace:
    workspace = open_workspace(workspace_environ(folder))
    assert workspace is not None
    return workspace


def files_of(folder: Path, part: str) -> list[Path]:
    return [path for path in (folder / "workspace" / part).rglob("*") if path.is_file()]


@pytest.mark.parametrize("before", [0, 1])
def test_an_import_killed_at_any_step_leaves_the_version_before_and_the_upload(tmp_path: Path, before: int) -> None:
    prepared = Workspace.create(workspace_environ(tmp_path / "prepared"))
    for _ in range(before):
        publish(prepared, only=ONE)
    steps = kill_at_every_step("import", tmp_path)
    names = [step for step, _ in steps]
    assert {"open", "fsync", "replace", "commit"} <= set(names)
    kept_from = names.index("replace") + 1
    for i, (step, folder) in enumerate(steps):
        workspace = opened(folder)
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
        assert not [path for path in files_of(folder, "originals") if path.suffix == ".part"], (i, step)
        in_force = {file.path for version in current.values() for file in version.tables.values()}
        assert {p.relative_to(folder / "workspace").as_posix() for p in files_of(folder, "tables")} >= in_force
        assert len(files_of(folder, "tables")) == before + 2 * ended, (i, step)
        after = publish(workspace, original=b"the third upload", data=survey(percent=60.0), only=ONE)
        assert after.number == (before + 2 if ended else before + 1), (i, step)


def test_a_purge_killed_at_any_step_is_finished_on_the_next_opening_or_was_never_begun(tmp_path: Path) -> None:
    prepared = Workspace.create(workspace_environ(tmp_path / "prepared"))
    publish(prepared, original=SECRET, more={"answers": answers(SECRET.decode())}, only=ONE)
    publish(prepared, original=ORIGINAL, only=ONE)
    outcomes = set()
    for step, folder in kill_at_every_step("purge", tmp_path):
        workspace = opened(folder)
        purged = workspace.version(NAME, 1).purged
        outcomes.add(purged)
        there = [path for path in (folder / "workspace").rglob("*") if path.is_file() and SECRET in path.read_bytes()]
        assert bool(there) is not purged, step
        assert [line.action for line in workspace.history()].count("purge") == int(purged)
        assert workspace.current()[NAME].number == 2
        if purged:
            with pytest.raises(PurgedVersion):
                workspace.rollback(NAME, 1)
    assert outcomes == {True, False}


def test_a_rollback_killed_at_any_step_has_happened_or_has_not(tmp_path: Path) -> None:
    prepared = Workspace.create(workspace_environ(tmp_path / "prepared"))
    publish(prepared, only=ONE)
    publish(prepared, original=b"more", only=ONE)
    seen = []
    for _, folder in kill_at_every_step("rollback", tmp_path):
        workspace = opened(folder)
        seen.append(workspace.current()[NAME].number)
        assert check_workspace(workspace) == []
    assert (seen[0], seen[-1], sorted(seen, reverse=True)) == (2, 1, seen)
