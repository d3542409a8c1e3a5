"""The score: vulnerability (A) and thin prevention (C) to risk and priority, classes, ranks and reliability.

Arithmetic inside pillars, equal weights, fixed goalposts; priority is the floored geometric mean of risk and thin prevention.
Handbook on Constructing Composite Indicators (OECD/JRC 2008) for the steps; every fixed number stands in ``models.method``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from data.types import Dataset, Indicator, Level
from models.knowledge_gap import BASES, STRUCTURAL, bases_of, knowledge_gaps
from models.method import (
    BASE,
    CLASSES,
    CUTS,
    GRADES,
    METHOD_VERSION,
    MIN_SHARE,
    OWN_SHARE_FOR_MUNICIPAL_RANK,
    PENALTY,
    VARIANTS,
    Method,
    PresenceRules,
)  # fmt: skip
from models.readings import PresenceValues, presence_values, read_indicator
from models.score_types import AreaScore, KnowledgeGap, Reading, ScoreTable

if TYPE_CHECKING:
    from models.normalise import GoalpostScaler

Array = npt.NDArray[np.float64]


def classify(score: float) -> str:
    """Return the class of a score on the fixed cuts 20, 40, 60, 80; empty for NaN. A score on a cut is in the upper class.

    >>> [classify(x) for x in (0.0, 19.99, 20.0, 80.0, float("nan"))]
    ['very_low', 'very_low', 'low', 'very_high', '']
    """
    return "" if math.isnan(score) else CLASSES[int(np.searchsorted(CUTS, score, side="right"))]


def pillar_indicators(dataset: Dataset, pillar: str) -> tuple[Indicator, ...]:
    """Return the indicators of a pillar, ordered by id."""
    return tuple(i for _, i in sorted(dataset.indicators.items()) if i.pillar == pillar)


@dataclass(frozen=True)
class _Pillar:
    """One pillar computed for all areas of a level: readings with normalised values, scores, and shares of weight 0-1."""

    readings: dict[str, tuple[Reading, ...]]
    scores: dict[str, float]
    available: dict[str, float]


def score_areas(dataset: Dataset, level: Level, as_of: date, basis: str = STRUCTURAL) -> ScoreTable:
    """Score every area of a level on a day.

    Parameters
    ----------
    dataset : Dataset
        What is known.
    level : {"qark", "municipality"}
        Qarks are ranked; municipalities show their qark's vulnerability as inherited and get a class without a rank until half
        of the pillar's weight is observed at their level.
    as_of : date
        The day.
    basis : {"structural", "with-survey", "with-example"}
        ``structural``: risk is vulnerability alone, for all areas. ``with-survey``: risk is the mean of vulnerability and
        knowledge gap, for surveyed areas only, ranked among themselves; ``with-example`` does so with the synthetic example.

    Returns
    -------
    ScoreTable
        One row per area, ordered by region id. Scores are 0-100, NaN where under 66 % of a pillar's weight is available;
        ``gap`` says which: ``insufficient`` (risk) or ``not_recorded`` (thin prevention), and ``not_surveyed`` where the basis
        needs a survey and there was none.

    Raises
    ------
    ValueError
        For an unknown level or basis, or one that there are no data for.
    """
    if level not in ("qark", "municipality"):
        raise ValueError(f"unknown level {level!r}: use qark or municipality")
    _check_basis(dataset, basis)
    knowledge = None if basis == STRUCTURAL else knowledge_gaps(dataset, as_of)
    known = _Known(dataset, level, as_of)
    rows = _score(known, BASE, knowledge)
    others = {name: _by_id(_score(known, method, knowledge)) for name, method in VARIANTS.items()}
    classes = {name: {r: area.class_id for r, area in areas.items()} for name, areas in others.items()}
    ranked = _ranked([_with_variants(row, list(others.values())) for row in rows])
    return ScoreTable(level, as_of, basis, METHOD_VERSION, tuple(ranked), tuple(VARIANTS), classes)


def _check_basis(dataset: Dataset, basis: str) -> None:
    """Raise ValueError for a basis that is unknown or that there are no data for."""
    if basis not in BASES:
        raise ValueError(f"unknown basis {basis!r}: use {', '.join(BASES)}")
    if basis not in bases_of(dataset):
        loaded = "only the synthetic example is loaded" if dataset.survey.example else "no survey results are loaded"
        raise ValueError(f"basis {basis!r} is not available: {loaded}; use {', '.join(bases_of(dataset))}")


def _by_id(rows: list[AreaScore]) -> dict[str, AreaScore]:
    """Return the scores by region id."""
    return {row.region_id: row for row in rows}


def _with_variants(row: AreaScore, others: list[dict[str, AreaScore]]) -> AreaScore:
    """Return the row with the number of variants that put it in the same classes; unchanged where it has no class."""
    if not row.class_id:
        return row
    same = [areas[row.region_id] for areas in others]
    return replace(
        row,
        variants_kept=sum(other.class_id == row.class_id for other in same),
        thin_kept=sum(other.thin_class == row.thin_class for other in same),
        variants_total=len(others),
    )


@dataclass(frozen=True)
class _Known:
    """What is known of a level on a day, read once for all methods that ask alike."""

    dataset: Dataset
    level: Level
    as_of: date
    _presence: dict[PresenceRules, PresenceValues] = field(default_factory=dict)
    _readings: dict[tuple[str, Level, PresenceRules], dict[str, tuple[Reading, ...]]] = field(default_factory=dict)

    def presence(self, rules: PresenceRules) -> PresenceValues:
        """Return the presence of the day under some rules."""
        if rules not in self._presence:
            self._presence[rules] = presence_values(self.dataset, self.as_of, rules)
        return self._presence[rules]

    def readings(self, pillar: str, level: Level, rules: PresenceRules) -> dict[str, tuple[Reading, ...]]:
        """Return the readings of a pillar's indicators by area; presence rules touch only what is reckoned from the records."""
        indicators = pillar_indicators(self.dataset, pillar)
        asked = rules if any(i.computed for i in indicators) else BASE.rules
        key = (pillar, level, asked)
        if key not in self._readings:
            names, presence = [i.indicator_id for i in indicators], self.presence(asked)
            self._readings[key] = {
                r.region_id: tuple(read_indicator(self.dataset, i, r.region_id, self.as_of, level, presence) for i in names)
                for r in self.dataset.regions_at(level)
            }
        return self._readings[key]


