"""Compresses every answer; what never changes only once."""

from __future__ import annotations

from flask import Flask, Request, Response
from flask_compress import Compress

FINGERPRINTED = "/_dash-component-suites/"
MOST_KEPT = 64


class KeptBodies:
    """The compressed bodies of Dash's and plotly's scripts, whose addresses carry their version."""

    def __init__(self) -> None:
        """Start with none."""
        self._bodies: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return a kept body."""
        return self._bodies.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a body, if it is one that never changes; made-up addresses must not fill the memory."""
        if FINGERPRINTED in key and len(self._bodies) < MOST_KEPT:
            self._bodies[key] = value


def register_compression(server: Flask) -> None:
    """Add compression, and before it (hooks run last to first) the reading of files, which it would leave open."""
    server.config["COMPRESS_CACHE_BACKEND"] = KeptBodies
    server.config["COMPRESS_CACHE_KEY"] = _address
    Compress(server)
    server.after_request(_read_whole)


def _address(request: Request) -> str:
    return request.path


def _read_whole(response: Response) -> Response:
    if response.direct_passthrough:
        response.direct_passthrough = False
        body = response.get_data()
        response.close()
        response.set_data(body)
    return response
