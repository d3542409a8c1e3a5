"""Post-stratification and raking, with a variance that knows of them.

References
----------
Särndal, Swensson and Wretman (1992), sections 6.5 and 7.6; Deville, Särndal and Sautory (1993), JASA 88, 1013-1020; R
``postStratify`` and ``rake``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.survey_sums import Floats, Ints, SurveyError
from models.survey_design import SurveyDesign
from models.survey_linear import Figure, design_df, mean_influence, variance_of_total
from models.survey_variance import Lonely

RESIDUAL_ROUNDS = 10  # as in R: residuals are taken margin by margin, ten times over


@dataclass(frozen=True)
class Calibrated:
    """A design with weights that meet known population totals.

    Attributes
    ----------
    design : SurveyDesign
        With the new weights.
    before : array (respondents,)
        The design weights.
    margins : tuple of int arrays
        The class of every respondent in each margin.
    rounds : int
        Passes over the margins; 0 for post-stratification.
    """

    design: SurveyDesign
    before: Floats
    margins: tuple[Ints, ...]
    rounds: int

    def residual(self, z: Floats) -> Floats:
        """Return what the margins leave of a weighted linearised variable; its sum has the variance of the calibrated total."""
        w = self.design.weights
        x = np.divide(z, w, out=np.zeros(len(w)), where=w > 0)
        if not self.rounds:
            return (x - _class_means(x, self.before, self.margins[0])) * w
        for _ in range(RESIDUAL_ROUNDS):
            for margin in self.margins:
                x = x - _class_means(x, np.ones(len(x)), margin)
        return x * w


def post_stratify(
    design: SurveyDesign, classes: Sequence[object] | npt.NDArray, population: Mapping[object, float]
) -> Calibrated:
    """Return the design with weights that sum to the population of each class.

    Raises
    ------
    SurveyError
        Where sample and population do not name the same classes: an empty class must be joined with another, not dropped.
    """
    margin, target = _margin(design, classes, population)
    sums = np.bincount(margin, weights=design.weights, minlength=len(target))
    weights = design.weights * (target / sums)[margin]
    return Calibrated(replace(design, weights=weights), design.weights, (margin,), 0)


def rake(
    design: SurveyDesign,
    margins: Sequence[tuple[Sequence[object] | npt.NDArray, Mapping[object, float]]],
    *,
    tolerance: float = 1e-10,
    most_rounds: int = 1000,
) -> Calibrated:
    """Return the design with weights that meet every margin, by iterative proportional fitting.

    Parameters
    ----------
    margins : sequence of (classes, population)
        As for :func:`post_stratify`; all populations sum to the same total.
    tolerance : float
        Greatest relative miss of a class. R's default stops sooner, at a miss of one person.
    """
    known = [_margin(design, classes, population) for classes, population in margins]
    totals = [float(target.sum()) for _, target in known]
    if not all(math.isclose(total, totals[0], rel_tol=1e-6) for total in totals):
        raise SurveyError(f"the margins have different totals: {', '.join(f'{total:g}' for total in totals)}")
    weights = design.weights
    for done in range(1, most_rounds + 1):
        for margin, target in known:
            weights = weights * (target / np.bincount(margin, weights=weights, minlength=len(target)))[margin]
        misses = [np.abs(np.bincount(m, weights=weights, minlength=len(t)) / t - 1).max() for m, t in known]
        if max(misses) <= tolerance:
            return Calibrated(replace(design, weights=weights), design.weights, tuple(m for m, _ in known), done)
    raise SurveyError(f"raking did not settle in {most_rounds} rounds: the margins contradict each other in this sample")


def calibrated_mean(
    calibrated: Calibrated, y: npt.ArrayLike, domain: npt.NDArray[np.bool_] | None = None, lonely: Lonely = "fail"
) -> Figure:
    """Return a mean or share with calibrated weights, over a domain if one is given."""
    values = np.asarray(y, dtype=float)
    mean, z = mean_influence(calibrated.design.weights, values, domain)
    used = ~np.isnan(values) if domain is None else domain & ~np.isnan(values)
    variance = variance_of_total(calibrated.design, z, lonely, calibrated.residual)
    return Figure(mean, math.sqrt(variance), design_df(calibrated.design, used))


def calibrated_total(
    calibrated: Calibrated, y: npt.ArrayLike, domain: npt.NDArray[np.bool_] | None = None, lonely: Lonely = "fail"
) -> Figure:
    """Return a total with calibrated weights; its standard error is 0 where the margins fix it."""
    values = np.asarray(y, dtype=float)
    used = ~np.isnan(values) if domain is None else domain & ~np.isnan(values)
    z = np.where(used, calibrated.design.weights * np.where(used, values, 0.0), 0.0)
    left = variance_of_total(calibrated.design, z, lonely, calibrated.residual)
    total = float(z.sum())
    return Figure(total, 0.0 if left < (1e-13 * np.abs(z).sum()) ** 2 else math.sqrt(left), design_df(calibrated.design, used))


def _margin(
    design: SurveyDesign, classes: Sequence[object] | npt.NDArray, population: Mapping[object, float]
) -> tuple[Ints, Floats]:
    """Return every respondent's class and the classes' population totals; SurveyError where they do not match."""
    labels = np.asarray(classes, dtype=object)
    present = {label for label, w in zip(labels, design.weights, strict=True) if w > 0}
    missing, unknown = sorted(map(str, set(population) - present)), sorted(map(str, set(labels) - set(population)))
    problems = [f"nobody in the sample is in class {name!r}: join it with another" for name in missing]
    problems += [f"class {name!r} has no population total" for name in unknown]
    problems += [
        f"class {name!r} has a population of {size}: give one above 0" for name, size in population.items() if not size > 0
    ]
    if problems:
        raise SurveyError(*problems)
    names = list(population)
    place = {name: i for i, name in enumerate(names)}
    return np.array([place[label] for label in labels], dtype=np.int64), np.array([float(population[name]) for name in names])


def _class_means(x: Floats, weights: Floats, margin: Ints) -> Floats:
    """Return, for every row, the weighted mean of its class; 0 where the class has no weight."""
    count = int(margin.max()) + 1
    sums, total = np.bincount(margin, weights=x * weights, minlength=count), np.bincount(margin, weights=weights, minlength=count)
    return np.divide(sums, total, out=np.zeros(count), where=total > 0)[margin]
