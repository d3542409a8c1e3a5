"""Services within reach as figures of areas: known where something is in reach or complete sources say that nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from data.types import Dataset
from models.access import places_with_service, population_weights
from models.catchment import access_to
from models.context_figure import Figure
from models.method import BASE, PresenceRules
from models.presence import is_complete
from models.travel import reach_of


def access_figures(dataset: Dataset, places: Mapping[str, int], on: date) -> dict[str, Figure]:
    """Return services per 100,000 people within reach, by municipality and qark.

    Parameters
    ----------
    dataset : Dataset
        Where areas, their people and the sources' coverage come from.
    places : mapping
        Number of services by municipality.
    on : date
        The day that coverage is asked for.

    Returns
    -------
    dict of str to Figure
        A municipality that no complete source covers has a figure only where something is in reach, and then a lower bound
        (``at_least``); so is one whose neighbours in reach are not covered completely. A qark's is the mean of its
        municipalities', weighted with their people at the 2011 census. ``by_time`` where reach is told by imported travel times.
    """
    towns = dataset.regions_at("municipality")
    reach = reach_of(dataset)
    access = access_to(dataset, places, reach)
    whole = {t.region_id: is_complete(dataset, t.region_id, "services", on) for t in towns}
    found: dict[str, Figure] = {}
    covered = np.array([whole[town] for town in reach.ids])
    by_time = reach.table is not None
    surely = {town: bool(covered[near].all()) for town, near in zip(reach.ids, reach.near, strict=True)}
    for town in reach.ids:
        _add(found, town, access[town], whole[town], surely[town], by_time)
    people = population_weights(dataset)
    for qark in dataset.regions_at("qark"):
        inside = [t.region_id for t in towns if t.qark_id == qark.region_id]
        mean = float(np.average([access[t] for t in inside], weights=[people[t] for t in inside]))
        complete = is_complete(dataset, qark.region_id, "services", on)
        _add(found, qark.region_id, mean, complete, all(t in found and surely[t] for t in inside), by_time)
    return found


def services_within_reach(dataset: Dataset, on: date, rules: PresenceRules = BASE.rules) -> dict[str, Figure]:
    """Return services within reach for the score: only where a complete source covers the area's services.

    Elsewhere a lower bound of services would be read as thin prevention.
    """
    places = places_with_service(dataset, on, rules)
    figures = access_figures(dataset, {place: len(ids) for place, ids in places.items()}, on)
    return {name: figure for name, figure in figures.items() if is_complete(dataset, name, "services", on)}


def _add(found: dict[str, Figure], region_id: str, value: float, complete: bool, sure: bool, by_time: bool) -> None:
    """Add a figure where there is one to give, with what a reader must know of it."""
    if value > 0 or complete:
        notes = {(True, False): "", (False, False): "at_least", (True, True): "by_time", (False, True): "at_least_by_time"}
        found[region_id] = Figure(value, note=notes[sure, by_time])
