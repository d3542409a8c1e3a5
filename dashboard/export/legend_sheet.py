"""The legend on a sheet: unit, classes or the square of two measures, gaps in use, markers, and what it all means."""

from __future__ import annotations

from dashboard import theme
from dashboard.export.map_paint import Paint, ink_on, paint_of
from dashboard.export.map_picture import MapPicture
from dashboard.export.svg_sheet import Sheet
from dashboard.lettering import broken_lines
from dashboard.view_models.gap_view import SquareView
from dashboard.view_models.legend import PENDING, LegendRow

SWATCH_WIDTH, SWATCH_HEIGHT, INDENT = 24.0, 15.0, 34.0
SIZE, SMALL = 14.0, 13.0
CELL, ROW_NAMES = 58.0, 104.0
# Drawn, not written: the letters have no arrows.
ARROWS = " →↑←↓"
# A class under the hatch, so that a white hatch can be seen.
UNDER_HATCH = 2
MARKS = {"mark-services": "services", "mark-projects": "projects", "mark-hollow": "hollow"}


def draw_legend(
    sheet: Sheet, picture: MapPicture, x: float, y: float, width: float, *, grey: bool, meaning: bool = True
) -> float:
    """Draw the legend below ``y``; return where it ends."""
    legend = picture.legend
    y = sheet.paragraph(x, y, legend.unit, SIZE, width, bold=True)
    if legend.square:
        y = _square(sheet, legend.square, x, y + 6, grey)
    y += 6
    for row in legend.rows:
        if row.swatch != PENDING:
            y = _row(sheet, row, legend.ramp, x, y, width, grey)
    if not meaning:
        return y
    for words in (legend.meaning, legend.caveat):
        if words:
            y = sheet.paragraph(x, y + 8, words, SMALL, width, theme.INK_SOFT)
    return y


def row_paint(row: LegendRow, ramp: str, grey: bool) -> Paint | None:
    """Return how a row's swatch is painted; None where the row has no field of colour."""
    if row.swatch in ("class", "inherited"):
        return paint_of(ramp, row.class_index, "", row.swatch == "inherited", grey=grey)
    if row.swatch == "unsettled":
        return paint_of(ramp, 4 if ramp == theme.BIVARIATE else UNDER_HATCH, "", unsettled=True, grey=grey)
    return None if row.swatch == "note" or row.swatch in MARKS else paint_of(ramp, None, row.swatch, grey=grey)


def _row(sheet: Sheet, row: LegendRow, ramp: str, x: float, y: float, width: float, grey: bool) -> float:
    paint = row_paint(row, ramp, grey)
    if paint:
        sheet.swatch(x, y + 4, SWATCH_WIDTH, SWATCH_HEIGHT, paint)
    elif row.swatch in MARKS:
        _mark_swatch(sheet, MARKS[row.swatch], x + SWATCH_WIDTH / 2, y + 4 + SWATCH_HEIGHT / 2, grey)
    return sheet.paragraph(x + INDENT, y, row.text, SIZE, width - INDENT) + 4


def _mark_swatch(sheet: Sheet, kind: str, x: float, y: float, grey: bool) -> None:
    service = "#222222" if grey else theme.MARK_SERVICE
    if kind == "services":
        sheet.circle(x, y, 7, service, "#ffffff")
    elif kind == "projects":
        sheet.square(x, y, 7, "#222222" if grey else theme.MARK_PROJECT, "#ffffff")
    else:
        sheet.circle(x, y, 7, "#ffffff", service)


def _square(sheet: Sheet, square: SquareView, x: float, y: float, grey: bool) -> float:
    """Draw three rows of risk by three columns of thin prevention, each axis with its name, its arrow and its cuts."""
    left = x + ROW_NAMES
    top = sheet.paragraph(x, y, square.risk.strip(ARROWS), SMALL, 400, bold=True) + 6
    sheet.arrow((left - 6, top + 3 * CELL), (left - 6, top), theme.INK_SOFT)
    for number, (name, cells) in enumerate(zip(square.row_names, square.rows, strict=True)):
        row_top = top + number * CELL
        sheet.text(left - 14, row_top + CELL / 2 + 4, name, 12, theme.INK_SOFT, anchor="end")
        for column, cell in enumerate(cells):
            paint = paint_of(theme.BIVARIATE, cell.index, "", grey=grey)
            sheet.swatch(left + column * CELL, row_top, CELL, CELL, paint)
            at = (left + (column + 0.5) * CELL, row_top + CELL / 2 + 5)
            sheet.text(*at, cell.count, SIZE, ink_on(paint.fill), anchor="middle", halo=paint.fill if cell.count else "")
    below = top + 3 * CELL
    sheet.arrow((left, below + 6), (left + 3 * CELL, below + 6), theme.INK_SOFT)
    for column, name in enumerate(square.column_names):
        for step, line in enumerate(broken_lines(name, 12, CELL - 4)):
            sheet.text(left + (column + 0.5) * CELL, below + 22 + 13 * step, line, 12, theme.INK_SOFT, anchor="middle")
    return sheet.paragraph(left, below + 38, square.thin.strip(ARROWS), SMALL, 400, bold=True) + 4
