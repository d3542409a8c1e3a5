"""Pictures of a map to take away: routes of the app, and what the command writes."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from flask import Flask, Response, abort, request

from dashboard.state import Selection, parse_selection
from dashboard.view_models.world import World, build_choices

TYPES = {"png": "image/png", "svg": "image/svg+xml; charset=utf-8"}
SCALES = {"1": 1, "2": 2, "4": 4}


def ask_view(world: World, asked: Mapping[str, str], query: str = "") -> Selection:
    """Return the view that is asked for, or every fault at once: here nothing is quietly replaced by a default."""
    fields = {**asked, **dict(parse_qsl(query.lstrip("?")))}
    selection = parse_selection(urlencode({name: text for name, text in fields.items() if text}), build_choices(world))
    shown = {
        "layer": selection.layer,
        "level": selection.level,
        "date": selection.date.isoformat(),
        "lang": selection.lang,
        "region": selection.region,
    }
    wrong = [f"{name} {fields[name]!r} is not known" for name, text in shown.items() if fields.get(name) and fields[name] != text]
    if wrong:
        layers = ", ".join(sorted(build_choices(world).layers[selection.level]))
        raise ValueError(f"{'; '.join(wrong)}. Layers of level {selection.level}: {layers}")
    return selection


def picture_bytes(
    world: World,
    selection: Selection,
    form: str,
    *,
    scale: int = 1,
    grey: bool = False,
    names: bool = False,
    within: str = "",
    host: str = "",
) -> bytes:
    """Draw one view as a file."""
    from dashboard.export.map_drawing import build_picture, draw_map_png, draw_map_svg

    if within and world.dataset.regions.get(within) not in world.areas("qark"):
        raise ValueError(f"{within!r} is no qark: write its code, such as AL013")
    picture = build_picture(world, selection, within=within, host=host, names=names)
    if form == "svg":
        return draw_map_svg(picture, grey=grey, carry_font=True).encode("utf-8")
    return draw_map_png(picture, scale=scale, grey=grey)


def picture_name(selection: Selection, form: str, within: str = "") -> str:
    """Return the file's name: layer, level, date, language, and what else the picture is of."""
    layer = f"survey-{selection.question or 'first'}" if selection.page == "survey" else selection.layer
    changed = "changed-method" if selection.played else ""
    parts = ("parandalim", layer, selection.level, within, selection.date.isoformat(), selection.lang, changed)
    return f"{'-'.join(part for part in parts if part)}.{form}"


def register_map_pictures(server: Flask, world: World) -> None:
    """Add the routes of the pictures: the query is the view's own."""
    choices = build_choices(world)
    qarks = frozenset(region.region_id for region in world.areas("qark"))

    def picture(form: str) -> Response:
        scale, within = SCALES.get(request.args.get("scale", "1")), request.args.get("within", "")
        if form not in TYPES or scale is None or (within and within not in qarks):
            abort(404)
        selection = parse_selection(request.query_string.decode("utf-8", "replace"), choices)
        flags = {name: request.args.get(name) == "1" for name in ("grey", "names")}
        body = picture_bytes(world, selection, form, scale=scale, within=within, host=request.host_url, **flags)
        response = Response(body, content_type=TYPES[form])
        name = picture_name(selection, form, within)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    server.add_url_rule("/download/map.<form>", "download-map", picture)
