"""What a KAP survey says, once it is estimated: questions, groups, percentages with their intervals, changes between waves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.types import Text

THEMES = ("knowledge", "attitude", "practice")
SAMPLES = ("general", "roma_booster")
EVERYONE = "all"


@dataclass(frozen=True)
class KapQuestion:
    """One question, and which answers count.

    ``direction`` says whether a higher percentage is better (``higher_is_better``), worse or neither (``none``);
    a question with a direction is a part of pillar B.
    """

    question_id: str
    theme: str
    wording: Text
    counts: Text
    direction: str


@dataclass(frozen=True)
class KapGroup:
    """A group of respondents, such as ``sex:female``; ``kind`` is what it divides by (``sex``); ``all`` is everyone."""

    group_id: str
    kind: str
    label: Text


@dataclass(frozen=True)
class KapEstimate:
    """One percentage of one wave, or the reason there is none.

    ``region_ids`` are the areas taken together; ``sample`` is ``general`` or ``roma_booster``, never merged.
    ``percent``, ``lower`` and ``upper`` are 0-100 and ``se`` is in percentage points, NaN where ``gap`` is set or, for
    the last three, where a published table gives none; ``n_eff``, ``df`` and ``deff`` are NaN there too.
    ``state`` is ``observed``, ``modelled`` or ``example``, empty exactly when ``gap`` is set.
    """

    wave: str
    question_id: str
    region_ids: tuple[str, ...]
    sample: str
    group: str
    percent: float
    lower: float
    upper: float
    se: float
    n: float
    n_eff: float
    df: float
    deff: float
    state: str
    gap: str
    source_id: str
    locator: str


@dataclass(frozen=True)
class KapChange:
    """The difference between two waves for one question, area and group, in percentage points.

    ``p_adjusted`` is adjusted over the whole family of differences (Benjamini-Hochberg); ``detectable`` is the smallest
    change that a survey of this design would see in 80 of 100 tries. All NaN where ``gap`` is set. ``common_psus`` says that
    both waves visited the same PSUs and that this was reckoned with; else they count as drawn independently.
    """

    wave_from: str
    wave_to: str
    question_id: str
    region_ids: tuple[str, ...]
    sample: str
    group: str
    difference: float
    lower: float
    upper: float
    se: float
    df: float
    p: float
    p_adjusted: float
    detectable: float
    state: str
    gap: str
    common_psus: bool = False


@dataclass(frozen=True)
class KapDesign:
    """How one imported wave was drawn: respondents, strata, PSUs, the spread of weights, and what was left out."""

    wave: str
    sample: str
    region_ids: tuple[str, ...]
    n: int
    strata: int
    psus: int
    weighted: bool
    fpc: bool
    weight_min: float
    weight_max: float
    fieldwork: str
    note: Text


@dataclass(frozen=True)
class SurveyData:
    """All that imported surveys say; empty as shipped. ``example`` is true where it is the synthetic example."""

    questions: Mapping[str, KapQuestion] = field(default_factory=dict)
    groups: Mapping[str, KapGroup] = field(default_factory=dict)
    estimates: tuple[KapEstimate, ...] = ()
    changes: tuple[KapChange, ...] = ()
    designs: tuple[KapDesign, ...] = ()
    example: bool = False


@dataclass(frozen=True)
class Imported:
    """One dataset of the organisation's own that is in force: what, which version, since when (UTC), how many rows."""

    name: str
    kind: str
    version: int
    since: datetime
    rows: int
    example: bool


NO_SURVEY = SurveyData()
