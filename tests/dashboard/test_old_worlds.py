"""A link made on other data says so, and its data can be seen as they were, as far as they are kept and nobody withdrew them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from workspace_examples import publish, survey, workspace_environ

from dashboard.app import create_app
from dashboard.living_world import EVERY, LivingWorld, asked_search
from dashboard.old_worlds import MOST_HELD
from dashboard.state import THEN, DataMark, known_query, mark_of, parse_selection, read_mark, to_query, write_mark
from dashboard.text import load_locale, load_words
from dashboard.view_models.layer_pack import pack_url
from dashboard.view_models.linked import REASONS, LinkFacts, build_link_note
from dashboard.view_models.world import Shapes, World, build_choices
from data.imports.kinds import KINDS
from data.workspace import Workspace
from models.method import METHOD_VERSION

NAME = "survey-wave-1"
TODAY = date(2026, 11, 22)
OLD = "20251122-0123456789ab-0.9"


class Clock:
    """Time that stands still until it is moved on."""

    now = 100.0

    def __call__(self) -> float:
        self.now += EVERY
        return self.now


def mark(version: str, method: str = METHOD_VERSION) -> str:
    return write_mark(DataMark(TODAY, version, method))


@pytest.fixture
def scene(tiny_dataset, tmp_path: Path):
    """A world that follows a workspace, how often one was made, and what a request for a query is given."""
    made: list[str] = []

    def make(known) -> World:
        made.append(known.version)
        return World(
            known, Shapes({}, {}, {}, (19.0, 39.6, 21.0, 42.7), {"sq": "kufij", "en": "borders"}, "user"), TODAY, steward=True
        )

    environ = workspace_environ(tmp_path)
    living = LivingWorld(tiny_dataset, make, environ, Clock())
    app = SimpleNamespace(server=Flask("test"), callback=lambda *_, **__: lambda body: body)
    living.wire(app, lambda wires, world: wires.server.add_url_rule("/version", "version", lambda: world.dataset.version))  # type: ignore[arg-type]

    def ask(version: str, then: str = "&then=1") -> tuple[World, LinkFacts]:
        search = f"?data={mark(version)}{then}"
        with app.server.test_request_context(f"/{search}"):
            return living.world, living.linked(search)

    return SimpleNamespace(living=living, environ=environ, ask=ask, made=made, client=app.server.test_client())


def publish_versions(scene, count: int) -> list[str]:
    """Publish a survey several times; return the data's version after each."""
    workspace, seen = Workspace.create(scene.environ), []
    for number in range(count):
        publish(workspace, original=f"answers {number}".encode(), data=survey(percent=40.0 + number))
        seen.append(scene.ask("0123456789ab", "")[0].dataset.version)
    return seen


def test_a_link_on_todays_data_says_nothing(scene) -> None:
    (version,) = publish_versions(scene, 1)
    world, facts = scene.ask(version)
    assert (world.then, facts.old, facts.then) == ("", None, False)
    assert facts.link == mark(version)
    assert build_link_note(facts, load_words("sq")) is None


def test_old_data_are_seen_as_they_were_and_only_where_asked_for(scene) -> None:
    first, second = publish_versions(scene, 2)
    world, facts = scene.ask(first, "")
    assert (world.dataset.version, facts.reason, facts.changed, facts.link) == (second, "kept", ("survey",), mark(second))
    world, facts = scene.ask(first)
    assert (world.dataset.version, world.then, world.steward) == (first, first, False)
    assert (facts.then, facts.link, facts.changed) == (True, mark(first), ("survey",))
    assert [e.percent for e in world.dataset.survey.estimates if not e.gap] == [40.0]
    assert scene.client.get(f"/version?data={mark(first)}&then=1").text == first
    assert scene.client.get(f"/version?data={mark(first)}").text == second


