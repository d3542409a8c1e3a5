"""What a survey is reduced to: its design, and the sums of every sampling unit; plain arrays that no engine is needed for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
