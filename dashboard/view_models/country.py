"""The panel when nothing is selected: it speaks of the country, with recorded victims as context only."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.communities import CommunityLine, build_community_lines
from dashboard.view_models.markers import counts_as
from dashboard.view_models.world import COUNTRY, World
from data.types import Indicator, Value
from models.presence import service_standing
from models.risk_index import CLASSES

CASES_THEME = "cases"


@dataclass(frozen=True)
class ClassCount:
    """How many areas are in one class, or have none for one reason."""

    text: str
    class_index: int | None
    gap: str
    count: int
    count_text: str


@dataclass(frozen=True)
class CaseYear:
    """The recorded cases of one year; ``share`` is of the largest year (0-1)."""

    period: str
    text: str
    share: float


@dataclass(frozen=True)
class SurveyResult:
    """One published percentage for the surveyed qarks taken together."""

    question: str
    answer: str
    percent: str


@dataclass(frozen=True)
class CountryPanel:
    """Everything that the panel says of the country."""

    name: str
    lead: str
    classes: tuple[ClassCount, ...]
    records: tuple[str, ...]
    cases_title: str
    cases_unit: str
    cases: tuple[CaseYear, ...]
    cases_warning: str
    cases_source: str
    survey: str
    survey_results: tuple[SurveyResult, ...]
    communities: tuple[CommunityLine, ...]


def build_country_panel(world: World, selection: Selection) -> CountryPanel:
    """Build the country's panel of one selection."""
    words = load_words(selection.lang)
    world = world.under(selection)
    cases = _cases_indicator(world)
    values = _cases_values(world, cases)
    peak = max((v.value for v in values), default=1.0) or 1.0
    return CountryPanel(
        name=world.region(COUNTRY).name[words.lang],
        lead=words("country.lead"),
        classes=_class_counts(world, selection, words),
        records=_record_counts(world, selection, words),
        cases_title=cases.title[words.lang] if cases and values else "",
        cases_unit=cases.unit_text[words.lang] if cases and values else "",
        cases=tuple(CaseYear(words.period(v.period), words.number(v.value), round(v.value / peak, 3)) for v in values),
        cases_warning=words("country.cases_warning"),
        cases_source=world.source_name(values[-1].source_id, words.lang) if values else "",
        survey=_survey(world, words),
        survey_results=_survey_results(world, words),
        communities=build_community_lines(world, world.region(COUNTRY), selection.date, words),
    )


def _class_counts(world: World, selection: Selection, words: Words) -> tuple[ClassCount, ...]:
    rows = world.scores(selection.level, selection.date).rows
    counts = []
    for index, name in reversed(list(enumerate(CLASSES))):
        n = sum(row.class_id == name for row in rows)
        counts.append(ClassCount(words(f"class.{name}"), index, "", n, words.number(n)))
    for gap in ("not_recorded", "insufficient"):
        n = sum(not row.class_id and (row.gap or "insufficient") == gap for row in rows)
        counts.append(ClassCount(words(f"gap.{gap}"), None, gap, n, words.number(n)))
    return tuple(c for c in counts if c.count)


def _record_counts(world: World, selection: Selection, words: Words) -> tuple[str, ...]:
    lines = [s for s in world.dataset.services.values() if counts_as(world, s.category) == "line"]
    confirmed = sum(service_standing(world.dataset, line, selection.date) == "confirmed" for line in lines)
    counts = [
        words.count("country.projects", len(world.dataset.projects)),
        words.count("country.services", len(world.dataset.services)),
        words.count("country.mechanisms", len(world.dataset.mechanisms)),
    ]
    told = f"{words.count('country.lines', len(lines))} {words.count('country.lines_confirmed', confirmed)}"
    return (*counts, told) if lines else tuple(counts)


def _cases_indicator(world: World) -> Indicator | None:
    """Return the national series of recorded cases that reaches over most years."""
    found = [i for i in world.dataset.indicators.values() if i.theme == CASES_THEME and "country" in i.levels]
    return max(found, key=lambda i: (len(_cases_values(world, i)), i.indicator_id), default=None)


def _cases_values(world: World, cases: Indicator | None) -> list[Value]:
    if cases is None:
        return []
    found = [
        v
        for v in world.dataset.values
        if v.indicator_id == cases.indicator_id and v.region_id == COUNTRY and not math.isnan(v.value)
    ]
    return sorted(found, key=lambda v: v.period)


def _survey(world: World, words: Words) -> str:
    ids = dict.fromkeys(r for wave in world.dataset.kap_waves for r in wave.region_ids)
    names = [world.region(region_id).name[words.lang] for region_id in ids if region_id in world.dataset.regions]
    survey = world.dataset.survey
    key = "survey.country_imported" if survey.estimates and not survey.example else "country.survey"
    return words(key, names=words.listed(names), n=len(names)) if names else ""


def _survey_results(world: World, words: Words) -> tuple[SurveyResult, ...]:
    return tuple(
        SurveyResult(r.question[words.lang], r.answer[words.lang], words("unit.percent_value", value=words.number(r.percent)))
        for r in world.dataset.kap_results
    )
