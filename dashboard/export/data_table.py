"""A table as every kind of file is written from it: typed cells, a tag per column, its sources, and where its rows lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

Cell = str | int | float | date | None
AREAS, SEATS = "areas", "seats"
STRING, NUMBER, INTEGER, DATE = "string", "number", "integer", "date"

# What a column holds; text wherever nothing else is said. Names are the same in every table, and so are their kinds.
NUMBERS = (
    "priority", "vulnerability", "thin_prevention", "knowledge_gap", "risk", "played_priority", "value", "lower", "upper",
    "normalised", "goalpost_low", "goalpost_high", "percent", "n", "n_eff", "df", "deff", "change", "change_lower",
    "change_upper", "p_adjusted", "detectable", "amount", "reached_n",
)  # fmt: skip
INTEGERS = (
    "rank", "rank_p05", "rank_p50", "rank_p95", "played_rank", "variants_kept", "variants_total", "low", "high",
    "projects_at_work", "projects_naming", "persons_reached", "persons_reached_naming", "count",
)  # fmt: skip
DATES = ("as_of", "start", "end", "last_confirmed", "reviewed")
KINDS = {**dict.fromkeys(NUMBERS, NUMBER), **dict.fromkeys(INTEGERS, INTEGER), **dict.fromkeys(DATES, DATE)}


@dataclass(frozen=True)
class DataTable:
    """One table. ``place`` says how its rows lie on a map: by area, at municipalities' seats, or (empty) nowhere."""

    name: str
    heads: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source_ids: frozenset[str] = frozenset()
    place: str = ""
    example: bool = False

    def column(self, head: str) -> list[Cell]:
        """Return one column's cells."""
        number = self.heads.index(head)
        return [row[number] for row in self.rows]

    def kept(self, keeps: Callable[[dict[str, Cell]], bool]) -> DataTable:
        """Return the table with the rows that a rule keeps."""
        return replace(self, rows=tuple(row for row in self.rows if keeps(dict(zip(self.heads, row, strict=True)))))


def make_table(
    name: str,
    heads: Sequence[object],
    tags: Sequence[object],
    rows: Iterable[Sequence[object]],
    source_ids: Iterable[str] = (),
    place: str = "",
    example: bool = False,
) -> DataTable:
    """Make a table of plain rows: days become dates, and what is empty becomes nothing."""
    names = tuple(str(head) for head in heads)
    kinds = tuple(KINDS.get(head, STRING) for head in names)
    typed = tuple(tuple(_typed(cell, kind) for cell, kind in zip(row, kinds, strict=True)) for row in rows)
    tagged = tuple(str(tag) for tag in tags)
    return DataTable(name, names, tagged, kinds, typed, frozenset(filter(None, source_ids)), place, example)


def _typed(cell: object, kind: str) -> Cell:
    if cell is None or cell == "":
        return None
    if kind == DATE:
        return cell if isinstance(cell, date) else date.fromisoformat(str(cell))
    if kind == INTEGER:
        return int(str(cell))
    return float(str(cell)) if kind == NUMBER else str(cell)


def joined(tables: Sequence[DataTable], any_level: bool = False) -> DataTable:
    """Return tables of the same columns as one; where their rows are of several levels, the tags of areas say so."""
    first = tables[0]
    several = len(tables) > 1 or any_level
    paired = zip(first.heads, first.tags, strict=True)
    tags = tuple(_any_level(tag) if several and head in ("region_id", "name") else tag for head, tag in paired)
    return replace(
        first,
        tags=tags,
        rows=tuple(row for table in tables for row in table.rows),
        source_ids=frozenset().union(*(table.source_ids for table in tables)),
        example=any(table.example for table in tables),
    )


def _any_level(tag: str) -> str:
    return tag.replace("#adm1", "#adm").replace("#adm2", "#adm")
