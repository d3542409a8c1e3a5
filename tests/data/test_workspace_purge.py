from __future__ import annotations

from pathlib import Path

import pytest
from workspace_examples import ORIGINAL, answers, publish, survey, workspace_environ

from data.problems import Problem
from data.workspace import PurgedVersion, Workspace, WorkspaceError

NAME = "survey-wave-1"
PHONE = "+355 69 000 0000"
SECRET = f"respondent,phone\n1,{PHONE}\n".encode()
FAULT = Problem("ana-hoxha.csv", 2, "phone", PHONE, "a telephone number", "leave it out")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(workspace_environ(tmp_path))


def holding(folder: Path, text: str) -> list[str]:
    """Every file below a folder in whose bytes a text stands, Parquet and the catalogue among them."""
    found = (path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes())
    return sorted(path.name for path in found)


def publish_secret(workspace: Workspace) -> None:
    staged = workspace.stage(SECRET, "survey", NAME, "ana", "ana-hoxha.csv")
    from data.survey_tables import to_tables

    workspace.publish(staged, {**to_tables(survey()), "answers": answers(PHONE)}, {}, [FAULT])


def test_a_purge_leaves_no_byte_of_the_original_or_of_single_answers(workspace: Workspace, tmp_path: Path) -> None:
    publish_secret(workspace)
    publish(workspace, original=b"more")
    assert len(holding(tmp_path, PHONE)) == 3
    erased = workspace.purge(NAME, 1, "besa")
    assert len(erased) == 2
    assert holding(tmp_path, PHONE) == []
    assert holding(tmp_path, "ana-hoxha") == []


def test_a_purge_leaves_a_line_that_it_was_done(workspace: Workspace) -> None:
    publish_secret(workspace)
    workspace.purge(NAME, 1, "besa")
    line = workspace.history()[0]
    assert (line.action, line.version, line.upload, line.who, line.in_force) == ("purge", 1, "u1", "besa", False)


def test_estimates_stay_and_stay_in_force(workspace: Workspace) -> None:
    publish_secret(workspace)
    before = workspace.generation()
    workspace.purge(NAME, 1)
    version = workspace.current()[NAME]
    assert version.purged
    assert workspace.read_table(version, "estimates").num_rows == 2
    assert workspace.generation() == before
    with pytest.raises(PurgedVersion, match="erased for good"):
        workspace.read_table(version, "answers")
    with pytest.raises(PurgedVersion, match="erased for good"):
        workspace.read_original(version.upload)


def test_what_was_purged_cannot_come_back(workspace: Workspace) -> None:
    publish_secret(workspace)
    publish(workspace, original=b"more")
    workspace.purge(NAME, 1)
    with pytest.raises(PurgedVersion, match="was purged and cannot come back"):
        workspace.rollback(NAME, 1)
    with pytest.raises(WorkspaceError, match="nothing left to erase"):
        workspace.purge(NAME, 1)


def test_every_import_of_the_same_bytes_goes_with_it(workspace: Workspace, tmp_path: Path) -> None:
    publish_secret(workspace)
    publish_secret(workspace)
    rejected = workspace.stage(SECRET, "survey", "survey-wave-2", "ana", "again.csv")
    workspace.reject(rejected, [FAULT])
    workspace.purge(NAME, 1)
    assert [workspace.version(NAME, n).purged for n in (1, 2)] == [True, True]
    assert holding(tmp_path, PHONE) == []


def test_another_original_is_left_alone(workspace: Workspace) -> None:
    publish_secret(workspace)
    other = publish(workspace, original=ORIGINAL, more={"answers": answers()})
    workspace.purge(NAME, 1)
    assert workspace.read_original(other.upload) == ORIGINAL
    assert workspace.read_table(other, "answers").num_rows == 2
    assert not workspace.version(NAME, other.number).purged


def test_an_upload_that_was_never_published_can_be_purged(workspace: Workspace, tmp_path: Path) -> None:
    publish(workspace)
    staged = workspace.stage(SECRET, "survey", NAME, "ana", "ana-hoxha.csv")
    workspace.reject(staged, [FAULT])
    with pytest.raises(WorkspaceError, match="no upload u2 of 'survey-wave-2'"):
        workspace.purge("survey-wave-2", staged)
    workspace.purge(NAME, staged)
    assert holding(tmp_path, PHONE) == []
    assert workspace.recover() == []
    assert workspace.current()[NAME].number == 1


def test_an_import_under_way_of_what_is_purged_comes_to_nothing(workspace: Workspace, tmp_path: Path) -> None:
    publish_secret(workspace)
    staged = workspace.stage(SECRET, "survey", NAME, "ana")
    workspace.purge(NAME, 1)
    with pytest.raises(WorkspaceError, match="it is purged"):
        workspace.publish(staged, {"answers": answers(PHONE)}, {})
    assert holding(tmp_path, PHONE) == []


def test_bytes_that_come_in_during_their_purge_are_not_kept(workspace: Workspace, tmp_path: Path, monkeypatch) -> None:
    publish_secret(workspace)
    write = workspace.storage.write

    def and_meanwhile_a_purge(path, chunks, mark):
        workspace.purge(NAME, 1)
        write(path, chunks, mark)

    monkeypatch.setattr(workspace.storage, "write", and_meanwhile_a_purge)
    with pytest.raises(PurgedVersion, match="purged while they came in"):
        workspace.stage(SECRET, "survey", NAME, "ana")
    assert holding(tmp_path, PHONE) == []


def test_the_same_file_may_be_imported_again_after_its_purge(workspace: Workspace) -> None:
    publish_secret(workspace)
    workspace.purge(NAME, 1)
    publish_secret(workspace)
    assert workspace.read_original(workspace.current()[NAME].upload) == SECRET
