"""Shapes without outlines, for worlds that nobody looks at."""

from __future__ import annotations

from dashboard.view_models.world import Shapes


def shapes_of(dataset) -> Shapes:
    ids = {level: tuple(r.region_id for r in dataset.regions_at(level)) for level in ("qark", "municipality")}
    points = {r.region_id: (r.seat_lat, r.seat_lon) for r in dataset.regions.values()}
    urls = {level: f"/geo/0/{level}.json" for level in ("qark", "municipality", "neighbours")}
    return Shapes(
        urls, {**ids, "neighbours": ("XX",)}, points, (19.0, 39.6, 21.0, 42.7), {"sq": "kufij", "en": "borders"}, "user"
    )
