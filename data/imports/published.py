"""Published percentages as typed into the workbook, before the display rule."""

from __future__ import annotations

from dataclasses import dataclass

from data.survey_types import KapGroup, KapQuestion


@dataclass(frozen=True)
class PublishedResult:
    """One published percentage (0-100) of ``n`` answers; ``area`` is a region's id or ``ALL``, ``place`` its cell's row."""

    row: int
    area: str
    sample: str
    group: str
    question: str
    percent: float
    n: int
    page: str
    document: str


@dataclass(frozen=True)
class PublishedTable:
    """All that a workbook says."""

    questions: dict[str, KapQuestion]
    groups: dict[str, KapGroup]
    multiple: frozenset[str]
    results: tuple[PublishedResult, ...]
