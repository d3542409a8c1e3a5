"""The boundaries that maps are drawn with: the user's own, else surveyed ones if fetched, else the approximate ones.

Ordinary starts read GeoJSON with the standard library; geopandas is imported only for a user's file.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.geo.feature_collections import Collection, rings_of, text_of
from data.geo.regions import load_regions
from data.geo.surveyed_store import read_set, store_folder
from data.types import Level, Text, frozen_map

ENVIRONMENT_KEY = "PARANDALIM_BOUNDARIES"
APPROXIMATE = Path("approximate")
"""In place of a file: the shipped boundaries, though surveyed ones were fetched."""
DRAWN_LEVELS: tuple[Level, ...] = ("qark", "municipality")
FOLDER = Path(__file__).parent
ATTRIBUTION: Mapping[str, Text] = frozen_map(
    {
        "approximate": {
            "sq": "Kufij të përafërt, jo zyrtarë: Natural Earth (qarqet), pika GeoNames dhe sipërfaqet zyrtare (bashkitë)",
            "en": "Approximate, not official: Natural Earth (qarks), GeoNames points and official areas (municipalities)",
        },
        "surveyed": {
            "sq": "Kufij të matur: Who's On First (CC BY), gjendja {name}, të thjeshtuar",
            "en": "Surveyed boundaries: Who's On First (CC BY), commit {name}, simplified",
        },
        "user": {"sq": "Kufij të dhënë nga përdoruesi ({name})", "en": "Boundaries supplied by the user ({name})"},
    }
)
LICENCE: Mapping[str, str] = frozen_map(
    {
        "approximate": "Natural Earth: public domain; GeoNames: CC BY 4.0",
        "surveyed": "Who's On First: CC BY",
        "user": "as stated by whoever supplied the file",
    }
)


@dataclass(frozen=True)
class Boundaries:
    """Boundaries ready to be drawn, EPSG:4326.

    ``geojson``, ``sha256`` are by level (qark and municipality; the hash is that of the GeoJSON text). ``label_points`` are
    (longitude, latitude) well inside each region, the country included. ``bounds`` are west, south, east, north; ``extents``
    are the same for each qark.
    """

    kind: str
    attribution: Text
    licence: str
    geojson: Mapping[Level, Collection]
    label_points: Mapping[str, tuple[float, float]]
    bounds: tuple[float, float, float, float]
    sha256: Mapping[Level, str]
    extents: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)


def path_from_environment(environment: Mapping[str, str]) -> Path | None:
    """Return the path in ``PARANDALIM_BOUNDARIES``, ``None`` where it is unset or blank.

    >>> path_from_environment({"PARANDALIM_BOUNDARIES": "  "}) is None
    True
    """
    text = environment.get(ENVIRONMENT_KEY, "").strip()
    return Path(text).expanduser() if text else None


def load_boundaries(path: Path | None = None) -> Boundaries:
    """Load a user's municipalities from ``path`` with the qarks dissolved from them; without one, fetched or shipped boundaries.

    A fetched set that is not whole is never used: the shipped one is, with a warning in the log and in ``boundaries_status``.

    Raises
    ------
    DataError
        With every fault of the user's file (see ``data.geo.user_boundaries``).
    """
    if path is None or path == APPROXIMATE:
        return _without_file(path)[0]
    from data.geo.user_boundaries import read_user_boundaries

    collections = read_user_boundaries(path, load_regions())
    return _boundaries("user", {level: text_of(collections[level]) for level in DRAWN_LEVELS}, path.name)


def _without_file(path: Path | None) -> tuple[Boundaries, str]:
    """Return fetched or shipped boundaries, and why a fetched set that is there was passed over."""
    surveyed, warning = read_set(store_folder()) if path is None else (None, "")
    if surveyed:
        return _boundaries("surveyed", surveyed.texts, surveyed.commit[:12]), ""
    if warning:
        logging.getLogger(__name__).warning(warning)
    texts: dict[Level, str] = {level: _shipped(level).read_text(encoding="utf-8") for level in DRAWN_LEVELS}
    return _boundaries("approximate", texts, ""), warning


def load_context() -> Collection:
    """Load the neighbouring countries near Albania, for a plain background (feature id = ISO code)."""
    context: Collection = json.loads((FOLDER / "neighbours.geojson").read_text(encoding="utf-8"))
    return context


def boundaries_status(path: Path | None = None) -> dict[str, Any]:
    """Describe the boundaries in use as plain values, for ``--format json``.

    ``accuracy`` is that of the shipped set, empty for others. ``path`` is a user's file or the folder of the fetched set.
    ``warning`` says why a fetched set was passed over.
    """
    boundaries, warning = _without_file(path) if path is None or path == APPROXIMATE else (load_boundaries(path), "")
    places = {"approximate": "", "surveyed": str(store_folder()), "user": str(path)}
    levels = {
        level: {
            "count": len(collection["features"]),
            "vertices": _vertices(collection),
            "bytes": len(text_of(collection).encode()),
            "sha256": boundaries.sha256[level],
        }
        for level, collection in boundaries.geojson.items()
    }
    shipped = boundaries.kind == "approximate"
    return {
        "kind": boundaries.kind,
        "source": dict(boundaries.attribution),
        "licence": boundaries.licence,
        "path": places[boundaries.kind],
        "warning": warning,
        "bounds": list(boundaries.bounds),
        "levels": levels,
        "accuracy": json.loads((FOLDER / "accuracy.json").read_text(encoding="utf-8")) if shipped else {},
    }


def _shipped(level: Level) -> Path:
    return FOLDER / f"approximate_{level}.geojson"


def _boundaries(kind: str, texts: Mapping[Level, str], name: str) -> Boundaries:
    collections: dict[Level, Collection] = {level: json.loads(text) for level, text in texts.items()}
    return Boundaries(
        kind=kind,
        attribution=frozen_map({language: text.format(name=name) for language, text in ATTRIBUTION[kind].items()}),
        licence=LICENCE[kind],
        geojson=frozen_map(collections),
        label_points=frozen_map(_label_points(collections)),
        bounds=_bounds(collections["qark"]["features"]),
        extents=frozen_map({feature["id"]: _bounds([feature]) for feature in collections["qark"]["features"]}),
        sha256=frozen_map({level: hashlib.sha256(text.encode()).hexdigest() for level, text in texts.items()}),
    )


def _label_points(collections: Mapping[Level, Collection]) -> dict[str, tuple[float, float]]:
    import shapely
    from shapely.geometry import shape

    areas = {feature["id"]: shape(feature["geometry"]) for level in DRAWN_LEVELS for feature in collections[level]["features"]}
    areas["AL"] = shapely.union_all([shape(feature["geometry"]) for feature in collections["qark"]["features"]])
    points = {code: shapely.get_point(shapely.maximum_inscribed_circle(area, tolerance=0.005), 0) for code, area in areas.items()}
    return {code: (round(point.x, 4), round(point.y, 4)) for code, point in points.items()}


def _bounds(features: Iterable[Mapping[str, Any]]) -> tuple[float, float, float, float]:
    points = [point for feature in features for _, ring in rings_of(feature["geometry"]) for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _vertices(collection: Collection) -> int:
    return sum(len(ring) for feature in collection["features"] for _, ring in rings_of(feature["geometry"]))
