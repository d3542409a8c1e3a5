"""The example survey by a button: off without a steward's token, and only for who has it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from plotly.utils import PlotlyJSONEncoder
from survey_files import write_codebook, write_csv
from workspace_examples import workspace_environ

from dashboard.callbacks.corrections_routes import TOKEN_HEADER
from dashboard.callbacks.survey_page import SurveyPage
from dashboard.callbacks.survey_routes import register_survey_routes
from dashboard.correction_desk import TOKEN, Desk
from dashboard.importing import ImportRequest, import_survey
from dashboard.view_models.world import World
from data.workspace import open_workspace

SECRET = "a-long-enough-secret"
ORIGIN = {"Origin": "http://localhost"}


def office(tmp_path: Path, **more: str):
    environ, server = workspace_environ(tmp_path, **more), Flask("test")
    register_survey_routes(server, Desk(environ))
    return SimpleNamespace(client=server.test_client(), environ=environ)


def ask(office, action: str, headers: dict[str, str] | None = None):
    given = {**ORIGIN, TOKEN_HEADER: SECRET} if headers is None else headers
    return office.client.post("/survey/example", json={"action": action, "lang": "en"}, headers=given)


def in_force(office) -> set[str]:
    workspace = open_workspace(office.environ)
    return set(workspace.current()) if workspace else set()


def test_the_steward_loads_the_example_and_takes_it_out(tmp_path: Path) -> None:
    one = office(tmp_path, **{TOKEN: SECRET})
    loaded = ask(one, "load")
    assert (loaded.status_code, loaded.headers["Cache-Control"]) == (200, "no-store")
    assert loaded.json["said"].startswith("The example survey is loaded")
    assert in_force(one) == {"example-survey-wave-1", "example-survey-wave-2"}
    assert ask(one, "remove").json["said"].startswith("The example survey is removed")
    assert in_force(one) == set()
    assert ask(one, "remove").json["said"] == "There is no example survey to remove."


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (ORIGIN, 401),
        ({**ORIGIN, TOKEN_HEADER: "another-long-secret"}, 401),
        ({"Origin": "http://other", TOKEN_HEADER: SECRET}, 403),
    ],
)
def test_nobody_else_writes(tmp_path: Path, headers: dict[str, str], status: int) -> None:
    one = office(tmp_path, **{TOKEN: SECRET})
    assert ask(one, "load", headers).status_code == status
    assert in_force(one) == set()


def test_without_a_token_there_is_no_such_route_and_nothing_else_is_done(tmp_path: Path) -> None:
    assert ask(office(tmp_path), "load").status_code == 404
    one = office(tmp_path, **{TOKEN: SECRET})
    assert ask(one, "purge").status_code == 400


def test_the_example_is_not_loaded_beside_a_real_survey(tmp_path: Path, shipped) -> None:
    one = office(tmp_path, **{TOKEN: SECRET})
    real = ImportRequest(write_csv(tmp_path / "a.csv"), "2", "t", write_codebook(tmp_path / "c.toml"))
    import_survey(real, one.environ, dataset=shipped)
    assert ask(one, "load").status_code == 409
    assert in_force(one) == {"survey-wave-2"}


def test_the_page_has_the_button_only_for_a_steward(real, with_example) -> None:
    def drawn(world: World, steward: bool) -> str:
        shown = World(world.dataset, world.shapes, world.today, steward=steward)
        return json.dumps(SurveyPage(shown).page("?page=survey&lang=en"), cls=PlotlyJSONEncoder)

    assert '"data-example": "load"' in drawn(real, True)
    assert '"data-example": "remove"' in drawn(with_example, True)
    assert "data-example" not in drawn(real, False) + drawn(with_example, False)
