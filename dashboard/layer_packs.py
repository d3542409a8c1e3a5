"""Serves the layer packs: one small file per language and level, and per other date what differs; kept for good."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from flask import Flask, Response, abort

from dashboard.figures.layer_pack import write_pack
from dashboard.fixed_files import FOREVER, NOT_KEPT, FixedBody, answer_fixed
from dashboard.state import LANGUAGES
from dashboard.view_models.layer_pack import build_later_pack, build_layer_pack, pack_url
from dashboard.view_models.layers import MAP_LEVELS
from dashboard.view_models.world import World, build_choices

OPENING = "opening"
MOST_KEPT = 512


class _NotFinal(Exception):
    """Carries a pack that must not be kept: something in it is still being reckoned."""

    def __init__(self, body: FixedBody) -> None:
        self.body = body


class LayerPacks:
    """The packs of one world, each made when it is first asked for."""

    def __init__(self, world: World) -> None:
        """Take the world that the pictures are of."""
        self.world = world
        self.choices = build_choices(world)
        self._made = lru_cache(maxsize=MOST_KEPT)(self._make)

    def find(self, lang: str, level: str, day: str) -> tuple[FixedBody, bool] | None:
        """Return a pack and whether it may be kept; None where there is no such pack."""
        on = self.world.default_date if day == OPENING else self._day(day)
        if lang not in LANGUAGES or level not in MAP_LEVELS or on is None:
            return None
        try:
            return self._made(lang, level, on, day == OPENING), True
        except _NotFinal as pending:
            return pending.body, False

    def _make(self, lang: str, level: str, on: date, opening: bool) -> FixedBody:
        build = build_layer_pack if opening else build_later_pack
        pack = build(self.world, lang, level, on)
        body = FixedBody.of(write_pack(pack, named=opening))
        if not pack.final:
            raise _NotFinal(body)
        return body

    def _day(self, text: str) -> date | None:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return day if day.isoformat() == text and self.choices.first <= day <= self.choices.last else None


def register_layer_packs(server: Flask, world: World) -> None:
    """Add the route of the packs."""
    packs = LayerPacks(world)
    urls = {lang: pack_url(world, lang) for lang in LANGUAGES}

    def pack(sha: str, lang: str, level: str, day: str) -> Response:
        found = packs.find(lang, level, day) if urls.get(lang) == f"/pack/{sha}/{lang}/" else None
        if found is None:
            abort(404)
        body, final = found
        return answer_fixed(body, "application/json", FOREVER if final else NOT_KEPT)

    server.add_url_rule("/pack/<sha>/<lang>/<level>/<day>.json", "pack", pack)
