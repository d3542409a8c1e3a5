"""Services within reach as figures of areas: known where something is in reach or complete sources say that nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from data.types import Dataset
from models.access import population_weights, straight_line_km
from models.catchment import REACH_KM, access_to
from models.context_figure import Figure
from models.presence import is_complete


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
        municipalities', weighted with their people at the 2011 census.
    """
    towns = dataset.regions_at("municipality")
    access = access_to(dataset, places)
    whole = {t.region_id: is_complete(dataset, t.region_id, "services", on) for t in towns}
    found: dict[str, Figure] = {}
    for town in towns:
        near = [other for other in towns if straight_line_km(town, other) <= REACH_KM]
        _add(found, town.region_id, access[town.region_id], whole[town.region_id], all(whole[o.region_id] for o in near))
    people = population_weights(dataset)
    for qark in dataset.regions_at("qark"):
        inside = [t.region_id for t in towns if t.qark_id == qark.region_id]
        mean = float(np.average([access[t] for t in inside], weights=[people[t] for t in inside]))
        sure = all(t in found and not found[t].note for t in inside)
        _add(found, qark.region_id, mean, is_complete(dataset, qark.region_id, "services", on), sure)
    return found


def _add(found: dict[str, Figure], region_id: str, value: float, complete: bool, sure: bool) -> None:
    """Add a figure where there is one to give."""
    if value > 0 or complete:
        found[region_id] = Figure(value, note="" if sure else "at_least")
