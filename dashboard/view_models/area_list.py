"""The list at the left: areas by class of priority, without rank numbers as ranks have no ranges yet."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.area_values import score_gap
from dashboard.view_models.world import World
from models.risk_index import CLASSES
from models.score_types import AreaScore


@dataclass(frozen=True)
class ListItem:
    """One area of the list: its priority and whether its class holds in every variant."""

    region_id: str
    name: str
    value: str
    settled: bool
    kept: str


@dataclass(frozen=True)
class ListGroup:
    """One class, or one reason for having none, and its areas by name."""

    group: str
    title: str
    class_index: int | None
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class ListView:
    """The whole list and what it lists."""

    title: str
    groups: tuple[ListGroup, ...]
    unsettled: str


def build_list_view(world: World, selection: Selection) -> ListView:
    """Build the list of one selection: highest class first, then the areas without a class."""
    words = load_words(selection.lang)
    table = world.scores(selection.level, selection.date)

    def item(row: AreaScore) -> ListItem:
        kept = words("list.kept", kept=row.variants_kept, total=row.variants_total) if row.class_id else ""
        name = world.region(row.region_id).name[words.lang]
        value = words.number(row.priority) if row.class_id else ""
        return ListItem(row.region_id, name, value, row.variants_kept == row.variants_total, kept)

    def group(key: str, title: str, class_index: int | None, rows: list[AreaScore]) -> ListGroup:
        return ListGroup(key, title, class_index, tuple(sorted(map(item, rows), key=lambda i: fold(i.name))))

    groups = [
        group(name, words(f"class.{name}"), index, [row for row in table.rows if row.class_id == name])
        for index, name in reversed(list(enumerate(CLASSES)))
    ]
    without = [row for row in table.rows if not row.class_id]
    for gap in ("not_recorded", "insufficient"):
        groups.append(group(gap, words(f"gap.{gap}"), None, [r for r in without if score_gap(world, r, "priority") == gap]))
    wavers = any(row.class_id and row.variants_kept < row.variants_total for row in table.rows)
    unsettled = words("list.unsettled") if wavers else ""
    return ListView(words(f"list.title.{selection.level}"), tuple(g for g in groups if g.items), unsettled)


def fold(name: str) -> str:
    """Return a name as it is searched and sorted: lower case, ë as e, ç as c."""
    return name.lower().replace("ë", "e").replace("ç", "c")
