"""Who is within reach of what: by imported travel times where there are any, else by the straight line between seats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.types import Dataset
from models.access import seat_distances_km

Array = npt.NDArray[np.float64]
REACH_KM = 25.0
REACH_MINUTES = 45.0
MODES = ("car", "public_transport", "walking")
"""The first of these that the imported table holds is used."""


@dataclass(frozen=True)
class TravelTable:
    """Minutes between the seats of all municipalities, ordered by id: 0 on the diagonal, NaN where the table lacks the pair.

    A way that only the other direction states lasts as long. ``lacking`` of ``pairs`` directed pairs are not known.
    """

    mode: str
    ids: tuple[str, ...]
    minutes: Array
    lacking: int
    pairs: int


@dataclass(frozen=True)
class Reach:
    """Whether a place (columns) is within reach of an area (rows), municipalities ordered by id; no ``table``: straight line."""

    ids: tuple[str, ...]
    near: npt.NDArray[np.bool_]
    table: TravelTable | None


def travel_table(dataset: Dataset) -> TravelTable | None:
    """Return the imported travel times as a table, None where none is imported."""
    mode = next((m for m in MODES if any(t.mode == m for t in dataset.travel_times)), "")
    if not mode:
        return None
    ids = tuple(town.region_id for town in dataset.regions_at("municipality"))
    place = {name: k for k, name in enumerate(ids)}
    minutes = np.full((len(ids), len(ids)), np.nan)
    for time in dataset.travel_times:
        if time.mode == mode:
            minutes[place[time.from_id], place[time.to_id]] = time.minutes
    minutes = np.where(np.isnan(minutes), minutes.T, minutes)
    np.fill_diagonal(minutes, 0.0)
    return TravelTable(mode, ids, minutes, int(np.isnan(minutes).sum()), len(ids) * (len(ids) - 1))


def reach_of(dataset: Dataset) -> Reach:
    """Return what lies within 45 minutes, or, for pairs without a time, within 25 km in a straight line."""
    ids, km = seat_distances_km(dataset)
    table = travel_table(dataset)
    near = km <= REACH_KM
    if table is not None:
        near = np.where(np.isnan(table.minutes), near, table.minutes <= REACH_MINUTES)
    return Reach(ids, near, table)
