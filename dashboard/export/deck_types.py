"""What a deck says, slide by slide, as plain values; how it is drawn is another matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.export.map_picture import MapPicture

LEAD, BODY, ITEM, NOTE = "lead", "body", "item", "note"


@dataclass(frozen=True)
class Line:
    """One paragraph; ``kind`` is lead (larger), body, item (with a bullet) or note (softer)."""

    text: str
    kind: str = BODY


@dataclass(frozen=True)
class TextPart:
    """Paragraphs, as large as fits."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TablePart:
    """A table; ``shares`` are the columns' widths. It is set as large as fits; too long a one goes on, on a further slide."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    points: float = 12.0


@dataclass(frozen=True)
class BarsPart:
    """Bars about zero: names, numbers, what is written at each bar; ``summary`` says it to who cannot see it."""

    series: str
    names: tuple[str, ...]
    amounts: tuple[float, ...]
    labels: tuple[str, ...]
    summary: str


@dataclass(frozen=True)
class MapPart:
    """A map of shapes that can be edited."""

    picture: MapPicture


@dataclass(frozen=True)
class LegendPart:
    """A map's legend as shapes."""

    picture: MapPicture


Part = TextPart | TablePart | BarsPart | MapPart | LegendPart


@dataclass(frozen=True)
class Column:
    """A part of the slide's width (in shares of it), its parts one below the other."""

    share: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class DeckSlide:
    """One slide: ``title`` says the finding, ``foot`` source, date, boundaries and data, ``notes`` the reasons for who speaks."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    foot: str
    notes: tuple[str, ...]
    watermark: str = ""
    opening: bool = False


@dataclass(frozen=True)
class Deck:
    """A whole deck in one language."""

    lang: str
    title: str
    subject: str
    made: date
    slides: tuple[DeckSlide, ...]
