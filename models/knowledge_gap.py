"""Pillar B: how much of what protects young people a survey found missing, and on which bases risk can be reckoned."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.survey_types import EVERYONE, KapQuestion
from data.types import Dataset
from models.kap_index import GENERAL, KapIndex, display_gap, wave_day, wave_order
from models.method import MIN_SHARE
from models.score_types import KnowledgeGap, KnowledgePart

STRUCTURAL, WITH_SURVEY, WITH_EXAMPLE = BASES = ("structural", "with-survey", "with-example")
ROUNDING = 1e-12


def bases_of(dataset: Dataset) -> tuple[str, ...]:
    """Return the bases that there are data for; the example never stands under the name of a survey."""
    directed = {q.question_id for q in dataset.survey.questions.values() if q.direction != "none"}
    if not any(e.question_id in directed and not display_gap(e) for e in dataset.survey.estimates):
        return (STRUCTURAL,)
    return (STRUCTURAL, WITH_EXAMPLE if dataset.survey.example else WITH_SURVEY)


def wave_in_force(dataset: Dataset, index: KapIndex, as_of: date) -> str:
    """Return the latest wave whose fieldwork ended not after a day and that asked what has a direction; empty without one."""
    days = {wave: day for wave in index.waves if directed_questions(index, wave) and (day := wave_day(dataset, wave))}
    known = [wave for wave in index.waves if wave in days and days[wave] <= as_of]
    return max(known, key=lambda wave: (days[wave], wave_order(wave)), default="")


def directed_questions(index: KapIndex, wave: str) -> tuple[KapQuestion, ...]:
    """Return the questions of a wave of which more is better or worse."""
    return tuple(question for question in index.questions(wave) if question.direction != "none")


def question_weights(questions: Sequence[KapQuestion]) -> tuple[float, ...]:
    """Return the weights 0-1 of questions, summing to 1: themes alike, and the questions of a theme alike.

    >>> a, b = (KapQuestion(i, "knowledge", {}, {}, "higher_is_better") for i in "ab")
    >>> question_weights((a, b, KapQuestion("c", "attitude", {}, {}, "higher_is_worse")))
    (0.25, 0.25, 0.5)
    """
    themes = [question.theme for question in questions]
    return tuple(1 / (len(set(themes)) * themes.count(theme)) for theme in themes)


def knowledge_gaps(dataset: Dataset, as_of: date) -> Mapping[str, KnowledgeGap]:
    """Return pillar B of every qark and municipality on a day.

    Parameters
    ----------
    dataset : Dataset
        With a survey; the caller decides whether an example may be used.
    as_of : date
        The day; a wave whose fieldwork is not known to have ended by then does not count.

    Returns
    -------
    mapping of str to KnowledgeGap
        By region id. The score is 0-100, higher = worse: the weighted mean percentage of undesirable answers (100 less the
        percentage where more is better) of the general sample on the fixed scale 0-100; NaN where under 66 % of the weight
        is available. ``error`` is its standard error in points were all its answers wholly alike, the most it can be.
        A municipality without a figure of its own has its qark's, as inherited.
    """
    index = KapIndex(dataset.survey, frozenset(r.region_id for r in dataset.regions_at("qark")))
    wave = wave_in_force(dataset, index, as_of)
    found = {r.region_id: _of_area(index, wave, r.region_id) for r in dataset.regions_at("qark")}
    for region in dataset.regions_at("municipality"):
        own = _of_area(index, wave, region.region_id)
        above = found[region.qark_id]
        taken = replace(above, state="inherited" if above.state else "")
        found[region.region_id] = taken if math.isnan(own.score) else own
    return found


def _of_area(index: KapIndex, wave: str, region_id: str) -> KnowledgeGap:
    """Return pillar B of one area from its own figures."""
    questions = directed_questions(index, wave) if wave else ()
    pairs = zip(questions, question_weights(questions), strict=True)
    parts = tuple(_part(index, wave, question, weight, region_id) for question, weight in pairs)
    there = [part for part in parts if not part.gap]
    available = math.fsum(part.weight for part in there)
    if not there or available + ROUNDING < MIN_SHARE:
        asked = wave and region_id in index.areas(wave)
        gap = "not_surveyed" if not asked else "insufficient"
        return KnowledgeGap(wave, math.nan, available, math.nan, "", gap, parts)
    score = math.fsum(part.weight * part.undesirable for part in there) / available
    error = math.fsum(part.weight * part.se for part in there) / available
    states = {part.state for part in there}
    state = next((s for s in ("example", "modelled") if s in states), "derived")
    return KnowledgeGap(wave, score, available, error, state, "", parts)


def _part(index: KapIndex, wave: str, question: KapQuestion, weight: float, region_id: str) -> KnowledgePart:
    """Return what one question says of one area; a percentage that may not be shown does not count either."""
    estimate = index.estimate(wave, question.question_id, GENERAL, EVERYONE, (region_id,))
    gap = display_gap(estimate) if estimate else "not_published"
    if estimate is None or gap:
        return KnowledgePart(question.question_id, question.theme, math.nan, math.nan, weight, gap, "")
    percent = estimate.percent if question.direction == "higher_is_worse" else 100 - estimate.percent
    se = 0.0 if math.isnan(estimate.se) else estimate.se
    return KnowledgePart(question.question_id, question.theme, percent, se, weight, "", estimate.state)
