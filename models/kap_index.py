"""Finds what a survey says: its waves, questions and areas, and what of an estimate may be shown."""

from __future__ import annotations

import calendar
import math
import re
from datetime import date

from data.periods import period_start, period_year
from data.survey_types import EVERYONE, THEMES, KapChange, KapDesign, KapEstimate, KapQuestion, SurveyData
from data.types import Dataset

GENERAL, BOOSTER = "general", "roma_booster"
LEAST_N = 30
WIDEST_POINTS = 30.0
SMALLEST_SHOWN = 11
WRITTEN = re.compile(r"\d{4}(-\d{2}){0,2}")
Key = tuple[str, str, str, str, tuple[str, ...]]
Breakdown = tuple[str, str, str, str, bool]


def wave_order(wave: str) -> tuple[int, int, str]:
    """Return what waves are ordered by: numbers as numbers, before names.

    >>> sorted(["10", "2", "pilot"], key=wave_order)
    ['2', '10', 'pilot']
    """
    return (0, int(wave), "") if wave.isdigit() else (1, 0, wave)


def display_gap(estimate: KapEstimate) -> str:
    """Return why a percentage may not be shown, empty where it may.

    The display rule: under 30 answers or effective answers, or an interval of 30 points or more, is ``too_few``; what is
    not known (NaN) breaks no rule, and a modelled figure borrows strength, so that its own answers do not count.
    """
    if estimate.gap:
        return estimate.gap
    if math.isnan(estimate.percent):
        return "not_published"
    few = estimate.n < LEAST_N or estimate.n_eff < LEAST_N
    wide = estimate.upper - estimate.lower >= WIDEST_POINTS
    return "too_few" if wide or (few and estimate.state != "modelled") else ""


def fieldwork_end(fieldwork: str) -> date | None:
    """Return the last day of a fieldwork written as year, month, day or ``start/end``; None where it is not known.

    >>> fieldwork_end("2020-08"), fieldwork_end("2020-08/2020-09-14"), fieldwork_end("")
    (datetime.date(2020, 8, 31), datetime.date(2020, 9, 14), None)
    """
    text = fieldwork.split("/")[-1].strip()
    if not WRITTEN.fullmatch(text):
        return None
    try:
        if len(text) > len("2020-08"):
            return date.fromisoformat(text)
        year = period_year(text)
        month = period_start(text).month if len(text) == len("2020-08") and year == period_start(text).year else 12
        return date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


class KapIndex:
    """One survey, looked up by wave, question, sample, group and area; nothing is computed but looked for."""

    def __init__(self, survey: SurveyData, qarks: frozenset[str]) -> None:
        """Sort what the survey holds; ``qarks`` are the areas that were sampled, whatever else is estimated in them."""
        self.survey = survey
        self.qarks = qarks
        self.kind_of = {group.group_id: group.kind for group in survey.groups.values()}
        self._found: dict[Key, KapEstimate] = {
            (e.wave, e.question_id, e.sample, e.group, tuple(sorted(e.region_ids))): e for e in survey.estimates
        }
        self._changes = {
            (c.wave_from, c.wave_to, c.question_id, c.sample, c.group, tuple(sorted(c.region_ids))): c for c in survey.changes
        }
        self._small = frozenset(self._breakdown(e) for e in survey.estimates if 0 < e.n < SMALLEST_SHOWN)
        self.waves = tuple(sorted({e.wave for e in survey.estimates}, key=wave_order))

    def questions(self, wave: str) -> tuple[KapQuestion, ...]:
        """Return the questions asked in a wave: by theme, then in the survey's own order."""
        asked = {e.question_id for e in self.survey.estimates if e.wave == wave}
        known = [question for question in self.survey.questions.values() if question.question_id in asked]
        return tuple(sorted(known, key=lambda q: THEMES.index(q.theme) if q.theme in THEMES else len(THEMES)))

    def groups(self, wave: str, question_id: str, sample: str) -> tuple[str, ...]:
        """Return the groups that a question is told by in a sample, everyone first, then in the survey's own order."""
        there = {e.group for e in self.survey.estimates if (e.wave, e.question_id, e.sample) == (wave, question_id, sample)}
        return tuple(g for g in (EVERYONE, *(g for g in self.survey.groups if g != EVERYONE)) if g in there)

    def estimate(self, wave: str, question_id: str, sample: str, group: str, region_ids: tuple[str, ...]) -> KapEstimate | None:
        """Return one estimate; None where the survey has no such row."""
        return self._found.get((wave, question_id, sample, group, tuple(sorted(region_ids))))

    def pooled_areas(self, wave: str, question_id: str, sample: str) -> tuple[str, ...]:
        """Return the areas of the estimate that takes most of them together; empty where there is none at all."""
        keys = (k[4] for k in self._found if k[:3] == (wave, question_id, sample))
        return max(keys, key=lambda ids: (len(ids), ids), default=())

    def pooled(self, wave: str, question_id: str, sample: str, group: str = EVERYONE) -> KapEstimate | None:
        """Return the estimate of all surveyed areas together."""
        return self.estimate(wave, question_id, sample, group, self.pooled_areas(wave, question_id, sample))

    def areas(self, wave: str, sample: str = GENERAL) -> tuple[str, ...]:
        """Return the areas where a wave asked: as its design says, or as its estimates do, by id."""
        drawn = {r for d in self.designs(wave) if d.sample == sample for r in d.region_ids}
        told = {r for e in self.survey.estimates if e.wave == wave and e.sample == sample for r in e.region_ids}
        return tuple(sorted((drawn or told) & self.qarks))

    def designs(self, wave: str) -> tuple[KapDesign, ...]:
        """Return how a wave was drawn, general sample first."""
        found = (design for design in self.survey.designs if design.wave == wave)
        return tuple(sorted(found, key=lambda design: design.sample != GENERAL))

    def change(
        self, waves: tuple[str, str], question_id: str, sample: str, group: str, region_ids: tuple[str, ...]
    ) -> KapChange | None:
        """Return the change from the first wave to the second; None where the survey has no such row."""
        return self._changes.get((*waves, question_id, sample, group, tuple(sorted(region_ids))))

    def is_protected(self, estimate: KapEstimate) -> bool:
        """Return whether an estimate's number of answers may not be shown.

        Imports hide small counts with what would tell them (``models.kap_counts``) and leave NaN. Should one come here all the
        same, none of its breakdown is shown: a single one could be worked out from the others and their total.
        """
        return math.isnan(estimate.n) or self._breakdown(estimate) in self._small

    def _breakdown(self, estimate: KapEstimate) -> Breakdown:
        kind = self.kind_of.get(estimate.group, estimate.group)
        return estimate.wave, estimate.question_id, estimate.sample, kind, len(estimate.region_ids) > 1


def wave_day(dataset: Dataset, wave: str) -> date | None:
    """Return the last day of a wave's fieldwork, as its design or the published record says.

    Where neither does, the day on which it was imported: it had ended by then. None where that is not known either.
    """
    designs = (design.fieldwork for design in dataset.survey.designs if design.wave == wave)
    records = (record.fieldwork for record in dataset.kap_waves if record.wave == wave and not dataset.survey.example)
    days = [day for text in (*designs, *records) if text and (day := fieldwork_end(text))]
    if days:
        return max(days)
    return max((i.since.date() for i in dataset.imported if i.name.endswith(f"survey-wave-{wave}")), default=None)
