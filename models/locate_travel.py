"""How far seats lie from each other for those who seek sites: in km on a straight line, or in minutes of an imported table."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.types import Dataset
from models.access import seat_distances_km
from models.fund_wishes import ImpossibleWish
from models.travel import travel_table


@dataclass(frozen=True)
class Spacing:
    """Municipalities ordered by id, how far apart their seats are, and how far a point serves (that distance included).

    ``mode`` is empty for kilometres, else the way of travelling; ``lacking`` of ``pairs`` directed pairs have no known time and
    are NaN: nobody is said to reach a point by a way that no one has measured.
    """

    ids: tuple[str, ...]
    apart: npt.NDArray[np.float64]
    limit: float
    mode: str = ""
    lacking: int = 0
    pairs: int = 0


def spacing_of(dataset: Dataset, radius_km: float, minutes: float | None = None) -> Spacing:
    """Return the spacing by straight line within ``radius_km``, or by time within ``minutes`` where these are given.

    Raises
    ------
    ImpossibleWish
        For a limit that is not above 0, or a time where no table of travel times is imported.
    """
    if minutes is None:
        if math.isnan(radius_km) or radius_km <= 0:
            raise ImpossibleWish("radius", radius=f"{radius_km:g}")
        ids, km = seat_distances_km(dataset)
        return Spacing(ids, km, radius_km)
    if math.isnan(minutes) or minutes <= 0:
        raise ImpossibleWish("minutes", minutes=f"{minutes:g}")
    table = travel_table(dataset)
    if table is None:
        raise ImpossibleWish("no_travel_times")
    return Spacing(table.ids, table.minutes, minutes, table.mode, table.lacking, table.pairs)
