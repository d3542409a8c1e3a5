"""How a layer is called and described: in the words of the data, or of the locale where no data file declares it."""

from __future__ import annotations

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.layers import LayerItem


def layer_title(layer: LayerItem, words: Words, selection: Selection | None = None) -> str:
    """Return the full title of a layer; a score under a changed method says so in its title, wherever that goes."""
    title = layer.title[words.lang] or words("layer.communities_named.title")
    changed = selection is not None and selection.played and layer.kind in ("score", "bivariate")
    return words("played.title", title=title) if changed else title


def layer_short(layer: LayerItem, words: Words) -> str:
    """Return the name of a layer in the menu and in table heads."""
    return layer.short[words.lang] or words("layer.communities_named.short")


def layer_meaning(layer: LayerItem, words: Words) -> str:
    """Return what a layer measures."""
    return layer.meaning[words.lang] or words("layer.communities_named.meaning")


def layer_unit(layer: LayerItem, words: Words) -> str:
    """Return the unit of a layer in words."""
    return words("unit.score") if layer.kind in ("score", "bivariate") else layer.unit[words.lang]


def layer_subtitle(selection: Selection, words: Words) -> str:
    """Return level and date of what the map shows, as one line; the legend states the unit."""
    return words("map.subtitle", level=words(f"level_many_title.{selection.level}"), date=words.date(selection.date))
