"""The map's layers of the communities: one per group and source, so that the pick of a source is in the address."""

from __future__ import annotations

from dashboard.text import Words, load_words
from dashboard.view_models.estimate_words import figure_said, source_short
from dashboard.view_models.layers import COMMUNITIES, MAP_LEVELS, LayerItem
from data.types import LANGUAGES, Dataset
from models.communities import (
    COUNTRY,
    FIRST_SOURCES,
    GROUPS,
    Estimate,
    find_estimate,
    list_estimates,
    list_sources,
    unplaced_estimates,
)

ESTIMATE = "estimate"
# The same for every source, so that two sources can be laid beside each other.
CUTS = (100.0, 500.0, 1000.0, 5000.0)
SEPARATOR = " "


def with_estimate_layers(layers: dict[str, LayerItem], dataset: Dataset) -> dict[str, LayerItem]:
    """Return the layers with one per group and source that can be picked, behind the places that a source names."""
    estimates = list_estimates(dataset)
    added = {item.layer_id: item for item in _list(dataset, estimates)}
    before = {name: item for name, item in layers.items() if name != COMMUNITIES}
    return before | added | {name: item for name, item in layers.items() if name == COMMUNITIES}


def picked_layer(group: str, source_id: str) -> str:
    """Return the id of the layer of one group and source."""
    return f"{group}-{source_id}"


def _list(dataset: Dataset, estimates: tuple[Estimate, ...]) -> list[LayerItem]:
    placed = {(e.group, e.source_id) for e in estimates if e.region_id not in ("", COUNTRY)}
    return [
        _layer(dataset, estimates, group, source_id)
        for group in GROUPS
        for source_id in list_sources(estimates, group)
        if source_id in FIRST_SOURCES or (group, source_id) in placed
    ]


def _layer(dataset: Dataset, estimates: tuple[Estimate, ...], group: str, source_id: str) -> LayerItem:
    words = {lang: load_words(lang) for lang in LANGUAGES}
    named = {lang: source_short(dataset, source_id, w) for lang, w in words.items()}
    return LayerItem(
        layer_id=picked_layer(group, source_id),
        group="communities",
        kind=ESTIMATE,
        key=f"{group}{SEPARATOR}{source_id}",
        ramp="context",
        cuts=CUTS,
        decimals=0,
        levels=MAP_LEVELS,
        title={lang: w(f"estimates.title.{group}", source=named[lang]) for lang, w in words.items()},
        short={lang: w(f"estimates.short.{group}", source=named[lang]) for lang, w in words.items()},
        meaning={lang: w("estimates.meaning") for lang, w in words.items()},
        unit={lang: w("estimates.unit") for lang, w in words.items()},
        caveat={lang: _caveat(estimates, group, source_id, w) for lang, w in words.items()},
        source_ids=(source_id,),
    )


def _caveat(estimates: tuple[Estimate, ...], group: str, source_id: str, words: Words) -> str:
    """Say what the source gives and the map cannot show: its figure for the country, and of places that are no area of today."""
    whole = find_estimate(estimates, source_id, group, COUNTRY)
    told = [words("estimates.country", figure=figure_said(whole, words))] if whole else []
    places = [e.place_named for e in unplaced_estimates(estimates) if (e.group, e.source_id) == (group, source_id)]
    told += [words.count("estimates.unplaced", len(places), places=words.listed(places))] if places else []
    return " ".join(told)
