"""The brief as a file: content, map and QR code on exactly two pages, and the route that sends it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from dashboard.export.brief_map import draw_map
from dashboard.export.brief_page import draw_brief
from dashboard.export.brief_records_page import SECOND
from dashboard.export.brief_style import STYLE
from dashboard.export.pdf import LaidOut, lay_out
from dashboard.export.pdf_answers import send_pdf
from dashboard.state import Selection, parse_selection
from dashboard.text import load_words
from dashboard.view_models.area_page import build_area_view
from dashboard.view_models.brief import build_brief
from dashboard.view_models.brief_cuts import ROOMS, Room
from dashboard.view_models.world import World, build_choices

BASE_URL, USUAL_URL = "PARANDALIM_BASE_URL", "http://127.0.0.1:8050"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
PAGES = 2
KEPT = 24
# Empty modules around the code, without which a reader may not find it.
QUIET = 4


def write_brief(world: World, selection: Selection, base_url: str) -> bytes:
    """Write the brief of the selected area: two pages, whatever the data hold."""
    selection = replace(selection, level=world.level_of(selection.region))
    world.studied(selection.level, selection.date, wait=None)
    area = build_area_view(world, selection)
    words = load_words(selection.lang)
    address = f"{base_url.rstrip('/')}/{area.query}"
    local = is_local(base_url)
    drawn, code = (
        draw_map(world, selection, scale_beside=bool(area.panel.score)),
        draw_code(address, words("brief.qr", address=address)),
    )

    def draw(first: Room, second: Room) -> LaidOut:
        view = build_brief(world, selection, area, first, second)
        pages = draw_brief(view, drawn, code, address, local=local)
        return lay_out(pages, title=view.document_title, lang=view.lang, style=STYLE, foot=view.foot, watermark=view.watermark)

    return fit(draw, selection.region).write()


def fit(draw: Callable[[Room, Room], LaidOut], name: str) -> LaidOut:
    """Lay out the two pages, each with as much room for its lists as one sheet allows."""
    fitting: dict[tuple[int, int], LaidOut] = {}
    low, high = [0, 0], [len(ROOMS) - 1] * PAGES
    while low != high:
        tried = [(a + b) // 2 for a, b in zip(low, high, strict=True)]
        laid = draw(*(ROOMS[k] for k in tried))
        begins = laid.page_of(SECOND)
        sheets = (begins - 1, laid.pages - begins + 1)
        if sheets == (1, 1):
            fitting[tried[0], tried[1]] = laid
        for part, count in enumerate(sheets):
            if low[part] == high[part]:
                continue
            low[part], high[part] = (low[part], tried[part]) if count == 1 else (tried[part] + 1, high[part])
    laid = fitting.get((low[0], low[1])) or draw(ROOMS[low[0]], ROOMS[low[1]])
    if laid.pages != PAGES:
        raise ValueError(f"the brief of {name} fills {laid.pages} pages, not {PAGES}")
    return laid


def draw_code(address: str, said: str) -> str:
    """Draw the address as a QR code."""
    import segno

    drawn = segno.make(address, error="m").svg_inline(scale=1, border=QUIET, omitsize=True, title=said)
    return str(drawn)


def base_address(asked: str, environ: Mapping[str, str], usual: str = USUAL_URL) -> str:
    """Return where the app is reached from outside: what was asked, else what the host says of itself, else the usual."""
    address = (asked or environ.get(BASE_URL, "") or usual).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{address!r} is no address of a site: write it as https://example.org")
    return address


def is_local(base_url: str) -> bool:
    """Say whether an address opens on this very machine only."""
    return urlsplit(base_url).hostname in LOCAL_HOSTS


def brief_name(selection: Selection, example: bool = False) -> str:
    """Return the file's name."""
    mark = "EXAMPLE-" if example else ""
    return f"parandalim-brief-{mark}{selection.region}-{selection.date.isoformat()}-{selection.lang}.pdf"


def register_brief(server: Flask, world: World) -> None:
    """Add the route of the brief; the last few are kept, as a meeting's members ask for the same one."""
    choices = build_choices(world)
    kept = lru_cache(maxsize=KEPT)(lambda selection, base: write_brief(world, selection, base))

    def brief() -> Response:
        selection = parse_selection(request.query_string.decode("utf-8", "replace"), choices)
        if not selection.region:
            abort(404)
        base = base_address("", os.environ, request.host_url)
        name = brief_name(selection, world.dataset.survey.example)
        return send_pdf(lambda: kept(selection, base), name, load_words(selection.lang))

    server.add_url_rule("/download/brief.pdf", "download-brief", brief)
