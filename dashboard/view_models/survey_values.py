"""What the survey's map layers say of one area on one date."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from dashboard.text import Words
from dashboard.view_models.cuts import SCORE_CUTS, class_of
from dashboard.view_models.survey_areas import survey_area
from dashboard.view_models.survey_layers import QUESTION
from dashboard.view_models.survey_words import say_estimate, wave_name
from dashboard.view_models.world import World
from data.types import Region
from models.kap_index import wave_day, wave_order
from models.knowledge_gap import bases_of
from models.score_types import AreaScore

Z90 = 1.6448536269514722


@dataclass(frozen=True)
class SurveyValue:
    """One area's figure, or why there is none; ``text`` is how it is written, empty where the plain number will do."""

    value: float
    gap: str
    text: str
    inherited: bool
    settled: bool
    period: str
    marks: tuple[str, ...]
    source_id: str


def read_survey(world: World, kind: str, key: str, region: Region, on: date, words: Words) -> SurveyValue:
    """Return what a layer of the survey says of one area."""
    if kind == QUESTION:
        return _of_question(world, key, region, on, words)
    table = world.published(region.level, on, bases_of(world.dataset)[1])
    ranked = sum(row.rank is not None for row in table.rows)
    return _of_score(world, key, table[region.region_id], ranked, words)


def wave_shown(world: World, question_id: str, on: date) -> tuple[str, bool]:
    """Return the latest wave of a question not after a day, else the earliest after it, and whether it is such a later one."""
    asked = [w for w in world.kap.waves if any(q.question_id == question_id for q in world.kap.questions(w))]
    days = {wave: day for wave in asked if (day := wave_day(world.dataset, wave))}
    before = [wave for wave in days if days[wave] <= on]
    if before:
        return max(before, key=lambda wave: (days[wave], wave_order(wave))), False
    after = min(days, key=lambda wave: (days[wave], wave_order(wave)), default="")
    return (after, True) if after else (asked[-1] if asked else "", False)


def _of_question(world: World, question_id: str, region: Region, on: date, words: Words) -> SurveyValue:
    wave, later = wave_shown(world, question_id, on)
    found = survey_area(world, wave, world.dataset.survey.questions[question_id], region)
    said = say_estimate(world.kap, found.estimate, words, found.gap)
    marks = [words("state.inherited")] if found.inherited and not said.gap else []
    more = [words(f"state.{said.state}")] if said.state in ("modelled", "example") and not found.inherited else []
    more += [words("mark.out_of_period")] if later and not said.gap else []
    return SurveyValue(
        value=said.value,
        gap=said.gap,
        text="" if said.gap else " · ".join((said.line, *more)),
        inherited=found.inherited,
        settled=found.settled,
        period=wave_name(world, wave, words) if wave and not said.gap else "",
        marks=(*marks, *more),
        source_id=found.estimate.source_id if found.estimate else "",
    )


def _of_score(world: World, field: str, row: AreaScore, ranked: int, words: Words) -> SurveyValue:
    value, b = float(getattr(row, field)), row.knowledge
    if math.isnan(value) or b is None:
        gap = (b.gap if b else "") if field == "knowledge_gap" else row.gap
        return SurveyValue(math.nan, gap or "insufficient", "", False, True, "", (), "")
    inherited = b.state == "inherited" or row.vulnerability_state == "inherited"
    marks = [words("state.inherited")] if inherited else []
    if row.rank is not None and field == "priority":
        marks.append(words("survey.pillar.place", place=row.rank, total=ranked))
    settled = row.variants_kept == row.variants_total if field == "priority" else _stays(value, b.error, field)
    return SurveyValue(value, "", "", inherited, settled, wave_name(world, b.wave, words), tuple(marks), "")


def _stays(value: float, error: float, field: str) -> bool:
    """Say whether survey error alone leaves the class as it is (90 %)."""
    reach = Z90 * (error if field == "knowledge_gap" else error / 2)
    return class_of(value - reach, SCORE_CUTS) == class_of(value + reach, SCORE_CUTS)
