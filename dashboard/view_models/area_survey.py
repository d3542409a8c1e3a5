"""The KAP survey in one area: each question of each wave beside all surveyed areas together, or what is published of it."""

from __future__ import annotations

from dashboard.text import Words
from dashboard.view_models.area_types import AreaSurvey, SurveyLine
from dashboard.view_models.area_words import qark_forms
from dashboard.view_models.survey_areas import survey_area
from dashboard.view_models.survey_empty import build_empty
from dashboard.view_models.survey_words import say_estimate, watermark, wave_name
from dashboard.view_models.world import World
from data.survey_types import EVERYONE
from data.types import KapWave, Region
from models.kap_index import GENERAL


def build_area_survey(world: World, region: Region, words: Words) -> AreaSurvey:
    """Build what the survey says of one area."""
    shipped = build_empty(world, words)
    lines = tuple(_line(world, wave, question_id, region, words) for wave, question_id in _asked(world))
    return AreaSurvey(
        said=_said(world, region, lines, words),
        lines=lines,
        waves=shipped.waves,
        pooled_title=shipped.results_title,
        pooled=shipped.results,
        source=_source(world, words) if lines else shipped.results_source,
        watermark=watermark(world, words),
    )


def _asked(world: World) -> list[tuple[str, str]]:
    """Return every question with the waves that asked it, question by question."""
    return [
        (w, q)
        for q in world.dataset.survey.questions
        for w in world.kap.waves
        if q in {x.question_id for x in world.kap.questions(w)}
    ]


def _line(world: World, wave: str, question_id: str, region: Region, words: Words) -> SurveyLine:
    question = world.dataset.survey.questions[question_id]
    here = survey_area(world, wave, question, region)
    return SurveyLine(
        wave=wave_name(world, wave, words),
        theme=words(f"survey.theme.{question.theme}"),
        wording=question.wording[words.lang],
        counts=question.counts[words.lang],
        own=say_estimate(world.kap, here.estimate, words, here.gap),
        together=say_estimate(world.kap, world.kap.pooled(wave, question_id, GENERAL, EVERYONE), words),
        inherited=here.inherited and not here.gap,
    )


def _said(world: World, region: Region, lines: tuple[SurveyLine, ...], words: Words) -> tuple[str, ...]:
    """Say whether the area was surveyed, in which waves, and what of it is known here."""
    place = qark_forms(world, region, words)
    asked = [wave for wave in world.dataset.kap_waves if region.qark_id in wave.region_ids]
    if world.dataset.survey.example:
        return (words("area.survey.example"), words("survey.remove"))
    said = [_waves(asked, words, place)]
    if lines:
        surveyed = any(not line.own.gap for line in lines)
        said.append(words("area.survey.imported" if surveyed else "area.survey.imported_elsewhere", **place))
    elif asked:
        said.append(words("area.survey.not_published", **place))
    if region.level == "municipality":
        said.append(words("area.survey.of_qark"))
    return tuple(said)


def _waves(asked: list[KapWave], words: Words, place: dict[str, str]) -> str:
    if not asked:
        return words("area.survey.not_surveyed", **place)
    names = words.listed([wave.name[words.lang][:1].lower() + wave.name[words.lang][1:] for wave in asked])
    return words.count("area.survey.surveyed", len(asked), names=names, **place)


def _source(world: World, words: Words) -> str:
    if world.dataset.survey.example:
        return words("survey.source_example")
    ids = dict.fromkeys(estimate.source_id for estimate in world.dataset.survey.estimates if estimate.source_id)
    named = [name for source_id in ids if (name := world.source_name(source_id, words.lang))]
    return "; ".join(named) or words("survey.source_import")
