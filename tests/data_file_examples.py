"""A small world with squares for areas, names that would run as formulas or scripts, and things that nobody may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.view_models.world import Shapes, World
from data.types import Citation, Dataset, Service, frozen_map
from models.suppress_dataset import protect_dataset

TODAY = date(2026, 11, 22)
FORMULA = "=cmd|' /C calc'!A0"
EVIL = (FORMULA, "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "<script>alert(1)</script>")
HIDDEN = "Zyra e fshehtë 83471"
NOTE = "shënim që e tregon 90217"


def square(lon: float, lat: float) -> dict[str, object]:
    ring = [
        [lon - 0.1, lat - 0.1],
        [lon + 0.1, lat - 0.1],
        [lon + 0.1, lat + 0.1],
        [lon - 0.1, lat + 0.1],
        [lon - 0.1, lat - 0.1],
    ]
    return {"type": "Polygon", "coordinates": [ring]}


def squares_of(dataset: Dataset) -> Shapes:
    levels = ("qark", "municipality")
    shapes = {
        level: {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "id": r.region_id, "properties": {}, "geometry": square(r.seat_lon, r.seat_lat)}
                for r in dataset.regions_at(level)
            ],
        }
        for level in levels
    }
    urls = {level: f"/geo/0123456789/{level}.json" for level in (*levels, "neighbours")}
    ids = {level: tuple(f["id"] for f in shapes[level]["features"]) for level in levels}
    points = {r.region_id: (r.seat_lat, r.seat_lon) for r in dataset.regions.values()}
    said = {"sq": "kufij prove", "en": "borders for trying"}
    return Shapes(urls, {**ids, "neighbours": ()}, points, (19.0, 39.6, 21.0, 42.7), said, "user", geojson=shapes)


def evil_dataset(dataset: Dataset) -> Dataset:
    """Services named to do harm, one that only partners may see, and small counts whose notes tell them."""
    like: Service = dataset.services["S1"]
    named = {
        f"E{n}": replace(like, service_id=f"E{n}", name={"sq": text, "en": text}, operator=text) for n, text in enumerate(EVIL)
    }
    cited = (Citation("partial", "9"),)
    secret = replace(like, service_id="P1", name={"sq": HIDDEN, "en": HIDDEN}, tier="partner", citations=cited)
    municipal = [r.region_id for r in dataset.regions_at("municipality")]
    count = next(v for v in dataset.values if v.indicator_id == "census_population" and v.region_id == municipal[0])
    small = replace(count, value=7.0, period="2001", note=NOTE)
    services = frozen_map({**dataset.services, **named, "P1": secret})
    return replace(dataset, services=services, values=(*dataset.values, small))


def evil_world(dataset: Dataset) -> World:
    """The world that the app makes of it: protected before anything is shown."""
    return World(protect_dataset(evil_dataset(dataset)), squares_of(dataset), TODAY)
