"""Scenarios saved by name: the steward writes, everyone opens and compares, and what moved since is told with its figures."""

from __future__ import annotations

import csv
import io
import json
from copy import copy
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from plain_shapes import shapes_of
from record_files import PROJECT, record_file, write_source
from workspace_examples import workspace_environ

from dashboard.callbacks.corrections_routes import TOKEN_HEADER
from dashboard.callbacks.fund_page import FundPage
from dashboard.callbacks.scenario_routes import register_scenarios
from dashboard.cli import main
from dashboard.correction_desk import TOKEN, Desk
from dashboard.export.fund_files import register_fund_downloads
from dashboard.layouts.frozen import to_html
from dashboard.record_importing import import_records
from dashboard.state import Fund, parse_selection, to_fields
from dashboard.view_models.fund_figures import figures_of, from_values, selection_of, to_values
from dashboard.view_models.fund_link import link_mark, told_of
from dashboard.view_models.fund_page import build_fund_page
from dashboard.view_models.fund_saved_types import SavedView
from dashboard.view_models.world import World, build_choices
from data.dataset import with_workspace
from data.workspace import WorkspaceError, open_workspace
from data.workspace_scenarios import read_scenarios
from models.suppress_dataset import protect_dataset

TODAY = date(2026, 11, 22)
SECRET = "a-long-enough-secret"
HEADERS = {"Origin": "http://localhost", TOKEN_HEADER: SECRET}
PLAN = "page=fund&fpart=split&budget=250000&k=4&minimum=20000&level=qark&date=2006-07-31"
EDITED = f"{PLAN}&fpart=what&edits=ap_AL033_20060701_20070731"
UNSAFE = '<img src=x onerror="alert(1)"> & “Veriu”'


def office(real: World, folder: Path, **more: str):
    """A world whose steward may write, its route, and its environment."""
    environ = workspace_environ(folder, **more)
    desk = Desk(environ)
    # The same world as other tests have, with what was reckoned of it already.
    world = copy(real)
    world.steward, world.saved = desk.open, desk.scenarios
    server = Flask("test")
    register_scenarios(server, world, desk)
    register_fund_downloads(server, world)
    return SimpleNamespace(client=server.test_client(), world=world, environ=environ, folder=folder)


@pytest.fixture
def desk(real, tmp_path: Path):
    return office(real, tmp_path, **{TOKEN: SECRET})


def change(place, action: str, headers=HEADERS, lang: str = "en", **more: str):
    asked = {"action": action, "by": "grants desk", "lang": lang, **more}
    return place.client.post("/fund/scenarios", json=asked, headers=headers)


def saved(place) -> list[str]:
    workspace = open_workspace(place.environ)
    return [one.name for one in read_scenarios(workspace)] if workspace else []


def view_of(world: World, query: str):
    return build_fund_page(world, parse_selection(query, build_choices(world)))


@pytest.mark.parametrize("more", [{}, {TOKEN: "short"}, {TOKEN: SECRET, "PARANDALIM_READ_ONLY": "1"}])
def test_without_a_token_or_a_writable_workspace_nothing_is_saved_and_the_page_says_so(real, tmp_path, more) -> None:
    closed = office(real, tmp_path, **more)
    assert change(closed, "save", name="One", query=PLAN).status_code == 404
    assert saved(closed) == []
    for lang, said in (("en", "Nothing can be saved here."), ("sq", "Këtu nuk mund të ruhet asgjë.")):
        body = view_of(closed.world, f"page=fund&fpart=saved&lang={lang}").body
        assert isinstance(body, SavedView)
        assert said in body.off


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://localhost"}, 401),
        ({**HEADERS, TOKEN_HEADER: "a-wrong-and-long-one"}, 401),
        ({**HEADERS, "Origin": "https://elsewhere.example"}, 403),
        ({TOKEN_HEADER: SECRET}, 403),
    ],
)
def test_only_the_steward_on_this_very_site_may_write(desk, headers: dict[str, str], status: int) -> None:
    assert change(desk, "save", headers, name="One", query=PLAN).status_code == status
    assert saved(desk) == []


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ({"action": "burn"}, 400, "makes no sense"),
        ({"name": ""}, 422, "Give the scenario a name"),
        ({"name": "x" * 81}, 422, "at most 80 signs"),
        ({"name": "ana@example.org"}, 422, "e-mail"),
        ({"by": " "}, 422, "Say who saves it"),
        ({"action": "delete", "scenario": "9"}, 404, "no such scenario"),
        ({"action": "rename", "scenario": "nine", "name": "New"}, 503, "cannot be written"),
    ],
)
def test_what_cannot_be_saved_is_said(desk, more: dict[str, str], status: int, said: str) -> None:
    asked = {"action": "save", "name": "One", "query": PLAN, "by": "desk", "lang": "en", **more}
    answer = desk.client.post("/fund/scenarios", json=asked, headers=HEADERS)
    assert answer.status_code == status
    assert said in answer.get_json()["said"]
    assert saved(desk) == []


