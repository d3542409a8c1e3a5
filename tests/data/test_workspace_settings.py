from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from workspace_examples import ORIGINAL, publish, workspace_environ

from data.workspace import ReadOnlyWorkspace, Workspace, WorkspaceError, open_workspace, why_read_only
from data.workspace_settings import read_settings
from data.workspace_status import without_password


def test_the_folder_is_workspace_here_unless_a_setting_moves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings({}).folder == tmp_path / "workspace"
    assert read_settings({"PARANDALIM_WORKSPACE": "/elsewhere"}).folder == Path("/elsewhere")


def test_where_nothing_was_imported_no_database_or_file_library_is_loaded(tmp_path: Path) -> None:
    asked = "import sys, dashboard.app as a; a.create_app(); print(sorted({'sqlalchemy', 'fsspec'} & set(sys.modules)))"
    environ = {**os.environ, **workspace_environ(tmp_path)}
    done = subprocess.run([sys.executable, "-c", asked], env=environ, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"


def test_without_an_import_there_is_none_and_looking_makes_nothing(tmp_path: Path) -> None:
    assert open_workspace(workspace_environ(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, ""),
        ({"PARANDALIM_READ_ONLY": "True"}, "asked"),
        ({"PARANDALIM_READ_ONLY": "False"}, ""),
        ({"PARANDALIM_READ_ONLY": "0"}, ""),
        ({"DYNO": "web.1"}, "throwaway"),
        ({"DYNO": "web.1", "PARANDALIM_THROWAWAY": "no"}, ""),
        ({"PARANDALIM_THROWAWAY": "yes"}, "throwaway"),
        ({"DYNO": "web.1", "PARANDALIM_CATALOGUE": "sqlite://"}, "throwaway"),
        ({"DYNO": "web.1", "PARANDALIM_CATALOGUE": "sqlite://", "PARANDALIM_STORAGE": "memory://x"}, ""),
    ],
)
def test_settings_are_read_as_words_and_a_disk_that_forgets_is_not_written_to(environ: dict[str, str], reason: str) -> None:
    assert why_read_only(environ) == reason


def test_a_setting_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(WorkspaceError, match="PARANDALIM_READ_ONLY is 'perhaps'"):
        read_settings({"PARANDALIM_READ_ONLY": "perhaps"})


def test_a_host_that_forgets_its_disk_writes_nothing_and_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyWorkspace, match="PARANDALIM_CATALOGUE"):
        Workspace.create(workspace_environ(tmp_path, DYNO="web.1"))
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_host_reads_what_is_there(tmp_path: Path) -> None:
    publish(Workspace.create(workspace_environ(tmp_path)))
    workspace = open_workspace(workspace_environ(tmp_path, PARANDALIM_READ_ONLY="1"))
    assert workspace is not None
    assert workspace.current()["survey-wave-1"].number == 1
    for write in (
        lambda: workspace.stage(ORIGINAL, "survey", "survey-wave-2", "ana"),
        lambda: workspace.withdraw("survey-wave-1"),
        lambda: workspace.rollback("survey-wave-1", 1),
        lambda: workspace.purge("survey-wave-1", 1),
        workspace.recover,
    ):
        with pytest.raises(ReadOnlyWorkspace):
            write()


def test_files_may_lie_at_any_fsspec_address(tmp_path: Path) -> None:
    environ = workspace_environ(tmp_path, PARANDALIM_STORAGE="memory://parandalim-test")
    workspace = Workspace.create(environ)
    version = publish(workspace)
    workspace.purge("survey-wave-1", publish(workspace, original=b"other").number)
    assert workspace.read_original(version.upload) == ORIGINAL
    assert workspace.read_table(version, "estimates").num_rows == 2
    assert {p.name for p in (tmp_path / "workspace").iterdir()} == {"catalogue.sqlite"}


@pytest.mark.parametrize("name", ["PARANDALIM_CATALOGUE", "PARANDALIM_STORAGE"])
def test_an_address_that_leads_nowhere_is_a_clear_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceError, match="cannot be used"):
        Workspace.create(workspace_environ(tmp_path, **{name: "nosuch://place"}))


def test_a_folder_taken_away_is_an_error_and_not_an_empty_catalogue(tmp_path: Path) -> None:
    workspace = Workspace.create(workspace_environ(tmp_path))
    (tmp_path / "workspace" / "catalogue.sqlite").unlink()
    with pytest.raises(WorkspaceError, match="catalogue cannot be used"):
        workspace.generation()
    assert list((tmp_path / "workspace").iterdir()) == []


def test_others_on_the_machine_cannot_look_into_the_folder(tmp_path: Path) -> None:
    Workspace.create(workspace_environ(tmp_path))
    assert (tmp_path / "workspace").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://me:secret@host/name", "postgresql+psycopg://me:***@host/name"),
        ("postgresql://me@host/name", "postgresql://me@host/name"),
        ("sqlite:////a/b", "sqlite:////a/b"),
        ("", ""),
    ],
)
def test_no_password_is_ever_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown
