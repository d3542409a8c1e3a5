"""Writing from the web: off without a token, then a little at a time, checked, and never published by itself."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from corrections_examples import COMPLETE, MISSING, STILL_OPEN, TODAY
from flask import Flask
from workspace_examples import workspace_environ

from dashboard.callbacks.corrections_routes import MOST_BYTES, TOKEN_HEADER, register_corrections
from dashboard.correction_desk import BURST, REFILL, SHORTEST, TOKEN, Desk, steward_token
from data.corrections import proposals
from data.dataset import with_workspace
from data.workspace import Workspace, open_workspace

SECRET = "a-long-enough-secret"
ORIGIN = {"Origin": "http://localhost"}
STEWARD = {TOKEN_HEADER: SECRET}
ROUTES = ("/corrections/propose", "/corrections/decide")


class Clock:
    """Time that stands still until it is moved on."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def office(world, tmp_path: Path, **more: str):
    """A server with the routes alone, its desk, its environment and its clock."""
    environ, clock, server = workspace_environ(tmp_path, **more), Clock(), Flask("test")
    desk = Desk(environ, clock)
    register_corrections(server, world, desk)
    return SimpleNamespace(client=server.test_client(), environ=environ, clock=clock, desk=desk)


@pytest.fixture
def open_office(real, tmp_path: Path):
    return office(real, tmp_path, **{TOKEN: SECRET})


def send(office, kind: str, fields: object, lang: str = "en", **more):
    return office.client.post("/corrections/propose", json={"kind": kind, "fields": fields, "lang": lang}, headers=ORIGIN, **more)


def decide(office, proposal: str, action: str, **more: str):
    asked = {"proposal": proposal, "action": action, "by": "committee", "lang": "en", **more}
    return office.client.post("/corrections/decide", json=asked, headers={**ORIGIN, **STEWARD})


def waiting(office) -> list[str]:
    workspace = open_workspace(office.environ)
    return [one.state for one in proposals(workspace)] if workspace else []


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {TOKEN: ""},
        {TOKEN: "x" * (SHORTEST - 1)},
        {TOKEN: f"   {'x' * (SHORTEST - 1)}   "},
        {TOKEN: SECRET, "PARANDALIM_READ_ONLY": "1"},
        {TOKEN: SECRET, "PARANDALIM_READ_ONLY": "perhaps"},
        {TOKEN: SECRET, "DYNO": "web.1"},
    ],
)
def test_without_a_token_and_a_writable_workspace_nothing_is_there(real, tmp_path: Path, settings: dict[str, str]) -> None:
    closed = office(real, tmp_path, **settings)
    assert not closed.desk.open
    assert send(closed, "still_open", STILL_OPEN).status_code == 404
    assert decide(closed, "c1", "accept").status_code == 404
    assert closed.client.get("/corrections/queue", headers=STEWARD).status_code == 404
    assert not (tmp_path / "workspace").exists()


def test_a_short_token_is_said_in_the_log_without_being_told(caplog) -> None:
    with caplog.at_level(logging.ERROR):
        assert steward_token({TOKEN: "short-secret"}) == ""
    assert "fewer than 16" in caplog.text
    assert "short-secret" not in caplog.text
    assert steward_token(None) == ""


def test_a_proposal_is_received_and_changes_nothing(open_office, shipped) -> None:
    answer = send(open_office, "still_open", STILL_OPEN)
    assert answer.status_code == 202
    assert answer.get_json() == {"said": "Received. A steward will look at it; until then nothing changes."}
    assert answer.headers["Cache-Control"] == "no-store"
    assert waiting(open_office) == ["proposed"]
    assert with_workspace(shipped, Workspace.create(open_office.environ)) is shipped
    assert send(open_office, "missing_service", MISSING, "sq").get_json()["said"].startswith("U mor.")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
    ],
)
@pytest.mark.parametrize("route", ROUTES)
def test_another_site_cannot_write_even_with_the_token(open_office, route: str, headers: dict[str, str], status: int) -> None:
    asked = {"kind": "still_open", "fields": STILL_OPEN} if route == ROUTES[0] else {"proposal": "c1", "action": "accept"}
    assert open_office.client.post(route, json=asked, headers={**STEWARD, **headers}).status_code == status
    assert waiting(open_office) == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (json.dumps({"kind": "still_open", "fields": STILL_OPEN}), "text/plain", 415),
        ("kind=still_open", "application/x-www-form-urlencoded", 415),
        ("{" + " " * MOST_BYTES + "}", "application/json", 413),
        ("{not json", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"kind": 5, "fields": {}}', "application/json", 400),
        ('{"kind": "still_open", "fields": [1]}', "application/json", 400),
        ('{"kind": "still_open", "fields": {}, "name": "Ana"}', "application/json", 400),
    ],
)
def test_what_is_no_small_json_of_a_known_form_is_refused(open_office, body: str, kind: str, status: int) -> None:
    assert open_office.client.post(ROUTES[0], data=body, content_type=kind, headers=ORIGIN).status_code == status
    assert waiting(open_office) == []