def _score(known: _Known, method: Method, knowledge: Mapping[str, KnowledgeGap] | None = None) -> list[AreaScore]:
    """Return unranked scores of all areas under one method; with ``knowledge``, of the surveyed ones."""
    # Imported when first scoring: scikit-learn takes two seconds that no start-up and no other command should pay.
    from models.aggregate import PriorityMean

    dataset, level = known.dataset, known.level
    vulnerability = _pillar(known, "vulnerability", level, method)
    thin = _pillar(known, "thin_prevention", level, method)
    regions = dataset.regions_at(level)
    if level == "municipality":
        vulnerability = _inherit(dataset, vulnerability, _pillar(known, "vulnerability", "qark", method))
    surveyed = [knowledge[r.region_id] if knowledge is not None else None for r in regions]
    risk = np.array([_risk(vulnerability.scores[r.region_id], b) for r, b in zip(regions, surveyed, strict=True)])
    parts = np.column_stack([risk, [thin.scores[r.region_id] for r in regions]])
    priority = PriorityMean(mean=method.priority_mean).fit_transform(parts)[:, 0]
    rows = [_area(r.region_id, r.qark_id, level, vulnerability, thin, float(p)) for r, p in zip(regions, priority, strict=True)]
    return [_with_knowledge(row, b, float(x)) if b else row for row, b, x in zip(rows, surveyed, risk, strict=True)]


def _risk(vulnerability: float, knowledge: KnowledgeGap | None) -> float:
    """Return risk: vulnerability, or its mean with the knowledge gap where the basis has one."""
    return vulnerability if knowledge is None else (vulnerability + knowledge.score) / 2


def _with_knowledge(row: AreaScore, knowledge: KnowledgeGap, risk: float) -> AreaScore:
    """Return a row on the survey basis: no risk without a survey, whatever the vulnerability."""
    gap = row.gap if not math.isnan(knowledge.score) or math.isnan(row.vulnerability) else knowledge.gap
    return replace(
        row, knowledge_gap=knowledge.score, risk=risk, risk_class=classify(risk), gap=gap, knowledge=knowledge,
        reliability=row.reliability if not math.isnan(risk) else "",
    )  # fmt: skip


def _pillar(known: _Known, name: str, level: Level, method: Method) -> _Pillar:
    """Read, normalise and aggregate one pillar for all areas of a level."""
    from models.aggregate import PillarMean

    indicators = tuple(i for i in pillar_indicators(known.dataset, name) if i.computed not in method.left_out)
    kept = {i.indicator_id for i in indicators}
    regions = [r.region_id for r in known.dataset.regions_at(level)]
    read = known.readings(name, level, method.rules)
    raw = {r: [reading for reading in read[r] if reading.indicator_id in kept] for r in regions}
    values = np.array([[reading.value for reading in raw[r]] for r in regions])
    normalised = _scaler(indicators, method).fit_transform(values)
    mean = PillarMean(mean=method.pillar_mean, min_share=MIN_SHARE).fit(normalised)
    scores = mean.transform(normalised)[:, 0]
    counted = np.array([[reading.counted for reading in raw[r]] for r in regions])
    available = mean.share_available(np.where(counted, normalised, np.nan))
    readings = {
        r: tuple(replace(x, normalised=float(n), weight=1 / len(indicators)) for x, n in zip(raw[r], row, strict=True))
        for r, row in zip(regions, normalised, strict=True)
    }
    return _Pillar(readings, dict(zip(regions, map(float, scores), strict=True)), dict(zip(regions, available, strict=True)))


