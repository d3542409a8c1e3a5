"""The survey on the map: the chosen question by qark or municipality, every gap as what it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.legend import GAP_ORDER, LegendRow, LegendView, cut_text
from dashboard.view_models.map_view import MapArea, MapView
from dashboard.view_models.survey_areas import CUTS, SurveyArea, ramp_of, survey_areas
from dashboard.view_models.survey_choice import Chosen
from dashboard.view_models.survey_words import say_estimate, wave_name
from dashboard.view_models.world import World
from models.risk_index import CLASSES


@dataclass(frozen=True)
class SurveyMap:
    """The map with its legend; ``title`` says the finding, ``subtitle`` what is measured."""

    title: str
    subtitle: str
    picture: MapView
    legend: LegendView
    watermark: str


def build_survey_map(
    world: World, selection: Selection, chosen: Chosen, title: str, subtitle: str, source: str, mark: str, words: Words
) -> SurveyMap:
    """Build the map of the chosen question."""
    question, level = chosen.question, selection.level
    found = survey_areas(world, chosen.wave, question, level, chosen.sample, chosen.group)
    hovers = {area.region.region_id: _hover(world, area, words) for area in found}
    picture = plain_map(world, level, ramp_of(question), found, hovers, title, words)
    unit = words("survey.map_unit", wave=wave_name(world, chosen.wave, words), counts=question.counts[words.lang])
    rows = (*_class_rows(question.direction, found, words), *gap_rows(found, words))
    return SurveyMap(title, subtitle, picture, LegendView(unit, ramp_of(question), rows, "", "", source), mark)


def plain_map(
    world: World,
    level: str,
    ramp: str,
    found: tuple[SurveyArea, ...],
    hovers: dict[str, str],
    title: str,
    words: Words,
) -> MapView:
    """Return the map's picture of what was found by area."""
    areas = tuple(
        MapArea(a.region.region_id, a.region.name[words.lang], a.class_index, a.gap, a.inherited, hovers[a.region.region_id])
        for a in found
    )
    shown = sum(not area.gap for area in found)
    return MapView(
        level=level,
        land_url=world.shapes.urls["neighbours"],
        land_ids=world.shapes.ids["neighbours"],
        geometry_url=world.shapes.urls[level],
        qark_url=world.shapes.urls["qark"],
        qark_ids=world.shapes.ids["qark"],
        bounds=world.shapes.bounds,
        ramp=ramp,
        areas=areas,
        unsettled=tuple(a.region.region_id for a in found if not a.settled and not a.gap),
        selected="",
        selected_url=world.shapes.urls[level],
        title=title,
        subtitle="",
        summary=words("survey.map_summary", title=title, shown=shown, total=len(found)),
    )


def gap_rows(found: tuple[SurveyArea, ...], words: Words) -> list[LegendRow]:
    """Return one swatch per gap in use, with the number of areas."""
    counts = Counter(area.gap for area in found if area.gap)
    return [
        LegendRow(gap, None, words("legend.gap", gap=words(f"gap.{gap}"), n=words.number(counts[gap])))
        for gap in GAP_ORDER
        if counts[gap]
    ]


def _class_rows(direction: str, found: tuple[SurveyArea, ...], words: Words) -> list[LegendRow]:
    shown = [area for area in found if not area.gap]
    if not shown:
        return []
    lighter = all(area.inherited for area in shown)
    rows = []
    for index in reversed(range(len(CLASSES))):
        interval = len(CUTS) - index if direction == "higher_is_better" else index
        rows.append(LegendRow("inherited" if lighter else "class", index, cut_text(CUTS, interval, 0, words)))
    if any(area.inherited for area in shown):
        rows.append(LegendRow("note" if lighter else "inherited", 2, words("survey.legend_inherited")))
    if any(not area.settled for area in shown):
        rows.append(LegendRow("unsettled", None, words("survey.legend_unsettled")))
    return rows


def _hover(world: World, area: SurveyArea, words: Words) -> str:
    said = say_estimate(world.kap, area.estimate, words, area.gap)
    more = [words("state.inherited")] if area.inherited and not area.gap else []
    return " · ".join((said.line, *more))
