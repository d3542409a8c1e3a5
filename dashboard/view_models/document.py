"""What a page of words is made of: sections of paragraphs, tables, charts and entries, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view_models.method_when import WhenView
from dashboard.view_models.page import Place
from dashboard.view_models.play import PlayView


@dataclass(frozen=True)
class Para:
    """A paragraph; ``kind`` is empty, ``lead``, ``formula``, ``note`` or ``warning``."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a table; ``mark`` names its look, ``hint`` says more to who asks."""

    text: str
    mark: str = ""
    href: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Grid:
    """A table whose first column heads its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = ""


@dataclass(frozen=True)
class Entry:
    """A folded entry: what it is called, and pairs of a name and what is said of it (text, address)."""

    title: str
    note: str
    pairs: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class RangeRow:
    """One row of a chart of ranges: the published figure, and the 5th, 50th and 95th percentile."""

    name: str
    value: float
    low: float
    middle: float
    high: float
    hover: str


@dataclass(frozen=True)
class RangeChart:
    """A chart of ranges: its finding, what is measured, and one row per area, first on top."""

    name: str
    title: str
    subtitle: str
    axis: str
    most: float
    rows: tuple[RangeRow, ...]
    descending: bool


@dataclass(frozen=True)
class ShareChart:
    """A chart of shares: alone and in total, per factor; ``separators`` are the language's decimal and group marks."""

    name: str
    title: str
    subtitle: str
    alone: str
    total: str
    names: tuple[str, ...]
    firsts: tuple[float, ...]
    totals: tuple[float, ...]
    axis: str
    separators: str


@dataclass(frozen=True)
class Pending:
    """What is still being reckoned."""

    text: str


@dataclass(frozen=True)
class Link:
    """A file to take away: its name, what is in it, its address; ``also`` is the same file in another form."""

    text: str
    note: str
    href: str
    also: str = ""
    also_href: str = ""


Block = Para | Bullets | Grid | Entry | RangeChart | ShareChart | Pending | Link


@dataclass(frozen=True)
class Section:
    """One section with its anchor; ``play`` where the visitor may change the method."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    play: PlayView | None = None


@dataclass(frozen=True)
class MethodPageView:
    """The whole page of the method."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    title: str
    lead: str
    sections: tuple[Section, ...]
    attribution: str
    when: WhenView
