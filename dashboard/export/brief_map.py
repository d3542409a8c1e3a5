"""The brief's map: the country in greys with the area outlined, a short legend below."""

from __future__ import annotations

from dataclasses import replace

from dashboard.export.legend_sheet import draw_legend
from dashboard.export.map_drawing import MapPicture, build_picture, draw_map_svg
from dashboard.export.pdf import FAMILY, escape
from dashboard.export.svg_sheet import FONTS, Sheet
from dashboard.state import DEFAULT_LAYER, Selection
from dashboard.view_models.world import World

CLASS = "class"
# Pixels of the drawing: it is printed 38 mm wide, so that its letters come out near 7 points.
MAP_WIDTH = 205


def draw_map(world: World, selection: Selection, *, scale_beside: bool) -> str:
    """Draw priority over the qarks, or over the municipalities of a municipality's qark, the area outlined.

    With the scale of the score beside the map, whose greys are the same, the legend leaves out the five classes.
    """
    region = world.region(selection.region)
    shown = replace(selection, layer=DEFAULT_LAYER, level=region.level, markers=())
    picture = build_picture(world, shown, within=region.qark_id if region.level == "municipality" else "")
    drawn = draw_map_svg(picture, width=MAP_WIDTH, parts="map", grey=True)
    # The document's own letters, not whatever the machine has.
    svg = (drawn + _legend(picture, scale_beside)).replace(FONTS, FAMILY)
    return f"<p><b>{escape(picture.view.title)}</b></p>{svg}"


def _legend(picture: MapPicture, scale_beside: bool) -> str:
    rows = tuple(row for row in picture.legend.rows if not (scale_beside and row.swatch == CLASS))
    if not rows:
        return ""
    sheet, short = Sheet(MAP_WIDTH), replace(picture, legend=replace(picture.legend, unit="", rows=rows))
    height = draw_legend(sheet, short, 0, 0, MAP_WIDTH, grey=True, meaning=False)
    return sheet.write(height, picture.subtitle, picture.subtitle, carry_font=False)
