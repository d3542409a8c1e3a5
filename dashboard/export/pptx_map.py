"""The map of a slide: one shape per area in a group, so that each can be moved, coloured and read out; the legend likewise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard import theme
from dashboard.export.legend_sheet import ARROWS, MARKS, row_paint
from dashboard.export.map_outlines import Point
from dashboard.export.map_paint import Paint, ink_on, paint_of
from dashboard.export.map_picture import MapPicture
from dashboard.export.map_sheet import MOST_COUNTED, SEA, WARN, Window, paints_of, placed_names, window_of
from dashboard.export.pptx_sheet import (
    PIXELS_PER_POINT,
    Box,
    bare,
    describe,
    emu,
    line_shape,
    paint_shape,
    plain_shape,
    text_box,
    text_height,
    unstyled,
    write,
)
from dashboard.view_models.legend import PENDING, LegendRow

NAME_SIZES = (17.0, 15.0, 13.0)
SWATCH_WIDTH, SWATCH_HEIGHT, INDENT = 30.0, 19.0, 42.0
LEGEND_SIZES = (14.0, 13.0, 12.0)
CELL, ROW_NAMES = 70.0, 126.0
# The map's window against the frame of what is shown.
WIDEST = 1.7
Rings = Sequence[Sequence[Point]]


def draw_map(slide: Any, picture: MapPicture, box: Box) -> None:
    """Draw the map as one group of shapes, no wider than the neighbours are known."""
    west, north, east, south = picture.frame
    x, y, width, height = box
    box = (x, y, min(width, height * (east - west) / (south - north) * WIDEST), height)
    window = window_of(picture, *box)
    group = slide.shapes.add_group_shape()
    sea = plain_shape(group.shapes, "rectangle", box)
    paint_shape(sea, Paint(SEA))
    line_shape(sea, "", 0)
    describe(sea, "sea", "")
    _land(group.shapes, picture, window)
    _areas(group.shapes, picture, window)
    for outline in picture.qarks:
        _outline(group.shapes, window.rings(outline), theme.BORDER_QARK, 1.0, outline.region_id)
    for outline in picture.chosen:
        _outline(group.shapes, window.rings(outline), theme.SELECTED, 2.5, outline.region_id)
    _names(group.shapes, picture, window)
    _marks(group.shapes, picture, window)
    _scale_bar(group.shapes, picture, window)
    describe(group, "map", picture.view.summary)
    if picture.watermark:
        draw_watermark(slide, picture.watermark, box)


def draw_watermark(slide: Any, mark: str, box: Box) -> None:
    """Write the mark of example data across a box, see-through."""
    x, y, width, height = box
    frame = text_box(slide.shapes, (x, y + height / 2 - 50, width, 100), "middle")
    points = min(width / len(mark) / 0.75 / PIXELS_PER_POINT, 66)
    paragraph = write(frame, mark, points, WARN, bold=True, align="center")
    tint = paragraph.runs[0]._r.find(".//{*}srgbClr")
    tint.append(tint.makeelement(tint.tag.replace("srgbClr", "alpha"), {"val": "35000"}))
    frame._parent.rotation = -18
    describe(frame._parent, "mark", mark)


def freeform(shapes: Any, rings: Rings, name: str) -> Any:
    """Add rings as one shape.

    The library asks every point anew where the shape begins, which takes minutes for a country: it makes the frame, and the
    points are written here, all at once.
    """
    points = [[(emu(x), emu(y)) for x, y in ring] for ring in rings]
    xs, ys = [x for ring in points for x, _ in ring], [y for ring in points for _, y in ring]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    builder = shapes.build_freeform(left, top)
    builder.add_line_segments([(right, top), (right, bottom)], close=True)
    shape = unstyled(builder.convert_to_shape())
    _write_path(shape._element.find(".//{*}path"), points, (left, top))
    shape.name = name
    return shape


def _write_path(path: Any, rings: list[list[tuple[int, int]]], corner: tuple[int, int]) -> None:
    """Write rings into a shape's path, counted from its corner."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    left, top = corner
    steps = []
    for ring in rings:
        first, *others = (f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring)
        lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
        steps.append(f"<a:moveTo>{first}</a:moveTo>{lines}<a:close/>")
    for child in list(path):
        path.remove(child)
    path.extend(list(parse_xml(f"<a:path {nsdecls('a')}>{''.join(steps)}</a:path>")))


