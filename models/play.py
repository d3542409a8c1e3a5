"""The score under other weights and means than the published ones, from the same normalised figures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.decompose import Rule, pillar_score, priority_score
from models.profiles import Profiles
from models.risk_index import classify


@dataclass(frozen=True)
class PlayedScore:
    """One area's priority 0-100 under the rule (NaN where there is none), its class (or empty) and its rank (or None)."""

    region_id: str
    priority: float
    class_id: str
    rank: int | None


def played_rule(profiles: Profiles, weights: Mapping[str, float], pillar_mean: str, priority_mean: str) -> Rule:
    """Return the rule with these weights (1 for an indicator not named); a pillar whose weights are all 0 keeps equal ones."""
    given = [float(weights.get(i.indicator_id, 1.0)) for i in profiles.indicators]
    parts = [given[: profiles.width], given[profiles.width :]]
    a, c = (tuple(part) if sum(part) > 0 else (1.0,) * len(part) for part in parts)
    return Rule(a, c, pillar_mean=pillar_mean, priority_mean=priority_mean)


def play_scores(profiles: Profiles, rule: Rule) -> tuple[PlayedScore, ...]:
    """Score all areas of a level under a rule.

    Parameters
    ----------
    profiles : Profiles
        The areas' normalised figures.
    rule : Rule
        Weights and means; the shipped rule gives the shipped scores.

    Returns
    -------
    tuple of PlayedScore
        Ordered as the profiles; only areas with a rank in the shipped score get one, and equal scores share one.
    """
    rows, width = profiles.normalised, profiles.width
    risk = pillar_score(rows[:, :width], rule.weights("vulnerability"), rule.pillar_mean)
    thin = pillar_score(rows[:, width:], rule.weights("thin_prevention"), rule.pillar_mean)
    shipped = profiles.table.rows
    scored = np.array([bool(row.class_id) for row in shipped])
    priority = np.where(scored, priority_score(risk, thin, rule.weights("priority"), rule.priority_mean), np.nan)
    eligible = [float(p) for p, row in zip(priority, shipped, strict=True) if row.rank is not None and not math.isnan(p)]
    return tuple(
        PlayedScore(row.region_id, float(p), classify(float(p)), _rank(float(p), eligible) if row.rank is not None else None)
        for p, row in zip(priority, shipped, strict=True)
    )


def _rank(priority: float, eligible: list[float]) -> int | None:
    """Return the rank among the eligible; None without a score."""
    return None if math.isnan(priority) else 1 + sum(other > priority + 1e-9 for other in eligible)