def test_a_pages_callback_is_answered_from_the_data_that_its_slice_asks_for() -> None:
    server, search = Flask("test"), f"?lang=sq&data={OLD}&then=1"
    for asked in (
        {"inputs": [{"id": "query-map", "property": "data", "value": search}]},
        {"inputs": [{"value": None}, {"value": search}]},
    ):
        with server.test_request_context("/_dash-update-component?_=0a1b", method="POST", json=asked):
            assert mark_of(asked_search()) == (read_mark(OLD), True)
    for junk in (b"", b"[1]", b'{"inputs": 3}', b'{"inputs": [4, {"value": "no"}]}', b"\xff"):
        with server.test_request_context(f"/x{search}", method="POST", data=junk, content_type="application/json"):
            assert asked_search() == ""


def test_no_more_old_worlds_are_held_than_fit(scene) -> None:
    versions = publish_versions(scene, MOST_HELD + 2)
    old = versions[:-1]
    scene.made.clear()
    for version in [*old, old[-1], old[-1]]:
        assert scene.ask(version)[0].dataset.version == version
    assert scene.made == old, "the last one is still held"
    assert len(scene.living._old._held) == MOST_HELD
    scene.ask(old[0])
    assert scene.made == [*old, old[0]], "the first one made room and is made again"


def test_a_purge_reaches_what_is_held(scene) -> None:
    first, second = publish_versions(scene, 2)
    assert scene.ask(first)[0].then == first
    Workspace.create(scene.environ).purge(NAME, 1)
    world, facts = scene.ask(first)
    assert (world.dataset.version, world.then, facts.reason) == (second, "", "purged")
    assert scene.living._old._held == {}


def test_what_cannot_be_shown_says_why_and_shows_today(scene, tiny_dataset, tmp_path: Path) -> None:
    assert scene.ask("0123456789ab")[1].reason == "not_kept", "there is no workspace yet"
    first, second, third = publish_versions(scene, 3)
    assert scene.ask("0123456789ab")[1].reason == "unknown"
    workspace = Workspace.create(scene.environ)
    path = tmp_path / "workspace" / workspace.version(NAME, 1).tables["estimates"].path
    path.write_bytes(b"damaged")
    assert scene.ask(first)[0].dataset.version == third
    assert scene.ask(first, "")[1].reason == "unreadable"
    workspace.withdraw(NAME)
    world, facts = scene.ask(second)
    assert (world.dataset.version, facts.reason) == (tiny_dataset.version, "withdrawn")


def test_a_changed_method_is_said_and_is_not_brought_back(scene, tiny_dataset) -> None:
    search = f"?data={mark(tiny_dataset.version, '0.9')}&then=1"
    with Flask("test").test_request_context(f"/{search}"):
        facts = scene.living.linked(search)
    note = build_link_note(facts, load_words("en"))
    assert note is not None
    assert facts.reason == "method"
    assert [changes for _, changes in note.choices] == [{"data": "", "then": ""}]
    assert any("0.9" in said and METHOD_VERSION in said for said in note.said)


@pytest.mark.parametrize("lang", ["sq", "en"])
@pytest.mark.parametrize("reason", [*REASONS, "kept", "method"])
def test_each_note_is_whole_in_both_languages(lang: str, reason: str) -> None:
    facts = LinkFacts("", read_mark(OLD), False, reason, ("survey", "services"), "1.0")
    note = build_link_note(facts, load_words(lang))
    assert note is not None
    assert note.said[0].count("0123456789ab") == 1
    assert len(note.choices) == (2 if reason == "kept" else 1)
    assert ({"then": THEN} in [changes for _, changes in note.choices]) is (reason == "kept")


def test_every_kind_of_data_has_a_name_in_the_note() -> None:
    assert all(f"linked.kind.{kind}" in load_locale(lang) for kind in ("shipped", *KINDS) for lang in ("sq", "en"))


@pytest.mark.parametrize(
    "junk", ["", "x", "20261322-0123456789ab-1.0", "20261122-0123456789AB-1.0", "20261122-0123456789ab-1.0\n"]
)
def test_junk_for_a_mark_is_ignored(world, junk: str) -> None:
    selection = parse_selection(f"?data={junk}&then=1", build_choices(world))
    assert (selection.data, selection.then) == ("", "")
    assert mark_of(f"?data={junk}&then=1") == (None, False)


