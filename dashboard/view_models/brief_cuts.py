"""How the brief keeps to two pages: lists lose their last lines and say how many, long texts end in an ellipsis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.text import Words

T = TypeVar("T")


@dataclass(frozen=True)
class Room:
    """How much of each list there is room for, and how many letters of a name, of a sentence and of a question."""

    reasons: int
    names: int
    questions: int
    types: int
    projects: int
    estimates: int
    results: int
    institutions: int
    sources: int
    name: int
    said: int
    question: int


@dataclass(frozen=True)
class Short(Generic[T]):
    """A list's first items, and the words for those that are left out (empty where none is)."""

    items: tuple[T, ...]
    more: str


# From the most to the least, in the order of the fields above; each page takes the first with which it holds on one sheet.
# The last one holds whatever is imported.
ROOMS = (
    Room(8, 4, 12, 12, 16, 6, 6, 8, 14, 110, 420, 420),
    Room(8, 3, 12, 12, 14, 5, 6, 8, 12, 100, 400, 400),
    Room(8, 2, 12, 12, 12, 4, 5, 7, 11, 95, 360, 360),
    Room(7, 1, 12, 11, 11, 4, 4, 6, 10, 90, 320, 320),
    Room(7, 1, 10, 10, 10, 3, 4, 6, 9, 85, 300, 300),
    Room(7, 0, 10, 10, 9, 3, 3, 5, 8, 80, 280, 280),
    Room(6, 0, 9, 9, 8, 3, 3, 5, 7, 80, 260, 280),
    Room(6, 0, 8, 9, 7, 2, 3, 4, 6, 75, 240, 260),
    Room(6, 0, 7, 8, 6, 2, 3, 4, 6, 70, 220, 240),
    Room(6, 0, 6, 8, 6, 2, 2, 3, 5, 70, 200, 220),
    Room(6, 0, 5, 7, 5, 1, 2, 3, 5, 65, 180, 200),
    Room(5, 0, 4, 6, 5, 1, 2, 2, 4, 60, 160, 180),
    Room(4, 0, 3, 5, 4, 1, 1, 2, 4, 55, 140, 160),
    Room(3, 0, 3, 4, 3, 1, 1, 1, 3, 45, 120, 140),
    Room(3, 0, 2, 3, 2, 0, 0, 0, 3, 40, 90, 120),
)


def shorten(items: Sequence[T], most: int, words: Words) -> Short[T]:
    """Keep the first ``most`` items; one that would be the only one left out stays."""
    kept = tuple(items) if len(items) <= most + (most > 0) else tuple(items[:most])
    left = len(items) - len(kept)
    return Short(kept, words.count("brief.more", left) if left else "")


def clip(text: str, most: int) -> str:
    """Cut a text at a word's end before ``most`` letters; the ellipsis says so."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rfind(" ")
    return f"{(head[:cut] if cut > most // 2 else head).rstrip(' ,;:.')}…"


def in_sentence(name: str) -> str:
    """Return a type's name as it stands inside a sentence: an abbreviation such as NGO keeps its letters."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
