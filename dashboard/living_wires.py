"""Stands in for the app while pages and routes are wired: what they answer with can then be exchanged, all at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from dash import Dash

Body = Callable[..., Any]
Bodies = tuple[Body, ...]


class Wires:
    """Takes callbacks and routes. With an app it wires each to whatever body stands at its place when it is called.

    Without an app (a new world's turn) it only takes the bodies. Nothing else can be wired: hooks and settings belong to the
    app, not to its data.
    """

    def __init__(self, app: Dash | None, body_at: Callable[[int], Body]) -> None:
        """Take the app, if there is one to wire, and how a place's body is found."""
        self._app = app
        self._body_at = body_at
        self.bodies: list[Body] = []
        self.server = self

    def callback(self, *wiring: Any, **options: Any) -> Callable[[Body], Body]:
        """Take a callback, as Dash does."""

        def take(body: Body) -> Body:
            called = self._take(body)
            if self._app is not None:
                self._app.callback(*wiring, **options)(called)
            return body

        return take

    def clientside_callback(self, *wiring: Any, **options: Any) -> None:
        """Wire a callback that runs in the browser: it has no data of its own."""
        if self._app is not None:
            self._app.clientside_callback(*wiring, **options)

    def add_url_rule(self, rule: str, endpoint: str, view_func: Body, **options: Any) -> None:
        """Take a route, as Flask does."""
        called = self._take(view_func)
        if self._app is not None:
            self._app.server.add_url_rule(rule, endpoint, called, **options)

    def _take(self, body: Body) -> Body:
        place = len(self.bodies)
        self.bodies.append(body)

        @wraps(body)
        def call(*args: Any, **kwargs: Any) -> Any:
            return self._body_at(place)(*args, **kwargs)

        return call