def test_a_mark_survives_the_address_bar_and_only_fields_of_a_view_enter_a_short_link(world) -> None:
    selection = parse_selection(f"?data={OLD}&then=1", build_choices(world))
    assert parse_selection(to_query(selection), build_choices(world)) == selection
    assert known_query(f"?lang=sq&evil=//x&data={OLD}") == (f"?lang=sq&data={OLD}", OLD)
    assert known_query("?data=junk&then=1&lang=en") == ("?lang=en", "")
    assert known_query("//elsewhere.example") == ("", "")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The whole app, opened on one survey and then given another; the mark of the first, and what was answered then."""
    from data.geo.boundaries import load_boundaries

    environ = workspace_environ(tmp_path_factory.mktemp("links"))
    workspace = Workspace.create(environ)
    publish(workspace, data=survey(percent=43.7))
    app = create_app(None, load_boundaries(), TODAY, environ, Clock())
    client, living = app.server.test_client(), app.server.extensions["parandalim"]
    old = living.world
    before = client.get("/download/survey.csv?lang=en").data
    publish(workspace, original=b"more", data=survey(percent=58.1))
    return SimpleNamespace(client=client, living=living, old=old, before=before, mark=mark(old.dataset.version))


def answer(client, search: str) -> str:
    asked = {
        "output": "app-root.children",
        "outputs": {"id": "app-root", "property": "children"},
        "inputs": [{"id": "query-page", "property": "data", "value": search}],
        "changedPropIds": ["query-page.data"],
    }
    found = client.post("/_dash-update-component", json=asked)
    assert found.status_code == 200
    return json.dumps(found.get_json(), ensure_ascii=False)


@pytest.mark.parametrize("name", ["survey", "directory"])
def test_every_page_says_that_the_data_changed_and_offers_both(served, name: str) -> None:
    words = load_words("sq")
    told = answer(served.client, f"?page={name}&lang=sq&data={served.mark}")
    assert words("linked.choice.then") in told
    assert words("linked.choice.today") in told
    then = answer(served.client, f"?page={name}&lang=sq&data={served.mark}&then=1")
    assert words("linked.choice.then") not in then
    assert "linked-then" in then
    assert "linked-" not in answer(served.client, f"?page={name}&lang=sq").replace("linked-choice", "")


def test_files_packs_and_pages_of_old_data_are_those_of_then_and_nobody_keeps_them(served) -> None:
    asked = f"lang=en&data={served.mark}&then=1"
    file = served.client.get(f"/download/survey.csv?{asked}")
    assert file.data == served.before
    assert b"43.7" in file.data
    assert b"58.1" not in file.data
    assert f"-data-{served.mark.rsplit('-', 1)[0]}.csv" in file.headers["Content-Disposition"]
    assert file.headers["Cache-Control"] == "no-store"
    today = served.client.get("/download/survey.csv?lang=en")
    assert "-data-" not in today.headers["Content-Disposition"]
    assert b"58.1" in today.data
    pack = f"{pack_url(served.old, 'en')}qark/opening.json"
    assert served.client.get(pack).status_code == 404
    found = served.client.get(f"{pack}?{asked}")
    assert (found.status_code, found.headers["Cache-Control"]) == (200, "no-store")


def test_old_data_are_protected_as_todays_are(served, monkeypatch) -> None:
    import dashboard.app as app_module

    protected: list[str] = []
    known = app_module.protect_dataset
    monkeypatch.setattr(app_module, "protect_dataset", lambda data, tier: protected.append(data.version) or known(data, tier))
    served.living._old._forget()
    served.client.get(f"/download/survey.csv?data={served.mark}&then=1")
    assert protected == [served.old.dataset.version]


def test_only_the_map_alone_may_stand_in_frames_of_other_sites(served) -> None:
    for path, ancestors in (("/embed/map?lang=en", "*"), ("/", "'self'"), ("/embed/other", "'self'"), ("/embed/map/x", "'self'")):
        headers = served.client.get(path).headers
        assert f"frame-ancestors {ancestors}" in headers["Content-Security-Policy"], path
        assert ("X-Frame-Options" in headers) is (ancestors != "*"), path
