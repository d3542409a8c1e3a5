"""How far it is to the nearest recorded prevention service."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.types import Dataset, Region
from models.method import BASE, DISTANCE_STEP_KM, PresenceRules
from models.presence import service_counts, service_standing

Array = npt.NDArray[np.float64]
EARTH_RADIUS_KM = 6371.0088
WEIGHT_INDICATOR, WEIGHT_PERIOD = "census_population", "2011"


@dataclass(frozen=True)
class NearestService:
    """The nearest place with a recorded prevention service, straight line between seats, rounded to 5 km."""

    service_ids: tuple[str, ...]
    municipality_id: str
    distance_km: float


def straight_line_km(a: Region, b: Region) -> float:
    """Return the great-circle distance between two seats in km (haversine, mean earth radius)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.seat_lat, a.seat_lon, b.seat_lat, b.seat_lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def seat_distances_km(dataset: Dataset) -> tuple[tuple[str, ...], Array]:
    """Return the municipalities and the straight-line distances between their seats in km (haversine)."""
    towns = dataset.regions_at("municipality")
    lat, lon = (np.radians([getattr(t, name) for t in towns]) for name in ("seat_lat", "seat_lon"))
    half = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    return tuple(t.region_id for t in towns), 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))


def round_distance(distance_km: float) -> float:
    """Return a distance rounded to 5 km, the precision that may be shown."""
    return DISTANCE_STEP_KM * math.floor(distance_km / DISTANCE_STEP_KM + 0.5)


def places_with_service(dataset: Dataset, on: date, rules: PresenceRules = BASE.rules) -> dict[str, tuple[str, ...]]:
    """Return the ids of counting services by municipality; services placed at a qark are no point and are left out."""
    found: dict[str, list[str]] = {}
    for service in dataset.services.values():
        region = dataset.regions.get(service.region_id)
        if region is None or region.level != "municipality":
            continue
        if service_counts(dataset, service, service_standing(dataset, service, on), rules):
            found.setdefault(region.region_id, []).append(service.service_id)
    return {place: tuple(sorted(ids)) for place, ids in sorted(found.items())}


def nearest_service(dataset: Dataset, municipality_id: str, on: date, rules: PresenceRules = BASE.rules) -> NearestService | None:
    """Return the nearest recorded prevention service of a municipality, None where none is recorded anywhere."""
    here = dataset.regions[municipality_id]
    places = places_with_service(dataset, on, rules)
    if not places:
        return None
    place = min(places, key=lambda other: (straight_line_km(here, dataset.regions[other]), other))
    return NearestService(places[place], place, round_distance(straight_line_km(here, dataset.regions[place])))


def distances_to_service(dataset: Dataset, on: date, rules: PresenceRules = BASE.rules) -> dict[str, float]:
    """Return the distance to the nearest recorded prevention service in km.

    Returns
    -------
    dict of str to float
        By municipality (rounded to 5 km) and by qark: the mean of its municipalities' rounded distances, weighted with their
        population of the 2011 census (the last one known for all 61), rounded to 5 km again. Empty where no service is
        recorded anywhere on that day.
    """
    places = places_with_service(dataset, on, rules)
    if not places:
        return {}
    ids, km = seat_distances_km(dataset)
    nearest = km[:, [ids.index(place) for place in places]].min(axis=1)
    found = {town: round_distance(float(far)) for town, far in zip(ids, nearest, strict=True)}
    weights = population_weights(dataset)
    for qark in dataset.regions_at("qark"):
        inside = [town for town in ids if dataset.regions[town].qark_id == qark.region_id]
        mean = np.average([found[t] for t in inside], weights=[weights[t] for t in inside])
        found[qark.region_id] = round_distance(float(mean))
    return found


def population_weights(dataset: Dataset) -> dict[str, float]:
    """Return the population of each municipality at the 2011 census.

    Raises
    ------
    ValueError
        Where a municipality has none: a weight must not be guessed.
    """
    known = {
        value.region_id: value.value
        for value in dataset.values
        if value.indicator_id == WEIGHT_INDICATOR and value.period == WEIGHT_PERIOD and not value.gap
    }
    missing = [r.region_id for r in dataset.regions_at("municipality") if r.region_id not in known]
    if missing:
        raise ValueError(f"no {WEIGHT_PERIOD} population for {', '.join(missing)}: add it to {WEIGHT_INDICATOR}.csv")
    return known
