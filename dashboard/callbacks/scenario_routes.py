"""The route that saves, renames and deletes scenarios for a steward. Without a token it is not there."""

from __future__ import annotations

from typing import Any

from flask import Flask, jsonify

from dashboard.callbacks.corrections_routes import Answer, not_the_steward, read_asked
from dashboard.correction_desk import Desk
from dashboard.state import parse_selection
from dashboard.text import Words
from dashboard.view_models.fund_figures import figures_of, kept_fields, to_values
from dashboard.view_models.world import World, build_choices
from data.workspace import WorkspaceError
from data.workspace_scenario_types import ScenarioRefused, scenario_number

ASKED = ("action", "scenario", "name", "query", "by", "lang")
ACTIONS = ("save", "rename", "delete")
STATUS = {"unknown": 404, "name_taken": 409, "full": 503}


def register_scenarios(server: Flask, world: World, desk: Desk) -> None:
    """Add the route."""
    choices = build_choices(world)

    def change() -> Answer:
        asked, words = read_asked(desk, ASKED)
        if (refused := not_the_steward(desk, words)) is not None:
            return refused
        if asked["action"] not in ACTIONS or not all(isinstance(value, str) for value in asked.values()):
            return _said(words, "bad", 400)
        try:
            number = _change(world, desk, asked, parse_selection(asked.get("query", ""), choices))
        except ScenarioRefused as wrong:
            return _said(words, f"refused.{wrong.code}", STATUS.get(wrong.code, 422))
        except WorkspaceError:
            return _said(words, "failed", 503)
        return _said(words, asked["action"], 200, number)

    server.add_url_rule("/fund/scenarios", "fund-scenarios", change, methods=["POST"])


def _change(world: World, desk: Desk, asked: dict[str, Any], selection: Any) -> int:
    """Do what is asked; return the scenario's number."""
    from data.workspace_scenarios import delete_scenario, rename_scenario, save_scenario

    name, who = asked.get("name", ""), asked.get("by", "")
    if asked["action"] == "save":
        figures = to_values(figures_of(world, selection))
        return save_scenario(desk.workspace(), name, kept_fields(selection), figures, who, desk.tier).number
    number = scenario_number(asked.get("scenario", ""))
    if asked["action"] == "rename":
        rename_scenario(desk.workspace(), number, name, who)
    else:
        delete_scenario(desk.workspace(), number, who)
    return number


def _said(words: Words, name: str, status: int, number: int | None = None) -> Answer:
    response = jsonify(said=words(f"fund_saved.answer.{name}"), scenario=number)
    response.headers["Cache-Control"] = "no-store"
    return response, status
