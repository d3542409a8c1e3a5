"""Serves the geometry under an address that holds its own hash: fetched once, kept for good, compressed beforehand."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import brotli
from flask import Flask, Response, abort, request

FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class GeometryFiles:
    """The geometry of each level as it goes over the wire."""

    plain: Mapping[str, bytes]
    brotli: Mapping[str, bytes]
    gzip: Mapping[str, bytes]
    ids: Mapping[str, tuple[str, ...]]
    urls: Mapping[str, str]

    @classmethod
    def of(cls, geojson: Mapping[str, Mapping[str, Any]]) -> GeometryFiles:
        """Write and compress the geometry of every level."""
        plain = {level: _compact(shapes) for level, shapes in geojson.items()}
        return cls(
            plain=plain,
            brotli={level: brotli.compress(body, quality=9) for level, body in plain.items()},
            gzip={level: gzip.compress(body, 9, mtime=0) for level, body in plain.items()},
            ids={level: tuple(feature["id"] for feature in shapes["features"]) for level, shapes in geojson.items()},
            urls={level: f"/geo/{hashlib.sha256(body).hexdigest()[:10]}/{level}.json" for level, body in plain.items()},
        )


def _compact(shapes: Mapping[str, Any]) -> bytes:
    return json.dumps(shapes, separators=(",", ":"), ensure_ascii=False).encode()


def register_geometry(server: Flask, files: GeometryFiles) -> None:
    """Add the route of the geometry."""

    def geometry(sha: str, level: str) -> Response:
        if files.urls.get(level) != f"/geo/{sha}/{level}.json":
            abort(404)
        accepted = request.accept_encodings
        if "br" in accepted:
            response = Response(files.brotli[level], headers={"Content-Encoding": "br"})
        elif "gzip" in accepted:
            response = Response(files.gzip[level], headers={"Content-Encoding": "gzip"})
        else:
            response = Response(files.plain[level])
        response.headers.update({"Content-Type": "application/geo+json", "Cache-Control": FOREVER, "Vary": "Accept-Encoding"})
        return response

    server.add_url_rule("/geo/<sha>/<level>.json", "geometry", geometry)
