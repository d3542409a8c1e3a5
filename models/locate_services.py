"""Where k outreach points would reach most people: the shipped municipalities as demand, their seats as sites.

A municipality's people stand at its seat, and distance is a straight line between seats: mountains and roads are not in it,
unless travel times were imported and are asked for.
A seat is a town, never an address, and no answer is a place for a shelter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.types import Dataset
from models.access import places_with_service, seat_distances_km
from models.fund_weights import POPULATION, YOUNG_SHARE
from models.fund_wishes import ImpossibleWish
from models.locate import Located, SiteProblem, locate
from models.locate_terms import FREE, SiteTerms
from models.locate_travel import Spacing, spacing_of
from models.presence import last_complete_date
from models.readings import read_indicator
from models.risk_index import score_areas

Array = npt.NDArray[np.float64]
DEMANDS = ("people", "young", "priority")


@dataclass(frozen=True)
class LocatedServices:
    """The answer with the ids of the sites' municipalities; ``unknown`` are those whose demand is not known and left out.

    ``people`` are residents; ``young`` residents times their qark's share under 15, which is carried over; ``priority`` residents
    times the priority score / 100. ``spacing`` says how far apart the seats were taken to be. ``asked`` is the number of sites
    wished for; there are fewer where no other one can be paid, or adds anything.
    """

    demand: str
    as_of: date
    radius_km: float
    site_ids: tuple[str, ...]
    found: Located
    unknown: tuple[str, ...]
    existing_ids: tuple[str, ...]
    periods: tuple[str, ...]
    terms: SiteTerms = FREE
    asked: int = 0
    spacing: Spacing | None = None


def demand_of(dataset: Dataset, demand: str, as_of: date) -> Array:
    """Return the demand of every municipality, ordered by id; NaN where it is not known.

    Raises
    ------
    ImpossibleWish
        For an unknown demand, or where none is known on the day.
    """
    if demand not in DEMANDS:
        raise ImpossibleWish("demand", demand=demand)
    ids = [t.region_id for t in dataset.regions_at("municipality")]
    people = np.array([read_indicator(dataset, POPULATION, r, as_of, "municipality").value for r in ids])
    factor = np.ones(len(ids))
    if demand == "young":
        factor = np.array([read_indicator(dataset, YOUNG_SHARE, r, as_of, "municipality").value for r in ids]) / 100
    elif demand == "priority":
        scores = score_areas(dataset, "municipality", as_of)
        factor = np.array([scores[r].priority for r in ids]) / 100
        if np.isnan(factor).all():
            raise ImpossibleWish("no_presence_demand", as_of=as_of.isoformat(), complete=last_complete_date(dataset).isoformat())
    wanted: Array = people * factor
    if not np.nansum(wanted) > 0:
        raise ImpossibleWish("no_demand", as_of=as_of.isoformat())
    return wanted


def locate_services(
    dataset: Dataset,
    k: int,
    radius_km: float,
    demand: str,
    as_of: date,
    *,
    with_existing: bool = False,
    terms: SiteTerms = FREE,
    minutes: float | None = None,
) -> LocatedServices:
    """Return the municipality seats where ``k`` outreach points cover most demand within a radius.

    ``with_existing``: places with a recorded prevention service serve already. Silence there is absence only where a complete
    source covers the day. ``minutes``: within so many on the way by the imported travel times, instead of the radius.
    ``terms``: what points cost, the budget they share, and how many each can serve.

    Raises
    ------
    ImpossibleWish
        Where the wish cannot be granted.
    """
    terms.check()
    spacing = spacing_of(dataset, radius_km, minutes)
    ids, apart = spacing.ids, spacing.apart
    wanted = demand_of(dataset, demand, as_of)
    known = ~np.isnan(wanted)
    held = tuple(places_with_service(dataset, as_of)) if with_existing else ()
    existing = tuple(sorted(ids.index(place) for place in held))
    costs, held_at_most = terms.costs_at(ids), terms.capacities_at(ids, existing, float(wanted[known].sum()))
    found = locate(SiteProblem(wanted[known], apart[known], spacing.limit, k, existing, costs, terms.limit, held_at_most))
    unknown = tuple(r for r, there in zip(ids, known, strict=True) if not there)
    first = ids[int(np.flatnonzero(known)[0])]
    names = (POPULATION, YOUNG_SHARE) if demand == "young" else (POPULATION,)
    periods = tuple(read_indicator(dataset, name, first, as_of, "municipality").period for name in names)
    return LocatedServices(demand, as_of, radius_km, ids, found, unknown, held, periods, terms, k, spacing)


def reached_ids(dataset: Dataset, answer: LocatedServices) -> frozenset[str]:
    """Return the municipalities whose seat lies within the radius (or the minutes) of a chosen or an existing place."""
    spacing = answer.spacing or spacing_of(dataset, answer.radius_km)
    ids, apart = spacing.ids, spacing.apart
    places = [step.site for step in answer.found.optimum] + [ids.index(place) for place in answer.existing_ids]
    near: npt.NDArray[np.bool_] = np.any(apart[:, places] <= spacing.limit, axis=1)
    return frozenset(r for r, there in zip(ids, near, strict=True) if there)


def people_within(dataset: Dataset, as_of: date, radius_km: float) -> tuple[float, float]:
    """Return the residents within a radius of a recorded prevention service, and all whose number is known."""
    ids, apart = seat_distances_km(dataset)
    people = np.array([read_indicator(dataset, POPULATION, r, as_of, "municipality").value for r in ids])
    places = [ids.index(place) for place in places_with_service(dataset, as_of)]
    near = (apart[:, places] <= radius_km).any(axis=1)
    return float(np.nansum(people[near])), float(np.nansum(people))
