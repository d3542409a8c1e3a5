"""The queue of corrections, and the facts that a steward's acceptance makes of them."""

from __future__ import annotations

import math
import multiprocessing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from corrections_examples import COMPLETE, MISSING, QARK, STILL_OPEN, TODAY, TOWN
from workspace_examples import workspace_environ

from data.corrections import CorrectionConflict, CorrectionRefused, QueueFull, accept, proposals, propose, reject, take_back
from data.corrections_types import KINDS, NAME, WHY, proposal_number
from data.dataset import with_workspace
from data.imports.correction_facts import HOLDS_MONTHS, join_facts
from data.types import Place
from data.workspace import ReadOnlyWorkspace, Workspace, WorkspaceError
from models.method import FRESH_MONTHS
from models.presence import is_complete, last_complete_date, service_standing
from models.readings import presence_values
from models.risk_index import score_areas
from models.standing import standing_of

WHO = "committee AL015"
DAY = date(2026, 11, 22)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(workspace_environ(tmp_path))


def put(workspace: Workspace, dataset, kind: str, **fields) -> int:
    return propose(workspace, dataset, kind, fields, TODAY).number


def agreed(workspace: Workspace, dataset, kind: str, **fields):
    """Propose, accept, and return the joined dataset."""
    accept(workspace, put(workspace, dataset, kind, **fields), WHO)
    return with_workspace(dataset, workspace)


def refused(dataset, workspace: Workspace, kind: str, **fields) -> set[tuple[str, str]]:
    with pytest.raises(CorrectionRefused) as told:
        propose(workspace, dataset, kind, fields, TODAY)
    assert proposals(workspace) == []
    assert all(WHY[one.code] in str(told.value) for one in told.value.refusals)
    return {(one.field, one.code) for one in told.value.refusals}


def test_a_confirmation_counts_as_long_as_the_method_says() -> None:
    assert HOLDS_MONTHS == FRESH_MONTHS


def test_every_step_is_kept_with_its_day_and_label(workspace: Workspace, shipped) -> None:
    number = put(workspace, shipped, "still_open", **STILL_OPEN)
    reject(workspace, number, "Not the same building", WHO)
    accept(workspace, number, WHO)
    last = take_back(workspace, number, "steward")
    assert [(s.state, s.who, s.reason) for s in last.steps] == [
        ("proposed", "visitor", ""),
        ("rejected", WHO, "Not the same building"),
        ("accepted", WHO, ""),
        ("withdrawn", "steward", ""),
    ]
    assert all(step.at.tzinfo is not None for step in last.steps)
    assert [one.in_force for one in proposals(workspace)] == [False]


def test_nothing_of_a_proposal_is_shown_before_it_is_accepted(workspace: Workspace, shipped) -> None:
    put(workspace, shipped, "still_open", **STILL_OPEN)
    assert workspace.current() == {}
    assert with_workspace(shipped, workspace) is shipped


def test_the_same_proposal_waits_once(workspace: Workspace, shipped) -> None:
    first = put(workspace, shipped, "still_open", **STILL_OPEN)
    assert put(workspace, shipped, "still_open", **STILL_OPEN) == first
    assert put(workspace, shipped, "still_open", **{**STILL_OPEN, "seen": "2026-11-13"}) != first


def test_a_full_queue_takes_no_more(workspace: Workspace, shipped, monkeypatch) -> None:
    monkeypatch.setattr("data.corrections.MOST_WAITING", 1)
    first = put(workspace, shipped, "still_open", **STILL_OPEN)
    with pytest.raises(QueueFull):
        put(workspace, shipped, "missing_service", **MISSING)
    accept(workspace, first, WHO)
    put(workspace, shipped, "missing_service", **MISSING)


def test_a_host_that_only_reads_takes_nothing(workspace: Workspace, shipped, tmp_path: Path) -> None:
    number = put(workspace, shipped, "still_open", **STILL_OPEN)
    reading = Workspace(replace(workspace.settings, read_only="asked"))
    for act in (
        lambda: propose(reading, shipped, "missing_service", MISSING, TODAY),
        lambda: accept(reading, number, WHO),
        lambda: reject(reading, number, "no", WHO),
    ):
        with pytest.raises(ReadOnlyWorkspace):
            act()
    assert [one.state for one in proposals(reading)] == ["proposed"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pyesni te info@shembull.al", "email"),
        ("ana (at) shembull pikë al", "email"),
        ("＠instagram", "email"),
        ("tel. +355 69 123 4567", "phone"),
        ("069/12-34-567", "phone"),
        ("0\u200b69 123\u200b4567", "phone"),
        ("٠٦٩١٢٣٤٥٦٧", "phone"),
        ("karta J12345678A", "digits"),
        ("x\x07y", "control"),
        ("f" * 281, "too_long"),
        ("   ", "missing"),
        ("\u200b", "missing"),
    ],
)
def test_contacts_and_long_numbers_never_get_in(workspace: Workspace, shipped, text: str, code: str) -> None:
    assert refused(shipped, workspace, "missing_service", **{**MISSING, "evidence": text}) == {("evidence", code)}


