"""The routes of a sequence: what the browser composed as a link's code, a text file read, and written. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, jsonify, request

from dashboard.sequence import (
    MOST_TEXT,
    SequenceError,
    SequenceItem,
    SequenceProblem,
    check_sequence,
    pack_sequence,
    parse_sequence,
    unpack_sequence,
    write_sequence,
)
from dashboard.state import LANGUAGES
from dashboard.text import Words, load_words

MOST_BYTES = 4 * MOST_TEXT
Answer = tuple[Response, int]


def register_present(server: Flask) -> None:
    """Add the routes."""

    def pack() -> Answer:
        asked = _asked()
        items = asked.get("items")
        return _answer(asked, lambda: check_sequence(map(_item, items)) if isinstance(items, list) else abort(400))

    def read() -> Answer:
        asked = _asked()
        text = asked.get("text")
        return _answer(asked, lambda: parse_sequence(text) if isinstance(text, str) else abort(400))

    def write() -> Response:
        items = unpack_sequence(request.args.get("deck", ""))
        if not items:
            abort(404)
        response = Response(write_sequence(items), mimetype="text/plain")
        response.headers["Content-Disposition"] = 'attachment; filename="parandalim-sequence.txt"'
        return response

    server.add_url_rule("/present/pack", "present-pack", pack, methods=["POST"])
    server.add_url_rule("/present/read", "present-read", read, methods=["POST"])
    server.add_url_rule("/present/sequence.txt", "present-write", write)


def _asked() -> dict[str, Any]:
    """Return what the page asks, or end with the status that says why not."""
    if request.mimetype != "application/json":
        abort(415)
    if request.content_length is None or request.content_length > MOST_BYTES:
        abort(413)
    asked = request.get_json(silent=True)
    return asked if isinstance(asked, dict) else abort(400)


def _item(written: object) -> SequenceItem:
    if not isinstance(written, list) or len(written) != 3 or not all(isinstance(part, str) for part in written):
        abort(400)
    return SequenceItem(*written)


def _answer(asked: dict[str, Any], make: Callable[[], tuple[SequenceItem, ...]]) -> Answer:
    """Answer with the items and their code, or say everything that is wrong in the visitor's language."""
    words = load_words(asked["lang"] if asked.get("lang") in LANGUAGES else LANGUAGES[0])
    try:
        items = make()
        code = pack_sequence(items)
    except SequenceError as wrong:
        return jsonify(problems=[problem_said(one, words) for one in wrong.problems]), 422
    return jsonify(code=code, items=[[item.query, item.title, item.notes] for item in items]), 200


def problem_said(problem: SequenceProblem, words: Words) -> str:
    """Say one problem of a sequence, with its line."""
    said = words(f"present.problem.{problem.code}", value=problem.value, most=words.number(problem.most))
    return words("present.problem.line", line=problem.line, said=said) if problem.line else said
