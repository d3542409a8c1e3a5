"""Municipal percentages inside the surveyed qarks: modelled, because a municipality has too few answers of its own."""

from __future__ import annotations

import math

import numpy as np

from data.survey_types import EVERYONE, KapEstimate
from models.kap_estimates import KapWave, sample_design
from models.small_area import AreaEstimate, estimate_areas, smoothed_variances
from models.survey import WIDEST, Estimate, EstimateOptions, estimate
from models.survey_cells import Groups, code_groups
from models.survey_design import SurveyDesign

SAMPLE = "general"
FEWEST_AREAS = 8  # municipalities with answers, below which a variance between them cannot be told
NAN = math.nan


def municipal_estimates(wave: KapWave) -> tuple[KapEstimate, ...]:
    """Return modelled percentages by municipality.

    Parameters
    ----------
    wave : KapWave
        With areas at municipal level; otherwise there is nothing to model.

    Returns
    -------
    tuple of KapEstimate
        For every question and municipality with answers, everyone in the general sample: the Fay-Herriot EBLUP with a mean
        common to all (no covariate, none from the survey), adjusted REML, smoothed sampling variances. ``state`` is
        ``modelled``; ``se`` is the root of the mean squared error; ``df``, ``n_eff`` and ``deff`` are NaN. ``too_few``
        where the interval is 30 points wide or more. Empty under eight municipalities.

    References
    ----------
    Fay and Herriot (1979); Yoshimori and Lahiri (2014); Rao and Molina (2015), chapters 5-6.
    """
    answers = wave.answers
    rows = answers.sample == SAMPLE
    names = answers.area[rows]
    if not rows.any() or any(str(name)[2] == "0" for name in set(names)):
        return ()
    area = code_groups(names)
    design = sample_design(answers, rows)
    found: list[KapEstimate] = []
    for question, y in answers.answers.items():
        found += _question(wave, question, design, y[rows], area)
    return tuple(found)


def _question(wave: KapWave, question: str, design: SurveyDesign, y: np.ndarray, area: Groups) -> list[KapEstimate]:
    if np.isnan(y).all():
        return []
    figures = [f for f in estimate(design, y, "proportion", area, EstimateOptions(lonely=wave.lonely))[1:] if f.n]
    if len(figures) < FEWEST_AREAS or not any(f.se > 0 for f in figures):
        return []
    shares = [f.estimate for f in figures]
    variances = smoothed_variances(shares, [f.se**2 for f in figures], [f.n for f in figures])
    direct = {f.group: (p, float(v)) for f, p, v in zip(figures, shares, variances, strict=True)}
    modelled = estimate_areas(direct, (), ())
    return [_as_kap(wave, question, f, m) for f, m in zip(figures, modelled, strict=True)]


def _as_kap(wave: KapWave, question: str, figure: Estimate, model: AreaEstimate) -> KapEstimate:
    low, high = max(model.lower, 0.0), min(model.upper, 1.0)
    wide = high - low >= WIDEST
    values = (NAN, NAN, NAN, NAN) if wide else (100 * model.estimate, 100 * low, 100 * high, 100 * math.sqrt(model.mse))
    state, gap = ("", "too_few") if wide else ("modelled", "")
    place = (wave.wave, question, (figure.group,), SAMPLE, EVERYONE)
    return KapEstimate(*place, *values, float(figure.n), NAN, NAN, NAN, state, gap, wave.source_id, wave.locator)
