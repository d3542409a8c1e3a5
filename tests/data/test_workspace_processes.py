"""Several processes on one workspace."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from workspace_examples import ORIGINAL, publish, workspace_environ

from data.workspace import ImportConflict, Workspace, open_workspace

NAME = "survey-wave-1"


def import_together(environ: dict[str, str], who: str, gate, told) -> None:
    """Stage, wait until the other has staged too, publish; say how it went."""
    workspace = open_workspace(environ)
    assert workspace is not None
    staged = workspace.stage(who.encode(), "survey", NAME, who)
    gate.wait(timeout=60)
    try:
        told.put((who, str(workspace.publish(staged, {}, {}).number)))
    except ImportConflict as lost:
        told.put((who, str(lost)))


def import_many(environ: dict[str, str], name: str) -> None:
    workspace = open_workspace(environ)
    assert workspace is not None
    for n in range(10):
        publish(workspace, name, original=f"{name} {n}".encode(), only=())


def test_of_two_processes_one_wins_and_the_other_names_it(tmp_path: Path) -> None:
    environ = workspace_environ(tmp_path)
    Workspace.create(environ)
    spawn = multiprocessing.get_context("spawn")
    gate, told = spawn.Barrier(2), spawn.Queue()
    both = [spawn.Process(target=import_together, args=(environ, who, gate, told)) for who in ("ana", "besa")]
    for process in both:
        process.start()
    said = dict(told.get(timeout=120) for _ in both)
    for process in both:
        process.join()
    (winner,) = [who for who, text in said.items() if text == "1"]
    (loser,) = set(said) - {winner}
    assert f"{winner} did a publish" in said[loser]
    workspace = open_workspace(environ)
    assert workspace.current()[NAME].who == winner
    assert [workspace.read_original(upload) for upload in ("u1", "u2")].count(loser.encode()) == 1


def test_processes_that_write_at_once_wait_for_each_other(tmp_path: Path) -> None:
    environ = workspace_environ(tmp_path)
    workspace = Workspace.create(environ)
    spawn = multiprocessing.get_context("spawn")
    names = ("survey-a", "survey-b")
    both = [spawn.Process(target=import_many, args=(environ, name)) for name in names]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert {name: version.number for name, version in workspace.current().items()} == dict.fromkeys(names, 10)


def test_an_import_that_still_runs_is_not_taken_for_dead(tmp_path: Path) -> None:
    environ = workspace_environ(tmp_path)
    staged = Workspace.create(environ).stage(ORIGINAL, "survey", NAME, "ana")
    other = open_workspace(environ)
    assert other is not None
    assert other.recover() == []
    assert other.publish(staged, {}, {}).number == 1


@pytest.mark.parametrize(("hours", "state"), [(23, "staged"), (25, "abandoned")])
def test_an_import_of_another_machine_is_given_up_after_a_day(tmp_path: Path, monkeypatch, hours: int, state: str) -> None:
    from datetime import UTC, datetime, timedelta

    from data.workspace_catalogue import uploads

    began = datetime(2026, 11, 22, tzinfo=UTC)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("socket.gethostname", lambda: "another-machine")
        elsewhere.setattr("os.getpid", lambda: 2**22 + 1)
        Workspace.create(workspace_environ(tmp_path), lambda: began).stage(ORIGINAL, "survey", NAME, "ana")
    later = Workspace.create(workspace_environ(tmp_path), lambda: began + timedelta(hours=hours))
    with later.catalogue.reading() as c:
        assert c.execute(uploads.select()).one().state == state
