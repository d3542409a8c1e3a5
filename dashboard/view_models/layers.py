"""The layers of the map: the score and its pillars, every indicator, the survey's coverage, the communities."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.view_models.cuts import SCORE_CUTS, cuts_of_values, even_cuts, whole_cuts
from dashboard.view_models.gap_view import PAIR_CUTS
from dashboard.view_models.reach_words import caveat_of
from data.types import Dataset, Indicator, Level, Text

BIVARIATE = "bivariate"
DECLARED_KINDS = {"score": "score", "bivariate": BIVARIATE, "kap_coverage": "kap"}
COMMUNITIES = "communities_named"
PRESENCE_THEME = "presence"
MAP_LEVELS: tuple[Level, ...] = ("qark", "municipality")


@dataclass(frozen=True)
class LayerItem:
    """One layer: what it is called, how it is classed and coloured, and at which levels there is anything to show.

    ``kind`` is ``score``, ``bivariate``, ``indicator``, ``kap`` or ``community``; ``key`` is the score's field or the
    indicator's id.
    """

    layer_id: str
    group: str
    kind: str
    key: str
    ramp: str
    cuts: tuple[float, ...]
    decimals: int
    levels: tuple[str, ...]
    title: Text
    short: Text
    meaning: Text
    unit: Text
    caveat: Text
    source_ids: tuple[str, ...]
    worse_is_less: bool = False


NO_TEXT: Text = {"sq": "", "en": ""}


def list_layers(dataset: Dataset) -> dict[str, LayerItem]:
    """Return every layer by id, in the order of the menu."""
    items = [*_declared_layers(dataset), *_indicator_layers(dataset), _communities_layer(dataset)]
    return {item.layer_id: item for item in items if item.levels}


def layer_ids_by_level(layers: Iterable[LayerItem]) -> dict[str, frozenset[str]]:
    """Return the ids that may be chosen at each level."""
    known = tuple(layers)
    return {level: frozenset(item.layer_id for item in known if level in item.levels) for level in MAP_LEVELS}


def _declared_layers(dataset: Dataset) -> list[LayerItem]:
    """Return the layers that ``data/geo/*.toml`` declare: the score and its parts, the survey's coverage."""
    waves = tuple(dict.fromkeys(wave.source_id for wave in dataset.kap_waves))
    return [
        LayerItem(
            layer_id=layer.layer_id,
            group=layer.group,
            kind=DECLARED_KINDS[layer.kind],
            key=layer.field,
            ramp=BIVARIATE if layer.kind == BIVARIATE else "thin" if layer.field == "thin_prevention" else "score",
            cuts=PAIR_CUTS if layer.kind == BIVARIATE else SCORE_CUTS,
            decimals=0,
            levels=MAP_LEVELS,
            title=layer.title,
            short=layer.short,
            meaning=layer.meaning,
            unit=NO_TEXT,
            caveat=NO_TEXT,
            source_ids=waves if layer.kind == "kap_coverage" else (),
        )
        for layer in sorted(dataset.layers.values(), key=lambda layer: layer.order)
        if layer.kind in DECLARED_KINDS
    ]


def _indicator_layers(dataset: Dataset) -> list[LayerItem]:
    chosen = sorted(dataset.indicators.values(), key=lambda i: (i.theme, i.pillar == "context", i.indicator_id))
    return [_indicator_layer(dataset, indicator) for indicator in chosen]


def _indicator_layer(dataset: Dataset, indicator: Indicator) -> LayerItem:
    values = [v.value for v in dataset.values if v.indicator_id == indicator.indicator_id and not math.isnan(v.value)]
    if indicator.goalposts:
        ends = sorted((indicator.goalposts.low, indicator.goalposts.high))
        cuts = whole_cuts(ends[0], ends[1]) if indicator.unit == "count" else even_cuts(ends[0], ends[1])
    elif indicator.cuts:
        cuts = indicator.cuts
    else:
        cuts = cuts_of_values(_of_areas(dataset, indicator), indicator.decimals)
    presence = indicator.theme == PRESENCE_THEME
    ramp = "thin" if presence else "score" if indicator.pillar == "vulnerability" else "context"
    return LayerItem(
        layer_id=indicator.indicator_id,
        group=indicator.theme,
        kind="indicator",
        key=indicator.indicator_id,
        ramp=ramp,
        cuts=cuts,
        decimals=indicator.decimals,
        levels=tuple(level for level in MAP_LEVELS if level in indicator.levels) if values or indicator.computed else (),
        title=indicator.title,
        short=indicator.short,
        meaning=indicator.meaning,
        unit=indicator.unit_text,
        caveat=caveat_of(dataset, indicator),
        source_ids=indicator.source_ids,
        # The darkest colour is the worst. Counts of what is present stay more = darker: they may be lower bounds.
        worse_is_less=indicator.pillar == "vulnerability" and indicator.direction == "higher_is_better",
    )


def _of_areas(dataset: Dataset, indicator: Indicator) -> list[float]:
    return [
        v.value
        for v in dataset.values
        if v.indicator_id == indicator.indicator_id
        and not math.isnan(v.value)
        and dataset.regions[v.region_id].level in MAP_LEVELS
    ]


def _communities_layer(dataset: Dataset) -> LayerItem:
    """Return the layer of places that a source names as home of a community; numbers are indicators or words."""
    sources = tuple(dict.fromkeys(e.source_id for e in dataset.communities if e.region_id))
    return LayerItem(
        layer_id=COMMUNITIES,
        group="communities",
        kind="community",
        key=COMMUNITIES,
        ramp="context",
        cuts=SCORE_CUTS,
        decimals=0,
        levels=MAP_LEVELS if sources else (),
        title=NO_TEXT,
        short=NO_TEXT,
        meaning=NO_TEXT,
        unit=NO_TEXT,
        caveat=NO_TEXT,
        source_ids=sources,
    )
