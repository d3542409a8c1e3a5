"""The layers of the map: the score and its pillars, every indicator, the survey's coverage, the communities."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.view_models.cuts import SCORE_CUTS, cuts_of_values, even_cuts
from dashboard.view_models.world import MAP_LEVELS, World
from data.types import Indicator, Text

SCORE_FIELDS = ("priority", "risk", "thin_prevention")
PILLAR_FIELDS = ("vulnerability", "knowledge_gap")
PRESENCE_THEME = "presence"


@dataclass(frozen=True)
class LayerItem:
    """One layer: what it is called, how it is classed and coloured, and at which levels there is anything to show.

    ``kind`` is ``score``, ``indicator``, ``kap`` or ``community``; ``key`` is the score's field, the indicator's id, or
    the community estimate's ``group.source.period``. ``title`` etc. are empty where the locale holds them.
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


def list_layers(world: World) -> dict[str, LayerItem]:
    """Return every layer by id, in the order of the menu."""
    items = [*_score_layers(), *_indicator_layers(world), _kap_layer(world), *_community_layers(world)]
    return {item.layer_id: item for item in items if item.levels}


def layer_ids_by_level(layers: Iterable[LayerItem]) -> dict[str, frozenset[str]]:
    """Return the ids that may be chosen at each level."""
    known = tuple(layers)
    return {level: frozenset(item.layer_id for item in known if level in item.levels) for level in MAP_LEVELS}


def _score_layers() -> list[LayerItem]:
    def score(field: str, group: str) -> LayerItem:
        ramp = "thin" if field == "thin_prevention" else "score"
        return LayerItem(
            field, group, "score", field, ramp, SCORE_CUTS, 0, MAP_LEVELS, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, ()
        )

    return [score(f, "score") for f in SCORE_FIELDS] + [score(f, "pillars") for f in PILLAR_FIELDS]


def _indicator_layers(world: World) -> list[LayerItem]:
    chosen = sorted(world.dataset.indicators.values(), key=lambda i: (i.theme, i.pillar == "context", i.indicator_id))
    return [_indicator_layer(world, indicator) for indicator in chosen]


def _indicator_layer(world: World, indicator: Indicator) -> LayerItem:
    values = [v.value for v in world.dataset.values if v.indicator_id == indicator.indicator_id and not math.isnan(v.value)]
    if indicator.goalposts:
        ends = sorted((indicator.goalposts.low, indicator.goalposts.high))
        cuts = even_cuts(ends[0], ends[1])
    else:
        cuts = cuts_of_values(_of_areas(world, indicator), indicator.decimals)
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


def _of_areas(world: World, indicator: Indicator) -> list[float]:
    return [
        v.value
        for v in world.dataset.values
        if v.indicator_id == indicator.indicator_id
        and not math.isnan(v.value)
        and world.dataset.regions[v.region_id].level in MAP_LEVELS
    ]


def _kap_layer(world: World) -> LayerItem:
    sources = tuple(dict.fromkeys(wave.source_id for wave in world.dataset.kap_waves))
    return LayerItem(
        "kap", "kap", "kap", "", "context", SCORE_CUTS, 0, MAP_LEVELS, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, sources
    )


def _community_layers(world: World) -> list[LayerItem]:
    kinds: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for estimate in world.dataset.communities:
        region = world.dataset.regions.get(estimate.region_id)
        if region is not None and region.level in MAP_LEVELS:
            key = (estimate.group, estimate.period, estimate.source_id)
            kinds.setdefault(key, []).append((region.level, estimate.value))
    return [_community_layer(world, *key, found) for key, found in sorted(kinds.items())]


def _community_layer(world: World, group: str, period: str, source_id: str, found: list[tuple[str, float]]) -> LayerItem:
    values = [value for _, value in found if not math.isnan(value)]
    source = world.dataset.sources.get(source_id)
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
