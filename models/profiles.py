"""The areas of one level as rows of normalised indicators: who is like whom, and the mean of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.types import Dataset, Indicator
from models.decompose import Profile, Rule
from models.method import BASE, MIN_SHARE
from models.risk_index import pillar_indicators, score_areas
from models.score_types import Reading, ScoreTable

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Neighbour:
    """An area and its distance in profile: root mean square difference of normalised indicators, 0-100."""

    region_id: str
    distance: float


@dataclass(frozen=True)
class Profiles:
    """Readings of every area, vulnerability first, with the figures that its score was really made of.

    A municipality that inherits its vulnerability has its qark's readings there. ``normalised`` is areas x indicators.
    """

    table: ScoreTable
    indicators: tuple[Indicator, ...]
    width: int
    readings: tuple[tuple[Reading, ...], ...]
    normalised: Array

    def index(self, region_id: str) -> int:
        """Return an area's row; ValueError in words where it is not of this level."""
        for k, row in enumerate(self.table.rows):
            if row.region_id == region_id:
                return k
        raise ValueError(f"{region_id!r} is not a {self.table.level}")

    def profile(self, row: Array) -> Profile:
        """Return one row of normalised indicators as a profile."""
        return Profile(row[: self.width], row[self.width :])

    def equal_rule(self) -> Rule:
        """Return the shipped rule: equal weights and the method's means."""
        thin = len(self.indicators) - self.width
        return Rule((1.0,) * self.width, (1.0,) * thin, pillar_mean=BASE.pillar_mean, priority_mean=BASE.priority_mean)

    def mean_row(self) -> Array:
        """Return the mean profile: each indicator's mean over the areas that have it, NaN where none has."""
        there = ~np.isnan(self.normalised)
        number = there.sum(axis=0)
        total = np.where(there, self.normalised, 0.0).sum(axis=0)
        return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def build_profiles(dataset: Dataset, table: ScoreTable, qark_table: ScoreTable | None = None) -> Profiles:
    """Gather the profiles of all areas of a score table; ``qark_table`` is the qarks' on that day, computed where not given."""
    a, c = pillar_indicators(dataset, "vulnerability"), pillar_indicators(dataset, "thin_prevention")
    readings = [row.readings for row in table.rows]
    if table.level == "municipality":
        qarks = qark_table or score_areas(dataset, "qark", table.as_of)
        for k, row in enumerate(table.rows):
            if row.vulnerability_state == "inherited" or row.gap == "insufficient":
                readings[k] = qarks[row.qark_id].readings[: len(a)] + row.readings[len(a) :]
    normalised = np.array([[reading.normalised for reading in row] for row in readings])
    return Profiles(table, (*a, *c), len(a), tuple(readings), normalised)


def nearest_in_profile(profiles: Profiles, region_id: str, number: int = 3) -> tuple[Neighbour, ...]:
    """Return the areas most alike, nearest first; equal distances by region id.

    Parameters
    ----------
    profiles : Profiles
        All areas of the level.
    region_id : str
        Whose neighbours; ValueError where it is not of the level.
    number : int
        At most how many.

    Returns
    -------
    tuple of Neighbour
        Only areas that share at least 66 % of the indicators with it; pillars weigh by their number of indicators.
    """
    here = profiles.index(region_id)
    apart = profiles.normalised - profiles.normalised[here]
    shared = ~np.isnan(apart)
    count = shared.sum(axis=1)
    distance = np.sqrt(np.sum(np.where(shared, apart, 0.0) ** 2, axis=1) / np.maximum(count, 1))
    fit = (count >= MIN_SHARE * apart.shape[1]) & (np.arange(len(apart)) != here)
    order = sorted(np.nonzero(fit)[0], key=lambda k: (distance[k], profiles.table.rows[k].region_id))
    return tuple(Neighbour(profiles.table.rows[k].region_id, float(distance[k])) for k in order[:number])
