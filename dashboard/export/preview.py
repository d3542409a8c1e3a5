"""The picture that a link brings along where it is shared: the map at the left, what it says at the right."""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard import theme
from dashboard.export.map_picture import finding_of
from dashboard.layouts.pages_menu import PAGE_NAMES
from dashboard.state import Selection, parse_selection
from dashboard.text import load_words
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.world import World, build_choices

WIDTH, HEIGHT = 1200, 630
MAP_WIDTH = 430
# Whoever fetches a preview soon gives up.
WAIT = 2.0
TITLE_SIZES = (40, 34, 28, 24)
LINE = 1.32


def draw_preview(world: World, selection: Selection) -> bytes:
    """Draw the preview of one view as PNG."""
    from dashboard.export.map_drawing import build_picture, to_png
    from dashboard.export.map_sheet import WARN, draw_on, window_of
    from dashboard.export.svg_sheet import Sheet
    from dashboard.lettering import broken_lines

    picture = build_picture(world, selection, wait=WAIT)
    words = load_words(selection.lang)
    sheet = Sheet(WIDTH)
    draw_on(sheet, picture, window_of(picture, 0, 0, MAP_WIDTH, HEIGHT), grey=False)
    left, width = MAP_WIDTH + 48, WIDTH - MAP_WIDTH - 96
    sheet.rectangle(MAP_WIDTH, 0, WIDTH - MAP_WIDTH, 12, theme.ACCENT)
    sheet.text(left, 76, words("app.name"), 30, theme.ACCENT, bold="1")
    fits = (size for size in TITLE_SIZES if len(broken_lines(picture.title, size, width, bold=True)) * size * LINE < 340)
    y = sheet.paragraph(left, 100, picture.title, next(fits, TITLE_SIZES[-1]), width, bold=True)
    y = sheet.paragraph(left, y + 10, picture.subtitle, 22, width, theme.INK_SOFT)
    for note in (picture.watermark, *picture.notes[:1]):
        if note:
            y = sheet.paragraph(left, y + 8, note, 22, width, WARN, bold=True)
    return to_png(sheet.write(HEIGHT, picture.title, picture.view.summary, carry_font=False))


def preview_words(world: World, selection: Selection) -> tuple[str, str]:
    """Return title and description of a shared view: what its map says, or what the app is where a view is no map."""
    words = load_words(selection.lang)
    named = dict(PAGE_NAMES).get(selection.page, "")
    if selection.page:
        return " · ".join((words("app.name"), *([words(named)] if named else []))), words("app.tagline")
    view = build_map_view(world, selection)
    return f"{words('app.name')} · {view.title} · {view.subtitle}", finding_of(world, selection, view)


def register_preview(server: Flask, world: World) -> None:
    """Add the route of the previews."""
    choices = build_choices(world)

    def preview() -> Response:
        selection = parse_selection(request.query_string.decode("utf-8", "replace"), choices)
        response = Response(draw_preview(world, selection), content_type="image/png")
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response

    server.add_url_rule("/preview.png", "preview", preview)
