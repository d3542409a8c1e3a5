"""The layers of the map: the score and its pillars, every indicator, the survey's coverage, the communities."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.view_models.cuts import SCORE_CUTS, cuts_of_values, even_cuts
from data.types import Dataset, Indicator, Level, Text

DECLARED_KINDS = {"score": "score", "kap_coverage": "kap"}
PRESENCE_THEME = "presence"
MAP_LEVELS: tuple[Level, ...] = ("qark", "municipality")


@dataclass(frozen=True)
class LayerItem:
    """One layer: what it is called, how it is classed and coloured, and at which levels there is anything to show.

    ``kind`` is ``score``, ``indicator``, ``kap`` or ``community``; ``key`` is the score's field, the indicator's id, or
    the community estimate's ``group.period.source``, whose title is its source's.
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
    higher_is_better: bool = False


NO_TEXT: Text = {"sq": "", "en": ""}


def list_layers(dataset: Dataset) -> dict[str, LayerItem]:
    """Return every layer by id, in the order of the menu."""
    items = [*_declared_layers(dataset), *_indicator_layers(dataset), *_community_layers(dataset)]
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
            ramp="thin" if layer.field == "thin_prevention" else "score",
            cuts=SCORE_CUTS,
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
        cuts = even_cuts(ends[0], ends[1])
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
        caveat=indicator.caveat,
        source_ids=indicator.source_ids,
        higher_is_better=indicator.direction == "higher_is_better",
    )


def _of_areas(dataset: Dataset, indicator: Indicator) -> list[float]:
    return [
        v.value
        for v in dataset.values
        if v.indicator_id == indicator.indicator_id
        and not math.isnan(v.value)
        and dataset.regions[v.region_id].level in MAP_LEVELS
    ]


def _community_layers(dataset: Dataset) -> list[LayerItem]:
    kinds: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for estimate in dataset.communities:
        region = dataset.regions.get(estimate.region_id)
        if region is not None and region.level in MAP_LEVELS:
            key = (estimate.group, estimate.period, estimate.source_id)
            kinds.setdefault(key, []).append((region.level, estimate.value))
    return [_community_layer(dataset, *key, found) for key, found in sorted(kinds.items())]


def _community_layer(dataset: Dataset, group: str, period: str, source_id: str, found: list[tuple[str, float]]) -> LayerItem:
    values = [value for _, value in found if not math.isnan(value)]
    source = dataset.sources.get(source_id)
    return LayerItem(
        layer_id=f"community.{group}.{period}.{source_id}",
        group="communities",
        kind="community",
        key=f"{group}.{period}.{source_id}",
        ramp="context",
        cuts=cuts_of_values(values, 0),
        decimals=0,
        levels=tuple(level for level in MAP_LEVELS if any(at == level for at, _ in found)),
        title=source.title if source else NO_TEXT,
        short=NO_TEXT,
        meaning=NO_TEXT,
        unit=NO_TEXT,
        caveat=NO_TEXT,
        source_ids=(source_id,),
    )
