"""Scenarios in the workspace: each change whole with its line in the log, or not at all; names are plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_examples import workspace_environ

import data.workspace_scenarios as store
from data.workspace import ReadOnlyWorkspace, Workspace, open_workspace
from data.workspace_scenario_types import MOST_NAME, ScenarioRefused, check_name, scenario_number
from data.workspace_scenarios import delete_scenario, read_scenario, read_scenarios, rename_scenario, save_scenario
from data.workspace_types import WorkspaceError

FIELDS = {"level": "qark", "date": "2006-07-31", "budget": "250000"}
FIGURES = {"mark": "0123456789", "areas": {"AL011": {"priority": 78.1}}, "covered": None}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(workspace_environ(tmp_path))


def actions(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(line.name, line.action, line.who) for line in workspace.history()]


def test_a_scenario_is_saved_with_its_figures_and_read_by_another_process(workspace, tmp_path: Path) -> None:
    saved = save_scenario(workspace, "  Veriu   2027 ", FIELDS, FIGURES, "grants desk")
    other = open_workspace(workspace_environ(tmp_path))
    assert other is not None
    found = read_scenario(other, saved.number)
    assert (found.name, found.fields, found.figures, found.who) == ("Veriu 2027", FIELDS, FIGURES, "grants desk")
    assert found.mark == "s1"
    assert scenario_number(found.mark) == 1
    assert actions(workspace) == [("scenario-s1", "save-scenario", "grants desk")]


def test_nothing_in_force_changes_by_saving(workspace) -> None:
    before = workspace.generation()
    save_scenario(workspace, "One", FIELDS, FIGURES, "desk")
    assert workspace.generation() == before
    assert workspace.current() == {}


def test_renamed_and_deleted_scenarios_leave_lines_without_their_names(workspace) -> None:
    first = save_scenario(workspace, "A person's plan", FIELDS, FIGURES, "desk")
    rename_scenario(workspace, first.number, "Plan", "desk")
    assert [one.name for one in read_scenarios(workspace)] == ["Plan"]
    delete_scenario(workspace, first.number, "desk")
    assert read_scenarios(workspace) == ()
    assert [action for _, action, _ in actions(workspace)] == ["delete-scenario", "rename-scenario", "save-scenario"]
    assert not any("plan" in name.lower() for name, _, _ in actions(workspace))
    assert save_scenario(workspace, "Plan", FIELDS, FIGURES, "desk").number == first.number + 1


def test_a_crash_before_the_log_line_leaves_nothing_behind(workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = save_scenario(workspace, "Kept", FIELDS, FIGURES, "desk")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_log", crash)
    for change in (
        lambda: save_scenario(workspace, "Lost", FIELDS, FIGURES, "desk"),
        lambda: rename_scenario(workspace, kept.number, "Lost", "desk"),
        lambda: delete_scenario(workspace, kept.number, "desk"),
    ):
        with pytest.raises(KeyboardInterrupt):
            change()
    assert [one.name for one in read_scenarios(workspace)] == ["Kept"]
    assert len(actions(workspace)) == 1


def test_a_name_stands_once(workspace) -> None:
    save_scenario(workspace, "Same", FIELDS, FIGURES, "desk")
    other = save_scenario(workspace, "Other", FIELDS, FIGURES, "desk")
    for change in (
        lambda: save_scenario(workspace, "Same", FIELDS, FIGURES, "desk"),
        lambda: rename_scenario(workspace, other.number, "Same", "desk"),
    ):
        with pytest.raises(ScenarioRefused) as refused:
            change()
        assert refused.value.code == "name_taken"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        (" \u200b ", "name_missing"),
        ("x" * (MOST_NAME + 1), "name_long"),
        ("x" * 10_000, "name_long"),
        (7, "name_long"),
        ("one\x07two", "name_signs"),
        ("write to ana@example.org", "name_contact"),
    ],
)
def test_a_name_that_cannot_be_is_refused(workspace, name: object, code: str) -> None:
    with pytest.raises(ScenarioRefused) as refused:
        save_scenario(workspace, name, FIELDS, FIGURES, "desk")  # type: ignore[arg-type]
    assert refused.value.code == code
    assert read_scenarios(workspace) == ()


def test_signs_of_markup_stay_text_and_signs_without_room_go() -> None:
    assert check_name("<b>Veriu</b> & “250\u202e000”") == "<b>Veriu</b> & “250000”"
    assert check_name("=HYPERLINK(1)") == "=HYPERLINK(1)"


def test_what_is_not_there_cannot_be_renamed_or_deleted(workspace) -> None:
    for change in (lambda: rename_scenario(workspace, 4, "Name", "desk"), lambda: delete_scenario(workspace, 4, "desk")):
        with pytest.raises(ScenarioRefused) as refused:
            change()
        assert refused.value.code == "unknown"
    with pytest.raises(WorkspaceError, match="s1, s2"):
        scenario_number("s²")


def test_a_lower_tier_never_sees_what_was_reckoned_from_a_higher_one(workspace) -> None:
    hidden = save_scenario(workspace, "With partners' records", FIELDS, FIGURES, "desk", "partner")
    assert read_scenarios(workspace) == ()
    assert [one.number for one in read_scenarios(workspace, "restricted")] == [hidden.number]
    with pytest.raises(ScenarioRefused):
        read_scenario(workspace, hidden.number)


def test_a_read_only_host_saves_nothing(tmp_path: Path) -> None:
    Workspace.create(workspace_environ(tmp_path))
    closed = open_workspace(workspace_environ(tmp_path, PARANDALIM_READ_ONLY="1"))
    assert closed is not None
    with pytest.raises(ReadOnlyWorkspace):
        save_scenario(closed, "Name", FIELDS, FIGURES, "desk")


def test_the_list_has_an_end(workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_SCENARIOS", 1)
    save_scenario(workspace, "One", FIELDS, FIGURES, "desk")
    with pytest.raises(ScenarioRefused) as refused:
        save_scenario(workspace, "Two", FIELDS, FIGURES, "desk")
    assert refused.value.code == "full"