def _land(shapes: Any, picture: MapPicture, window: Window) -> None:
    """Draw the neighbours, cut off at the window's edge: a slide cannot hide what lies outside."""
    import shapely

    frame = shapely.box(window.left, window.top, window.left + window.width, window.top + window.height)
    for outline in picture.land:
        for ring in window.rings(outline):
            inside = shapely.make_valid(shapely.Polygon(ring)).intersection(frame)
            parts = [part for part in getattr(inside, "geoms", [inside]) if part.geom_type == "Polygon" and not part.is_empty]
            for part in parts:
                shape = freeform(shapes, [list(part.exterior.coords)], "neighbour")
                paint_shape(shape, Paint(theme.NEIGHBOUR))
                line_shape(shape, theme.NEIGHBOUR_BORDER, 0.6)


def _areas(shapes: Any, picture: MapPicture, window: Window) -> None:
    paints = paints_of(picture)
    said = {area.region_id: (area.name, area.hover) for area in picture.view.areas}
    for outline in picture.areas:
        name, hover = said[outline.region_id]
        paint = paints[outline.region_id]
        shape = freeform(shapes, window.rings(outline), name)
        paint_shape(shape, paint)
        line_shape(shape, paint.edge or theme.BORDER_AREA, 0.6)
        describe(shape, f"{outline.region_id} {name}", f"{name}: {hover}")


def _outline(shapes: Any, rings: Rings, ink: str, points: float, name: str) -> None:
    shape = freeform(shapes, rings, f"border {name}")
    shape.fill.background()
    line_shape(shape, ink, points)


def _names(shapes: Any, picture: MapPicture, window: Window) -> None:
    for at in placed_names(picture, window, sizes=NAME_SIZES):
        frame = text_box(shapes, (at.x - 70, at.y - at.size * 0.7, 140, at.size * 1.4), "middle")
        write(frame, at.name, round(at.size / PIXELS_PER_POINT, 1), ink_on(at.fill), bold=True, align="center")


def _marks(shapes: Any, picture: MapPicture, window: Window) -> None:
    for mark in picture.marks:
        x, y = window.place(mark.at)
        ink = theme.MARK_SERVICE if mark.kind == "services" else theme.MARK_PROJECT
        half = (14 + min(mark.count, MOST_COUNTED) * 0.7) / 2 + 2
        shape = plain_shape(shapes, "oval" if mark.kind == "services" else "rectangle", (x - half, y - half, 2 * half, 2 * half))
        _fill_mark(shape, ink, mark.hollow, mark.stale)
        frame = bare(shape.text_frame, "middle")
        frame.word_wrap = False
        write(frame, str(mark.count or ""), 10, ink if mark.hollow or mark.stale else "#ffffff", align="center")
        describe(shape, mark.kind, mark.label)


def _fill_mark(shape: Any, ink: str, hollow: bool, stale: bool) -> None:
    paint_shape(shape, Paint("#ffffff" if hollow else theme.MARK_STALE if stale else ink))
    line_shape(shape, ink if hollow or stale else "#ffffff", 1.2)


def _scale_bar(shapes: Any, picture: MapPicture, window: Window) -> None:
    length = picture.scale_km * window.pixels_per_km
    left, base = window.left + 14, window.top + window.height - 12
    bar = plain_shape(shapes, "rectangle", (left, base - 3, length, 3))
    paint_shape(bar, Paint(theme.INK))
    line_shape(bar, "", 0)
    frame = text_box(shapes, (left, base - 24, max(length, 60), 18), "bottom")
    write(frame, picture.scale_text, 10)