def test_a_scenario_reopens_whole_with_the_same_figures(desk) -> None:
    assert change(desk, "save", name="Plan", query=EDITED).get_json() == {"said": "Saved.", "scenario": 1}
    row = view_of(desk.world, "page=fund&fpart=saved").body.rows[0]
    asked = parse_selection(EDITED, build_choices(desk.world))
    fields = {k: v for k, v in to_fields(asked).items() if v} | {k: v for k, v in row.open.changes.items() if v}
    again = selection_of(desk.world, fields, "sq")
    assert (again.fund.edits, again.fund.budget, again.fund.fpart, again.fund.saved) == (asked.fund.edits, "250000", "what", "1")
    assert figures_of(desk.world, again) == figures_of(desk.world, asked)
    opened = build_fund_page(desk.world, again).opened
    assert opened is not None
    assert not opened.changed
    assert not opened.moved.lines
    assert view_of(desk.world, f"{PLAN}&budget=9&saved=1").opened.changed


def test_junk_in_what_is_saved_becomes_the_usual_view_and_never_stays(desk) -> None:
    change(desk, "save", name="Junk", query="budget=<b>&edits=zz&level=moon&lang=sq&saved=1&told=AL011-7")
    one = desk.world.saved()[0]
    assert set(one.fields) == {"level", "date"}
    assert one.fields["level"] == "qark"


def test_a_name_is_text_wherever_it_stands(desk) -> None:
    change(desk, "save", name=UNSAFE, query=PLAN)
    change(desk, "save", name="=1+1", query=EDITED)
    for lang in ("sq", "en"):
        for query in ("fpart=saved&saved=1.2", "fpart=split&saved=1", "fpart=saved"):
            page = FundPage(desk.world).page(f"?page=fund&lang={lang}&{query}")
            sent = json.dumps(page.to_plotly_json(), default=lambda part: part.to_plotly_json())
            assert "Veriu" in sent
            assert "<img" not in sent
    sent = desk.client.get("/download/fund.csv?fpart=saved&saved=2").get_data().decode("utf-8-sig")
    assert {row["scenario_name"] for row in csv.DictReader(io.StringIO(sent))} == {"'=1+1"}


def test_scenarios_are_renamed_and_deleted_and_a_link_to_a_deleted_one_says_so(desk) -> None:
    for name in ("One", "Two"):
        change(desk, "save", name=name, query=PLAN)
    assert change(desk, "rename", scenario="1", name="Two", lang="sq").status_code == 409
    assert change(desk, "rename", scenario="1", name="First").get_json()["said"] == "Renamed."
    assert change(desk, "delete", scenario="2", lang="sq").get_json()["said"] == "U fshi."
    assert saved(desk) == ["First"]
    assert "1 scenario of the link is no longer there." in view_of(desk.world, "lang=en&fpart=saved&saved=1.2").body.said
    assert view_of(desk.world, "lang=en&fpart=split&saved=2").opened is None


def test_two_scenarios_stand_side_by_side_with_what_only_one_funds(desk) -> None:
    change(desk, "save", name="A", query=PLAN)
    change(desk, "save", name="B", query=f"{EDITED}&k=6&rule=people")
    body = view_of(desk.world, "lang=en&fpart=saved&saved=1.2").body
    figures = {one.name: figures_of(desk.world, selection_of(desk.world, one.fields, "en")) for one in desk.world.saved()}
    asked, amounts, scores, reach = body.tables
    assert asked.heads[1:] == ("A", "B")
    grants = {row[0].text: [cell.text for cell in row[1:]] for row in amounts.rows}
    for name, column in (("A", 0), ("B", 1)):
        funded = {desk.world.region(r).name["en"] for r in figures[name].funded}
        assert {area for area, cells in grants.items() if cells[column] != "–"} == funded
    assert "alone funds" in body.compare_said
    moved = {row[0].text: [cell.text for cell in row[1:]] for row in scores.rows}
    assert "(−" in moved["Gjirokastër"][1]
    assert len(reach.rows) == 3
    sent = desk.client.get("/download/fund.csv?fpart=saved&saved=2.1&lang=en").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sent)))
    mine = sum(float(row["amount"] or 0) for row in rows if row["scenario"] == "s1" and row["telling"] == "now")
    assert mine == 250_000


