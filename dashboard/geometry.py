"""Serves the geometry under an address that holds its own hash: fetched once, kept for good, compressed beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, abort

from dashboard.fixed_files import FixedBody, answer_fixed
from dashboard.view_models.world import Shapes
from data.geo.boundaries import Boundaries, load_context
from data.geo.contiguity import shared_borders

NEIGHBOURS = "neighbours"


@dataclass(frozen=True)
class GeometryFiles:
    """The geometry of each level as it goes over the wire."""

    bodies: Mapping[str, FixedBody]
    ids: Mapping[str, tuple[str, ...]]
    urls: Mapping[str, str]

    @classmethod
    def of(cls, geojson: Mapping[str, Mapping[str, Any]]) -> GeometryFiles:
        """Write and compress the geometry of every level."""
        bodies = {level: FixedBody.of(shapes) for level, shapes in geojson.items()}
        return cls(
            bodies=bodies,
            ids={level: tuple(feature["id"] for feature in shapes["features"]) for level, shapes in geojson.items()},
            urls={level: f"/geo/{hashlib.sha256(body.plain).hexdigest()[:10]}/{level}.json" for level, body in bodies.items()},
        )


def files_of(boundaries: Boundaries) -> GeometryFiles:
    """Write the boundaries, and the neighbouring countries, as files."""
    return GeometryFiles.of({**{str(level): shapes for level, shapes in boundaries.geojson.items()}, NEIGHBOURS: load_context()})


def shapes_of(files: GeometryFiles, boundaries: Boundaries) -> Shapes:
    """Return what the views know of the boundaries."""
    borders = {str(level): shared_borders(shapes) for level, shapes in boundaries.geojson.items()}
    return Shapes(
        urls=files.urls,
        ids=files.ids,
        label_points={region_id: (lat, lon) for region_id, (lon, lat) in boundaries.label_points.items()},
        bounds=boundaries.bounds,
        attribution=boundaries.attribution,
        kind=boundaries.kind,
        borders=borders,
        neighbours={area: near for level in borders.values() for area, near in level.items()},
        geojson={**{str(level): shapes for level, shapes in boundaries.geojson.items()}, NEIGHBOURS: load_context()},
    )


def register_geometry(server: Flask, files: GeometryFiles) -> None:
    """Add the route of the geometry."""

    def geometry(sha: str, level: str) -> Response:
        if files.urls.get(level) != f"/geo/{sha}/{level}.json":
            abort(404)
        return answer_fixed(files.bodies[level], "application/geo+json")

    server.add_url_rule("/geo/<sha>/<level>.json", "geometry", geometry)
