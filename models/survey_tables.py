"""Whether two answers are associated: Pearson's test with Rao and Scott's second-order correction.

References
----------
Rao and Scott (1984), Annals of Statistics 12, 46-60; Thomas and Rao (1987), JASA 82, 630-636; R ``svychisq``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, fdtrc

from models.survey_design import SurveyDesign
from models.survey_linear import covariance, design_df, mean_influence
from models.survey_variance import Lonely


@dataclass(frozen=True)
class Association:
    """Rao and Scott's tests of no association.

    Attributes
    ----------
    f, ndf, ddf, p : float
        Second-order correction, referred to an F distribution: the one to report.
    x2, df, p_first : float
        Pearson's statistic of the weighted table scaled to the sample size; first-order correction by the mean design effect.
    """

    f: float
    ndf: float
    ddf: float
    p: float
    x2: float
    df: int
    p_first: float


def association(
    design: SurveyDesign, rows: Sequence[object] | npt.NDArray, columns: Sequence[object] | npt.NDArray, lonely: Lonely = "fail"
) -> Association:
    """Return the tests for two classifications of the respondents, each with two values or more."""
    r, row = np.unique(np.asarray(rows), return_inverse=True)
    c, column = np.unique(np.asarray(columns), return_inverse=True)
    cell = column * len(r) + row
    indicators = [(cell == k).astype(float) for k in range(len(r) * len(c))]
    found = [mean_influence(design.weights, y) for y in indicators]
    share = np.array([mean for mean, _ in found])
    v = covariance(design, np.column_stack([z for _, z in found]), lonely)
    contrast = _contrasts(len(r), len(c))
    inverse = np.diag(np.where(share > 0, 1 / np.where(share > 0, share, 1.0), 0.0))
    n = len(design)
    delta = np.linalg.solve(contrast.T @ inverse @ contrast / n, contrast.T @ inverse @ v @ inverse @ contrast)
    table = share.reshape(len(c), len(r))
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    x2, trace = float(n * ((table - expected) ** 2 / expected).sum()), float(np.trace(delta))
    ndf = trace**2 / float(np.trace(delta @ delta))
    ddf = ndf * design_df(design)
    df = len(delta)
    return Association(x2 / trace, ndf, ddf, float(fdtrc(ndf, ddf, x2 / trace)), x2, df, float(chdtrc(df, x2 / (trace / df))))


def _contrasts(rows: int, columns: int) -> npt.NDArray[np.float64]:
    """Return the interaction contrasts of a table, clear of both margins; the first index runs fastest."""
    row, column = np.tile(np.arange(rows), columns), np.repeat(np.arange(columns), rows)
    a = np.column_stack([row == i for i in range(1, rows)]).astype(float)
    b = np.column_stack([column == j for j in range(1, columns)]).astype(float)
    margins = np.column_stack([np.ones(rows * columns), a, b])
    both = np.column_stack([a[:, i] * b[:, j] for j in range(b.shape[1]) for i in range(a.shape[1])])
    return both - margins @ np.linalg.lstsq(margins, both, rcond=None)[0]
