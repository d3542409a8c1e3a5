"""The fund page as slides: the scatter of risk and thin prevention, a split, sites, a what-if."""

from __future__ import annotations

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.fund_page import build_part
from dashboard.view_models.fund_saved_types import SavedView
from dashboard.view_models.fund_types import FundMap, Shortlist, SitesView, SplitView, WhatView
from dashboard.view_models.markers import MarksView
from dashboard.view_models.slide_types import SlideLines, SlideMap, SlideView
from dashboard.view_models.slide_words import foot_line, map_labels, map_twin, wall_legend
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

NO_MARKS = MarksView((), ())
MOST_ROWS, MOST_COLUMNS = 8, 3
MOST_LINES = 6


def build_fund_slide(world: World, selection: Selection) -> SlideView:
    """Build the slide of one part of the fund page."""
    words = load_words(selection.lang)
    world.studied(selection.level, selection.date, wait=None)
    body = build_part(world, selection, words)
    if isinstance(body, Shortlist):
        return _shortlist(world, selection, body, words)
    if isinstance(body, SitesView) and body.map:
        return _sites(world, selection, body, body.map, words)
    if isinstance(body, SavedView):
        return _saved(world, selection, body, words)
    return _table(world, selection, body, words)


def _shortlist(world: World, selection: Selection, body: Shortlist, words: Words) -> SlideView:
    rows = tuple((Cell(r.name), Cell(r.rank), Cell(r.priority), Cell(r.risk), Cell(r.thin)) for r in (*body.rows, *body.apart))
    heads = tuple(body.heads[head] for head in ("area", "rank", "priority", "risk", "thin"))
    reasons = (words("present.pair", name=row.name, value=row.reason) for row in body.rows[:MOST_LINES])
    drawn = body.scatter
    return SlideView(
        title=drawn.title if drawn else body.said,
        subtitle=drawn.subtitle if drawn else body.map.picture.title,
        picture=drawn or SlideMap(body.map.picture, NO_MARKS, map_labels(world, selection.level, words), pins=body.map.pins),
        legends=() if drawn else (wall_legend(body.map.legend, body.map.picture, words),),
        said=(body.apart_said,) if body.apart_said else (),
        source=foot_line(
            world, words("present.source_score", version=METHOD_VERSION), words.date(selection.date), words, not drawn
        ),
        watermark=body.map.picture.watermark,
        notes=tuple(filter(None, (body.said, body.apart_said, *reasons))),
        twin=Grid(body.said, heads, rows),
        summary=drawn.title if drawn else body.map.picture.summary,
    )


def _sites(world: World, selection: Selection, body: SitesView, drawn: FundMap, words: Words) -> SlideView:
    return SlideView(
        title=body.said,
        subtitle=drawn.picture.title,
        picture=SlideMap(drawn.picture, NO_MARKS, (), pins=drawn.pins, sites=body.marks),
        legends=(wall_legend(drawn.legend, drawn.picture, words),),
        said=tuple(mark.hover for mark in body.marks if not mark.existing)[:MOST_LINES],
        source=foot_line(world, words("present.source_score", version=METHOD_VERSION), words.date(selection.date), words),
        watermark=drawn.picture.watermark,
        notes=(*body.lines, *body.greedy),
        twin=body.tables[0] if body.tables else map_twin(drawn.picture, body.said, words),
        summary=drawn.picture.summary,
    )


def _table(world: World, selection: Selection, body: SplitView | SitesView | WhatView, words: Words) -> SlideView:
    refused = "" if isinstance(body, WhatView) else body.refused
    notes = body.notes if isinstance(body, WhatView) else tuple(n.text for n in body.notes) if isinstance(body, SplitView) else ()
    table = body.tables[0] if body.tables and not refused else None
    edits = tuple(line.text for line in body.edits) if isinstance(body, WhatView) else ()
    return SlideView(
        title=refused or body.said,
        subtitle=table.caption if table else words.date(selection.date),
        picture=narrow(table) if table else SlideLines((*edits, *notes)[:MOST_LINES]),
        legends=(),
        said=edits[:MOST_LINES] if table else (),
        source=foot_line(world, words("present.source_score", version=METHOD_VERSION), words.date(selection.date), words, False),
        watermark="",
        notes=(*edits, *notes),
        twin=table or lines_twin((*edits, *notes), refused or body.said, words),
        summary=refused or body.said,
    )


def _saved(world: World, selection: Selection, body: SavedView, words: Words) -> SlideView:
    """The scenarios side by side where some are compared, else those that are saved."""
    table = body.tables[0] if body.tables else None
    moved = tuple(line for one in body.moved for line in (one.said, *one.lines))
    listed = tuple(f"{row.name}: {row.about}" for row in body.rows) or (body.failed or body.off or body.about,)
    title = (body.compare_said if table else "") or body.said
    return SlideView(
        title=title,
        subtitle=table.caption if table else words.date(selection.date),
        picture=narrow(table) if table else SlideLines(listed[:MOST_LINES]),
        legends=(),
        said=(),
        source=foot_line(world, words("present.source_score", version=METHOD_VERSION), words.date(selection.date), words, False),
        watermark="",
        notes=moved or listed,
        twin=table or lines_twin(listed, title, words),
        summary=title,
    )


def narrow(table: Grid) -> Grid:
    """Return what a wall can carry of a table: its first columns and rows. All of it is one key away."""
    rows = tuple(row[:MOST_COLUMNS] for row in table.rows[:MOST_ROWS])
    return Grid(table.caption, table.heads[:MOST_COLUMNS], rows, table.kind)


def lines_twin(lines: tuple[str, ...], caption: str, words: Words) -> Grid:
    """Return sentences as a table of one column."""
    return Grid(caption, (words("present.said"),), tuple((Cell(line),) for line in lines))
