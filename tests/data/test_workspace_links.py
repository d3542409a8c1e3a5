"""A short link is a query under a code: nothing else can be kept, and the history of the data does not touch it."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_examples import publish, workspace_environ

from data import workspace_links
from data.workspace import ReadOnlyWorkspace, Workspace, WorkspaceError
from data.workspace_links import CODE, LONGEST, TooManyLinks, find_link, list_links, make_link, remove_link

QUERY = "?lang=sq&level=qark&layer=priority&date=2006-07-31&q=nj%C3%AB+fjal%C3%AB&data=20261122-725620288323-1.0"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(workspace_environ(tmp_path))


def test_a_query_has_one_code_however_often_it_is_kept(workspace) -> None:
    made = make_link(workspace, QUERY, "20261122-725620288323-1.0", "ana")
    assert CODE.fullmatch(made.code)
    assert make_link(workspace, QUERY, "", "other") == made
    assert find_link(workspace, made.code) == made
    other = make_link(workspace, "?lang=en", "")
    assert other.code != made.code
    assert {link.query for link in list_links(workspace)} == {QUERY, "?lang=en"}


def test_two_queries_never_share_a_code(workspace, monkeypatch) -> None:
    first = make_link(workspace, "?lang=en", "")
    monkeypatch.setattr(workspace_links, "_codes", lambda query: [first.code, f"{first.code}a"])
    assert make_link(workspace, "?lang=sq", "").code == f"{first.code}a"
    monkeypatch.setattr(workspace_links, "_codes", lambda query: [first.code])
    with pytest.raises(WorkspaceError, match="no code is free"):
        make_link(workspace, "?lang=sq&page=fund", "")


@pytest.mark.parametrize(
    "query",
    ["", "lang=sq", "//elsewhere.example/?lang=sq", "?lang=sq\r\nSet-Cookie:a", "?x=https://a.example", "?" + "a" * LONGEST],
)
def test_what_is_no_query_is_refused(workspace, query: str) -> None:
    with pytest.raises(WorkspaceError, match="not the query of a view"):
        make_link(workspace, query, "")
    assert list_links(workspace) == []


def test_links_outlive_what_happens_to_the_data(workspace) -> None:
    made = make_link(workspace, QUERY, "")
    generation = workspace.generation()
    publish(workspace)
    publish(workspace, original=b"more")
    workspace.rollback("survey-wave-1", 1)
    workspace.purge("survey-wave-1", 2)
    assert find_link(Workspace(workspace.settings), made.code) == made
    remove_link(workspace, made.code)
    assert find_link(workspace, made.code) is None
    assert workspace.generation() != generation
    with pytest.raises(WorkspaceError, match="link list"):
        remove_link(workspace, made.code)


def test_there_is_an_end_to_how_many_are_kept(workspace, monkeypatch) -> None:
    monkeypatch.setattr(workspace_links, "MOST_LINKS", 2)
    kept = [make_link(workspace, f"?lang={lang}", "") for lang in ("sq", "en")]
    with pytest.raises(TooManyLinks, match="remove some first"):
        make_link(workspace, "?page=fund", "")
    assert make_link(workspace, "?lang=sq", "") == kept[0], "what is kept already is still given"


def test_a_host_that_only_reads_makes_none_but_finds_them(workspace, tmp_path: Path) -> None:
    made = make_link(workspace, QUERY, "")
    reading = Workspace.create(workspace_environ(tmp_path)).settings
    closed = Workspace(type(reading)(**{**vars(reading), "read_only": "asked"}))
    assert find_link(closed, made.code) == made
    with pytest.raises(ReadOnlyWorkspace):
        make_link(closed, "?lang=en", "")


def test_nonsense_for_a_code_is_not_looked_up(workspace) -> None:
    assert find_link(workspace, "../../etc") is None
    assert find_link(workspace, "aaaaaaa") is None
