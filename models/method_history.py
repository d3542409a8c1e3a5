"""The method's versions: each that moved a score, when, and the keys of what changed (the words stand in the locales)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MethodChange:
    """One version of the method; ``scores_moved`` says whether any score differs from the version before."""

    version: str
    day: date
    scores_moved: bool
    keys: tuple[str, ...]


HISTORY = (
    MethodChange("1.0", date(2026, 11, 22), True, ("first_score",)),
    MethodChange("1.0", date(2026, 11, 22), False, ("uncertainty_and_reasons", "play")),
    MethodChange("1.0", date(2026, 11, 22), False, ("survey_basis",)),
    MethodChange("2.0", date(2026, 11, 22), True, ("thin_of_four",)),
)
"""Oldest first; the last one's version is ``models.method.METHOD_VERSION``."""
