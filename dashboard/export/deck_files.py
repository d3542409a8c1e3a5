"""Decks to take away: the route of the app, and what the command writes."""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard.export.deck_area import build_area_deck
from dashboard.export.deck_sequence import build_sequence_deck
from dashboard.export.deck_types import Deck
from dashboard.state import Selection, parse_selection
from dashboard.view_models.slides import list_items
from dashboard.view_models.world import World, build_choices

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PRESENT = "present"


def deck_of(world: World, selection: Selection) -> Deck:
    """Return the deck that a view asks for: of its area, or of the sequence that its address carries."""
    if selection.region and selection.page != PRESENT:
        return build_area_deck(world, selection)
    return build_sequence_deck(world, list_items(world, selection), selection.lang)


def deck_name(selection: Selection) -> str:
    """Return the file's name."""
    of_area = bool(selection.region) and selection.page != PRESENT
    parts = (
        "parandalim",
        "deck",
        selection.region if of_area else "",
        selection.date.isoformat() if of_area else "",
        selection.lang,
    )
    return f"{'-'.join(part for part in parts if part)}.pptx"


def register_decks(server: Flask, world: World) -> None:
    """Add the route of the decks: the query is the view's own."""
    choices = build_choices(world)

    def deck() -> Response:
        from dashboard.export.deck_drawing import draw_deck

        selection = parse_selection(request.query_string.decode("utf-8", "replace"), choices)
        response = Response(draw_deck(deck_of(world, selection)), content_type=PPTX)
        response.headers["Content-Disposition"] = f'attachment; filename="{deck_name(selection)}"'
        return response

    server.add_url_rule("/download/deck.pptx", "download-deck", deck)
