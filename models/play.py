"""The score under other weights and means than the published ones, from the same normalised figures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.decompose import Rule, pillar_score, priority_score
from models.profiles import Profiles
from models.risk_index import classify
from models.score_types import AreaScore, ScoreTable


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
    rows = played_table(profiles, rule).rows
    return tuple(PlayedScore(row.region_id, row.priority, row.class_id, row.rank) for row in rows)


def played_table(profiles: Profiles, rule: Rule) -> ScoreTable:
    """Return the score table under a rule, with the shipped readings, reliability and gaps.

    An area without a score in the shipped table has none here. The stated variants are those of the shipped method and are
    left out: ``variants_total`` is 0.
    """
    x, width = profiles.normalised, profiles.width
    risk = pillar_score(x[:, :width], rule.weights("vulnerability"), rule.pillar_mean)
    thin = pillar_score(x[:, width:], rule.weights("thin_prevention"), rule.pillar_mean)
    priority = priority_score(risk, thin, rule.weights("priority"), rule.priority_mean)
    figures = zip(profiles.table.rows, risk.tolist(), thin.tolist(), priority.tolist(), strict=True)
    rows = [_played(*row) for row in figures]
    eligible = [row.priority for row in rows if row.rank is not None]
    ranked = tuple(row if row.rank is None else replace(row, rank=_rank(row.priority, eligible)) for row in rows)
    return replace(profiles.table, rows=ranked, variant_ids=(), variant_classes={})


def _played(row: AreaScore, risk: float, thin: float, priority: float) -> AreaScore:
    """Return an area's row with the played figures, where the shipped row has any; its rank is still the shipped one."""
    risk = math.nan if math.isnan(row.risk) else risk
    thin = math.nan if math.isnan(row.thin_prevention) else thin
    priority = priority if row.class_id else math.nan
    return replace(
        row,
        vulnerability=risk,
        risk=risk,
        thin_prevention=thin,
        priority=priority,
        class_id=classify(priority),
        risk_class=classify(risk),
        thin_class=classify(thin),
        rank=None if math.isnan(priority) else row.rank,
        gap="insufficient" if math.isnan(risk) else "not_recorded" if math.isnan(thin) else "",
        variants_kept=0,
        thin_kept=0,
        variants_total=0,
    )


def _rank(priority: float, eligible: list[float]) -> int:
    """Return the rank among the eligible, equal scores sharing one."""
    return 1 + sum(other > priority + 1e-9 for other in eligible)
