"""Why an area's score is what it is: exact parts, what would change its class, and who is like it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.types import Dataset, Level
from models.class_moves import ClassMove, class_moves
from models.decompose import Rule, split_difference
from models.profiles import Neighbour, Profiles, build_profiles, nearest_in_profile
from models.risk_index import classify, score_areas
from models.score_types import AreaScore, Reading, ScoreTable

MEAN_PROFILE = "mean"


@dataclass(frozen=True)
class Contribution:
    """One indicator's part of the difference, in points of the score (positive = raises it above the reference).

    ``reference_normalised`` is the reference's 0-100; NaN on either side = a gap, counted at that side's pillar mean.
    """

    reading: Reading
    pillar: str
    reference_normalised: float
    points: float


@dataclass(frozen=True)
class Explanation:
    """Why here. ``target`` is ``priority``, ``vulnerability`` (no priority there and then) or empty (no score at all).

    ``reference`` is ``mean`` or a region id. ``contributions`` are ordered by size and sum to ``score - reference_score`` up to
    ``residual``. ``moves`` has ``better`` and ``worse``, each smallest change first.
    """

    area: AreaScore
    as_of: date
    level: Level
    target: str
    reference: str
    score: float
    reference_score: float
    class_id: str
    ranked: int
    contributions: tuple[Contribution, ...]
    residual: float
    moves: Mapping[str, tuple[ClassMove, ...]]
    neighbours: tuple[Neighbour, ...]


def explain_area(
    dataset: Dataset,
    region_id: str,
    as_of: date,
    against: str = MEAN_PROFILE,
    rule: Rule | None = None,
    profiles: Profiles | None = None,
) -> Explanation:
    """Explain one area's score on a day.

    Parameters
    ----------
    dataset : Dataset
        What is known.
    region_id : str
        A qark or municipality.
    as_of : date
        The day.
    against : str
        ``mean``: the mean profile of the level's areas (each indicator's mean on the common scale, scored by the same rule; not
        the mean of the scores). Or the id of another area of the same level.
    rule : Rule, optional
        Other weights or means; the shipped ones where not given.
    profiles : Profiles, optional
        The level's profiles on that day, from :func:`models.profiles.build_profiles`; computed where not given.

    Raises
    ------
    ValueError
        For an unknown region, the country, an area of another level, or a reference that has no such score.
    """
    region = dataset.regions.get(region_id)
    if region is None or region.level == "country":
        raise ValueError(f"{region_id!r} is no qark or municipality: give a code such as AL011 or AL111")
    profiles = profiles or build_profiles(dataset, score_areas(dataset, region.level, as_of))
    table = profiles.table
    k = profiles.index(region_id)
    area = table.rows[k]
    target = "priority" if not math.isnan(area.priority) else "vulnerability" if not math.isnan(area.risk) else ""
    if not target:
        return _nothing(area, table, against)
    rule = rule or profiles.equal_rule()
    row = profiles.mean_row() if against == MEAN_PROFILE else profiles.normalised[profiles.index(against)]
    split = split_difference(profiles.profile(profiles.normalised[k]), profiles.profile(row), rule, target)
    points = np.concatenate([split.vulnerability, split.thin_prevention])
    return Explanation(
        area=area,
        as_of=table.as_of,
        level=table.level,
        target=target,
        reference=against,
        score=split.end,
        reference_score=split.start,
        class_id=classify(split.end),
        ranked=sum(other.rank is not None for other in table.rows),
        contributions=_contributions(profiles, k, row, points, target),
        residual=split.residual,
        moves=class_moves(profiles, region_id, rule, target),
        neighbours=nearest_in_profile(profiles, region_id),
    )


def _contributions(profiles: Profiles, k: int, row: np.ndarray, points: np.ndarray, target: str) -> tuple[Contribution, ...]:
    """Return the contributions that belong to the target, largest first."""
    width = len(points) if target == "priority" else profiles.width
    found = [
        Contribution(profiles.readings[k][i], profiles.indicators[i].pillar, float(row[i]), float(points[i]))
        for i in range(width)
    ]
    return tuple(sorted(found, key=lambda c: (-abs(c.points), c.reading.indicator_id)))


def _nothing(area: AreaScore, table: ScoreTable, against: str) -> Explanation:
    """Return the explanation of an area without any score: its gap says why."""
    nan = math.nan
    return Explanation(
        area, table.as_of, table.level, "", against, nan, nan, "", 0, (), nan, {"better": (), "worse": ()}, ()
    )  # fmt: skip
