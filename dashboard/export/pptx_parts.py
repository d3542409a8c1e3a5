"""The native parts of a slide: paragraphs, a table and a bar chart with its numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard import theme
from dashboard.export.deck_types import BODY, ITEM, LEAD, NOTE, BarsPart, Line, TablePart, TextPart
from dashboard.export.map_paint import Paint
from dashboard.export.pptx_sheet import (
    FONT,
    PIXELS_PER_POINT,
    SLACK,
    Box,
    bare,
    colour,
    describe,
    emu,
    paint_shape,
    text_box,
    text_height,
    write,
)
from dashboard.lettering import width_of

# Points of each kind of paragraph, from the largest that may be to the smallest.
SIZES = {LEAD: (22.0, 20.0, 18.0, 16.0, 14.0), BODY: (16.0, 15.0, 14.0, 13.0, 12.0), NOTE: (14.0, 13.0, 12.0, 12.0, 12.0)}
SIZES[ITEM] = SIZES[BODY]
AFTER = 8.0
BULLET = "• "
# Points of a table's cells, from the largest that may be.
CELL_POINTS = (16.0, 15.0, 14.0, 13.0, 12.0)
CELL_PAD_X, CELL_PAD_Y = 8.0, 4.0
BAR_ROOM = 0.16
RAISES, LOWERS = theme.RAMPS["score"][3], theme.RAMPS["thin"][3]


def draw_text(slide: Any, part: TextPart, box: Box) -> float:
    """Write paragraphs as large as fits; return how high they stand."""
    x, y, width, height = box
    step = next((n for n in range(len(SIZES[BODY])) if _lines_height(part.lines, n, width) <= height), len(SIZES[BODY]) - 1)
    tall = _lines_height(part.lines, step, width)
    frame = text_box(slide.shapes, (x, y, width, tall))
    for line in part.lines:
        ink = theme.INK_SOFT if line.kind == NOTE else theme.INK
        text = f"{BULLET}{line.text}" if line.kind == ITEM else line.text
        paragraph = write(frame, text, SIZES[line.kind][step], ink, bold=line.kind == LEAD)
        paragraph.space_after = emu(AFTER)
    return tall


def _lines_height(lines: tuple[Line, ...], step: int, width: float) -> float:
    return sum(text_height(BULLET + line.text, SIZES[line.kind][step], width, line.kind == LEAD) + AFTER for line in lines)


def least_height(part: TextPart, width: float) -> float:
    """Return how high paragraphs stand at their smallest."""
    return _lines_height(part.lines, len(SIZES[BODY]) - 1, width)


def word_shares(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """Return widths of columns at which no word need be broken, as shares."""
    return tuple(_longest_word(column, CELL_POINTS[-1]) for column in zip(heads, *rows, strict=True))


def _longest_word(texts: tuple[str, ...], points: float) -> float:
    words = (word for text in texts for word in text.split() or [""])
    return max(width_of(word, points * PIXELS_PER_POINT, bold=True) for word in words) * SLACK + 2 * CELL_PAD_X + 6


def _widths(part: TablePart, width: float) -> list[float]:
    return [width * share / sum(part.shares) for share in part.shares]


def row_height(part: TablePart, cells: tuple[str, ...], width: float, bold: bool = False) -> float:
    """Return how high a row of a table is."""
    rooms = (room - 2 * CELL_PAD_X - 2 for room in _widths(part, width))
    tallest = max(text_height(text, part.points, room, bold) for text, room in zip(cells, rooms, strict=True))
    return tallest + 2 * CELL_PAD_Y + 2


def table_height(part: TablePart, width: float) -> float:
    """Return how high a whole table is."""
    return row_height(part, part.heads, width, bold=True) + sum(row_height(part, row, width) for row in part.rows)


def table_pages(part: TablePart, width: float, height: float) -> tuple[TablePart, ...]:
    """Return the table as large as it fits into a height, else split into as few as fit, about alike in length."""
    sizes = [replace(part, points=points) for points in CELL_POINTS]
    fewest = len(_split(sizes[-1], width, height))
    best = next(s for s in sizes if s is sizes[-1] or (_words_fit(s, width) and len(_split(s, width, height)) == fewest))
    limits = (height * share / 20 for share in range(4, 21))
    return next(pages for limit in limits if len(pages := _split(best, width, limit)) == fewest)


def _words_fit(part: TablePart, width: float) -> bool:
    columns = zip(zip(part.heads, *part.rows, strict=True), _widths(part, width), strict=True)
    return all(_longest_word(texts, part.points) <= room for texts, room in columns)


def _split(part: TablePart, width: float, height: float) -> tuple[TablePart, ...]:
    head = row_height(part, part.heads, width, bold=True)
    pages: list[list[tuple[str, ...]]] = [[]]
    used = head
    for row in part.rows:
        tall = row_height(part, row, width)
        if pages[-1] and used + tall > height:
            pages.append([])
            used = head
        pages[-1].append(row)
        used += tall
    return tuple(replace(part, rows=tuple(rows)) for rows in pages)


def draw_table(slide: Any, part: TablePart, box: Box) -> float:
    """Draw a table; return how high it is."""
    x, y, width, _ = box
    heights = [
        row_height(part, part.heads, width, bold=True),
        *(row_height(part, row, width) for row in part.rows),
    ]
    frame = slide.shapes.add_table(len(part.rows) + 1, len(part.heads), emu(x), emu(y), emu(width), emu(sum(heights)))
    table = frame.table
    table.horz_banding = False
    for column, share in zip(table.columns, part.shares, strict=True):
        column.width = emu(width * share / sum(part.shares))
    for row, tall in zip(table.rows, heights, strict=True):
        row.height = emu(tall)
    for number, cells in enumerate((part.heads, *part.rows)):
        for place, text in enumerate(cells):
            _cell(table.cell(number, place), text, part.points, head=number == 0)
    describe(frame, "table", part.caption)
    return sum(heights)


def _cell(cell: Any, text: str, points: float, *, head: bool) -> None:
    bare(cell.text_frame)
    cell.margin_left = cell.margin_right = emu(CELL_PAD_X)
    cell.margin_top = cell.margin_bottom = emu(CELL_PAD_Y)
    write(cell.text_frame, text, points, "#ffffff" if head else theme.INK, bold=head)
    paint_shape(cell, Paint(theme.ACCENT if head else "#f4f6f6"))


def draw_bars(slide: Any, part: BarsPart, box: Box) -> float:
    """Draw bars about zero as a chart whose numbers can be edited."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    x, y, width, height = box
    data = CategoryChartData(number_format="0.0")
    data.categories = part.names
    data.add_series(part.series, part.amounts)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, emu(x), emu(y), emu(width), emu(height), data)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(12), FONT
    chart.font.color.rgb = colour(theme.INK)
    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order, names.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = colour(theme.INK_SOFT)
    low, high = min(0.0, *part.amounts), max(0.0, *part.amounts)
    # Room for what is written at the longest bars.
    numbers.minimum_scale, numbers.maximum_scale = low - (high - low) * BAR_ROOM, high + (high - low) * BAR_ROOM
    names.has_major_gridlines = numbers.has_major_gridlines = numbers.visible = False
    _paint_bars(chart.plots[0], part)
    describe(frame, "chart", part.summary)
    return height


def _paint_bars(plot: Any, part: BarsPart) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    plot.gap_width = 45
    plot.vary_by_categories = False
    series = plot.series[0]
    series.invert_if_negative = False
    for number, (amount, label) in enumerate(zip(part.amounts, part.labels, strict=True)):
        point = series.points[number]
        paint_shape(point.format, Paint(RAISES if amount > 0 else LOWERS))
        point.data_label.position = XL_LABEL_POSITION.OUTSIDE_END
        # Written in the deck's own language: a number format would follow that of the reader's machine.
        write(point.data_label.text_frame, label, 12)
        point.data_label.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