def test_kept_figures_survive_their_way_and_others_are_said_to_be_unreadable(real) -> None:
    figures = figures_of(real, selection_of(real, {"fpart": "what", "edits": "as_AL351_20060701"}, "en"))
    assert from_values(json.loads(json.dumps(to_values(figures)))) == figures
    assert from_values({"mark": "0", "more": 1}) is None


def import_project(place, shipped, on: str = "2006-01-01") -> World:
    """Import an own project in Dibër, and return the world that knows it."""
    row = {**PROJECT, "place": "Dibër", "start": on, "end": "2007-12-31"}
    source = write_source(place.folder, ())
    import_records(record_file(place.folder, "projects", [row], source=source), "ana", place.environ, dataset=shipped)
    known = protect_dataset(with_workspace(shipped, open_workspace(place.environ)))
    return World(known, shapes_of(shipped), TODAY, steward=True, saved=place.world.saved)


def test_after_an_import_an_old_link_names_the_figures_that_moved(desk, shipped) -> None:
    before = parse_selection("page=fund&lang=en&level=qark&date=2006-07-31", build_choices(desk.world))
    link = f"page=fund&lang=en&level=qark&date=2006-07-31&made={link_mark(desk.world)}&told={told_of(desk.world, before)}"
    assert view_of(desk.world, link).old == ()
    now = import_project(desk, shipped)
    old = view_of(now, link).old
    then, today = (w.published("qark", date(2006, 7, 31))["AL011"].priority for w in (desk.world, now))
    assert abs(then - today) >= 0.1
    assert f"Dibër (then {then:.1f}, now {today:.1f})" in old[1]
    assert "Kukës" not in old[1]
    assert f"Dibër (atëherë {then:.1f}".replace(".", ",") in view_of(now, link.replace("lang=en", "lang=sq")).old[1]


def test_after_an_import_a_saved_scenario_says_which_figures_moved(desk, shipped) -> None:
    change(desk, "save", name="Plan", query=PLAN)
    now = import_project(desk, shipped)
    assert view_of(now, "lang=en&fpart=saved").body.rows[0].stale
    opened = view_of(now, f"{PLAN}&lang=en&saved=1").opened
    said = " ".join(opened.moved.lines)
    then, today = (w.published("qark", date(2006, 7, 31))["AL011"].priority for w in (desk.world, now))
    assert f"Dibër (then {then:.1f}, now {today:.1f})" in said
    assert "Amounts of 4 areas: " in said
    assert desk.world.dataset.version in opened.moved.said
    assert now.dataset.version in opened.moved.said


def test_a_list_that_cannot_be_read_is_said_and_the_other_parts_stand(desk) -> None:
    def broken() -> tuple:
        raise WorkspaceError("gone")

    desk.world.saved = broken
    assert "cannot be read now" in view_of(desk.world, "lang=en&fpart=saved&saved=1").body.failed
    assert view_of(desk.world, f"{PLAN}&saved=1").opened is None
    assert desk.client.get("/download/fund.csv?fpart=saved&saved=1").status_code == 200


def test_the_command_saves_shows_renames_and_deletes(tmp_path, monkeypatch, capsys, shipped) -> None:
    for name, value in workspace_environ(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("dashboard.commands.scenarios.open_dataset", lambda root: shipped)

    def run(*arguments: str) -> tuple[str, str, int]:
        with pytest.raises(SystemExit) as ended:
            main(["scenarios", *arguments])
        told = capsys.readouterr()
        return told.out, told.err, int(ended.value.code or 0)

    assert run("show", "s1")[2] == 1
    assert run("list", "--format", "json")[0].strip() == "[]"
    assert run("save", "--name", "Plan", "--address", f"http://localhost/?{PLAN}")[0].startswith("s1: Plan is saved")
    rows = json.loads(run("list", "--format", "json")[0])
    assert rows[0]["address"].endswith("saved=1")
    assert "budget=250000" in rows[0]["address"]
    out, err, code = run("show", "s1", "--format", "csv")
    assert code == 0
    areas = list(csv.DictReader(io.StringIO(out)))
    assert sum(float(row["amount"] or 0) for row in areas) == 500_000
    assert "so are its figures" in err
    assert run("rename", "s1", "--name", "Other")[0] == "s1: renamed\n"
    assert run("delete", "s1")[0] == "s1: deleted for good\n"
    assert "no such scenario" in run("delete", "s1")[1]


def test_the_form_is_there_for_the_steward_only(desk, real) -> None:
    sent = {w: "".join(str(part) for part in FundPage(w).body("?lang=en&fpart=saved")) for w in (desk.world, real)}
    assert "data-fund-scenario" in sent[desk.world]
    assert "data-fund-scenario" not in sent[real]
    assert to_html("<b>") == "&lt;b&gt;"
    assert Fund(saved="1.2").parts("saved") == ("1", "2")
