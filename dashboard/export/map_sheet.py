"""The map itself on a sheet: neighbours, areas, hatches, borders, markers, names, scale bar and mark of example data."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import theme
from dashboard.export.map_hatch import area_of
from dashboard.export.map_outlines import Outline, Point
from dashboard.export.map_paint import Paint, ink_on, paint_of
from dashboard.export.map_picture import MapPicture, PictureMark
from dashboard.export.svg_sheet import Sheet
from dashboard.lettering import width_of

SEA, GREY_SEA, GREY_LAND, GREY_BORDER = "#e9eff1", "#ffffff", "#f4f4f4", "#808080"
WARN = "#9a3412"
MOST_COUNTED = 12
MARK_ROOM = 9.0
NAME_SIZES = (13.0, 12.0)
WATERMARK_SHARE = 0.62


@dataclass(frozen=True)
class Window:
    """Where on a sheet the map lies, and how kilometres become pixels there."""

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    pixels_per_km: float

    def place(self, point: Point) -> Point:
        """Return a place on the sheet."""
        return self.left + (point[0] - self.west) * self.pixels_per_km, self.top + (point[1] - self.north) * self.pixels_per_km

    def rings(self, outline: Outline) -> list[list[Point]]:
        """Return an outline on the sheet."""
        return [[self.place(point) for point in ring] for ring in outline.rings]


def window_of(picture: MapPicture, left: float, top: float, width: float, height: float) -> Window:
    """Fit the picture's frame into a box, in its middle."""
    west, north, east, south = picture.frame
    scale = min(width / (east - west), height / (south - north))
    spare_x, spare_y = width / scale - (east - west), height / scale - (south - north)
    return Window(left, top, width, height, west - spare_x / 2, north - spare_y / 2, scale)


def paints_of(picture: MapPicture, grey: bool = False) -> dict[str, Paint]:
    """Return how each area is painted, by id."""
    view = picture.view
    unsettled = frozenset(view.unsettled)
    return {
        a.region_id: paint_of(view.ramp, a.class_index, a.gap, a.inherited, a.region_id in unsettled, grey) for a in view.areas
    }


def draw_on(sheet: Sheet, picture: MapPicture, window: Window, *, grey: bool) -> None:
    """Draw the map into its window."""
    start = len(sheet.parts)
    sheet.rectangle(window.left, window.top, window.width, window.height, GREY_SEA if grey else SEA)
    _areas(sheet, picture, window, grey)
    for outline in picture.qarks:
        sheet.path(window.rings(outline), "none", "#333333" if grey else theme.BORDER_QARK, 1.2)
    for outline in picture.chosen:
        sheet.path(window.rings(outline), "none", "#000000" if grey else theme.SELECTED, 3.0)
    _names(sheet, picture, window, grey)
    for mark in picture.marks:
        _mark(sheet, mark, window, grey)
    _scale_bar(sheet, picture, window)
    if picture.watermark:
        _watermark(sheet, picture.watermark, window)
    drawn = "".join(sheet.parts[start:])
    # A window of its own cuts off what lies outside, without an id that another picture on the page might have too.
    frame = f'x="{window.left:g}" y="{window.top:g}" width="{window.width:.1f}" height="{window.height:.1f}"'
    box = f'viewBox="{window.left:g} {window.top:g} {window.width:.1f} {window.height:.1f}"'
    sheet.parts[start:] = [f"<svg {frame} {box}>{drawn}</svg>"]


def _areas(sheet: Sheet, picture: MapPicture, window: Window, grey: bool) -> None:
    paints = paints_of(picture, grey)
    said = {area.region_id: f"{area.name}: {area.hover}" for area in picture.view.areas}
    for outline in picture.land:
        sheet.path(window.rings(outline), GREY_LAND if grey else theme.NEIGHBOUR, theme.NEIGHBOUR_BORDER, 0.8)
    for outline in picture.areas:
        rings, paint, code = window.rings(outline), paints[outline.region_id], outline.region_id
        sheet.path(rings, paint.fill, GREY_BORDER if grey else theme.BORDER_AREA, 0.7, region=code, title=said[code])
        sheet.hatches(rings, paint)
    for outline in picture.areas:
        edge = paints[outline.region_id].edge
        if edge:
            sheet.path(window.rings(outline), "none", edge, 0.8)


@dataclass(frozen=True)
class PlacedName:
    """An area's name where it can stand: its middle on the sheet, its size, and the fill under it."""

    name: str
    x: float
    y: float
    size: float
    fill: str


def placed_names(
    picture: MapPicture, window: Window, *, grey: bool = False, sizes: tuple[float, ...] = NAME_SIZES
) -> tuple[PlacedName, ...]:
    """Return each name that lies wholly inside its area and that no marker covers."""
    import shapely

    paints = paints_of(picture, grey)
    marks = shapely.MultiPoint([window.place(mark.at) for mark in picture.marks]).buffer(MARK_ROOM)
    by_id = {outline.region_id: outline for outline in picture.areas}
    placed = []
    for region_id, name, point in picture.labels:
        x, y = window.place(point)
        inside = area_of(window.rings(by_id[region_id])).difference(marks)
        for size in sizes:
            half = width_of(name, size, bold=True) / 2 + 1
            if inside.contains(shapely.box(x - half, y - size / 2, x + half, y + size / 2)):
                placed.append(PlacedName(name, x, y, size, paints[region_id].fill))
                break
    return tuple(placed)


def _names(sheet: Sheet, picture: MapPicture, window: Window, grey: bool) -> None:
    for at in placed_names(picture, window, grey=grey):
        sheet.text(at.x, at.y + at.size * 0.35, at.name, at.size, ink_on(at.fill), anchor="middle", bold="1", halo=at.fill)


def _mark(sheet: Sheet, mark: PictureMark, window: Window, grey: bool) -> None:
    x, y = window.place(mark.at)
    colour = "#222222" if grey else theme.MARK_SERVICE if mark.kind == "services" else theme.MARK_PROJECT
    open_mark = mark.hollow or mark.stale
    fill = "#ffffff" if mark.hollow else ("#dddddd" if grey else theme.MARK_STALE) if mark.stale else colour
    draw = sheet.circle if mark.kind == "services" else sheet.square
    draw(x, y, (14 + min(mark.count, MOST_COUNTED) * 0.7) / 2, fill, colour if open_mark else "#ffffff")
    if mark.count:
        sheet.text(x, y + 4, str(mark.count), 12, colour if open_mark else "#ffffff", anchor="middle")


def _scale_bar(sheet: Sheet, picture: MapPicture, window: Window) -> None:
    length = picture.scale_km * window.pixels_per_km
    left, base = window.left + 14, window.top + window.height - 16
    sheet.line([(left, base - 6), (left, base), (left + length, base), (left + length, base - 6)], theme.INK, 1.4)
    sheet.text(left + length / 2, base - 6, picture.scale_text, 12, theme.INK, anchor="middle", halo=SEA)


def _watermark(sheet: Sheet, mark: str, window: Window) -> None:
    size = min(window.width * WATERMARK_SHARE / width_of(mark, 1, bold=True), window.height / 3)
    x, y = window.left + window.width / 2, window.top + window.height / 2
    sheet.text(x, y, mark, round(size, 1), WARN, anchor="middle", bold="1", turn="-18", opacity="0.34")
