from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner
from workspace_examples import ORIGINAL, publish, survey, workspace_environ

from dashboard.cli import app, main
from data.workspace import Workspace

NAME = "survey-wave-1"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    environ = workspace_environ(tmp_path)
    monkeypatch.setenv("PARANDALIM_WORKSPACE", environ["PARANDALIM_WORKSPACE"])
    made = Workspace.create(environ)
    publish(made)
    publish(made, original=b"more", data=survey(percent=50.0))
    return made


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code in (0, None), capsys.readouterr().err
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 1
    return capsys.readouterr().err


def test_history_tells_each_step_as_json_too(workspace: Workspace, capsys) -> None:
    lines = json.loads(said(capsys, "history", "--format", "json"))
    assert [(line["action"], line["version"], line["who"], line["in_force"]) for line in lines] == [
        ("publish", 2, "ana", True),
        ("publish", 1, "ana", False),
    ]
    assert said(capsys, "history", "another", "--format", "csv").count("\n") == 1


def test_a_version_is_rolled_back_to_and_withdrawn_in_someones_name(workspace: Workspace, capsys) -> None:
    assert "version 1 of" in said(capsys, "rollback", NAME, "1", "--by", "besa")
    assert workspace.current()[NAME].number == 1
    said(capsys, "withdraw", NAME, "--by", "besa")
    assert workspace.current() == {}
    assert [line.who for line in workspace.history()[:2]] == ["besa", "besa"]
    assert "it has 1, 2" in refused(capsys, "rollback", NAME, "7")


def test_who_is_the_user_of_the_machine_unless_it_is_said(workspace: Workspace, capsys, monkeypatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "drita")
    said(capsys, "withdraw", NAME)
    assert workspace.history()[0].who == "drita"


def test_a_purge_asks_first(workspace: Workspace, capsys) -> None:
    answer = CliRunner().invoke(app, ["purge", NAME, "1"], input="n\n")
    assert (answer.exit_code, workspace.version(NAME, 1).purged) == (1, False)
    assert "erased originals/" in said(capsys, "purge", NAME, "1", "--yes", "--by", "besa")
    assert workspace.version(NAME, 1).purged
    assert "cannot come back" in refused(capsys, "rollback", NAME, "1")


def test_status_says_what_is_in_force_and_what_is_damaged(workspace: Workspace, tmp_path: Path, capsys) -> None:
    told = {row["what"]: row["value"] for row in json.loads(said(capsys, "workspace", "status", "--format", "json"))}
    assert told["writing"] == "yes"
    assert told["in force"].startswith(f"{NAME} 2, ")
    (tmp_path / "workspace" / workspace.current()[NAME].tables["estimates"].path).unlink()
    with pytest.raises(SystemExit) as ended:
        main(["workspace", "status"])
    assert ended.value.code == 1
    assert "is missing from the workspace" in capsys.readouterr().out
    assert "is missing from the workspace" in refused(capsys, "score")


def test_a_read_only_host_says_why(workspace: Workspace, capsys, monkeypatch) -> None:
    monkeypatch.setenv("DYNO", "web.1")
    assert "forgets its disk" in said(capsys, "workspace", "status")
    assert "PARANDALIM_STORAGE" in refused(capsys, "withdraw", NAME)


def test_an_upload_that_was_never_published_is_listed_and_taken_out(workspace: Workspace, tmp_path: Path, capsys) -> None:
    staged = workspace.stage(b"bad", "survey", NAME, "ana", "bad.csv")
    workspace.reject(staged, [])
    (row,) = json.loads(said(capsys, "workspace", "recover", "--format", "json"))
    assert (row["upload"], row["file"], row["state"], row["kept"]) == (staged, "bad.csv", "rejected", True)
    said(capsys, "workspace", "recover", staged, "--out", str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_bytes() == b"bad"


def test_scores_carry_the_version_of_the_data_in_force_and_the_same_data_give_the_same_bytes(workspace, capsys) -> None:
    from data.dataset import SHIPPED

    second = said(capsys, "score", "--format", "csv")
    said(capsys, "rollback", NAME, "1")
    first = said(capsys, "score", "--format", "csv")
    said(capsys, "rollback", NAME, "2")
    assert said(capsys, "score", "--format", "csv") == second != first
    said(capsys, "withdraw", NAME)
    assert said(capsys, "score", "--format", "csv") == said(capsys, "score", "--format", "csv", "--data", str(SHIPPED))


def test_without_a_workspace_nothing_is_made_and_the_error_says_so(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("PARANDALIM_WORKSPACE", str(tmp_path / "none"))
    assert said(capsys, "history", "--format", "csv").count("\n") == 1
    assert "nothing was imported yet" in said(capsys, "workspace", "status")
    assert "there is no workspace yet" in refused(capsys, "withdraw", NAME)
    assert not (tmp_path / "none").exists()


def test_an_unknown_template_is_answered_with_those_there_are(capsys) -> None:
    assert "there is no template 'x'; templates:" in refused(capsys, "template", "x")


def test_the_original_is_what_was_handed_in(workspace: Workspace) -> None:
    assert workspace.read_original("u1") == ORIGINAL
