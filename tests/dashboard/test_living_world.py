"""Running workers see what is newly in force, without a restart."""

from __future__ import annotations

import json
import logging
import multiprocessing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from workspace_examples import publish, survey, workspace_environ

from dashboard.app import create_app
from dashboard.export.downloads import register_downloads
from dashboard.living_world import EVERY, RETRY, LivingWorld
from dashboard.text import load_words
from dashboard.view_models.world import Shapes, World
from data.geo.boundaries import load_boundaries
from data.workspace import Workspace

NAME = "survey-wave-1"
TODAY = date(2026, 11, 22)
TINY = Path(__file__).parent.parent / "fixtures" / "tiny"


class Clock:
    """Time that stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def tick(self, seconds: float = EVERY) -> None:
        self.now += seconds


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return workspace_environ(tmp_path)


def shapes_of(dataset) -> Shapes:
    return Shapes({}, {}, {}, (19.0, 39.6, 21.0, 42.7), {"sq": "kufij", "en": "borders"}, "user")


def living(dataset, environ, clock: Clock) -> LivingWorld:
    return LivingWorld(dataset, lambda known: World(known, shapes_of(known), TODAY), environ, clock)


def versions_of(world: LivingWorld) -> dict[str, int]:
    world.look()
    return {imported.name: imported.version for imported in world.world.dataset.imported}


def test_with_nothing_imported_the_data_are_the_very_same(tiny_dataset, environ) -> None:
    world = living(tiny_dataset, environ, Clock())
    assert world.world.dataset is tiny_dataset
    assert world.notices() == ()


def test_every_process_sees_each_change_within_a_second(tiny_dataset, environ) -> None:
    clock = Clock()
    both = [living(tiny_dataset, environ, clock) for _ in range(2)]
    workspace = Workspace.create(environ)
    seen, known = [], []
    for change in (
        lambda: publish(workspace),
        lambda: publish(workspace, original=b"more"),
        lambda: workspace.rollback(NAME, 1),
        lambda: workspace.withdraw(NAME),
    ):
        change()
        assert [versions_of(world) for world in both] == [seen[-1] if seen else {}] * 2
        clock.tick()
        now = [versions_of(world) for world in both]
        assert now[0] == now[1]
        seen.append(now[0])
        known.append(both[0].world.dataset.version)
    assert seen == [{NAME: 1}, {NAME: 2}, {NAME: 1}, {}]
    assert known[0] == known[2], "the same data have the same version, whatever came between"
    assert len(set(known)) == 3
    assert known[-1] == tiny_dataset.version


def test_what_was_reckoned_from_the_old_data_is_dropped(tiny_dataset, environ) -> None:
    clock = Clock()
    world = living(tiny_dataset, environ, clock)
    old = world.world
    old.scores("qark", old.default_date)
    publish(Workspace.create(environ))
    clock.tick()
    world.look()
    assert world.world is not old
    assert world.world._known == {}
    assert world.world.shapes is not None
    told: list[World] = []
    world.on_change(told.append)
    publish(Workspace.create(environ), original=b"more")
    clock.tick()
    world.look()
    assert told == [world.world]


def test_it_asks_once_a_second_at_most(tiny_dataset, environ, monkeypatch) -> None:
    clock, asked = Clock(), []
    publish(Workspace.create(environ))
    world = living(tiny_dataset, environ, clock)
    monkeypatch.setattr(Workspace, "generation", lambda self: asked.append(clock.now) or "same")
    for _ in range(50):
        clock.tick(0.1)
        world.look()
    assert 4 <= len(asked) <= 6


def test_damaged_data_leave_the_old_world_and_are_said_and_logged(tiny_dataset, environ, tmp_path: Path, caplog) -> None:
    clock = Clock()
    workspace = Workspace.create(environ)
    publish(workspace)
    world = living(tiny_dataset, environ, clock)
    bad = publish(workspace, original=b"more")
    path = tmp_path / "workspace" / bad.tables["estimates"].path
    body = path.read_bytes()
    path.write_bytes(b"damaged")
    clock.tick()
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert versions_of(world) == {NAME: 1}
            clock.tick(RETRY)
    assert len(caplog.records) == 1
    assert "parandalim rollback survey-wave-1 NUMBER" in caplog.text
    assert world.notices() == ("failed",)
    path.write_bytes(body)
    clock.tick(RETRY)
    assert versions_of(world) == {NAME: 2}
    assert world.notices() == ()


def test_data_damaged_before_the_start_do_not_keep_the_app_from_starting(tiny_dataset, environ, tmp_path: Path) -> None:
    bad = publish(Workspace.create(environ))
    (tmp_path / "workspace" / bad.tables["estimates"].path).unlink()
    world = living(tiny_dataset, environ, Clock())
    assert world.world.dataset is tiny_dataset
    assert world.notices() == ("failed",)


@pytest.mark.parametrize(
    ("settings", "notices"),
    [
        ({"DYNO": "web.1"}, ("throwaway",)),
        ({"PARANDALIM_READ_ONLY": "1"}, ("asked",)),
        ({"PARANDALIM_READ_ONLY": "perhaps"}, ("failed",)),
        ({"PARANDALIM_CATALOGUE": "nosuch://place"}, ("failed",)),
    ],
)
def test_what_hinders_the_workspace_is_said(tiny_dataset, environ, settings: dict[str, str], notices: tuple[str, ...]) -> None:
    assert living(tiny_dataset, {**environ, **settings}, Clock()).notices() == notices


def page_request(search: str = "") -> dict[str, object]:
    return {
        "output": "app-root.children",
        "outputs": {"id": "app-root", "property": "children"},
        "inputs": [{"id": "query-page", "property": "data", "value": search}],
        "changedPropIds": ["query-page.data"],
    }


def ask(client, search: str = "") -> str:
    answer = client.post("/_dash-update-component", json=page_request(search))
    assert answer.status_code == 200
    return json.dumps(answer.get_json(), ensure_ascii=False)


@pytest.fixture(scope="module")
def app_parts(tmp_path_factory):
    """A whole app that follows a workspace, with its clock."""
    environ, clock = workspace_environ(tmp_path_factory.mktemp("app")), Clock()
    return create_app(None, load_boundaries(), TODAY, environ, clock), environ, clock


def test_the_whole_app_is_wired_anew_and_each_page_and_file_still_answers(app_parts, monkeypatch) -> None:
    app, environ, clock = app_parts
    client, wired = app.server.test_client(), []
    monkeypatch.setattr("dashboard.app.register_downloads", lambda *parts: wired.append(parts) or register_downloads(*parts))
    before = client.get("/download/scores.csv?lang=en").text
    publish(Workspace.create(environ))
    clock.tick()
    assert "Parandalim" in ask(client)
    assert "Parandalim" in ask(client, "?page=method&lang=en")
    after = client.get("/download/scores.csv?lang=en").text
    ((_, world),) = wired
    assert [imported.name for imported in world.dataset.imported] == [NAME]
    assert [line.split(",")[:3] for line in after.splitlines()] == [line.split(",")[:3] for line in before.splitlines()]


@pytest.mark.parametrize("lang", ["sq", "en"])
def test_every_page_says_in_its_language_that_the_service_only_reads(app_parts, lang: str) -> None:
    app, environ, _ = app_parts
    client = app.server.test_client()
    sentence = load_words(lang)("standing.throwaway")
    for page in ("", "method"):
        assert sentence not in ask(client, f"?page={page}&lang={lang}")
        environ["DYNO"] = "web.1"
        assert sentence in ask(client, f"?page={page}&lang={lang}")
        del environ["DYNO"]


def test_a_request_works_with_one_world_throughout(tiny_dataset, environ) -> None:
    server, clock = Flask("test"), Clock()
    workspace, world = Workspace.create(environ), living(tiny_dataset, environ, clock)
    with server.test_request_context("/"):
        first = world.world
        publish(workspace, original=b"in between")
        clock.tick()
        assert world.world is first
    with server.test_request_context("/"):
        assert world.world is not first


def test_what_a_page_wires_must_not_hang_on_the_data(tiny_dataset, environ) -> None:
    clock = Clock()
    world = living(tiny_dataset, environ, clock)
    app = SimpleNamespace(server=Flask("test"))

    def wire(wires, known: World) -> None:
        for number in range(1 + len(known.dataset.imported)):
            wires.server.add_url_rule(f"/{number}", str(number), lambda: "")

    world.wire(app, wire)  # type: ignore[arg-type]
    publish(Workspace.create(environ))
    clock.tick()
    assert versions_of(world) == {}
    assert world.notices() == ("failed",)


def follow(environ: dict[str, str], asked, told) -> None:
    """A worker of its own: says what it has in force whenever it is asked."""
    from data.dataset import load_dataset

    clock = Clock()
    world = living(load_dataset(TINY), environ, clock)
    while asked.get(timeout=60):
        clock.tick()
        told.put(versions_of(world))


def test_two_worker_processes_follow_one_workspace(environ) -> None:
    spawn = multiprocessing.get_context("spawn")
    pipes = [(spawn.Queue(), spawn.Queue()) for _ in range(2)]
    workers = [spawn.Process(target=follow, args=(environ, asked, told)) for asked, told in pipes]
    for worker in workers:
        worker.start()

    def seen() -> list[dict[str, int]]:
        for asked, _ in pipes:
            asked.put(True)
        return [told.get(timeout=60) for _, told in pipes]

    assert seen() == [{}, {}]
    workspace = Workspace.create(environ)
    publish(workspace)
    assert seen() == [{NAME: 1}] * 2
    publish(workspace, original=b"more", data=survey(percent=50.0))
    assert seen() == [{NAME: 2}] * 2
    workspace.rollback(NAME, 1)
    assert seen() == [{NAME: 1}] * 2
    for (asked, _), worker in zip(pipes, workers, strict=True):
        asked.put(False)
        worker.join()
        assert worker.exitcode == 0
