"""Short links: the route that leads to the full view, and the one that makes them, for the steward only."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol

from flask import Flask, Response, jsonify, redirect

from dashboard.callbacks.corrections_routes import not_the_steward, read_asked
from dashboard.correction_desk import Desk
from dashboard.index_page import BARE
from dashboard.layouts.frozen import to_html
from dashboard.layouts.share import layout_gone
from dashboard.state import LANGUAGES, known_query
from dashboard.text import Words, load_words
from data.workspace import Workspace, WorkspaceError

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Answer

WEB = "web, steward"


class Followed(Protocol):
    """Whatever follows a workspace."""

    @property
    def workspace(self) -> Workspace | None: ...  # noqa: D102


def register_short_links(server: Flask, followed: Followed, desk: Desk) -> None:
    """Add the routes."""

    def open_link(code: str) -> Answer:
        from data.workspace_links import find_link

        workspace = followed.workspace
        try:
            found = find_link(workspace, code) if workspace else None
        except WorkspaceError:
            found = None
        answer: Answer = redirect(f"/{found.query}", 302) if found else Response(_gone(), 404, mimetype="text/html")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def make() -> tuple[Response, int]:
        from data.workspace_links import TooManyLinks, make_link

        asked, words = read_asked(desk, ("query", "lang"))
        if (refused := not_the_steward(desk, words)) is not None:
            return refused
        if not desk.take_turn():
            return _said(words, "busy", 429)
        query, mark = known_query(asked["query"])
        if not query:
            return _said(words, "bad", 400)
        try:
            made = make_link(desk.workspace(), query, mark, WEB)
        except TooManyLinks:
            return _said(words, "full", 503)
        except WorkspaceError:
            return _said(words, "failed", 503)
        return _said(words, "made", 201, f"/s/{made.code}")

    server.add_url_rule("/s/<code>", "short-link", open_link)
    server.add_url_rule("/s", "short-link-make", make, methods=["POST"])


def _said(words: Words, name: str, status: int, path: str = "") -> tuple[Response, int]:
    response = jsonify(said=words(f"share.answer.{name}"), path=path)
    response.headers["Cache-Control"] = "no-store"
    return response, status


def _gone() -> str:
    """Write the page of a short link that is not there, in both languages: which one the visitor reads is not known."""
    said = [layout_gone(load_words(lang), lang) for lang in LANGUAGES]
    title = escape(load_words(LANGUAGES[0])("share.gone.title"))
    return BARE.replace("{%title%}", title).replace("{%body%}", to_html(said))
