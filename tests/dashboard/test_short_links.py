"""A short link leads to a view of this very site; the steward makes one from the web, whoever has the machine by command."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from workspace_examples import publish, workspace_environ

from dashboard.callbacks.corrections_routes import TOKEN_HEADER
from dashboard.callbacks.short_links import register_short_links
from dashboard.cli import main
from dashboard.correction_desk import BURST, TOKEN, Desk
from dashboard.state import read_mark
from data import workspace_links
from data.dataset import load_dataset
from data.workspace import Workspace, open_workspace
from data.workspace_kept import kept_versions
from data.workspace_links import list_links

SECRET = "a-long-enough-secret"
ORIGIN = {"Origin": "http://localhost"}
QUERY = "?lang=sq&page=survey&data=20261122-0123456789ab-1.0"


def office(tmp_path: Path, **more: str):
    environ, server = workspace_environ(tmp_path, **more), Flask("test")

    class Followed:
        @property
        def workspace(self) -> Workspace | None:
            return open_workspace(environ)

    register_short_links(server, Followed(), Desk(environ))
    client = server.test_client()

    def make(query: object = QUERY, token: str = SECRET, **headers: str):
        return client.post("/s", json={"query": query, "lang": "en"}, headers={**ORIGIN, TOKEN_HEADER: token, **headers})

    return SimpleNamespace(client=client, environ=environ, make=make)


@pytest.fixture
def desk(tmp_path: Path):
    return office(tmp_path, **{TOKEN: SECRET})


def kept(desk) -> list[str]:
    workspace = open_workspace(desk.environ)
    return [link.query for link in list_links(workspace)] if workspace else []


def test_a_short_link_leads_to_the_view_on_this_very_host(desk) -> None:
    made = desk.make()
    assert (made.status_code, made.get_json()["said"]) == (201, "The short link is made.")
    path = made.get_json()["path"]
    answer = desk.client.get(path, base_url="https://maps.example")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{QUERY}")
    assert answer.headers["Cache-Control"] == "no-store"
    publish(Workspace.create(desk.environ))
    assert desk.client.get(path).headers["Location"] == f"/{QUERY}"
    assert desk.make().get_json()["path"] == path


@pytest.mark.parametrize("code", ["aaaaaaa", "x", "..%2f..", "a" * 300])
def test_a_code_that_is_not_there_is_said_in_both_languages(desk, code: str) -> None:
    answer = desk.client.get(f"/s/{code}")
    assert answer.status_code == 404
    if "%" not in code:
        assert "Kjo lidhje e shkurtër nuk gjendet këtu" in answer.text
        assert "This short link is not here" in answer.text


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("https://elsewhere.example/?lang=en", None),
        ("//elsewhere.example", None),
        ("javascript:alert(1)", None),
        ("?next=//elsewhere.example&lang=en", "?lang=en"),
        ("?lang=en\r\nSet-Cookie: a=b", "?lang=en%0D%0ASet-Cookie%3A+a%3Db"),
        ("?q=%3Cscript%3E&data=junk", "?q=%3Cscript%3E"),
        ("?q=" + "a" * 2500, None),
    ],
)
def test_only_the_fields_of_a_view_are_kept(desk, query: str, stored: str | None) -> None:
    answer = desk.make(query)
    assert kept(desk) == ([stored] if stored else [])
    assert answer.status_code == (201 if stored else answer.status_code)
    assert answer.status_code in (201, 400, 503)


def test_nobody_else_makes_one(desk, tmp_path: Path) -> None:
    assert desk.make(token="wrong").status_code == 401
    assert desk.make(Origin="https://elsewhere.example").status_code == 403
    assert desk.make(query=3).status_code == 400
    assert desk.client.post("/s", data=b"{}", headers=ORIGIN).status_code == 415
    closed = office(tmp_path / "other")
    assert closed.make().status_code == 404
    assert kept(desk) == kept(closed) == []
    assert not (tmp_path / "other" / "workspace").exists()


def test_there_is_an_end_to_how_fast_and_how_many(desk, monkeypatch) -> None:
    monkeypatch.setattr(workspace_links, "MOST_LINKS", 1)
    assert [desk.make().status_code, desk.make("?lang=en").status_code] == [201, 503]
    for _ in range(BURST):
        answer = desk.make()
    assert answer.status_code == 429


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys):
    """Run a command in a workspace of its own; return what it prints and how it ended."""
    for name, value in workspace_environ(tmp_path).items():
        monkeypatch.setenv(name, value)

    def go(*arguments: str) -> tuple[str, int]:
        with pytest.raises(SystemExit) as ended:
            main(["link", *arguments])
        told = capsys.readouterr()
        return told.out + told.err, int(ended.value.code or 0)

    return go


def test_links_are_made_listed_and_removed_by_command(run) -> None:
    assert run("list", "--format", "json") == ("[]\n", 0)
    told, status = run("make", "https://maps.example/?page=fund&lang=sq&evil=1", "--lang", "en")
    assert (status, told.rpartition("/")[0]) == (0, "https://maps.example/s")
    code = told.strip().rpartition("/")[2]
    (row,) = json.loads(run("list", "--format", "json")[0])
    assert (row["code"], row["path"]) == (code, f"/s/{code}")
    mark = read_mark(row["data"])
    assert mark is not None
    assert mark.version == load_dataset().version
    assert row["query"] == f"?lang=en&page=fund&data={row['data']}"
    assert run("make", row["query"])[0] == f"/s/{code}\n"
    assert run("remove", code) == (f"{code}: removed\n", 0)
    assert run("remove", code)[1] == 1


def test_what_is_no_view_is_refused_by_command(run) -> None:
    for wrong in ("https://maps.example/", "?evil=1", "page"):
        told, status = run("make", wrong)
        assert (status, "not the address of a view" in told) == (1, True)
    assert "not a language" in run("make", "?page=fund", "--lang", "xx")[0]


def test_the_shipped_data_are_kept_by_command(run) -> None:
    version = load_dataset().version
    assert run("keep") == (f"{version}: kept\n", 0)
    assert run("keep") == (f"{version}: kept\n", 0)
    workspace = open_workspace()
    assert workspace is not None
    assert kept_versions(workspace) == (version,)
