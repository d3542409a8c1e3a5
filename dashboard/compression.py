"""Compresses every answer."""

from __future__ import annotations

from flask import Flask, Response
from flask_compress import Compress


def register_compression(server: Flask) -> None:
    """Add compression, and before it (hooks run last to first) the reading of files, which it would leave open."""
    Compress(server)
    server.after_request(_read_whole)


def _read_whole(response: Response) -> Response:
    if response.direct_passthrough:
        response.direct_passthrough = False
        body = response.get_data()
        response.close()
        response.set_data(body)
    return response
