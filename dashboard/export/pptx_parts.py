"""The native parts of a slide: paragraphs, a table and a bar chart with its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard import theme
from dashboard.export.deck_types import BODY, ITEM, LEAD, NOTE, BarsPart, Line, TablePart, TextPart
from dashboard.export.map_paint import Paint
from dashboard.export.pptx_sheet import Box, bare, colour, describe, emu, paint_shape, text_box, text_height, write

# Points of each kind of paragraph, from the largest that may be to the smallest.
SIZES = {LEAD: (22.0, 20.0, 18.0, 16.0, 14.0), BODY: (16.0, 15.0, 14.0, 13.0, 12.0), NOTE: (14.0, 13.0, 12.0, 12.0, 12.0)}
SIZES[ITEM] = SIZES[BODY]
AFTER = 8.0
BULLET = "• "
CELL_POINTS = 12.0
CELL_PAD_X, CELL_PAD_Y = 8.0, 4.0
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


def row_height(cells: tuple[str, ...], shares: tuple[float, ...], width: float, bold: bool = False) -> float:
    """Return how high a row of a table is."""
    whole = sum(shares)
    widths = (width * share / whole - 2 * CELL_PAD_X - 2 for share in shares)
    tallest = max(text_height(text, CELL_POINTS, room, bold) for text, room in zip(cells, widths, strict=True))
    return tallest + 2 * CELL_PAD_Y + 2


def table_pages(part: TablePart, width: float, height: float) -> Iterator[TablePart]:
    """Split a table into as many as fit one above the other into a height, each with its heads."""
    head = row_height(part.heads, part.shares, width, bold=True)
    page: list[tuple[str, ...]] = []
    used = head
    for row in part.rows:
        tall = row_height(row, part.shares, width)
        if page and used + tall > height:
            yield TablePart(part.caption, part.heads, tuple(page), part.shares)
            page, used = [], head
        page.append(row)
        used += tall
    if page or not part.rows:
        yield TablePart(part.caption, part.heads, tuple(page), part.shares)


def draw_table(slide: Any, part: TablePart, box: Box) -> float:
    """Draw a table; return how high it is."""
    x, y, width, _ = box
    heights = [
        row_height(part.heads, part.shares, width, bold=True),
        *(row_height(row, part.shares, width) for row in part.rows),
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
            _cell(table.cell(number, place), text, head=number == 0)
    describe(frame, "table", part.caption)
    return sum(heights)


def _cell(cell: Any, text: str, *, head: bool) -> None:
    bare(cell.text_frame)
    cell.margin_left = cell.margin_right = emu(CELL_PAD_X)
    cell.margin_top = cell.margin_bottom = emu(CELL_PAD_Y)
    write(cell.text_frame, text, CELL_POINTS, "#ffffff" if head else theme.INK, bold=head)
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
    chart.font.size, chart.font.name = Pt(12), "Calibri"
    chart.font.color.rgb = colour(theme.INK)
    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order, names.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = colour(theme.INK_SOFT)
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