def test_faults_are_told_field_by_field_in_the_visitors_language(open_office) -> None:
    fields = {**MISSING, "evidence": "tel. 069 123 4567", "region": "AL999"}
    answer = send(open_office, "missing_service", fields, "sq")
    assert answer.status_code == 422
    told = {one["field"]: one["said"] for one in answer.get_json()["refused"]}
    assert told == {
        "evidence": "përmban një numër telefoni; hiqeni çdo kontakt.",
        "region": "ky qark ose kjo bashki nuk ekziston.",
    }
    assert "069" not in answer.text
    assert send(open_office, "gossip", {}).status_code == 422
    assert send(open_office, "still_open", {**STILL_OPEN, "name": "Ana"}).status_code == 422
    assert waiting(open_office) == []


def test_too_many_at_once_must_wait_and_then_may_come_again(open_office) -> None:
    statuses = [send(open_office, "gossip", {}).status_code for _ in range(BURST + 2)]
    assert statuses == [422] * BURST + [429] * 2
    open_office.clock.now += REFILL
    assert [send(open_office, "gossip", {}).status_code for _ in range(2)] == [422, 429]
    open_office.clock.now += 1e6
    assert [send(open_office, "gossip", {}).status_code for _ in range(BURST + 1)] == [422] * BURST + [429]


@pytest.mark.parametrize("given", ["", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "ë" * 20])
def test_whoever_has_not_the_token_sees_and_decides_nothing(open_office, given: str) -> None:
    send(open_office, "still_open", STILL_OPEN)
    headers = {TOKEN_HEADER: given.encode().decode("latin-1")}
    seen = open_office.client.get("/corrections/queue?lang=en", headers=headers)
    assert (seen.status_code, seen.get_json()) == (401, {"said": "The code is not right."})
    asked = {"proposal": "c1", "action": "accept", "by": "committee"}
    assert open_office.client.post(ROUTES[1], json=asked, headers={**ORIGIN, **headers}).status_code == 401
    assert open_office.client.get(f"/corrections/queue?token={SECRET}").status_code == 401
    assert waiting(open_office) == ["proposed"]


def test_the_steward_lists_accepts_rejects_and_takes_back(open_office, shipped) -> None:
    send(open_office, "still_open", STILL_OPEN)
    send(open_office, "complete_list", COMPLETE)

    def rows() -> dict[str, dict]:
        answer = open_office.client.get("/corrections/queue?lang=en", headers=STEWARD)
        assert answer.headers["Cache-Control"] == "no-store"
        return {row["proposal"]: row for row in answer.get_json()["rows"]}

    assert {name: row["actions"] for name, row in rows().items()} == {"c1": ["accept", "reject"], "c2": ["accept", "reject"]}
    assert rows()["c1"]["about"] == shipped.services["S001"].name["en"]
    assert ["For", "services and projects"] in rows()["c2"]["facts"]
    assert decide(open_office, "c1", "accept").status_code == 200
    assert decide(open_office, "c2", "reject").status_code == 422, "a reason is needed"
    assert decide(open_office, "c2", "reject", reason="Not the whole committee").status_code == 200
    assert rows()["c2"]["steps"][-1].endswith("committee. Reason: Not the whole committee")
    assert rows()["c1"]["state_said"] == "accepted"
    joined = with_workspace(shipped, Workspace.create(open_office.environ))
    assert joined.services["S001"].last_confirmed == date(2026, 11, 12)
    again = decide(open_office, "c1", "accept")
    assert (again.status_code, again.get_json()["said"][:13]) == (409, "Somebody else")
    assert decide(open_office, "c1", "take_back").status_code == 200
    assert with_workspace(shipped, Workspace.create(open_office.environ)).services == shipped.services


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"proposal": "c9", "action": "accept", "by": "committee"}, 409),
        ({"proposal": "x", "action": "accept", "by": "committee"}, 400),
        ({"proposal": "c1", "action": "purge", "by": "committee"}, 400),
        ({"proposal": "c1", "action": "accept", "by": 5}, 400),
        ({"proposal": "c1", "action": "accept"}, 422),
        ({"proposal": "c1", "action": "accept", "by": "ana@shembull.al"}, 422),
    ],
)
def test_a_decision_that_makes_no_sense_changes_nothing(open_office, asked: dict, status: int) -> None:
    send(open_office, "still_open", STILL_OPEN)
    assert open_office.client.post(ROUTES[1], json=asked, headers={**ORIGIN, **STEWARD}).status_code == status
    assert waiting(open_office) == ["proposed"]


def test_the_day_of_today_is_taken(open_office) -> None:
    assert send(open_office, "still_open", {**STILL_OPEN, "seen": TODAY.isoformat()}).status_code == 202
