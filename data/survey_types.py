"""What a KAP survey says, once it is estimated: questions, groups, percentages with their intervals, changes between waves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

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
    change that a survey of this design would see in 80 of 100 tries. All NaN where ``gap`` is set.
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

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class SurveyError(ValueError):
    """Raised where a design or a rule allows no estimate; ``problems`` holds one sentence each."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class SurveyFrame:
    """The sampling design as drawn, whoever answered.

    Attributes
    ----------
    strata, psus : tuple of str
        Labels. ``psus`` is empty where every respondent is a sampling unit of their own (``rows_are_units``).
    n_psu, pop_psu : array (strata,)
        Sampling units drawn in each stratum and in its population; ``inf`` without a finite population correction.
    psu_stratum, n_ssu, pop_ssu : array (psus,)
        The stratum of each PSU, and the second-stage units drawn in it and in its population. Empty in a one-stage design.
    two_stage : bool
        Whether the second stage adds variance: R `survey` adds it only where both stages have an FPC.
    """

    strata: tuple[str, ...]
    n_psu: Ints
    pop_psu: Floats
    psus: tuple[str, ...]
    psu_stratum: Ints
    n_ssu: Ints
    pop_ssu: Floats
    two_stage: bool

    @property
    def rows_are_units(self) -> bool:
        """Whether there is no PSU column: each respondent was drawn alone."""
        return not self.psus


@dataclass(frozen=True)
class SurveyCells:
    """Sums over the answers of one domain in one cell; a cell is a PSU, or a stratum where respondents are the units.

    All arrays have one entry per cell that holds an answer of the domain. ``y`` below stands for the measure less ``centre``,
    a constant near its mean: nothing is lost where a large number varies little.

    Attributes
    ----------
    domains : tuple of str
        Labels; the first is everyone, ``""``.
    domain, stratum, psu : array of int
        Indices; ``psu`` is -1 where respondents are the units.
    n : array of int
        Answers with a weight above 0.
    w, wy, wyy : array
        Sums of ``w``, ``w y`` and ``w y**2``.
    units : array of int
        Last-stage units of the domain in the cell: PSU 1, second-stage units, or respondents.
    s_yy, s_yw, s_ww : array
        Sums of squares and products of the units' ``sum w y`` and ``sum w`` about their mean in the cell.
    low, high : array
        Least and greatest measure (less ``centre``).
    """

    domains: tuple[str, ...]
    centre: float
    domain: Ints
    stratum: Ints
    psu: Ints
    n: Ints
    w: Floats
    wy: Floats
    wyy: Floats
    units: Ints
    s_yy: Floats
    s_yw: Floats
    s_ww: Floats
    low: Floats
    high: Floats
