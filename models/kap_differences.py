"""Do areas or groups differ on a question at all? One test per question, adjusted over all questions of the wave."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy.special import fdtrc

from data.survey_types import EVERYONE, KapEstimate
from models.kap_index import GENERAL, KapIndex, display_gap
from models.survey_change import benjamini_hochberg

DETECTED = 0.05


def homogeneity_p(estimates: Sequence[KapEstimate]) -> float:
    """Return the p-value of the hypothesis that all percentages are the same; NaN where fewer than two may be compared.

    Parameters
    ----------
    estimates : sequence of KapEstimate
        One per area, or per group of one kind. Areas are sampled on their own; groups of one sample share its PSUs, whose
        usual likeness makes the test cautious.

    Returns
    -------
    float
        Wald statistic ``sum (p - mean)^2 / se^2`` with inverse-variance mean over ``k - 1``, referred to F with ``k - 1`` and
        the smallest design df (Korn and Graubard 1999, section 3.4); large samples where no df is known.
    """
    used = [e for e in estimates if not display_gap(e) and e.se > 0]
    if len(used) < 2:
        return math.nan
    weights = [1 / e.se**2 for e in used]
    mean = sum(w * e.percent for w, e in zip(weights, used, strict=True)) / sum(weights)
    statistic = sum(w * (e.percent - mean) ** 2 for w, e in zip(weights, used, strict=True))
    df = min((e.df for e in used if not math.isnan(e.df)), default=1e6)
    return float(fdtrc(len(used) - 1, max(df, 1.0), statistic / (len(used) - 1)))


def area_differences(index: KapIndex, wave: str, group: str = EVERYONE, sample: str = GENERAL) -> dict[str, float]:
    """Return, per question of a wave, the adjusted p-value that its areas are alike."""
    ids = [question.question_id for question in index.questions(wave)]
    ps = []
    for question_id in ids:
        rows = (index.estimate(wave, question_id, sample, group, (area,)) for area in index.areas(wave, sample))
        ps.append(homogeneity_p([row for row in rows if row]))
    return dict(zip(ids, _adjusted(ps), strict=True))


def group_differences(index: KapIndex, wave: str) -> dict[tuple[str, str], float]:
    """Return, per question and kind of group, the adjusted p-value that the groups are alike; the general sample only."""
    keys, ps = [], []
    for question in index.questions(wave):
        groups = index.groups(wave, question.question_id, GENERAL)
        for kind in dict.fromkeys(index.kind_of[g] for g in groups if g != EVERYONE):
            rows = (index.pooled(wave, question.question_id, GENERAL, g) for g in groups if index.kind_of[g] == kind)
            keys.append((question.question_id, kind))
            ps.append(homogeneity_p([row for row in rows if row and row.group != EVERYONE]))
    return dict(zip(keys, _adjusted(ps), strict=True))


def _adjusted(ps: Sequence[float]) -> list[float]:
    """Return the p-values adjusted over their family; NaN stays NaN."""
    return [float(p) for p in benjamini_hochberg(ps)]
