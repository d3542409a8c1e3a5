"""The knowledge gap (pillar B) and the risk with it: surveyed areas only, among themselves; the example only when switched on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.state import BASES, Selection
from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.survey_words import marked, watermark, wave_name
from dashboard.view_models.world import World
from models.knowledge_gap import bases_of
from models.score_types import AreaScore

Z90 = 1.6448536269514722


@dataclass(frozen=True)
class PillarView:
    """What pillar B says: a sentence, the switch (its words and the basis it leads to), and the table where it is on."""

    title: str
    sentence: str
    switch: str
    switch_to: str
    table: Grid | None
    note: str


def build_pillar(world: World, selection: Selection, words: Words) -> PillarView | None:
    """Build the pillar; None where no question that was asked has a direction."""
    bases = bases_of(world.dataset)
    if len(bases) < 2:
        return None
    with_survey = bases[1]
    title, example = words("survey.pillar.title"), world.dataset.survey.example
    if selection.basis != with_survey:
        sentence = words("survey.pillar.off_example" if example else "survey.pillar.off")
        return PillarView(title, sentence, words("survey.pillar.switch_on"), with_survey, None, "")
    rows = [row for row in world.published("qark", world.today, with_survey).rows if row.knowledge and row.knowledge.parts]
    known = sorted((r for r in rows if not math.isnan(r.risk)), key=lambda r: (-r.risk, r.region_id))
    wave = next((row.knowledge.wave for row in rows if row.knowledge), "")
    sentence = words(
        "survey.pillar.on", wave=wave_name(world, wave, words), n=words.number(len(known)), date=words.date(world.today)
    )
    return PillarView(
        title, sentence, words("survey.pillar.switch_off"), BASES[0], _table(world, known, words), words("survey.pillar.note")
    )


def _table(world: World, rows: list[AreaScore], words: Words) -> Grid:
    heads = ("area", "order", "vulnerability", "knowledge_gap", "risk", "risk_class", "thin")
    cells = tuple(_row(world, row, place, len(rows), words) for place, row in enumerate(rows, 1))
    caption = marked(watermark(world, words), words.count("survey.pillar.caption", len(rows)))
    return Grid(caption, tuple(words(f"survey.pillar.head_{head}") for head in heads), cells, "survey-twin")


def _row(world: World, row: AreaScore, place: int, total: int, words: Words) -> tuple[Cell, ...]:
    error = row.knowledge.error if row.knowledge else math.nan
    thin = words.number(row.thin_prevention) if not math.isnan(row.thin_prevention) else words("gap.not_recorded")
    return (
        Cell(world.region(row.region_id).name[words.lang]),
        Cell(words("survey.pillar.place", place=place, total=total)),
        Cell(words.number(row.vulnerability)),
        Cell(_spread(row.knowledge_gap, error, words)),
        Cell(_spread(row.risk, error / 2, words)),
        Cell(words(f"class.{row.risk_class}")),
        Cell(thin),
    )


def _spread(value: float, error: float, words: Words) -> str:
    """Write a score with its 90 % range from survey error alone."""
    low, high = max(0.0, value - Z90 * error), min(100.0, value + Z90 * error)
    return words("survey.pillar.spread", value=words.number(value), low=words.number(low), high=words.number(high))
