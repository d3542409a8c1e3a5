"""What two waves share that visited the same places: the covariance of their percentages, from the answers of both.

References
----------
Kish (1965), *Survey Sampling*, section 12.4, on overlapping samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.imports.survey_answers import Floats, SurveyAnswers
from data.survey_types import EVERYONE, SAMPLES
from models.kap_estimates import sample_design
from models.survey_change import shared_covariance
from models.survey_design import SurveyDesign
from models.survey_linear import mean_influence

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class _Side:
    """One sample of one wave: its rows, and their design."""

    answers: SurveyAnswers
    rows: Flags
    design: SurveyDesign

    def influence(self, question_id: str, region_ids: tuple[str, ...], group: str) -> Floats:
        """Return the linearised variable of one percentage, as a share."""
        domain = np.isin(self.answers.qark[self.rows].astype(str), region_ids)
        if group != EVERYONE:
            kind, _, member = group.partition(":")
            domain &= self.answers.groups[kind][self.rows] == member
        return mean_influence(self.design.weights, self.answers.answers[question_id][self.rows], domain)[1]


class WaveOverlap:
    """Two waves whose PSUs of the same stratum and label are the same places."""

    def __init__(self, earlier: SurveyAnswers, later: SurveyAnswers) -> None:
        """Prepare the samples that both waves have, where both name sampling units."""
        self._sides: dict[str, tuple[_Side, _Side]] = {}
        for sample in SAMPLES if earlier.psus and later.psus else ():
            rows = (earlier.sample == sample, later.sample == sample)
            if all(r.any() for r in rows) and _units(earlier, rows[0]) & _units(later, rows[1]):
                first, second = (_Side(a, r, sample_design(a, r)) for a, r in zip((earlier, later), rows, strict=True))
                self._sides[sample] = first, second

    def covariance(self, question_id: str, region_ids: tuple[str, ...], sample: str, group: str) -> float:
        """Return the covariance of the two waves' percentages in points squared; 0.0 where they share no PSU there.

        Both waves must have an answer of the group to the question.
        """
        if sample not in self._sides:
            return 0.0
        first, second = self._sides[sample]
        z = [side.influence(question_id, region_ids, group) for side in (first, second)]
        return 100.0**2 * shared_covariance(first.design, z[0], second.design, z[1])


def _units(answers: SurveyAnswers, rows: Flags) -> set[tuple[str, str]]:
    return set(zip(answers.stratum[rows], answers.psus[0][rows], strict=True)) if answers.psus else set()
