"""Plain values for JSON: no NaN, no empty text where something is missing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from data.types import LANGUAGES


def figure(value: float | None) -> float | None:
    """Return a number, None where there is none."""
    return None if value is None or not math.isfinite(value) else value


def absent(text: str) -> str | None:
    """Return a text, None for an empty one."""
    return text or None


def day(value: date | None) -> str | None:
    """Return a day as text."""
    return value.isoformat() if value else None


def text_of(text: Mapping[str, str]) -> dict[str, str]:
    """Return a text in every language."""
    return {lang: text[lang] for lang in LANGUAGES}
