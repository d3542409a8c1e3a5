"""The method page's quality matrix: what stands behind every figure of every area."""

from __future__ import annotations

import math

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.area_values import reading_marks
from dashboard.view_models.document import Bullets, Cell, Grid, Para, Section
from dashboard.view_models.world import World
from models.score_types import AreaScore, Reading

FAULTS = ("inherited", "out_of_period", "stale", "assumed")


def build_quality_section(world: World, selection: Selection, words: Words) -> Section:
    """Build the matrix of areas and scored indicators on the chosen date."""
    profiles = world.profiles(selection.level, selection.date)
    table = profiles.table
    heads = (words(f"level_one.{selection.level}"), *(i.short[words.lang] for i in profiles.indicators), words("quality.grade"))
    rows = tuple(_row(world, row, readings, words) for row, readings in zip(table.rows, profiles.readings, strict=True))
    key = tuple(words(f"quality.key.{mark}") for mark in ("observed", "derived", *FAULTS))
    level = words(f"level_many.{selection.level}")
    caption = words("quality.caption", level=level, date=words.date(selection.date))
    return Section(
        "quality",
        words("quality.title"),
        (Para(words("quality.lead")), Bullets(key), Grid(caption, heads, rows, "matrix")),
    )


def _row(world: World, row: AreaScore, readings: tuple[Reading, ...], words: Words) -> tuple[Cell, ...]:
    name = Cell(world.region(row.region_id).name[words.lang])
    cells = (_cell(world, row, reading, words) for reading in readings)
    return (name, *cells, Cell(row.reliability or "–", "grade"))


def _cell(world: World, row: AreaScore, reading: Reading, words: Words) -> Cell:
    """Return one figure's cell: its letters, its look and, for who asks, all that is known of it."""
    indicator = world.dataset.indicators[reading.indicator_id]
    if reading.gap or math.isnan(reading.value):
        return Cell("?" if reading.gap == "not_recorded" else "–", f"gap-{reading.gap}", hint=words(f"gap.{reading.gap}"))
    own = reading.region_id == row.region_id and reading.state != "inherited"
    faults = {
        "inherited": not own,
        "out_of_period": reading.out_of_period,
        "stale": reading.stale,
        "assumed": reading.assumed,
    }
    found = [name for name in FAULTS if faults[name]]
    letters = "".join(words(f"quality.letter.{name}") for name in (found or [reading.state]))
    figure = words("quality.figure", value=words.number(reading.value, indicator.decimals), period=words.period(reading.period))
    source = world.source_name(reading.source_id, words.lang)
    hint = "; ".join(filter(None, (figure, *reading_marks(reading, words), source)))
    return Cell(letters, f"quality-{min(len(found), 2)}", hint=hint)
