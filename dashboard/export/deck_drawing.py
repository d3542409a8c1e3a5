"""Draws a deck as a PowerPoint file: real titles, native tables and charts, maps of shapes, notes, and words for each picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from dashboard import theme
from dashboard.export.deck_types import (
    BarsPart,
    Column,
    Deck,
    DeckSlide,
    LegendPart,
    MapPart,
    Part,
    TablePart,
    TextPart,
)
from dashboard.export.map_sheet import WARN
from dashboard.export.pptx_map import draw_legend, draw_map, draw_watermark
from dashboard.export.pptx_parts import draw_bars, draw_table, draw_text, least_height, table_pages
from dashboard.export.pptx_sheet import (
    HEIGHT,
    LANGUAGES,
    WIDTH,
    Box,
    bare,
    colour,
    describe,
    emu,
    fitting,
    text_box,
    text_height,
    unstyled,
    write,
)

MARGIN, GUTTER, BETWEEN = 52.0, 32.0, 12.0
TITLE_TOP, TITLE_HEIGHT = 30.0, 82.0
BODY_TOP, BODY_BOTTOM = 158.0, 646.0
FOOT_TOP, FOOT_HEIGHT = 662.0, 40.0
TITLE_SIZES, OPENING_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0), (40.0, 36.0, 32.0, 28.0)
TITLE_ONLY = 5
NUMBER_WIDTH = 60.0


def draw_deck(deck: Deck) -> bytes:
    """Draw the whole deck."""
    from pptx import Presentation

    file = Presentation()
    file.slide_width, file.slide_height = emu(WIDTH), emu(HEIGHT)
    layout = file.slide_layouts[TITLE_ONLY]
    _place_title(layout.placeholders[0])
    pages = [page for slide in deck.slides for page in paginate(slide)]
    for number, page in enumerate(pages, start=1):
        _draw_slide(file.slides.add_slide(layout), page, number)
    about = file.core_properties
    about.title, about.subject, about.author = deck.title, deck.subject, "Parandalim"
    about.language = LANGUAGES[deck.lang]
    about.created = about.modified = datetime.combine(deck.made, datetime.min.time())
    _speak(file, LANGUAGES[deck.lang])
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def paginate(slide: DeckSlide) -> Iterator[DeckSlide]:
    """Return the slide, or as many as its longest table needs; what stands beside or above the table stays on each."""
    found = [
        (n, m) for n, column in enumerate(slide.columns) for m, part in enumerate(column.parts) if isinstance(part, TablePart)
    ]
    if not found:
        yield slide
        return
    at, inside = found[0]
    column, boxes = slide.columns[at], column_boxes(slide)
    table = column.parts[inside]
    _, _, width, height = boxes[at]
    others = sum(_least(part, width) + BETWEEN for part in column.parts if part is not table)
    pages = table_pages(table, width, height - others) if isinstance(table, TablePart) else ()
    for number, page in enumerate(pages, start=1):
        parts = tuple(page if part is table else part for part in column.parts)
        columns = tuple(Column(c.share, parts) if n == at else c for n, c in enumerate(slide.columns))
        title = f"{slide.title} ({number}/{len(pages)})" if len(pages) > 1 else slide.title
        yield replace(slide, title=title, columns=columns)


def column_boxes(slide: DeckSlide) -> list[Box]:
    """Return where each column of a slide lies."""
    whole = sum(column.share for column in slide.columns)
    room = WIDTH - 2 * MARGIN - GUTTER * (len(slide.columns) - 1)
    top = BODY_TOP + (40.0 if slide.opening else 0.0)
    boxes: list[Box] = []
    x = MARGIN
    for column in slide.columns:
        width = room * column.share / whole
        boxes.append((x, top, width, BODY_BOTTOM - top))
        x += width + GUTTER
    return boxes


def _least(part: Part, width: float) -> float:
    return least_height(part, width) if isinstance(part, TextPart) else 0.0


def _draw_slide(page: Any, slide: DeckSlide, number: int) -> None:
    _write_title(page, slide)
    for column, (x, y, width, height) in zip(slide.columns, column_boxes(slide), strict=True):
        bottom = y + height
        for place, part in enumerate(column.parts):
            later = sum(_least(other, width) + BETWEEN for other in column.parts[place + 1 :])
            y += _draw_part(page, part, (x, y, width, max(bottom - y - later, 40.0))) + BETWEEN
    has_map = any(isinstance(part, MapPart) for column in slide.columns for part in column.parts)
    if slide.watermark:
        frame = text_box(page.shapes, (WIDTH - MARGIN - 260, 8, 260, 22), "middle")
        write(frame, slide.watermark, 14, WARN, bold=True, align="right")
        if not has_map:
            draw_watermark(page, slide.watermark, (MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, BODY_BOTTOM - BODY_TOP))
    _write_foot(page, slide, number)
    page.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _draw_part(page: Any, part: Part, box: Box) -> float:
    if isinstance(part, TextPart):
        return draw_text(page, part, box)
    if isinstance(part, TablePart):
        return draw_table(page, part, box)
    if isinstance(part, BarsPart):
        return draw_bars(page, part, box)
    if isinstance(part, LegendPart):
        return draw_legend(page, part.picture, box)
    draw_map(page, part.picture, box)
    return box[3]


def _place_title(title: Any) -> None:
    """Put the layout's title where every slide has it, so that a slide added by hand fits the others."""
    title.left, title.top = emu(MARGIN), emu(TITLE_TOP)
    title.width, title.height = emu(WIDTH - 2 * MARGIN), emu(TITLE_HEIGHT)


