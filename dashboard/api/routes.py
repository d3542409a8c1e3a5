"""The routes of the interface: one rule for all of it, so that every path and method gets an answer of its own kind."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from flask import Flask, Response, request

from dashboard.api.answers import allow, answer, answer_list, refuse, versions_of
from dashboard.api.catalogue import ENDPOINTS
from dashboard.api.endpoints import ROOT, Endpoint, read_query
from dashboard.api.openapi import describe
from dashboard.api.page import HTML, write_page
from dashboard.state import language_of
from dashboard.view_models.world import World
from data.tiers import PUBLIC, within_tier
from data.types import Dataset
from models.suppress_dataset import protect_dataset

EVERY = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
READ = ("GET", "HEAD")
NO_ANSWER = "There is no such path; what there is stands in /api/v1/openapi.json."
NO_WRITING = "This interface is read only."
WRONG = "What was asked cannot be; see errors for what is allowed."


class PublicWorld:
    """The world as anyone may see it: where the app itself shows more, to partners, the interface does not."""

    def __init__(self, world: World) -> None:
        """Take the app's world; its public form is made when first asked for."""
        self._world, self._lock = world, Lock()
        self._public: World | None = None

    def get(self) -> World:
        """Return the public world: the very same one where nothing had to be left out."""
        with self._lock:
            if self._public is None:
                safe = protect_dataset(within_tier(self._world.dataset, PUBLIC), PUBLIC)
                self._public = (
                    self._world
                    if _same(self._world, safe)
                    else World(safe, self._world.shapes, self._world.today, self._world.edition)
                )
            return self._public


def register_api(server: Flask, world: World) -> None:
    """Add the routes."""
    public = PublicWorld(world)

    def api(rest: str = "") -> Response:
        return respond(public.get(), rest)

    server.add_url_rule(f"{ROOT}/", "api", api, methods=EVERY, provide_automatic_options=False)
    server.add_url_rule(f"{ROOT}/<path:rest>", "api-path", api, methods=EVERY, provide_automatic_options=False)


def respond(world: World, rest: str) -> Response:
    """Answer one request for what follows the interface's root."""
    found = _find(rest)
    if found is None and rest not in ("", "openapi.json"):
        return refuse(world, 404, NO_ANSWER)
    if request.method == "OPTIONS":
        return allow()
    if request.method not in READ:
        return refuse(world, 405, NO_WRITING)
    if found is not None:
        return _ask(world, *found)
    if rest:
        return answer(request, describe(world))
    return answer(request, write_page(world, language_of(request.query_string.decode("utf-8", "replace"))), HTML)


def _find(rest: str) -> tuple[Endpoint, str] | None:
    """Return the endpoint of a path, and what stands at its end."""
    first, _, last = rest.partition("/")
    for endpoint in ENDPOINTS:
        if endpoint.path == f"/{first}{'/{id}' if last else ''}" and bool(endpoint.key) == bool(last):
            return endpoint, last
    return None


def _ask(world: World, endpoint: Endpoint, last: str) -> Response:
    given: Mapping[str, list[str]] = request.args.to_dict(flat=False)
    asked, faults = read_query(endpoint, world, given)
    if faults:
        return refuse(world, 400, WRONG, faults)
    found = endpoint.answer(world, {**asked, **({"id": last} if endpoint.key else {})})
    if found is None:
        return refuse(world, 404, f"There is no {endpoint.name} {last[:200]!r}.")
    if endpoint.single:
        return answer(request, {"data": found, "meta": versions_of(world)})
    return answer_list(world, endpoint, asked, given, found)


def _same(world: World, safe: Dataset) -> bool:
    """Say whether nothing was left out or hidden: protecting returns what needs nothing as it is."""
    known = world.dataset
    pairs = ((getattr(known, name), getattr(safe, name)) for name in ("projects", "services", "mechanisms"))
    alike = all(a.keys() == b.keys() and all(a[key] is b[key] for key in a) for a, b in pairs)
    lists = ((known.values, safe.values), (known.communities, safe.communities))
    return alike and all(len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True)) for a, b in lists)
