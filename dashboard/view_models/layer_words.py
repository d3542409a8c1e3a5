"""How a layer is called and described: in the words of the data; the community estimates in the locale's."""

from __future__ import annotations

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.layers import LayerItem
from dashboard.view_models.world import World


def layer_title(layer: LayerItem, words: Words) -> str:
    """Return the full title of a layer."""
    if layer.kind == "community":
        return words("layer.community.title", group=community_group(layer, words), period=words.period(layer.key.split(".")[1]))
    return layer.title[words.lang]


def layer_short(layer: LayerItem, words: Words) -> str:
    """Return the name of a layer in the menu and in table heads."""
    if layer.kind == "community":
        return words("layer.community.short", group=community_group(layer, words), period=words.period(layer.key.split(".")[1]))
    return layer.short[words.lang]


def layer_meaning(layer: LayerItem, words: Words) -> str:
    """Return what a layer measures."""
    if layer.kind == "community":
        return words("layer.community.meaning", source=layer.title[words.lang])
    return layer.meaning[words.lang]


def layer_unit(layer: LayerItem, words: Words) -> str:
    """Return the unit of a layer in words."""
    key = {"score": "unit.score", "community": "unit.persons", "kap": "unit.none"}.get(layer.kind)
    return words(key) if key else layer.unit[words.lang]


def layer_subtitle(world: World, layer: LayerItem, selection: Selection, words: Words) -> str:
    """Return level, unit and date of what the map shows, as one line."""
    key = "map.subtitle_plain" if layer.kind == "kap" else "map.subtitle"
    return words(
        key,
        level=words(f"level_many_title.{selection.level}"),
        unit=layer_unit(layer, words),
        date=words.date(selection.date),
    )


def community_group(layer: LayerItem, words: Words) -> str:
    """Return the name of the community that an estimate speaks of."""
    return words(f"community.{layer.key.split('.')[0]}")