def _write_title(page: Any, slide: DeckSlide) -> None:
    title, width = page.shapes.title, WIDTH - 2 * MARGIN
    height = TITLE_HEIGHT + (36.0 if slide.opening else 0.0)
    title.left, title.top, title.width, title.height = emu(MARGIN), emu(TITLE_TOP), emu(width), emu(height)
    sizes = OPENING_SIZES if slide.opening else TITLE_SIZES
    frame = bare(title.text_frame, "middle")
    paragraph = write(frame, slide.title, fitting(slide.title, width, height, sizes, bold=True), bold=True)
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = PP_ALIGN.LEFT
    if slide.subtitle:
        room = 2 * 18.0 * 1.2
        points = fitting(slide.subtitle, width, room, (16.0, 14.0, 13.0, 12.0))
        tall = text_height(slide.subtitle, points, width)
        write(text_box(page.shapes, (MARGIN, TITLE_TOP + height + 2, width, tall)), slide.subtitle, points, theme.INK_SOFT)


def _write_foot(page: Any, slide: DeckSlide, number: int) -> None:
    line = page.shapes.add_connector(1, emu(MARGIN), emu(FOOT_TOP - 5), emu(WIDTH - MARGIN), emu(FOOT_TOP - 5))
    unstyled(line).line.color.rgb = colour("#c5ced1")
    describe(line, "rule", "")
    width = WIDTH - 2 * MARGIN - NUMBER_WIDTH
    points = fitting(slide.foot, width, FOOT_HEIGHT, (11.0, 10.5, 10.0))
    write(text_box(page.shapes, (MARGIN, FOOT_TOP, width, FOOT_HEIGHT)), slide.foot, points, theme.INK_SOFT)
    box = (WIDTH - MARGIN - NUMBER_WIDTH, FOOT_TOP, NUMBER_WIDTH, 18.0)
    write(text_box(page.shapes, box), str(number), 11, theme.INK_SOFT, align="right")


def _speak(file: Any, language: str) -> None:
    """Say of every run which language it is in, for spelling and for those who listen."""
    for slide in file.slides:
        for part in (slide, slide.notes_slide):
            for run in part._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
                run.get_or_add_rPr().set("lang", language)
