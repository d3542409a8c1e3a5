"""What every slide says in the same words: one line of source and boundaries, a legend for a wall, names on the map."""

from __future__ import annotations

from dataclasses import replace

from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.legend import PENDING, LegendRow, LegendView
from dashboard.view_models.map_view import MapView
from dashboard.view_models.slide_types import MapLabel
from dashboard.view_models.world import World

APPROXIMATE = "approximate"
UNSETTLED = "unsettled"
NOT_RECORDED = "not_recorded"
# The legend's note that every figure is the qark's carries a class; other notes do not.
NOTE = "note"


def foot_line(world: World, source: str, when: str, words: Words, drawn: bool = True) -> str:
    """Return one line of source, date and, where boundaries are ``drawn``, their kind."""
    kind = APPROXIMATE if world.shapes.kind == APPROXIMATE else "surveyed"
    parts = (source.rstrip("."), when, words(f"present.boundaries.{kind}") if drawn else "")
    return " · ".join(part for part in parts if part)


def wall_legend(legend: LegendView, picture: MapView, words: Words) -> LegendView:
    """Return a legend that is read from the back of a room: swatches and few words; its meaning goes to the notes."""
    rows = tuple(_wall_row(row, picture, words) for row in legend.rows if row.swatch != PENDING)
    unit = words("present.unit_score") if legend.unit == words("unit.score") else legend.unit
    return replace(legend, unit=unit, rows=rows, meaning="", caveat="", source="")


def _wall_row(row: LegendRow, picture: MapView, words: Words) -> LegendRow:
    if row.swatch == NOTE and row.class_index is not None:
        return replace(row, text=words("present.note_inherited"))
    if row.swatch != UNSETTLED:
        return row
    shown = sum(not area.gap for area in picture.areas)
    told = words("present.unsettled", n=words.number(len(picture.unsettled)), total=words.number(shown))
    return replace(row, text=told)


def gap_lines(picture: MapView, words: Words) -> tuple[str, ...]:
    """Say plainly in how many areas nothing is recorded."""
    missing = sum(area.gap == NOT_RECORDED for area in picture.areas)
    if not missing:
        return ()
    return (words.count(f"present.not_recorded.{picture.level}", missing, total=words.number(len(picture.areas))),)


def map_labels(world: World, level: str, words: Words) -> tuple[MapLabel, ...]:
    """Return the qarks' names; municipalities are too many for a wall."""
    if level != "qark":
        return ()
    points = world.shapes.label_points
    found = ((r.name[words.lang], points[r.region_id]) for r in world.areas("qark") if r.region_id in points)
    return tuple(MapLabel(name, lat, lon) for name, (lat, lon) in found)


def map_twin(picture: MapView, caption: str, words: Words) -> Grid:
    """Return the map as a table."""
    rows = tuple((Cell(area.name), Cell(area.hover)) for area in sorted(picture.areas, key=lambda a: a.name))
    return Grid(caption, (words("present.area"), words("present.figure")), rows)
