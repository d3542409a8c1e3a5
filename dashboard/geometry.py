"""Serves the geometry under an address that holds its own hash: fetched once, kept for good, compressed beforehand."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import brotli
from flask import Flask, Response, abort, request

from dashboard.view_models.world import Shapes
from data.geo.boundaries import Boundaries, load_context

NEIGHBOURS = "neighbours"
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class GeometryFiles:
    """The geometry of each level as it goes over the wire."""

    plain: Mapping[str, bytes]
    brotli: Mapping[str, bytes]
    gzip: Mapping[str, bytes]
    urls: Mapping[str, str]

    @classmethod
    def of(cls, boundaries: Boundaries) -> GeometryFiles:
        """Write and compress the boundaries of every level."""
        plain = {level: _compact(shapes) for level, shapes in {**boundaries.geojson, NEIGHBOURS: load_context()}.items()}
        return cls(
            plain=plain,
            brotli={level: brotli.compress(body, quality=9) for level, body in plain.items()},
            gzip={level: gzip.compress(body, 9, mtime=0) for level, body in plain.items()},
            urls={level: f"/geo/{hashlib.sha256(body).hexdigest()[:10]}/{level}.json" for level, body in plain.items()},
        )

    def shapes(self, boundaries: Boundaries) -> Shapes:
        """Return what the views know of the geometry."""
        return Shapes(
            urls=self.urls,
            ids={level: tuple(f["id"] for f in json.loads(body)["features"]) for level, body in self.plain.items()},
            label_points={region_id: (lat, lon) for region_id, (lon, lat) in boundaries.label_points.items()},
            bounds=boundaries.bounds,
            attribution=boundaries.attribution,
            kind=boundaries.kind,
        )


def _compact(shapes: Mapping[str, object]) -> bytes:
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
