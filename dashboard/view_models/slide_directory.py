"""The directory as slides: where the records stand, what each part says, and the communities as ranges."""

from __future__ import annotations

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.communities_part import CommunitiesPart
from dashboard.view_models.directory import DirectoryAnswer, build_answer
from dashboard.view_models.directory_checklist import ChecklistView
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.estimate_words import figure_said, source_short
from dashboard.view_models.slide_types import SlideLines, SlideView, SpanChart, SpanRow
from dashboard.view_models.slide_words import foot_line
from dashboard.view_models.world import COUNTRY, World
from models.communities import GROUPS, find_estimate, list_sources


def build_directory_slide(world: World, selection: Selection) -> SlideView:
    """Build the slide of one part of the directory."""
    words, answer = load_words(selection.lang), build_answer(world, selection)
    if answer.communities:
        return _communities(world, selection, answer.communities, words)
    if answer.checklist:
        return _checklist(world, selection, answer.checklist, words)
    return _places(world, selection, answer, words)


def _places(world: World, selection: Selection, answer: DirectoryAnswer, words: Words) -> SlideView:
    places = answer.places
    first, *rest = _said(answer)
    rows = tuple((Cell(q.name), Cell(words.number(q.count) if q.count else words("gap.not_recorded"))) for q in places.qarks)
    return SlideView(
        title=first or words("directory.title"),
        subtitle=places.legend,
        picture=places,
        legends=(),
        said=places.elsewhere,
        source=foot_line(world, words("present.records"), words.date(selection.date), words),
        watermark="",
        notes=(*rest, places.summary),
        twin=Grid(places.summary, (words("present.area"), words("present.figure")), rows),
        summary=places.summary,
    )


def _said(answer: DirectoryAnswer) -> tuple[str, ...]:
    """Return what the shown part says first, and what it says besides."""
    if answer.listed:
        return tuple(filter(None, (answer.listed.said, answer.listed.at_work, answer.listed.silence)))
    if answer.who:
        return (answer.who.said, answer.who.silence)
    if answer.programmes:
        return tuple(filter(None, (answer.programmes.said, answer.programmes.flags_said)))
    if answer.plan:
        return tuple(filter(None, (answer.plan.said, answer.plan.area_said, answer.plan.limits)))
    return ("",)


def _checklist(world: World, selection: Selection, view: ChecklistView, words: Words) -> SlideView:
    """Build what nobody knows of a qark as sentences: how much of each kind, and then the things themselves as notes."""
    lines = tuple(words("present.pair", name=group.title, value=words.number(len(group.lines))) for group in view.groups)
    notes = (view.said, *(line.name for group in view.groups for line in group.lines))
    return SlideView(
        title=f"{view.title}. {view.said}" if lines else view.title,
        subtitle="",
        picture=SlideLines(lines or (view.said,)),
        legends=(),
        said=(),
        source=foot_line(world, words("present.records"), "", words, False),
        watermark="",
        notes=notes,
        twin=Grid(view.title, (words("present.said"),), tuple((Cell(line),) for line in notes)),
        summary=view.said,
    )


def _communities(world: World, selection: Selection, part: CommunitiesPart, words: Words) -> SlideView:
    area = world.dataset.regions.get(selection.wanted.area)
    region_id = area.region_id if area else COUNTRY
    rows = tuple(row for group in GROUPS for row in _rows(world, group, region_id, words))
    place = world.region(region_id).name[words.lang]
    title = part.said[0] if region_id == COUNTRY else words("present.estimates" if rows else "present.no_estimate", place=place)
    twin_rows = tuple((Cell(row.name), Cell(row.text)) for row in rows)
    return SlideView(
        title=title,
        subtitle=words("present.communities_subtitle", place=place),
        picture=SpanChart(rows, words("present.people"), words.number(1000.5, 1)[-2] + words.number(1000.5, 1)[1]),
        legends=(),
        said=(),
        source=foot_line(world, words("present.communities_source"), "", words, False),
        watermark="",
        notes=(*part.said, *part.equity, part.booster),
        twin=Grid(title, (words("present.source"), words("present.figure")), twin_rows),
        summary=" ".join(part.said[:2]),
    )


def _rows(world: World, group: str, region_id: str, words: Words) -> list[SpanRow]:
    """Return one row per source that gives the community a figure here, the least first."""
    nan = float("nan")
    found = [
        (estimate, source_short(world.dataset, source_id, words))
        for source_id in list_sources(world.estimates(), group)
        if (estimate := find_estimate(world.estimates(), source_id, group, region_id)) is not None and not estimate.gap
    ]
    ordered = sorted(found, key=lambda pair: (pair[0].high if pair[0].low != pair[0].low else pair[0].low, pair[1]))
    rows = [SpanRow(name, figure_said(estimate, words), estimate.low, estimate.high) for estimate, name in ordered]
    return [SpanRow(words(f"community.{group}"), "", nan, nan, True), *rows] if rows else []
