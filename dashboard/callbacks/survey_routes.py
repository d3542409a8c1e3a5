"""The route that loads the example survey and takes it out again; without a steward's token it is not there."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from dashboard.callbacks.corrections_routes import not_the_steward, read_asked
from dashboard.correction_desk import Desk
from dashboard.example_survey import load_example, remove_example
from dashboard.text import Words
from data.workspace import WorkspaceError

LOAD, REMOVE = "load", "remove"
WEB = "web, steward"


def register_survey_routes(server: Flask, desk: Desk) -> None:
    """Add the route."""

    def example() -> tuple[Response, int]:
        asked, words = read_asked(desk, ("action", "lang"))
        if (refused := not_the_steward(desk, words)) is not None:
            return refused
        if asked["action"] not in (LOAD, REMOVE):
            return _said(words, "bad", 400)
        try:
            done = load_example(WEB, desk.environ) if asked["action"] == LOAD else remove_example(WEB, desk.environ)
        except ValueError:
            return _said(words, "real", 409)
        except (WorkspaceError, OSError):
            return _said(words, "failed", 503)
        return _said(words, asked["action"] if done else "none", 200)

    server.add_url_rule("/survey/example", "survey-example", example, methods=["POST"])


def _said(words: Words, name: str, status: int) -> tuple[Response, int]:
    response = jsonify(said=words(f"survey.button.said.{name}"))
    response.headers["Cache-Control"] = "no-store"
    return response, status
