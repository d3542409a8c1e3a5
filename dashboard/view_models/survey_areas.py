"""What one question says of one area: its own figure, its qark's, or the reason there is none."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view_models.cuts import SCORE_CUTS, class_of
from dashboard.view_models.world import World
from data.survey_types import EVERYONE, KapEstimate, KapQuestion
from data.types import Region
from models.kap_index import GENERAL, display_gap

CUTS = SCORE_CUTS


@dataclass(frozen=True)
class SurveyArea:
    """One area: the estimate that stands for it, whether it is its qark's, why there is none, and whether its class is sure."""

    region: Region
    estimate: KapEstimate | None
    inherited: bool
    gap: str
    class_index: int | None
    settled: bool


def ramp_of(question: KapQuestion) -> str:
    """Return the ramp: the score's where more is better or worse, so that the darkest is the worst; else the neutral one."""
    return "context" if question.direction == "none" else "score"


def survey_area(
    world: World, wave: str, question: KapQuestion, region: Region, sample: str = GENERAL, group: str = EVERYONE
) -> SurveyArea:
    """Return what a question says of one area in one wave."""
    index, ids = world.kap, (question.question_id, sample, group)
    own = index.estimate(wave, *ids, (region.region_id,))
    inherited = own is None and region.level == "municipality"
    found = index.estimate(wave, *ids, (region.qark_id,)) if inherited else own
    surveyed = region.qark_id in index.areas(wave, sample)
    gap = display_gap(found) if found else "not_published" if surveyed else "not_surveyed"
    if found is None or gap:
        return SurveyArea(region, found, inherited, gap, None, True)
    better = question.direction == "higher_is_better"
    classes = {class_of(x, CUTS, higher_is_better=better) for x in (found.lower, found.upper) if x == x}
    return SurveyArea(region, found, inherited, "", class_of(found.percent, CUTS, higher_is_better=better), len(classes) < 2)


def survey_areas(
    world: World, wave: str, question: KapQuestion, level: str, sample: str = GENERAL, group: str = EVERYONE
) -> tuple[SurveyArea, ...]:
    """Return what a question says of every area of a level, ordered by region id."""
    areas = world.areas(level)  # type: ignore[arg-type]
    return tuple(survey_area(world, wave, question, region, sample, group) for region in areas)


def imported_here(world: World, region: Region) -> bool:
    """Say whether a real survey was imported that asked in this area's qark."""
    return not world.dataset.survey.example and any(region.qark_id in world.kap.areas(wave) for wave in world.kap.waves)
