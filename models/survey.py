"""Design-based estimates: means, shares and totals of domains, with design effects, degrees of freedom and the display rule.

References
----------
Särndal, Swensson and Wretman (1992), chapters 5 and 10; Kish (1965), *Survey Sampling*, on design effects; Lumley (2010).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from data.survey_sums import Floats, Ints, SurveyCells, SurveyError, SurveyFrame
from models.survey_cells import Groups, reduce_rows
from models.survey_design import SurveyDesign
from models.survey_intervals import METHODS, Method, proportion_interval, wald
from models.survey_variance import Lonely, domain_variances

Kind = Literal["mean", "proportion", "total"]
Deff = Literal["without", "replace"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DEFFS: tuple[Deff, ...] = get_args(Deff)
FEWEST = 30  # answers, and effective answers, below which a value is not shown (DESIGN.md)
WIDEST = 0.30  # width of a share's interval from which it is not shown
ROUNDING = 1e-12  # a share so near 0 or 1 is 0 or 1


@dataclass(frozen=True)
class Estimate:
    """One figure of one group.

    Attributes
    ----------
    group : str
        The group's label; ``""`` is everyone.
    n : int
        Answers with a weight above 0.
    n_eff : float
        Answers of a simple random sample (with replacement) of the same precision; ``inf`` where the variance is 0.
    df : int
        PSUs less strata that hold an answer of the group, as R ``degf(subset(design, ...))``.
    estimate, se, deff : float
        In the measure's unit. ``deff`` is R's ``deff=TRUE``, against a sample without replacement from as many as the weights
        sum to (NaN where that is less than n), or ``"replace"``.
    lower, upper : float
        Interval; NaN where there is none.
    state : str
        ``""``, or ``too_few`` below the display rule.
    """

    group: str
    n: int
    n_eff: float
    df: int
    estimate: float
    se: float
    deff: float
    lower: float
    upper: float
    state: str


@dataclass(frozen=True)
class EstimateOptions:
    """How to estimate: interval (None = logit for shares, Wald else), level, lonely PSUs, what ``deff`` compares with."""

    ci: Method | None = None
    level: float = 0.95
    lonely: Lonely = "fail"
    deff: Deff = "without"

    def check(self, kind: Kind) -> None:
        """Raise SurveyError where the options cannot hold for the kind of figure."""
        problems = []
        if kind not in KINDS:
            problems.append(f"unknown kind {kind!r}: choose one of {', '.join(KINDS)}")
        if not 0 < self.level < 1:
            problems.append(f"the level must lie between 0 and 1, such as 0.95: {self.level:g} given")
        if self.ci is not None and self.ci not in METHODS:
            problems.append(f"unknown interval {self.ci!r}: choose one of {', '.join(METHODS)}")
        elif kind != "proportion" and self.ci not in (None, "wald"):
            problems.append(f"a {self.ci} interval is for shares: a {kind} has the wald interval")
        if problems:
            raise SurveyError(*problems)


def estimate(
    design: SurveyDesign,
    y: npt.ArrayLike,
    kind: Kind = "mean",
    groups: Sequence[object] | npt.NDArray | Groups | None = None,
    options: EstimateOptions = EstimateOptions(),
) -> list[Estimate]:
    """Return the estimate of everyone, then of every group in order.

    Parameters
    ----------
    design : SurveyDesign
        From :func:`models.survey_design.survey_design`.
    y : array (respondents,)
        The measure; 0 or 1 for a proportion; NaN = no answer.
    kind : str
        ``mean``, ``proportion`` or ``total``.
    groups : sequence (respondents,) or Groups, optional
        A group is a domain: it is 0 outside of it, and the whole design is kept. One in which nobody answered is ``too_few``,
        its figures NaN.

    Raises
    ------
    SurveyError
        Nobody answered, a share of something other than 0 and 1, or a lonely PSU under ``fail``.
    """
    values = np.asarray(y, dtype=float)
    if kind == "proportion" and not np.isin(values[~np.isnan(values)], (0, 1)).all():
        raise SurveyError("a proportion needs a measure of 0 and 1, or the answer that counts")
    return estimate_cells(design.frame, reduce_rows(design, values, groups), kind, options)


def estimate_cells(frame: SurveyFrame, cells: SurveyCells, kind: Kind, options: EstimateOptions) -> list[Estimate]:
    """Return the estimates of all domains of a reduced survey, from an engine or from arrays."""
    options.check(kind)
    sums = domain_sums(cells)
    if not sums.n[0]:
        raise SurveyError("there is no answer to estimate from")
    if kind == "total":
        a, b = np.ones(len(sums.n)), np.full(len(sums.n), cells.centre)
    else:
        w = np.where(sums.n > 0, sums.w, np.nan)
        a, b = 1 / w, -sums.mean / w
    variance = domain_variances(frame, cells, a, b, options.lonely)
    variance = np.where((sums.low == sums.high) & (kind != "total"), variance * 0.0, variance)
    df = degrees_of_freedom(frame, cells)
    return [_one(cells, sums, kind, options, i, math.sqrt(variance[i]), int(df[i])) for i in range(len(cells.domains))]


@dataclass(frozen=True)
class DomainSums:
    """Sums of each domain: answers, weights, the mean less the centre, the sum of ``w (y - mean)**2``, least and greatest."""

    n: Ints
    w: Floats
    mean: Floats
    spread: Floats
    low: Floats
    high: Floats


def domain_sums(cells: SurveyCells) -> DomainSums:
    """Return the sums over the cells of each domain; a domain without answers has a NaN mean."""
    count = len(cells.domains)

    def total(values: Floats | Ints) -> Floats:
        return np.bincount(cells.domain, weights=values, minlength=count).astype(float)

    w, wy = total(cells.w), total(cells.wy)
    with np.errstate(invalid="ignore"):
        mean = wy / w
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, cells.domain, cells.low)
    np.maximum.at(high, cells.domain, cells.high)
    spread = np.where(low == high, 0.0, np.maximum(total(cells.wyy) - mean * wy, 0.0))
    return DomainSums(total(cells.n).astype(np.int64), w, mean, spread, low, high)


def degrees_of_freedom(frame: SurveyFrame, cells: SurveyCells) -> Ints:
    """Return PSUs less strata that hold an answer, for every domain."""
    count = len(cells.domains)
    units = cells.units if frame.rows_are_units else np.ones(len(cells.units), dtype=np.int64)
    psus = np.bincount(cells.domain, weights=units, minlength=count).astype(np.int64)
    held = np.unique(cells.domain * np.int64(len(frame.strata)) + cells.stratum) // len(frame.strata)
    return psus - np.bincount(held, minlength=count)


def _one(cells: SurveyCells, sums: DomainSums, kind: Kind, options: EstimateOptions, i: int, se: float, df: int) -> Estimate:
    """Return the estimate of domain ``i``; a domain in which nobody answered has none, not even a total of 0."""
    if not sums.n[i]:
        none = math.nan
        return Estimate(cells.domains[i], 0, none, 0, none, none, none, none, none, "too_few")
    n, w, mean = int(sums.n[i]), float(sums.w[i]), float(cells.centre + sums.mean[i])
    mean = float(cells.centre + sums.low[i]) if sums.low[i] == sums.high[i] else mean
    if kind == "proportion":
        mean = round(mean) + 0.0 if abs(mean - round(mean)) < ROUNDING else mean
    value = mean * w if kind == "total" else mean
    element = float(sums.spread[i]) / w * (n / (n - 1) if n > 1 else math.nan) * (w * w if kind == "total" else 1.0)
    replaced = _ratio(se * se, element / n)
    deff = replaced if options.deff == "replace" else (replaced * w / (w - n) if w > n else math.nan)
    n_eff = _n_eff(kind, mean, se, n, replaced)
    if kind == "proportion":
        lower, upper = proportion_interval(options.ci or "logit", mean, se, n, n_eff, df, options.level)
    else:
        lower, upper = wald(value, se, df, options.level)
    few = not (n >= FEWEST and n_eff >= FEWEST) or math.isnan(upper - lower)
    wide = kind == "proportion" and upper - lower >= WIDEST
    return Estimate(cells.domains[i], n, n_eff, df, value, se, deff, lower, upper, "too_few" if few or wide else "")


def _n_eff(kind: Kind, p: float, se: float, n: int, replaced: float) -> float:
    """Return the effective sample size: Korn and Graubard's for a share (n at 0 and 1), n over the design effect else."""
    if kind == "proportion":
        return float(n) if p in (0.0, 1.0) else _ratio(p * (1 - p), se * se)
    return _ratio(n, replaced)


def _ratio(a: float, b: float) -> float:
    """Return a / b; NaN for 0 / 0 and ``inf`` for a positive number over 0."""
    if b == 0:
        return math.inf if a > 0 else math.nan
    return a / b
