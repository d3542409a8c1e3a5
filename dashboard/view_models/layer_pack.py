"""Every layer's picture at one level, language and date at once, so that the browser can go from one to another by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from dashboard.state import LANGUAGES, Selection
from dashboard.text import load_locale
from dashboard.view_models.map_view import MapArea, build_map_view
from dashboard.view_models.world import World
from models.method import METHOD_VERSION


@dataclass(frozen=True)
class LayerPicture:
    """What one layer paints: its areas, and which of them are hatched."""

    ramp: str
    areas: tuple[MapArea, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True)
class LayerPack:
    """The pictures by layer. ``final`` is False while something in them is still being reckoned."""

    pictures: Mapping[str, LayerPicture]
    final: bool


def build_layer_pack(world: World, lang: str, level: str, on: date) -> LayerPack:
    """Build the pictures of every layer that the level has, just as the map itself shows them."""
    final = is_final(world, level, on)
    pictures = {}
    for layer in world.layers.values():
        if level in layer.levels:
            view = build_map_view(world, Selection(lang, level, layer.layer_id, on, "", (), "map"))
            pictures[layer.layer_id] = LayerPicture(view.ramp, view.areas, view.unsettled)
    return LayerPack(pictures, final)


def is_final(world: World, level: str, on: date) -> bool:
    """Say whether the plausible versions are reckoned, on which it hangs what is hatched; if not, they are begun."""
    return world.studied(level, on, wait=0) is not None


def build_later_pack(world: World, lang: str, level: str, on: date) -> LayerPack:
    """Build the pictures that differ from those of the opening date: all that another date has to bring."""
    opening = build_layer_pack(world, lang, level, world.default_date)
    pack = build_layer_pack(world, lang, level, on)
    changed = {layer: picture for layer, picture in pack.pictures.items() if picture != opening.pictures[layer]}
    return LayerPack(changed, pack.final and opening.final)


def pack_url(world: World, lang: str) -> str:
    """Return where a language's packs stand: under a hash of all that the pictures hang on."""
    texts = chain.from_iterable(sorted(load_locale(known).items()) for known in LANGUAGES)
    hangs_on = (
        world.edition,
        world.dataset.version,
        METHOD_VERSION,
        world.default_date.isoformat(),
        *(f"{level} {url}" for level, url in sorted(world.shapes.urls.items())),
        *(f"{key} {text}" for key, text in texts),
    )
    return f"/pack/{hashlib.sha256(chr(0).join(hangs_on).encode()).hexdigest()[:10]}/{lang}/"
