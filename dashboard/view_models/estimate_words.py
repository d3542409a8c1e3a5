"""Community estimates in words: a figure, a range or why there is none, and how a source is called where it is picked."""

from __future__ import annotations

import math

from dashboard.text import Words, load_locale
from data.types import Dataset
from models.communities import Estimate, Span


def figure_said(estimate: Estimate, words: Words) -> str:
    """Say what one source says: a number, a range, an open range, or the reason there is no number."""
    if estimate.gap:
        return words(f"gap.{estimate.gap}")
    if math.isnan(estimate.high):
        return words("community.over" if estimate.over else "community.at_least", value=words.number(estimate.low))
    if math.isnan(estimate.low):
        return words("community.at_most", value=words.number(estimate.high))
    return _between(estimate.low, estimate.high, words)


def span_said(span: Span, words: Words) -> str:
    """Say the range over all sources."""
    if math.isnan(span.high):
        return words("community.at_least", value=words.number(span.low))
    return _between(span.low, span.high, words)


def _between(low: float, high: float, words: Words) -> str:
    if low == high:
        return words.number(low)
    return words("estimates.between", low=words.number(low), high=words.number(high))


def source_short(dataset: Dataset, source_id: str, words: Words) -> str:
    """Return a source's short name: one of ours where there is one, else its title."""
    key = f"estimates.source.{source_id}"
    if key in load_locale(words.lang):
        return words(key)
    source = dataset.sources.get(source_id)
    return source.title[words.lang] if source else source_id
