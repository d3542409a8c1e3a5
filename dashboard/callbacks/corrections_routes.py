"""The routes that write: a visitor's proposal, the steward's queue and decisions. Without a token they are not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, request

from dashboard.correction_desk import Desk
from dashboard.state import LANGUAGES
from dashboard.text import Words, load_words
from dashboard.view_models.corrections_queue import build_queue
from dashboard.view_models.world import World
from data.corrections_types import CorrectionConflict, CorrectionRefused, Proposal, QueueFull, proposal_number
from data.workspace import Workspace, WorkspaceError

MOST_BYTES = 4096
TOKEN_HEADER = "X-Steward-Token"
Answer = tuple[Response, int]
ACTIONS = ("accept", "reject", "take_back")


def register_corrections(server: Flask, world: World, desk: Desk) -> None:
    """Add the routes."""

    # The queue needs the database's library, which an app without a workspace never loads.
    def send() -> Answer:
        from data.corrections import propose

        asked, words = read_asked(desk, ("kind", "fields", "lang"))
        if not desk.take_turn():
            return _said(words, "busy", 429)
        fields = asked.get("fields")
        if not isinstance(fields, dict):
            return _said(words, "bad", 400)
        return _answer(words, lambda: propose(desk.workspace(), world.dataset, asked["kind"], fields, _today(world)), "received")

    def queue() -> Answer:
        from data.corrections import proposals

        words = load_words(_language(request.args.get("lang")))
        if (refused := not_the_steward(desk, words)) is not None:
            return refused
        try:
            rows = build_queue(world, proposals(desk.workspace()), words)
        except WorkspaceError:
            return _said(words, "failed", 503)
        response = jsonify(rows=[asdict(row) for row in rows])
        response.headers["Cache-Control"] = "no-store"
        return response, 200

    def decide() -> Answer:
        asked, words = read_asked(desk, ("proposal", "action", "reason", "by", "lang"))
        if (refused := not_the_steward(desk, words)) is not None:
            return refused
        action = asked.get("action", "")
        if action not in ACTIONS or not all(isinstance(value, str) for value in asked.values()):
            return _said(words, "bad", 400)
        try:
            number = proposal_number(asked["proposal"])
        except WorkspaceError:
            return _said(words, "bad", 400)
        reason, who = asked.get("reason", ""), asked.get("by", "")
        return _answer(words, lambda: _decide(action, desk.workspace(), number, reason, who), "done")

    server.add_url_rule("/corrections/propose", "corrections-propose", send, methods=["POST"])
    server.add_url_rule("/corrections/queue", "corrections-queue", queue)
    server.add_url_rule("/corrections/decide", "corrections-decide", decide, methods=["POST"])


def read_asked(desk: Desk, known: tuple[str, ...]) -> tuple[dict[str, Any], Words]:
    """Return what a page of this very site asks, or end with the status that says why not."""
    if not desk.open:
        abort(404)
    if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        abort(403)
    if request.mimetype != "application/json":
        abort(415)
    if request.content_length is None or request.content_length > MOST_BYTES:
        abort(413)
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict) or not asked.keys() <= set(known) or not isinstance(asked.get(known[0]), str):
        abort(400)
    return asked, load_words(_language(asked.get("lang")))


def not_the_steward(desk: Desk, words: Words) -> Answer | None:
    """Return the refusal of whoever does not send the token as a header; an address is never looked at for it."""
    if not desk.open:
        abort(404)
    return None if desk.is_steward(request.headers.get(TOKEN_HEADER, "")) else _said(words, "token", 401)


def _decide(action: str, workspace: Workspace, number: int, reason: str, who: str) -> Proposal:
    from data.corrections import accept, reject, take_back

    if action == "reject":
        return reject(workspace, number, reason, who)
    return (accept if action == "accept" else take_back)(workspace, number, who)


def _answer(words: Words, act: Callable[[], Proposal], done: str) -> Answer:
    """Do it, and say in the visitor's language how it went; nothing of the queue is told."""
    try:
        act()
    except CorrectionRefused as wrong:
        told = [{"field": one.field, "said": words(f"corrections.refused.{one.code}")} for one in wrong.refusals]
        return jsonify(said=words("corrections.answer.refused"), refused=told), 422
    except CorrectionConflict:
        return _said(words, "conflict", 409)
    except QueueFull:
        return _said(words, "full", 503)
    except WorkspaceError:
        return _said(words, "failed", 503)
    return _said(words, done, 202 if done == "received" else 200)


def _said(words: Words, name: str, status: int) -> Answer:
    response = jsonify(said=words(f"corrections.answer.{name}"))
    response.headers["Cache-Control"] = "no-store"
    return response, status


def _language(asked: object) -> str:
    return asked if isinstance(asked, str) and asked in LANGUAGES else LANGUAGES[0]


def _today(world: World) -> date:
    """Return the last day that anything can have been seen on; a server may run for weeks."""
    return max(world.today, date.today())
