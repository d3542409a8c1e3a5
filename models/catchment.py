"""Access to services by the two-step floating catchment: supply shared among all who can reach it.

Luo and Wang, Environment and Planning B 30, 2003.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.types import Dataset
from models.access import places_with_service, population_weights
from models.method import BASE, PresenceRules
from models.travel import REACH_KM, Reach, reach_of

Array = npt.NDArray[np.float64]
PER_PERSONS = 100_000.0


@dataclass(frozen=True)
class Catchment:
    """Access per area (supply per person within reach), and the places whose supply nobody can reach.

    Summed over areas, access times population is the supply of all other places.
    """

    access: Array
    unreached: npt.NDArray[np.bool_]


def floating_catchment(
    supply: npt.ArrayLike, population: npt.ArrayLike, distance_km: npt.ArrayLike, reach_km: float = REACH_KM
) -> Catchment:
    """Return two-step floating catchment access.

    Parameters
    ----------
    supply : array
        Supply of each place, not negative.
    population : array
        People of each area, not negative.
    distance_km : array
        Areas x places.
    reach_km : float
        A place serves the areas up to this far, that distance included.

    Raises
    ------
    ValueError
        Where shapes do not fit or a number is negative or missing.
    """
    s, p, d = (np.asarray(x, dtype=np.float64) for x in (supply, population, distance_km))
    if d.shape != (len(p), len(s)):
        raise ValueError(f"distances must be {len(p)} areas x {len(s)} places, not {d.shape}")
    if any(np.isnan(x).any() or (x < 0).any() for x in (s, p, d)):
        raise ValueError("supply, population and distance must be known and not negative")
    return share_out(s, p, d <= reach_km)


def share_out(supply: npt.ArrayLike, population: npt.ArrayLike, near: npt.NDArray[np.bool_]) -> Catchment:
    """Return the access that supply gives when each place shares its own among all people within reach of it (areas x places)."""
    s, p, within = (np.asarray(x, dtype=np.float64) for x in (supply, population, near))
    demand = np.einsum("ij,i->j", within, p)
    unreached = demand <= 0
    ratio = np.where(unreached, 0.0, s / np.where(unreached, 1.0, demand))
    return Catchment(np.einsum("ij,j->i", within, ratio), unreached)


def service_access(dataset: Dataset, on: date, rules: PresenceRules = BASE.rules) -> dict[str, float]:
    """Return recorded prevention services per 100,000 people within reach, by municipality, on a day.

    Supply is the number of services recorded at a municipality (capacities are not known), people are those of the 2011 census,
    reach is :func:`models.travel.reach_of`. 0 = none recorded within reach, which is absence only where a complete source covers
    the day. Empty where no service is recorded anywhere.
    """
    places = places_with_service(dataset, on, rules)
    return access_to(dataset, {place: len(ids) for place, ids in places.items()}) if places else {}


def access_to(dataset: Dataset, places: Mapping[str, int], reach: Reach | None = None) -> dict[str, float]:
    """Return services per 100,000 people within reach of every municipality, from their number by municipality."""
    reach = reach or reach_of(dataset)
    if not places:
        return dict.fromkeys(reach.ids, 0.0)
    weights = population_weights(dataset)
    at = [reach.ids.index(place) for place in places]
    found = share_out(list(places.values()), [weights[town] for town in reach.ids], reach.near[:, at])
    return {town: float(PER_PERSONS * x) for town, x in zip(reach.ids, found.access, strict=True)}
