"""Any map of the app drawn on the server, with no browser: as SVG, or as PNG made from that very drawing."""

from __future__ import annotations

from typing import Literal

from dashboard import theme
from dashboard.export.legend_sheet import draw_legend
from dashboard.export.map_picture import MapPicture, build_picture
from dashboard.export.map_sheet import WARN, draw_on, window_of
from dashboard.export.svg_sheet import Sheet
from dashboard.lettering import FAMILY, REGULAR, SEMIBOLD, holds

__all__ = ("MapPicture", "build_picture", "draw_map_png", "draw_map_svg")

Parts = Literal["full", "map"]
SCALES = (1, 2, 4)
USUAL_WIDTH = 1000
PAD, GUTTER = 28.0, 26.0
# Narrower sheets carry the legend below the map.
SIDE_BY_SIDE = 680
LEGEND_SHARE = 0.4
# Width by height of the map's window: Albania is tall; a flat qark gets a flatter one.
TALLEST, FLATTEST = 0.6, 1.25


def draw_map_svg(
    picture: MapPicture, *, width: int = USUAL_WIDTH, parts: Parts = "full", grey: bool = False, carry_font: bool = False
) -> str:
    """Draw the picture as SVG: all of it, or the map alone; ``carry_font`` puts the letters into the file."""
    sheet = Sheet(width)
    height = _draw_full(sheet, picture, grey) if parts == "full" else _draw_map(sheet, picture, grey)
    return sheet.write(height, picture.title, picture.view.summary, carry_font=carry_font)


def draw_map_png(picture: MapPicture, *, scale: int = 1, width: int = USUAL_WIDTH, grey: bool = False) -> bytes:
    """Draw the picture as PNG at one, two or four times its size."""
    if scale not in SCALES:
        raise ValueError(f"scale {scale} is none of {', '.join(map(str, SCALES))}")
    return to_png(draw_map_svg(picture, width=width, grey=grey), scale)


def to_png(svg: str, zoom: float = 1.0) -> bytes:
    """Turn a drawing into PNG with the app's own letters, whatever is installed on the machine."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        background="#ffffff",
        skip_system_fonts=holds(svg),
        font_files=[str(REGULAR), str(SEMIBOLD)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


def map_ratio(picture: MapPicture) -> float:
    """Return width by height of the map's window."""
    west, north, east, south = picture.frame
    return min(max((east - west) / (south - north), TALLEST), FLATTEST)


def _draw_map(sheet: Sheet, picture: MapPicture, grey: bool) -> float:
    west, north, east, south = picture.frame
    height = sheet.width * (south - north) / (east - west)
    draw_on(sheet, picture, window_of(picture, 0, 0, sheet.width, height), grey=grey)
    return height


def _draw_full(sheet: Sheet, picture: MapPicture, grey: bool) -> float:
    y = _heads(sheet, picture) + 14
    inner = sheet.width - 2 * PAD
    beside = sheet.width >= SIDE_BY_SIDE
    legend_width = inner * LEGEND_SHARE if beside else inner
    map_width = inner - legend_width - GUTTER if beside else inner
    height = map_width / map_ratio(picture)
    draw_on(sheet, picture, window_of(picture, PAD, y, map_width, height), grey=grey)
    at = (PAD + map_width + GUTTER, y - 4) if beside else (PAD, y + height + 8)
    legend_end = draw_legend(sheet, picture, *at, legend_width, grey=grey)
    return _foot(sheet, picture, max(y + height, legend_end) + 14) + PAD / 2


def _heads(sheet: Sheet, picture: MapPicture) -> float:
    inner = sheet.width - 2 * PAD
    y = sheet.paragraph(PAD, PAD / 2, picture.title, 23 if sheet.width >= SIDE_BY_SIDE else 19, inner, bold=True)
    y = sheet.paragraph(PAD, y + 2, picture.subtitle, 15, inner, theme.INK_SOFT)
    for note in (picture.watermark, *picture.notes):
        if note:
            y = sheet.paragraph(PAD, y + 3, note, 14, inner, WARN, bold=True)
    return y


def _foot(sheet: Sheet, picture: MapPicture, y: float) -> float:
    sheet.line([(PAD, y), (sheet.width - PAD, y)], "#c5ced1", 1)
    y += 4
    for words in (picture.source, picture.boundaries, picture.versions, picture.link):
        if words:
            y = sheet.paragraph(PAD, y, words, 12, sheet.width - 2 * PAD, theme.INK_SOFT)
    return y