def _inherit(dataset: Dataset, own: _Pillar, of_qarks: _Pillar) -> _Pillar:
    """Return a municipal pillar that takes its qark's score wherever under half of its weight is observed."""
    scores = {
        region_id: of_qarks.scores[dataset.regions[region_id].qark_id] if _is_inherited(own, region_id) else score
        for region_id, score in own.scores.items()
    }
    return replace(own, scores=scores)


def _is_inherited(pillar: _Pillar, region_id: str) -> bool:
    """Return whether a municipality's vulnerability is its qark's."""
    return pillar.available[region_id] < OWN_SHARE_FOR_MUNICIPAL_RANK


def _scaler(indicators: tuple[Indicator, ...], method: Method) -> GoalpostScaler:
    """Return the scaler for these indicators, goalposts stretched about their middle as the method says."""
    from models.normalise import GoalpostScaler

    posts = [indicator.goalposts for indicator in indicators]
    low = np.array([p.low for p in posts if p])
    high = np.array([p.high for p in posts if p])
    middle, half = (low + high) / 2, (high - low) / 2 * method.goalpost_stretch
    reverse = [indicator.direction == "higher_is_better" for indicator in indicators]
    return GoalpostScaler(low=middle - half, high=middle + half, reverse=reverse)


def _area(region_id: str, qark_id: str, level: Level, vulnerability: _Pillar, thin: _Pillar, priority: float) -> AreaScore:
    """Return one area's score, not yet ranked."""
    readings = vulnerability.readings[region_id] + thin.readings[region_id]
    risk, c = vulnerability.scores[region_id], thin.scores[region_id]
    inherited = level == "municipality" and _is_inherited(vulnerability, region_id)
    share = _quality(vulnerability.readings[region_id], thin.readings[region_id])
    return AreaScore(
        region_id=region_id,
        qark_id=qark_id,
        vulnerability=risk,
        vulnerability_state="" if math.isnan(risk) else "inherited" if inherited else "derived",
        knowledge_gap=math.nan,
        thin_prevention=c,
        risk=risk,
        priority=priority,
        class_id=classify(priority),
        risk_class=classify(risk),
        thin_class=classify(c),
        rank=None,
        reliability="" if math.isnan(risk) else _grade(share),
        reliability_share=share,
        share_available=(vulnerability.available[region_id] + thin.available[region_id]) / 2,
        share_inherited=(_share_inherited(vulnerability, region_id) + _share_inherited(thin, region_id)) / 2,
        gap="insufficient" if math.isnan(risk) else "not_recorded" if math.isnan(c) else "",
        variants_kept=0,
        thin_kept=0,
        variants_total=0,
        readings=readings,
    )


def _share_inherited(pillar: _Pillar, region_id: str) -> float:
    """Return the share 0-1 of a pillar's weight that is inherited."""
    return sum(reading.weight for reading in pillar.readings[region_id] if reading.state == "inherited")


def _quality(*pillars: tuple[Reading, ...]) -> float:
    """Return the mean quality 0-1 of the readings, pillars weighted alike; a missing one counts 0."""
    return float(np.mean([np.mean([_reading_quality(r) for r in pillar]) for pillar in pillars]))


def _reading_quality(reading: Reading) -> float:
    """Return 1 less a penalty for each fault, at least 0; 0 where there is no value."""
    if reading.gap:
        return 0.0
    faults = {
        "inherited": reading.state == "inherited",
        "out_of_period": reading.out_of_period,
        "stale": reading.stale,
        "assumed": reading.assumed,
    }
    return max(0.0, 1.0 - sum(PENALTY[name] for name, there in faults.items() if there))


def _grade(share: float) -> str:
    """Return the reliability grade A to D."""
    return next(grade for grade, least in GRADES if share >= least)


def _ranked(rows: list[AreaScore]) -> list[AreaScore]:
    """Return the rows with ranks by priority, equal scores sharing one; only where a rank may be given."""
    eligible = [r for r in rows if not math.isnan(r.priority) and r.vulnerability_state != "inherited"]
    ranks: Mapping[str, int] = {r.region_id: 1 + sum(other.priority > r.priority for other in eligible) for r in eligible}
    return [replace(row, rank=ranks.get(row.region_id)) for row in rows]
