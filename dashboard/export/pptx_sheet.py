"""One slide that words and shapes are put on, in the pixels of a slide of 1280 by 720."""

from __future__ import annotations

from typing import Any

from dashboard import theme
from dashboard.export.map_paint import Paint
from dashboard.lettering import broken_lines

WIDTH, HEIGHT = 1280, 720
EMU = 9525
PIXELS_PER_POINT = 96 / 72
LINE_HEIGHT = 1.2
FONT = "Arial"
# The letters on the reader's machine are not ours: room for wider ones than those that are measured with.
SLACK = 1.15
LANGUAGES = {"sq": "sq-AL", "en": "en-GB"}
Box = tuple[float, float, float, float]


def emu(pixels: float) -> Any:
    """Return a length in the file's own unit."""
    return round(pixels * EMU)


def describe(shape: Any, name: str, said: str) -> None:
    """Name a shape, and say it to who cannot see it."""
    shape.name = name
    for element in shape._element.iter():
        if element.tag.endswith("}cNvPr"):
            element.set("descr", said)
            return


def colour(text: str) -> Any:
    """Return a colour of the file."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(text.lstrip("#").upper())


def text_height(text: str, points: float, width: float, bold: bool = False) -> float:
    """Return how high a text stands in a width, in pixels."""
    size = points * PIXELS_PER_POINT
    return max(1, len(broken_lines(text, size, width / SLACK, bold))) * size * LINE_HEIGHT


def fitting(text: str, width: float, height: float, points: tuple[float, ...], bold: bool = False) -> float:
    """Return the largest of the sizes at which a text fits, or the smallest of them."""
    return next((size for size in points if text_height(text, size, width, bold) <= height), points[-1])


def write(frame: Any, text: str, points: float, ink: str = theme.INK, *, bold: bool = False, align: str = "") -> Any:
    """Write one paragraph into a text frame, after those that are there."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    empty = len(frame.paragraphs) == 1 and not frame.paragraphs[0].runs
    paragraph = frame.paragraphs[0] if empty else frame.add_paragraph()
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(points), bold, FONT
    run.font.color.rgb = colour(ink)
    if align:
        paragraph.alignment = {"center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[align]
    return paragraph


def bare(frame: Any, anchor: str = "top") -> Any:
    """Take the margins from a text frame and let it break lines."""
    from pptx.enum.text import MSO_ANCHOR

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}[anchor]
    return frame


def text_box(shapes: Any, box: Box, anchor: str = "top") -> Any:
    """Add a box for words; return its frame."""
    x, y, width, height = box
    return bare(shapes.add_textbox(emu(x), emu(y), emu(width), emu(height)).text_frame, anchor)


def plain_shape(shapes: Any, kind: str, box: Box) -> Any:
    """Add a rectangle or an oval."""
    from pptx.enum.shapes import MSO_SHAPE

    x, y, width, height = box
    sort = {"oval": MSO_SHAPE.OVAL, "rectangle": MSO_SHAPE.RECTANGLE}[kind]
    shape = shapes.add_shape(sort, emu(x), emu(y), emu(width), emu(height))
    return unstyled(shape)


def unstyled(shape: Any) -> Any:
    """Take the theme's style from a shape: its shadow, fill and line are not wanted."""
    for style in shape._element.findall("{*}style"):
        shape._element.remove(style)
    return shape


def paint_shape(shape: Any, paint: Paint) -> None:
    """Fill a shape as the map does: a gap's hatch becomes a pattern of the file, which can be edited there."""
    from pptx.enum.dml import MSO_PATTERN

    patterns = {
        ("lines", "rising"): MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
        ("lines", "falling"): MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
        ("dots", "level"): MSO_PATTERN.PERCENT_20,
        ("dashes", "level"): MSO_PATTERN.DASHED_HORIZONTAL,
    }
    if not paint.hatches:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(paint.fill)
        return
    first = paint.hatches[0]
    shape.fill.patterned()
    both = len(paint.hatches) > 1
    shape.fill.pattern = MSO_PATTERN.DIAGONAL_CROSS if both else patterns[first.kind, first.way]
    shape.fill.fore_color.rgb, shape.fill.back_color.rgb = colour(first.colour), colour(paint.fill)


def line_shape(shape: Any, ink: str, points: float) -> None:
    """Give a shape its outline; none for a width of 0."""
    from pptx.util import Pt

    if points:
        shape.line.color.rgb, shape.line.width = colour(ink), Pt(points)
    else:
        shape.line.fill.background()
