"""Writes into the page, before it is sent, what a link to this view shows where it is shared."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from dash import Dash
from flask import request

from dashboard.export.preview import preview_words
from dashboard.index_page import PREVIEW, preview_tags
from dashboard.living_world import LivingWorld
from dashboard.state import parse_selection, to_query
from dashboard.view_models.world import build_choices

TITLE = "<title>"


def tell_previews(app: Dash, living: LivingWorld) -> None:
    """Let the page tell of the view that its address asks for."""
    usual = app.interpolate_index

    def interpolate(**parts: Any) -> str:
        page = str(usual(**parts))
        return page.replace(PREVIEW, _tags(living), 1) if PREVIEW in page else page

    setattr(app, "interpolate_index", interpolate)  # noqa: B010


def _tags(living: LivingWorld) -> str:
    world = living.world
    selection = parse_selection(request.query_string.decode("utf-8", "replace"), build_choices(world))
    query = quote(to_query(selection), safe="?&=%-.,_~+")
    host = request.host_url.rstrip("/")
    return preview_tags(*preview_words(world, selection), f"{host}/{query}", f"{host}/preview.png{query}", selection.lang)
