"""What must be said of an indicator beside its file's caveat: by what travel times reach is told, where some are imported."""

from __future__ import annotations

from dashboard.text import Words, load_words
from data.types import LANGUAGES, Dataset, Indicator, Text, frozen_map
from models.travel import REACH_KM, REACH_MINUTES, TravelTable, travel_table

REACH = "_in_reach"


def caveat_of(dataset: Dataset, indicator: Indicator) -> Text:
    """Return the indicator's caveat, with how reach is told where it is one of reach and travel times are imported."""
    table = travel_table(dataset) if indicator.computed.endswith(REACH) else None
    if table is None:
        return indicator.caveat
    return frozen_map({lang: f"{indicator.caveat[lang]} {_said(table, load_words(lang))}" for lang in LANGUAGES})


def _said(table: TravelTable, words: Words) -> str:
    first = words("travel.caveat", minutes=words.number(REACH_MINUTES), mode=words(f"travel.mode.{table.mode}"))
    if not table.lacking:
        return f"{first} {words('travel.complete')}"
    told = {"pairs": words.number(table.pairs), "km": words.number(REACH_KM)}
    return f"{first} {words.count('travel.lacking', table.lacking, **told)}"
