"""The small map beside the list: how many of the entries found stand in each qark, and in the chosen one's municipalities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.directory_catalogue import Catalogue, Found
from dashboard.view_models.directory_entries import COUNTRY, NOWHERE, fold
from dashboard.view_models.directory_search import Mask
from dashboard.view_models.world import World
from data.types import Region

CLASS_COUNT = 5


@dataclass(frozen=True)
class AreaCount:
    """One area with its number of entries; ``class_index`` 0-4 grows with it, None where nothing is recorded."""

    region_id: str
    name: str
    count: int
    class_index: int | None
    said: str
    current: bool


@dataclass(frozen=True)
class PlacesView:
    """The map and its twin in words. ``chosen`` is the area that is outlined, empty for none."""

    summary: str
    legend: str
    elsewhere: tuple[str, ...]
    qarks: tuple[AreaCount, ...]
    municipalities: tuple[AreaCount, ...]
    points: tuple[tuple[float, float], ...]
    chosen: str
    chosen_url: str
    urls: tuple[str, str]
    land_ids: tuple[str, ...]
    bounds: tuple[float, float, float, float]


def build_places(world: World, catalogue: Catalogue, found: Found, selection: Selection, words: Words) -> PlacesView:
    """Build the map of one selection; the area filter itself does not empty it, so that another area can be chosen."""
    base = found.without("area")
    qarks = _counts(catalogue, world.areas("qark"), base, selection, words)
    chosen = world.dataset.regions.get(selection.wanted.area)
    inside = chosen is not None and chosen.level != "country"
    towns = world.municipalities_of(chosen.qark_id) if chosen is not None and inside else ()
    return PlacesView(
        summary=words("directory.map.summary", listed=words.listed([q.said for q in qarks if q.count]))
        if any(q.count for q in qarks)
        else words("directory.map.summary_none"),
        legend=words("directory.map.legend"),
        elsewhere=_elsewhere(catalogue, base, words),
        qarks=qarks,
        municipalities=tuple(a for a in _counts(catalogue, towns, base, selection, words) if a.count),
        points=tuple(world.shapes.label_points[q.region_id] for q in qarks),
        chosen=chosen.region_id if chosen is not None and inside else "",
        chosen_url=world.shapes.urls[chosen.level] if chosen is not None and inside else world.shapes.urls["qark"],
        urls=(world.shapes.urls["qark"], world.shapes.urls["neighbours"]),
        land_ids=world.shapes.ids["neighbours"],
        bounds=world.shapes.bounds,
    )


def _counts(
    catalogue: Catalogue, regions: tuple[Region, ...], base: Mask, selection: Selection, words: Words
) -> tuple[AreaCount, ...]:
    ordered = sorted(regions, key=lambda region: fold(region.name[words.lang]))
    numbers = [_number(catalogue, region.region_id, base) for region in ordered]
    most = max(numbers, default=0)
    return tuple(_area(region, number, most, selection, words) for region, number in zip(ordered, numbers, strict=True))


def _area(region: Region, number: int, most: int, selection: Selection, words: Words) -> AreaCount:
    name = region.name[words.lang]
    return AreaCount(
        region_id=region.region_id,
        name=name,
        count=number,
        class_index=min(CLASS_COUNT * (number - 1) // most, CLASS_COUNT - 1) if number else None,
        said=words.count("directory.map.area", number, area=words(f"place.{region.level}", name=name)),
        current=region.region_id == selection.wanted.area,
    )


def _number(catalogue: Catalogue, area: str, base: Mask) -> int:
    mask = catalogue.masks["area"].get(area)
    return 0 if mask is None else int(np.count_nonzero(mask & base))


def _elsewhere(catalogue: Catalogue, base: Mask, words: Words) -> tuple[str, ...]:
    """Say how many of the entries stand on no map."""
    national, nowhere = _number(catalogue, COUNTRY, base), _number(catalogue, NOWHERE, base)
    said = [words.count("directory.map.national", national)] if national else []
    return (*said, words.count("directory.map.nowhere", nowhere)) if nowhere else tuple(said)
