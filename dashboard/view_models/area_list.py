"""The list at the left: areas by class of priority, each rank with its range, and how far the classes are settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_values import score_gap
from dashboard.view_models.cuts import SCORE_CUTS, shown_score
from dashboard.view_models.settled import is_settled, score_interval
from dashboard.view_models.sureness import rank_range
from dashboard.view_models.world import World
from models.risk_index import CLASSES
from models.score_types import AreaScore, ScoreTable
from models.uncertainty import AreaUncertainty


@dataclass(frozen=True)
class ListItem:
    """One area of the list: its priority, its rank's range, and whether its class is settled."""

    region_id: str
    name: str
    value: str
    settled: bool
    kept: str
    rank: int
    ranks: str


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
    interval: str
    pending: bool


def build_list_view(world: World, selection: Selection) -> ListView:
    """Build the list of one selection: highest class first, then the areas without a class."""
    words = load_words(selection.lang)
    world = world.under(selection)
    table = world.scores(selection.level, selection.date)
    scored = any(row.class_id for row in table.rows)
    studied = world.studied(selection.level, selection.date) if scored else None
    sure = {area.region_id: area for area in studied.table.rows} if studied else {}

    def holds(row: AreaScore) -> bool:
        area = sure.get(row.region_id)
        return row.variants_kept == row.variants_total if area is None else _settled(row, area)

    def item(row: AreaScore) -> ListItem:
        kept = words("list.kept", kept=row.variants_kept, total=row.variants_total) if row.variants_total else ""
        name = world.region(row.region_id).name[words.lang]
        value = words.number(shown_score(row.priority)) if row.class_id else ""
        rank, ranks, told = _told(row, sure.get(row.region_id), words)
        kept = "; ".join(filter(None, (kept, told)))
        return ListItem(row.region_id, name, value, holds(row), kept, rank, ranks)

    def group(key: str, title: str, class_index: int | None, rows: list[AreaScore]) -> ListGroup:
        return ListGroup(key, title, class_index, tuple(sorted(map(item, rows), key=lambda i: (i.rank, fold(i.name)))))

    groups = [
        group(name, words(f"class.{name}"), index, [row for row in table.rows if row.class_id == name])
        for index, name in reversed(list(enumerate(CLASSES)))
    ]
    without = [row for row in table.rows if not row.class_id]
    for gap in ("not_recorded", "insufficient"):
        groups.append(group(gap, words(f"gap.{gap}"), None, [r for r in without if score_gap(world, r, "priority") == gap]))
    wavers = any(row.class_id and not holds(row) for row in table.rows)
    unsettled = words("settled.list" if sure else "list.unsettled") if wavers else ""
    pending = scored and studied is None
    interval = _interval(table, sure, words) if sure else ""
    return ListView(words(f"list.title.{selection.level}"), tuple(g for g in groups if g.items), unsettled, interval, pending)


def _told(row: AreaScore, sure: AreaUncertainty | None, words: Words) -> tuple[int, str, str]:
    """Return an area's rank (0 = none), its range, and what the versions say of its class."""
    if sure is None or not row.class_id:
        return 0, "", ""
    key = "settled" if _settled(row, sure) else "unsettled"
    told = words(f"sure.list_{key}", interval=score_interval(sure.scores["priority"], words))
    return row.rank or 0, rank_range(sure.rank) if sure.rank else "", told


def _settled(row: AreaScore, sure: AreaUncertainty) -> bool:
    return is_settled(sure, {"priority": row.priority}, SCORE_CUTS)


def _interval(table: ScoreTable, sure: Mapping[str, AreaUncertainty], words: Words) -> str:
    """Say how many areas' 90 % interval crosses a class cut."""
    scored = [row for row in table.rows if row.class_id]
    crossing = sum(not _settled(row, sure[row.region_id]) for row in scored)
    return words.count(f"sure.crossing.{table.level}", crossing, total=words.number(len(scored)))


def fold(name: str) -> str:
    """Return a name as it is searched and sorted: lower case, ë as e, ç as c."""
    return name.lower().replace("ë", "e").replace("ç", "c")
