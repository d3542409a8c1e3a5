from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from workspace_examples import ORIGINAL, answers, publish, survey, workspace_environ

from data.problems import Problem
from data.survey_tables import from_tables
from data.workspace import DamagedFile, ImportConflict, Workspace, WorkspaceError, open_workspace
from data.workspace_checks import check_workspace

NAME = "survey-wave-1"
FAULT = Problem("answers.csv", 2, "answer", "maybe", "no such answer", "write yes or no")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(workspace_environ(tmp_path))


def test_what_is_published_is_in_force_with_who_when_and_what(tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    workspace = Workspace.create(workspace_environ(tmp_path), lambda: now)
    staged = workspace.stage(ORIGINAL, "survey", NAME, "ana", "C:/mine/answers.csv")
    done = workspace.publish(staged, {"estimates": pa.table({"a": [1, 2, 3]})}, {"n": 3}, [FAULT])
    found = open_workspace(workspace_environ(tmp_path)).current()[NAME]
    assert found == done
    assert (found.kind, found.number, found.who, found.published, found.since) == ("survey", 1, "ana", now, now)
    assert (found.rows, found.facts, found.problems, found.example) == (3, {"n": 3}, (FAULT,), False)
    assert workspace.read_table(found, "estimates").column("a").to_pylist() == [1, 2, 3]
    assert workspace.read_original(found.upload) == ORIGINAL


def test_a_survey_comes_back_as_it_was_published(workspace: Workspace) -> None:
    version = publish(workspace, data=survey(percent=47.0))
    read = from_tables({name: workspace.read_table(version, name) for name in version.tables})
    assert read.estimates[0] == survey(percent=47.0).estimates[0]


def test_an_original_is_kept_under_its_hash_from_bytes_or_a_path(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_bytes(ORIGINAL)
    uploads = [workspace.stage(ORIGINAL, "survey", NAME, "ana"), workspace.stage(tmp_path / "answers.csv", "survey", NAME, "ana")]
    kept = [p for p in (tmp_path / "workspace" / "originals").rglob("*") if p.is_file()]
    assert [p.read_bytes() for p in kept] == [ORIGINAL]
    assert [workspace.read_original(upload) for upload in uploads] == [ORIGINAL, ORIGINAL]


def test_a_file_that_changes_while_it_is_read_is_refused(workspace: Workspace, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(ORIGINAL)
    hashed = __import__("data.workspace_staging", fromlist=["x"])._hash_of

    def and_then_written_to(original):
        found = hashed(original)
        path.write_bytes(b"other")
        return found

    monkeypatch.setattr("data.workspace_staging._hash_of", and_then_written_to)
    with pytest.raises(DamagedFile, match="changed while it was read"):
        workspace.stage(path, "survey", NAME, "ana")
    assert [p for p in (tmp_path / "workspace" / "originals").rglob("*") if p.is_file()] == []
    assert [u.state for u in workspace.recover()] == ["abandoned"]


def test_each_import_makes_a_version_and_the_files_of_the_last_stay_as_they_were(workspace: Workspace) -> None:
    first = publish(workspace)
    before = workspace.read_table(first, "estimates").to_pylist()
    second = publish(workspace, original=b"more", data=survey(percent=50.0))
    assert (first.number, second.number, workspace.current()[NAME].number) == (1, 2, 2)
    assert repr(workspace.read_table(first, "estimates").to_pylist()) == repr(before)
    assert {f.path for f in first.tables.values()}.isdisjoint(f.path for f in second.tables.values())


def test_a_rollback_puts_a_version_in_force_again_and_destroys_nothing(tmp_path: Path) -> None:
    hours = iter(range(1000))
    workspace = Workspace.create(
        workspace_environ(tmp_path), lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=next(hours))
    )
    first = publish(workspace)
    publish(workspace, original=b"more")
    back = workspace.rollback(NAME, 1, "besa")
    assert (back.number, back.published, back.who) == (1, first.published, "ana")
    assert back.since > first.since
    assert workspace.rollback(NAME, 2, "besa").number == 2
    lines = workspace.history(NAME)
    assert [(line.action, line.version, line.who, line.in_force) for line in lines] == [
        ("rollback", 2, "besa", True),
        ("rollback", 1, "besa", False),
        ("publish", 2, "ana", False),
        ("publish", 1, "ana", False),
    ]


def test_what_is_withdrawn_is_not_in_force_until_it_is_rolled_back_to(workspace: Workspace) -> None:
    publish(workspace)
    workspace.withdraw(NAME, "besa")
    assert workspace.current() == {}
    with pytest.raises(WorkspaceError, match="nothing to withdraw"):
        workspace.withdraw(NAME)
    assert workspace.rollback(NAME, 1).number == 1


def test_each_change_has_another_generation_and_other_things_do_not(workspace: Workspace) -> None:
    seen = [workspace.generation()]
    for change in (
        lambda: publish(workspace),
        lambda: publish(workspace, original=b"more"),
        lambda: workspace.rollback(NAME, 1),
        lambda: workspace.withdraw(NAME),
    ):
        change()
        seen.append(workspace.generation())
    assert len(set(seen)) == 5
    workspace.reject(workspace.stage(b"bad", "survey", NAME, "ana"), [FAULT])
    assert workspace.generation() == seen[-1]


def test_two_workspaces_never_share_a_generation(tmp_path: Path) -> None:
    made = [Workspace.create(workspace_environ(tmp_path / name)) for name in "ab"]
    assert len({workspace.generation() for workspace in made}) == 2


def test_of_two_imports_at_once_one_wins_and_the_other_says_who_and_when(tmp_path: Path) -> None:
    workspace = Workspace.create(workspace_environ(tmp_path), lambda: datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    mine, theirs = (workspace.stage(text, "survey", NAME, who) for text, who in ((b"1", "ana"), (b"2", "besa")))
    tables = {"estimates": pa.table({"a": [1]})}
    workspace.publish(theirs, tables, {})
    with pytest.raises(ImportConflict, match=r"besa did a publish at 2026-11-22T09:30:00.*kept as u1"):
        workspace.publish(mine, tables, {})
    assert workspace.current()[NAME].who == "besa"
    assert workspace.read_original(mine) == b"1"
    assert not (tmp_path / "workspace" / "tables" / mine).exists()
    assert publish(workspace, original=b"1").number == 2


def test_an_import_of_another_dataset_is_no_conflict(workspace: Workspace) -> None:
    staged = workspace.stage(b"1", "survey", NAME, "ana")
    publish(workspace, name="survey-wave-2")
    assert workspace.publish(staged, {}, {}).number == 1


def test_a_failed_import_is_recorded_with_its_problems_and_its_upload_kept(workspace: Workspace) -> None:
    publish(workspace)
    staged = workspace.stage(b"bad", "survey", NAME, "ana", "bad.csv")
    workspace.reject(staged, [FAULT])
    assert workspace.current()[NAME].number == 1
    (line,) = [line for line in workspace.history() if line.action == "reject"]
    assert (line.upload, line.problems, line.who) == (staged, 1, "ana")
    (upload,) = workspace.recover()
    assert (upload.upload, upload.file_name, upload.state, upload.kept, upload.problems) == (
        staged,
        "bad.csv",
        "rejected",
        True,
        (FAULT,),
    )
    assert workspace.read_original(staged) == b"bad"
    with pytest.raises(WorkspaceError, match="rejected"):
        workspace.publish(staged, {}, {})


def test_an_upload_can_be_taken_out_again_but_never_over_another_file(workspace: Workspace, tmp_path: Path) -> None:
    staged = workspace.stage(ORIGINAL, "survey", NAME, "ana", "answers.csv")
    out = tmp_path / "out.csv"
    assert workspace.save_original(staged, out) == out
    assert out.read_bytes() == ORIGINAL
    with pytest.raises(WorkspaceError, match="is there already"):
        workspace.save_original(staged, out)


@pytest.mark.parametrize("harm", ["remove", "cut", "change"])
def test_a_damaged_file_is_named_with_its_remedy(workspace: Workspace, tmp_path: Path, harm: str) -> None:
    publish(workspace)
    version = publish(workspace, original=b"more")
    path = tmp_path / "workspace" / version.tables["estimates"].path
    body = path.read_bytes()
    path.unlink() if harm == "remove" else path.write_bytes(body[:-9] if harm == "cut" else body[:-1] + b"!")
    with pytest.raises(DamagedFile, match=rf"estimates.*parandalim rollback {NAME} NUMBER"):
        workspace.read_table(version, "estimates")
    assert [p.column for p in check_workspace(workspace)] == ["estimates"]
    workspace.rollback(NAME, 1)
    assert check_workspace(workspace) == []
    with pytest.raises(DamagedFile):
        workspace.rollback(NAME, 2)
    assert workspace.current()[NAME].number == 1


def test_importing_again_heals_a_damaged_original(workspace: Workspace, tmp_path: Path) -> None:
    version = publish(workspace)
    (path,) = [p for p in (tmp_path / "workspace" / "originals").rglob("*") if p.is_file()]
    path.write_bytes(b"damaged")
    with pytest.raises(DamagedFile):
        workspace.read_original(version.upload)
    publish(workspace)
    assert workspace.read_original(version.upload) == ORIGINAL


@pytest.mark.parametrize("name", ["", "Wave 1", "../etc", "a/b", "-a", "x" * 99, "ë"])
def test_a_dataset_has_a_plain_name(workspace: Workspace, name: str) -> None:
    with pytest.raises(WorkspaceError, match="cannot name a dataset"):
        workspace.stage(ORIGINAL, "survey", name, "ana")


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda w: w.stage(ORIGINAL, "surveys", NAME, "ana"), "the kinds are .*survey"),
        (lambda w: w.rollback(NAME, 9), "it has 1"),
        (lambda w: w.rollback(NAME, 1), "in force already"),
        (lambda w: w.rollback("other", 1), f"the datasets are {NAME}"),
        (lambda w: w.read_table(w.current()[NAME], "x"), "it has changes, designs"),
        (lambda w: w.read_original("u99"), "no upload u99"),
        (lambda w: w.read_original("99"), "not an upload"),
        (lambda w: w.publish(w.stage(b"1", "survey", NAME, "ana"), {}, {"a": float("nan")}), "without NaN"),
    ],
)
def test_a_wrong_question_is_answered_with_what_there_is(workspace: Workspace, ask, answer: str) -> None:
    publish(workspace)
    with pytest.raises(WorkspaceError, match=answer):
        ask(workspace)


def test_a_catalogue_of_a_newer_program_is_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    from data.workspace_catalogue import meta

    with workspace.catalogue.writing() as c:
        c.execute(meta.update().where(meta.c.key == "schema").values(value="99"))
    with pytest.raises(WorkspaceError, match="use the newer program"):
        open_workspace(workspace_environ(tmp_path))


def test_answers_of_single_persons_are_told_from_estimates(workspace: Workspace) -> None:
    version = publish(workspace, more={"answers": answers()})
    assert {name for name, file in version.tables.items() if file.micro} == {"answers"}
