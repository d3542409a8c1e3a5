"""What is imported joins what is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_examples import ORIGINAL, publish, survey, workspace_environ

from data.checks import check_data
from data.dataset import SHIPPED, load_dataset, with_workspace
from data.survey_types import NO_SURVEY
from data.workspace import DamagedFile, Workspace, WorkspaceError


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(workspace_environ(tmp_path))


def test_with_nothing_in_force_the_data_are_the_shipped_ones(tiny_dataset, workspace: Workspace) -> None:
    assert with_workspace(tiny_dataset, workspace) is tiny_dataset
    publish(workspace)
    workspace.withdraw("survey-wave-1")
    assert with_workspace(tiny_dataset, workspace) is tiny_dataset
    assert tiny_dataset.survey is NO_SURVEY


def test_waves_that_are_imported_apart_stand_together(tiny_dataset, workspace: Workspace) -> None:
    publish(workspace, "survey-wave-1", data=survey("1", 40.0))
    publish(workspace, "survey-table-wave-2", original=b"2", data=survey("2", 47.0))
    joined = with_workspace(tiny_dataset, workspace)
    assert [(e.wave, e.percent) for e in joined.survey.estimates if not e.gap] == [("2", 47.0), ("1", 40.0)]
    assert {design.wave for design in joined.survey.designs} == {"1", "2"}
    assert set(joined.survey.questions) == {"q1"}
    assert [(i.name, i.kind, i.version, i.example) for i in joined.imported] == [
        ("survey-table-wave-2", "survey", 1, False),
        ("survey-wave-1", "survey", 1, False),
    ]
    assert joined.imported[1].rows == sum(f.rows for f in workspace.current()["survey-wave-1"].tables.values())
    assert joined.indicators is tiny_dataset.indicators


def test_made_up_data_count_only_until_real_ones_are_in_force(tiny_dataset, workspace: Workspace) -> None:
    publish(workspace, "survey-example-wave-1", data=survey(example=True))
    made_up = with_workspace(tiny_dataset, workspace)
    assert made_up.survey.example
    assert [i.example for i in made_up.imported] == [True]
    publish(workspace, "survey-wave-2", original=b"2", data=survey("2"))
    real = with_workspace(tiny_dataset, workspace)
    assert not real.survey.example
    assert {estimate.state for estimate in real.survey.estimates} == {"observed", ""}
    assert [i.name for i in real.imported] == ["survey-wave-2"]
    workspace.withdraw("survey-wave-2")
    assert with_workspace(tiny_dataset, workspace).survey.example


def test_the_data_version_names_the_data_in_force(tiny_dataset, workspace: Workspace) -> None:
    publish(workspace)
    first = with_workspace(tiny_dataset, workspace).version
    publish(workspace, original=b"more", data=survey(percent=50.0))
    second = with_workspace(tiny_dataset, workspace).version
    workspace.rollback("survey-wave-1", 1)
    assert len({tiny_dataset.version, first, second}) == 3
    assert with_workspace(tiny_dataset, workspace).version == first


def test_a_damaged_table_is_an_error_with_a_remedy_and_a_problem_of_the_check(workspace: Workspace, tmp_path: Path) -> None:
    version = publish(workspace)
    assert check_data(SHIPPED, workspace).ok
    (tmp_path / "workspace" / version.tables["groups"].path).unlink()
    with pytest.raises(DamagedFile, match="parandalim rollback survey-wave-1"):
        load_dataset(workspace=workspace)
    (problem,) = check_data(SHIPPED, workspace).problems
    assert (problem.file, problem.column) == ("survey-wave-1 1", "groups")


def test_a_kind_that_only_a_newer_program_knows_is_said(tiny_dataset, workspace: Workspace) -> None:
    from data.workspace_catalogue import versions

    publish(workspace, original=ORIGINAL)
    with workspace.catalogue.writing() as c:
        c.execute(versions.update().values(kind="weather"))
    with pytest.raises(WorkspaceError, match="no kind of dataset 'weather'"):
        with_workspace(tiny_dataset, workspace)
    assert [p.value for p in check_data(SHIPPED, workspace).problems] == ["weather"]
