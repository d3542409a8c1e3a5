"""Answers of the interface: JSON with its versions, a mark to ask again by, and faults that say what is allowed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from dashboard.api.endpoints import ROOT, Asked, Endpoint, Fault, Json
from dashboard.api.openapi import PROBLEM
from dashboard.api.records import API_VERSION
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

JSON = "application/json; charset=utf-8"
METHODS = "GET, HEAD, OPTIONS"
TITLES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}
# Whoever keeps an answer must ask whether it still holds: what is imported shows at once.
KEPT = "no-cache"
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link", "Cache-Control": KEPT}


def versions_of(world: World) -> Json:
    """Return the versions that every answer carries."""
    return {"api_version": API_VERSION, "data_version": world.dataset.version, "method_version": METHOD_VERSION}


def answer_list(world: World, endpoint: Endpoint, asked: Asked, given: Mapping[str, list[str]], items: Sequence[Any]) -> Response:
    """Answer with a part of a list, and where its next part is."""
    limit, offset = asked["limit"], asked["offset"]
    part = items[offset : offset + limit]
    count = {"total": len(items), "count": len(part), "limit": limit, "offset": offset}
    after = _address(endpoint, given, offset + limit) if offset + limit < len(items) else None
    before = _address(endpoint, given, max(0, offset - limit)) if offset else None
    links = {"self": _address(endpoint, given, offset), "next": after, "prev": before}
    response = answer(request, {"data": part, "meta": {**versions_of(world), **count}, "links": links})
    for name, link in (("next", after), ("prev", before)):
        if link:
            response.headers.add("Link", f'<{link}>; rel="{name}"')
    return response


def _address(endpoint: Endpoint, given: Mapping[str, list[str]], offset: int) -> str:
    fields = {name: values[-1] for name, values in given.items() if name != "offset"}
    query = urlencode(fields | ({"offset": str(offset)} if offset else {}))
    return f"{ROOT}{endpoint.path}{'?' if query else ''}{query}"


def answer(asked_by: Any, body: Any, content_type: str = JSON) -> Response:
    """Answer with a body and its mark; 304 to whoever has it already."""
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    response = Response(text, content_type=content_type)
    response.headers.update(OPEN)
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32], weak=True)
    response.make_conditional(asked_by)
    return response


def refuse(world: World, status: int, detail: str, faults: Sequence[Fault] = ()) -> Response:
    """Answer with what went wrong (RFC 9457)."""
    problem = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": detail,
        "errors": [fault.as_json() for fault in faults],
        "data_version": world.dataset.version,
        "method_version": METHOD_VERSION,
    }
    response = Response(json.dumps(problem, ensure_ascii=False), status, content_type=PROBLEM)
    response.headers.update(OPEN)
    if status == 405:
        response.headers["Allow"] = METHODS
    return response


def allow() -> Response:
    """Answer a browser that asks beforehand what it may send."""
    response = Response(status=204, content_type=JSON)
    headers = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "If-None-Match"}
    response.headers.update({**OPEN, **headers, "Access-Control-Max-Age": "86400"})
    return response