@pytest.mark.parametrize(
    "text", ["Parë më 12.11.2026.", "Plani 2024-2026, ligji 18/2017", "Linja 116 006, 2 orë në ditë", "nr. 354"]
)
def test_days_laws_and_short_numbers_pass(workspace: Workspace, shipped, text: str) -> None:
    assert put(workspace, shipped, "missing_service", **{**MISSING, "evidence": text})


@pytest.mark.parametrize("field", ["contact", "person", "phone", "email", "reporter_name"])
def test_there_is_no_field_for_a_person(workspace: Workspace, shipped, field: str) -> None:
    assert ("fields", "unknown_field") in refused(shipped, workspace, "still_open", **STILL_OPEN, **{field: "Ana"})


def test_every_fault_is_told_at_once(workspace: Workspace, shipped) -> None:
    assert refused(shipped, workspace, "gossip") == {("kind", "unknown_kind")}
    assert refused(shipped, workspace, "still_open", record="S999", seen="2026-12-01") == {
        ("record", "no_record"), ("seen", "future")
    }  # fmt: skip
    assert refused(shipped, workspace, "closed", record="S001", since="12.11.2026") == {("since", "no_day")}
    assert refused(shipped, workspace, "closed", record="S001", since="1901-01-01") == {("since", "too_old")}
    assert refused(shipped, workspace, "closed", record=["S001"], since="2020-01-01") == {("record", "too_long")}
    assert refused(shipped, workspace, "missing_service") == {
        (field, "missing") for field in ("name", "category", "region", "seen", "evidence")
    }
    assert refused(shipped, workspace, "missing_service", **{**MISSING, "region": "AL", "since": "2026-11-20"}) == {
        ("region", "no_place"), ("since", "order")
    }  # fmt: skip
    assert refused(shipped, workspace, "complete_list", region="AL151", themes=["rumours"], as_of="2026-11-20") >= {
        ("themes", "no_theme")
    }


def test_a_shelter_is_never_placed_at_a_municipality(workspace: Workspace, shipped) -> None:
    town = next(r.region_id for r in shipped.regions_at("municipality"))
    shelter = next(s for s in shipped.services.values() if s.category == "shelter")
    assert ("region", "shelter") in refused(shipped, workspace, "wrong_place", record=shelter.service_id, region=town)
    asked = {**MISSING, "category": "shelter", "region": town}
    assert refused(shipped, workspace, "missing_service", **asked) == {("region", "shelter")}


def test_a_confirmation_makes_a_stale_service_count_again(workspace: Workspace, tiny_dataset) -> None:
    assert service_standing(tiny_dataset, tiny_dataset.services["S1"], DAY) == "stale"
    joined = agreed(workspace, tiny_dataset, "still_open", record="S1", seen="2026-11-12")
    service = joined.services["S1"]
    assert service.last_confirmed == date(2026, 11, 12)
    assert service_standing(joined, service, DAY) == "confirmed"
    assert service.citations[-1].source_id in joined.sources
    assert service_standing(joined, service, date(2028, 12, 1)) == "stale"
    earlier = agreed(workspace, tiny_dataset, "still_open", record="S1", seen="2010-01-01")
    assert earlier.services["S1"].last_confirmed == date(2026, 11, 12)


def test_a_closed_service_is_closed_from_its_day_on(workspace: Workspace, tiny_dataset) -> None:
    joined = agreed(workspace, tiny_dataset, "closed", record="S1", since="2007-01-01")
    standing = [standing_of(joined, joined.services["S1"], day) for day in (date(2006, 6, 1), date(2007, 1, 2))]
    assert standing == ["assumed", "closed"]


@pytest.mark.parametrize("record", ["P1", "P4"])
def test_projects_are_confirmed_and_closed_too(workspace: Workspace, tiny_dataset, record: str) -> None:
    seen = agreed(workspace, tiny_dataset, "still_open", record=record, seen="2026-11-12")
    assert standing_of(tiny_dataset, tiny_dataset.projects[record], DAY) in ("ended", "unknown")
    assert standing_of(seen, seen.projects[record], DAY) in ("active", "assumed")
    closed = agreed(workspace, tiny_dataset, "closed", record=record, since="2026-11-15")
    assert standing_of(closed, closed.projects[record], DAY) == "ended"