def draw_legend(slide: Any, picture: MapPicture, box: Box) -> float:
    """Draw the legend as one group of shapes; return how high it is."""
    x, y, width, _ = box
    rows = [row for row in picture.legend.rows if row.swatch != PENDING]
    square = 3 * CELL + 116 if picture.legend.square else 0
    size = next((s for s in LEGEND_SIZES if _height(rows, s, width) + square + 30 <= box[3]), LEGEND_SIZES[-1])
    group = slide.shapes.add_group_shape()
    at = y
    if picture.legend.unit:
        at += _words(group.shapes, picture.legend.unit, (x, at, width), size, bold=True) + 6
    if picture.legend.square:
        at = _square(group.shapes, picture, x, at)
    for row in rows:
        paint = row_paint(row, picture.legend.ramp, False)
        if paint:
            swatch = plain_shape(group.shapes, "rectangle", (x, at + 2, SWATCH_WIDTH, SWATCH_HEIGHT))
            paint_shape(swatch, paint)
            line_shape(swatch, paint.edge or "#8a979b", 0.6)
        elif row.swatch in MARKS:
            _mark_swatch(group.shapes, MARKS[row.swatch], x + 6, at + 2)
        at += _words(group.shapes, row.text, (x + INDENT, at, width - INDENT), size) + 7
    describe(group, "legend", _told(picture, rows))
    return at - y


def _told(picture: MapPicture, rows: Iterable[LegendRow]) -> str:
    cells = (cell for line in picture.legend.square.rows for cell in line) if picture.legend.square else ()
    fields = (f"{cell.meaning}: {cell.count}" for cell in cells if cell.count)
    return "; ".join((*((picture.legend.unit,) if picture.legend.unit else ()), *fields, *(row.text for row in rows)))


def _height(rows: Iterable[LegendRow], points: float, width: float) -> float:
    return sum(text_height(row.text, points, width - INDENT) + 7 for row in rows)


def _words(shapes: Any, text: str, place: tuple[float, float, float], points: float, bold: bool = False) -> float:
    x, y, width = place
    height = text_height(text, points, width, bold)
    write(text_box(shapes, (x, y, width, height)), text, points, bold=bold)
    return max(height, SWATCH_HEIGHT + 2)


def _mark_swatch(shapes: Any, kind: str, x: float, y: float) -> None:
    shape = plain_shape(shapes, "rectangle" if kind == "projects" else "oval", (x, y, SWATCH_HEIGHT, SWATCH_HEIGHT))
    _fill_mark(shape, theme.MARK_PROJECT if kind == "projects" else theme.MARK_SERVICE, kind == "hollow", False)


def _square(shapes: Any, picture: MapPicture, x: float, y: float) -> float:
    square = picture.legend.square
    if square is None:
        return y
    y += _words(shapes, square.risk.strip(ARROWS), (x, y, 380), 13, bold=True) + 4
    left = x + ROW_NAMES
    for number, (name, cells) in enumerate(zip(square.row_names, square.rows, strict=True)):
        top = y + number * CELL
        write(text_box(shapes, (x, top, ROW_NAMES - 8, CELL), "middle"), name, 12, theme.INK_SOFT, align="right")
        for column, cell in enumerate(cells):
            field = plain_shape(shapes, "rectangle", (left + column * CELL, top, CELL, CELL))
            paint = paint_of(theme.BIVARIATE, cell.index, "")
            paint_shape(field, paint)
            line_shape(field, "#8a979b", 0.6)
            write(bare(field.text_frame, "middle"), cell.count, 13, ink_on(paint.fill), align="center")
    below = y + 3 * CELL + 4
    for column, name in enumerate(square.column_names):
        write(text_box(shapes, (left + column * CELL, below, CELL, 54)), name, 12, theme.INK_SOFT, align="center")
    _words(shapes, square.thin.strip(ARROWS), (left, below + 56, 380), 13, bold=True)
    return below + 86
