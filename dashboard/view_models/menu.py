"""The menu of layers, grouped."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.layer_words import layer_short
from dashboard.view_models.world import World

GROUPS = (
    "score",
    "pillars",
    "presence",
    "kap",
    "communities",
    "population",
    "poverty",
    "education",
    "family",
    "work",
    "violence",
    "migration",
    "cases",
)


@dataclass(frozen=True)
class MenuItem:
    """One layer of the menu, and the levels at which it can be shown."""

    layer_id: str
    text: str
    levels: tuple[str, ...]
    current: bool


@dataclass(frozen=True)
class MenuGroup:
    """One group of layers; ``open`` where it holds the chosen one or is the first."""

    group: str
    title: str
    items: tuple[MenuItem, ...]
    open: bool


def build_menu(world: World, selection: Selection) -> tuple[MenuGroup, ...]:
    """Build the menu of layers of one selection."""
    words = load_words(selection.lang)
    groups = []
    for group in GROUPS:
        items = tuple(
            MenuItem(layer.layer_id, layer_short(layer, words), layer.levels, layer.layer_id == selection.layer)
            for layer in world.layers.values()
            if layer.group == group
        )
        if items:
            is_open = group == GROUPS[0] or any(item.current for item in items)
            groups.append(MenuGroup(group, words(f"group.{group}"), items, is_open))
    return tuple(groups)