def test_a_mechanism_is_confirmed_and_closed_too(workspace: Workspace, shipped) -> None:
    record = next(m for m in shipped.mechanisms.values() if standing_of(shipped, m, DAY) == "unknown").mechanism_id
    seen = agreed(workspace, shipped, "still_open", record=record, seen="2026-11-12")
    assert standing_of(seen, seen.mechanisms[record], DAY) in ("active", "assumed")
    closed = agreed(workspace, shipped, "closed", record=record, since="2026-11-15")
    assert standing_of(closed, closed.mechanisms[record], DAY) == "ended"


def test_a_wrong_place_is_put_right_and_says_nothing_of_time(workspace: Workspace, tiny_dataset) -> None:
    joined = agreed(workspace, tiny_dataset, "wrong_place", record="S1", region="AL122")
    assert joined.services["S1"].region_id == "AL122"
    assert service_standing(joined, joined.services["S1"], DAY) == "stale"


def test_of_several_places_the_wrong_one_must_be_named(workspace: Workspace, shipped) -> None:
    project = next(p for p in shipped.projects.values() if len({x.region_id for x in p.places}) > 2)
    wrong, right = project.places[0].region_id, "AL114"
    asked = {"record": project.project_id, "region": right}
    assert refused(shipped, workspace, "wrong_place", **asked) == {("instead_of", "several_places")}
    joined = agreed(workspace, shipped, "wrong_place", **asked, instead_of=wrong)
    places = joined.projects[project.project_id].places
    assert wrong not in {p.region_id for p in places}
    assert places[-1] == Place(right, "", "municipality", "stated")


def test_a_missing_service_stands_in_the_directory_with_its_own_source(workspace: Workspace, shipped) -> None:
    joined = agreed(workspace, shipped, "missing_service", **MISSING)
    service = joined.services["steward-1"]
    assert standing_of(joined, service, DAY) == "active"
    assert service.region_id == TOWN
    (covered,) = joined.sources[service.citations[0].source_id].coverage
    assert not covered.complete
    assert (covered.region_ids, covered.start) == ((TOWN,), date(2024, 3, 1))
    closed = agreed(workspace, shipped, "closed", record="S001", since="2026-11-01")
    assert closed.services["steward-1"] == service, "accepted facts stand side by side"


def test_the_gap_view_moves_from_not_recorded_to_a_value_and_back(workspace: Workspace, shipped) -> None:
    def row(dataset):
        return next(r for r in score_areas(dataset, level="qark", as_of=DAY).rows if r.region_id == QARK)

    before = agreed(workspace, shipped, "missing_service", **MISSING)
    assert math.isnan(row(before).thin_prevention)
    assert row(before).gap == "not_recorded"
    joined = agreed(workspace, shipped, "complete_list", **COMPLETE)
    assert 0 < row(joined).thin_prevention <= 100
    assert is_complete(joined, QARK, "projects", DAY)
    assert not is_complete(joined, QARK, "projects", date(2026, 11, 19))
    assert not is_complete(joined, "AL011", "projects", DAY)
    assert last_complete_date(joined) == last_complete_date(shipped)
    take_back(workspace, 2, WHO)
    after = row(with_workspace(shipped, workspace))
    assert math.isnan(after.thin_prevention)
    assert after.gap == "not_recorded"


def test_a_declared_list_turns_silence_into_no_project(workspace: Workspace, shipped) -> None:
    """Thin prevention has two indicators: with no service confirmed anywhere the distance to one stays unknown."""
    joined = agreed(workspace, shipped, "complete_list", **COMPLETE)
    assert QARK not in presence_values(shipped, DAY).projects
    assert presence_values(joined, DAY).projects[QARK] == 0
    assert presence_values(joined, DAY).distances == {}
    only = agreed(workspace, shipped, "complete_list", **{**COMPLETE, "region": "AL011", "themes": ["services"]})
    assert "AL011" not in presence_values(only, DAY).projects


