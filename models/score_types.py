"""What a score is made of, as plain frozen values (no figure is rounded here; NaN = there is none)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.types import Level


@dataclass(frozen=True)
class Reading:
    """What one indicator says of one area at one date.

    ``normalised`` is 0-100, higher = worse; NaN where there is no value or no goalposts. ``gap`` is set exactly when
    ``value`` is NaN. ``counted`` is False where the value may not count for this level (inherited in a municipality).
    """

    indicator_id: str
    region_id: str
    value: float
    period: str
    state: str
    gap: str
    lower: float
    upper: float
    normalised: float
    weight: float
    source_id: str
    note: str
    out_of_period: bool
    stale: bool
    assumed: bool
    counted: bool


@dataclass(frozen=True)
class KnowledgePart:
    """One question of pillar B in one area: percent of undesirable answers, its standard error, weight 0-1, gap or state."""

    question_id: str
    theme: str
    undesirable: float
    se: float
    weight: float
    gap: str
    state: str


@dataclass(frozen=True)
class KnowledgeGap:
    """Pillar B of one area: score 0-100 (NaN where there is none, ``gap`` says why), its largest standard error in points.

    ``available`` is the share 0-1 of the weight that is known; ``state`` is ``derived``, ``modelled``, ``inherited`` or
    ``example``, empty exactly where there is no score; ``wave`` is empty where no wave counts on the day.
    """

    wave: str
    score: float
    available: float
    error: float
    state: str
    gap: str
    parts: tuple[KnowledgePart, ...]


@dataclass(frozen=True)
class AreaScore:
    """One area's score: pillars, risk and priority 0-100 (higher = worse), class, rank, reliability and what is missing.

    ``class_id`` is one of ``CLASSES`` or empty; it is the class of ``priority``. ``risk_class`` and ``thin_class`` are those
    of the parts. ``rank`` is None wherever no rank may be given. ``gap`` is empty, ``not_recorded`` or ``insufficient``; with
    a survey also ``not_surveyed``. ``knowledge`` says what pillar B is made of, None on the structural basis.
    ``variants_kept`` of ``variants_total`` stated variants put the area in the same class; ``thin_kept`` of them in the same
    class of thin prevention.
    """

    region_id: str
    qark_id: str
    vulnerability: float
    vulnerability_state: str
    knowledge_gap: float
    thin_prevention: float
    risk: float
    priority: float
    class_id: str
    risk_class: str
    thin_class: str
    rank: int | None
    reliability: str
    reliability_share: float
    share_available: float
    share_inherited: float
    gap: str
    variants_kept: int
    thin_kept: int
    variants_total: int
    readings: tuple[Reading, ...]
    knowledge: KnowledgeGap | None = None


@dataclass(frozen=True)
class ScoreTable:
    """All areas of one level on one date, ordered by region id."""

    level: Level
    as_of: date
    basis: str
    method_version: str
    rows: tuple[AreaScore, ...]
    variant_ids: tuple[str, ...]
    variant_classes: Mapping[str, Mapping[str, str]]

    def __getitem__(self, region_id: str) -> AreaScore:
        """Return the score of one region; KeyError if it is not of this level."""
        for row in self.rows:
            if row.region_id == region_id:
                return row
        raise KeyError(region_id)
