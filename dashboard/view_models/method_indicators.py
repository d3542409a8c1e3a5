"""The method page's dictionary: every indicator with meaning, direction, goalposts and why; every source with its licence."""

from __future__ import annotations

from dashboard.text import Words
from dashboard.view_models.document import Cell, Entry, Grid, Para, Section
from dashboard.view_models.reach_words import caveat_of
from dashboard.view_models.world import World
from data.types import PILLARS, Indicator

TO_BE_CONFIRMED = "to be confirmed"


def listed_indicators(world: World) -> list[Indicator]:
    """Return all indicators, the scored ones first, pillar by pillar."""
    return sorted(world.dataset.indicators.values(), key=lambda i: (PILLARS.index(i.pillar), i.theme, i.indicator_id))


def build_indicators_section(world: World, words: Words) -> Section:
    """Build the dictionary: a table of the scored ones, then an entry for each."""
    every = listed_indicators(world)
    scored = [i for i in every if i.goalposts]
    return Section(
        "indicators",
        words("doc.indicators.title"),
        (
            Para(words("doc.indicators.lead", n=len(every), scored=len(scored))),
            _scored(world, scored, words),
            *(_entry(world, indicator, words) for indicator in every),
        ),
    )


def _scored(world: World, scored: list[Indicator], words: Words) -> Grid:
    heads = ("indicator", "pillar", "unit", "direction", "goalposts", "weight")
    counts = {pillar: sum(i.pillar == pillar for i in scored) for pillar in PILLARS}
    rows = tuple(
        (
            Cell(i.title[words.lang]),
            Cell(words(f"layer.{i.pillar}.short")),
            Cell(i.unit_text[words.lang]),
            Cell(words(f"direction.{i.direction}")),
            Cell(goalposts_said(i, words)),
            Cell(words("unit.percent_value", value=words.number(100 / counts[i.pillar], 1))),
        )
        for i in scored
    )
    return Grid(words("doc.indicators.scored"), tuple(words(f"dictionary.{head}") for head in heads), rows)


def goalposts_said(indicator: Indicator, words: Words) -> str:
    """Write the goalposts as the range that they span; empty where there are none."""
    posts = indicator.goalposts
    if posts is None:
        return ""
    low, high = (words.number(x, 0 if x == round(x) else indicator.decimals) for x in (posts.low, posts.high))
    return words("doc.indicators.posts", low=low, high=high)


def _entry(world: World, indicator: Indicator, words: Words) -> Entry:
    lang = words.lang
    sources = [(words("dictionary.source"), world.source_name(s, lang), world.source_url(s)) for s in indicator.source_ids]
    pairs = [
        (words("dictionary.meaning"), indicator.meaning[lang], ""),
        (words("dictionary.unit"), indicator.unit_text[lang], ""),
        (words("dictionary.direction"), words(f"direction.{indicator.direction}"), ""),
    ]
    if indicator.goalposts:
        pairs.append((words("dictionary.goalposts"), goalposts_said(indicator, words), ""))
        pairs.append((words("dictionary.why"), indicator.goalposts.reason[lang], ""))
    if caveat := caveat_of(world.dataset, indicator)[lang]:
        pairs.append((words("dictionary.caveat"), caveat, ""))
    pairs += [*sources, (words("dictionary.reviewed"), words.date(indicator.reviewed), "")]
    pillar = words("dictionary.context") if indicator.pillar == "context" else words(f"layer.{indicator.pillar}.short")
    return Entry(indicator.title[lang], pillar, tuple(pairs))


def build_sources_section(world: World, words: Words) -> Section:
    """Build the list of sources with their licences."""
    heads = tuple(words(f"dictionary.{head}") for head in ("source", "published", "licence"))
    named = sorted(world.dataset.sources.values(), key=lambda s: world.source_name(s.source_id, words.lang).lower())
    rows = tuple(
        (
            Cell(world.source_name(s.source_id, words.lang), href=s.url, hint=s.citation),
            Cell(s.published),
            Cell(words("dictionary.to_be_confirmed") if s.licence == TO_BE_CONFIRMED else s.licence),
        )
        for s in named
    )
    unread = sum(s.licence == TO_BE_CONFIRMED for s in named)
    lead = Para(words("doc.sources.lead", n=len(named), unread=unread))
    return Section("sources", words("doc.sources.title"), (lead, Grid(words("doc.sources.table"), heads, rows, "sources")))