def test_the_workspaces_own_rollback_takes_facts_back_and_acceptance_brings_them_again(
    workspace: Workspace, tiny_dataset
) -> None:
    agreed(workspace, tiny_dataset, "still_open", record="S1", seen="2026-11-12")
    agreed(workspace, tiny_dataset, "closed", record="S3", since="2026-11-01")
    workspace.rollback(NAME, 1, "steward")
    joined = with_workspace(tiny_dataset, workspace)
    assert joined.services["S3"] == tiny_dataset.services["S3"]
    assert [(one.name, one.state, one.in_force) for one in proposals(workspace)] == [
        ("c2", "accepted", False), ("c1", "accepted", True)
    ]  # fmt: skip
    accept(workspace, 2, WHO)
    assert with_workspace(tiny_dataset, workspace).services["S3"].status == "closed"


def test_the_same_facts_give_the_same_data_version(workspace: Workspace, tiny_dataset) -> None:
    first = agreed(workspace, tiny_dataset, "still_open", record="S1", seen="2026-11-12")
    agreed(workspace, tiny_dataset, "closed", record="S3", since="2026-11-01")
    workspace.rollback(NAME, 1, "steward")
    assert with_workspace(tiny_dataset, workspace).version == first.version


def test_what_cannot_be_is_not_done(workspace: Workspace, tiny_dataset) -> None:
    number = put(workspace, tiny_dataset, "still_open", record="S1", seen="2026-11-12")
    accept(workspace, number, WHO)
    for act in (
        lambda: accept(workspace, number, WHO),
        lambda: reject(workspace, number, "no", WHO),
        lambda: accept(workspace, 99, WHO),
    ):
        with pytest.raises(CorrectionConflict):
            act()
    take_back(workspace, number, WHO)
    with pytest.raises(CorrectionConflict, match="withdrawn already, by committee AL015"):
        take_back(workspace, number, WHO)
    with pytest.raises(WorkspaceError, match="c1, c2"):
        proposal_number("x1")
    with pytest.raises(CorrectionRefused):
        reject(workspace, put(workspace, tiny_dataset, "closed", record="S1", since="2026-01-01"), "  ", WHO)
    with pytest.raises(CorrectionRefused):
        accept(workspace, 2, "ana@shembull.al")


def decide(environ: dict[str, str], numbers: tuple[int, ...], told) -> None:
    """One steward's process."""
    workspace = Workspace.create(environ)
    for number in numbers:
        try:
            told.put((number, accept(workspace, number, "steward").state))
        except CorrectionConflict as wrong:
            told.put((number, str(wrong)))


def test_two_stewards_at_once_lose_nothing_and_accept_nothing_twice(workspace: Workspace, tiny_dataset, tmp_path: Path) -> None:
    numbers = tuple(put(workspace, tiny_dataset, "still_open", record="S1", seen=f"2026-10-0{day}") for day in (1, 2, 3))
    spawn = multiprocessing.get_context("spawn")
    told = spawn.Queue()
    both = [spawn.Process(target=decide, args=(workspace_environ(tmp_path), numbers, told)) for _ in range(2)]
    for steward in both:
        steward.start()
    heard = sorted(told.get(timeout=60) for _ in range(6))
    for steward in both:
        steward.join()
    assert [text for _, text in heard].count("accepted") == 3
    assert all("accepted already, by steward" in text for _, text in heard if text != "accepted")
    assert sorted(one.number for one in proposals(workspace) if one.in_force) == list(numbers)
    assert all([step.state for step in one.steps] == ["proposed", "accepted"] for one in proposals(workspace))


def test_a_decision_that_comes_between_is_looked_at_again(workspace: Workspace, tiny_dataset, monkeypatch) -> None:
    number = put(workspace, tiny_dataset, "still_open", record="S1", seen="2026-11-12")
    stage = Workspace.stage

    def other_first(self, *args):
        staged = stage(self, *args)
        monkeypatch.undo()
        reject(workspace, number, "seen by the other steward", "other")
        return staged

    monkeypatch.setattr(Workspace, "stage", other_first)
    accepted = accept(workspace, number, WHO)
    assert [step.state for step in accepted.steps] == ["proposed", "rejected", "accepted"]


def test_a_fact_about_a_record_that_is_gone_changes_nothing(workspace: Workspace, shipped, tiny_dataset) -> None:
    for kind, fields in (
        ("still_open", STILL_OPEN),
        ("closed", {"record": "S001", "since": "2026-01-01"}),
        ("missing_service", MISSING),
    ):
        accept(workspace, put(workspace, shipped, kind, **fields), WHO)
    joined = with_workspace(tiny_dataset, workspace)
    assert joined.services == tiny_dataset.services
    assert joined.sources == tiny_dataset.sources


def test_every_kind_can_be_joined() -> None:
    from data.imports.correction_facts import JOINS

    assert tuple(JOINS) == KINDS
    assert join_facts.__doc__
