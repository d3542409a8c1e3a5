"""What was in force once can be found by the data's version and loaded again, unless it was purged or taken out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from corrections_examples import STILL_OPEN, TODAY
from workspace_examples import publish, survey, workspace_environ

from data.corrections import accept, propose, take_back
from data.dataset import load_dataset, with_workspace
from data.problems import DataError
from data.workspace import DamagedFile, PurgedVersion, Workspace, WorkspaceError
from data.workspace_kept import keep_shipped, kept_versions, load_kept, pack_folder
from data.workspace_past import load_past, past_mark, read_past, why_hidden

NAME = "survey-wave-1"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(workspace_environ(tmp_path))


def version_now(dataset, workspace: Workspace) -> str:
    return with_workspace(dataset, workspace).version


def test_every_state_is_found_and_loaded_as_it_was(tiny_dataset, workspace) -> None:
    seen = {}
    for change in (
        lambda: publish(workspace),
        lambda: publish(workspace, original=b"more", data=survey(percent=50.0)),
        lambda: publish(workspace, name="survey-wave-2", original=b"second", data=survey("2", 61.0)),
        lambda: workspace.rollback(NAME, 1),
    ):
        change()
        known = with_workspace(tiny_dataset, workspace)
        seen[known.version] = known
    past = read_past(workspace, tiny_dataset.version)
    assert set(past.states) == {tiny_dataset.version, *seen}
    for version, known in seen.items():
        again = load_past(workspace, past, past.states[version], tiny_dataset)
        assert (again.version, again.imported, repr(again.survey)) == (version, known.imported, repr(known.survey))
    assert load_past(workspace, past, past.states[tiny_dataset.version], tiny_dataset) is tiny_dataset


def test_what_changed_since_is_told_by_kind(tiny_dataset, workspace) -> None:
    publish(workspace)
    first = version_now(tiny_dataset, workspace)
    past = read_past(workspace, tiny_dataset.version)
    assert past.changed_since(past.states[first], tiny_dataset.version) == ()
    assert past.changed_since(past.states[tiny_dataset.version], tiny_dataset.version) == ("survey",)
    assert past.changed_since(past.states[first], "another") == ("shipped",)


def test_a_purged_version_does_not_come_back_once_another_is_in_force(tiny_dataset, workspace) -> None:
    publish(workspace)
    first = version_now(tiny_dataset, workspace)
    before = past_mark(workspace)
    workspace.purge(NAME, 1)
    assert past_mark(workspace) != before, "who holds the old data must hear of a purge"
    past = read_past(workspace, tiny_dataset.version)
    assert why_hidden(workspace, past, past.states[first]) == "", "its estimates are still shown today"
    publish(workspace, original=b"the rest", data=survey(percent=50.0))
    past = read_past(workspace, tiny_dataset.version)
    assert why_hidden(workspace, past, past.states[first]) == "purged"
    with pytest.raises(PurgedVersion):
        load_past(workspace, past, past.states[first], tiny_dataset)


def test_a_dataset_that_was_withdrawn_stays_out_but_an_example_does_not(tiny_dataset, workspace) -> None:
    publish(workspace)
    real = version_now(tiny_dataset, workspace)
    workspace.withdraw(NAME)
    publish(workspace, name="example", original=b"made up", data=survey(example=True))
    example = version_now(tiny_dataset, workspace)
    workspace.withdraw("example")
    past = read_past(workspace, tiny_dataset.version)
    assert why_hidden(workspace, past, past.states[real]) == "withdrawn"
    with pytest.raises(WorkspaceError, match="withdrawn"):
        load_past(workspace, past, past.states[real], tiny_dataset)
    assert why_hidden(workspace, past, past.states[example]) == ""
    assert load_past(workspace, past, past.states[example], tiny_dataset).survey.example


def test_a_fact_that_the_steward_took_back_stays_out(shipped, workspace) -> None:
    seen = {}
    for number in (propose(workspace, shipped, "still_open", STILL_OPEN, TODAY).number for _ in range(2)):
        accept(workspace, number, "committee")
        seen[number] = version_now(shipped, workspace)
    past = read_past(workspace, shipped.version)
    assert why_hidden(workspace, past, past.states[seen[1]]) == "", "all of it is still in force"
    take_back(workspace, 1, "committee")
    past = read_past(workspace, shipped.version)
    assert {why_hidden(workspace, past, past.states[version]) for version in seen.values()} == {"withdrawn"}
    assert why_hidden(workspace, past, past.states[version_now(shipped, workspace)]) == ""


def test_another_tier_has_another_version_and_finds_none_of_this_one(tiny_dataset, workspace) -> None:
    publish(workspace)
    found = version_now(tiny_dataset, workspace)
    workspace.settings = replace(workspace.settings, tier="restricted")
    assert found not in read_past(workspace, tiny_dataset.version).states


def test_shipped_data_are_kept_once_and_read_again_after_an_update(tiny: Path, workspace, tmp_path: Path) -> None:
    old = load_dataset(tiny)
    assert keep_shipped(workspace, old.version, tiny)
    publish(workspace)
    then = with_workspace(old, workspace)
    table = next((tiny / "indicators" / "tables").glob("*.csv"))
    table.write_bytes(table.read_bytes() + b"\n")
    new = load_dataset(tiny)
    assert new.version != old.version
    assert keep_shipped(workspace, new.version, tiny)
    assert keep_shipped(workspace, new.version, tiny)
    assert set(kept_versions(workspace)) == {old.version, new.version}
    assert len(list((tmp_path / "workspace" / "shipped").iterdir())) == 2
    past = read_past(workspace, new.version)
    again = load_past(workspace, past, past.states[then.version], new)
    assert (again.version, again.imported) == (then.version, then.imported)
    assert repr(load_kept(workspace, old.version).values) == repr(old.values)
    assert past.changed_since(past.states[then.version], new.version) == ("shipped",)


def test_only_the_very_data_that_were_loaded_are_kept(tiny: Path, workspace) -> None:
    assert pack_folder(tiny) == pack_folder(tiny)
    assert not keep_shipped(workspace, "0123456789ab", tiny)
    workspace.settings = replace(workspace.settings, read_only="asked")
    assert not keep_shipped(workspace, load_dataset(tiny).version, tiny)
    assert kept_versions(workspace) == ()
    with pytest.raises(WorkspaceError, match="not kept"):
        load_kept(workspace, "0123456789ab")


def test_kept_data_that_are_damaged_or_no_longer_valid_are_refused(tiny: Path, workspace, tmp_path: Path) -> None:
    version = load_dataset(tiny).version
    keep_shipped(workspace, version, tiny)
    source = next((tiny / "sources").glob("*.toml"))
    source.write_text(source.read_text(encoding="utf-8") + '\nunheard_of = "key"\n', encoding="utf-8")
    from data.dataset import folder_version

    keep_shipped(workspace, folder_version(tiny), tiny)
    with pytest.raises(DataError, match="unheard_of"):
        load_kept(workspace, folder_version(tiny))
    for file in (tmp_path / "workspace" / "shipped").iterdir():
        file.write_bytes(b"damaged")
    with pytest.raises(DamagedFile):
        load_kept(workspace, version)
