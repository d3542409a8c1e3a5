"""The method page's tests against the world: the hindcast in words with every variant, and the exploratory patterns."""

from __future__ import annotations

import math

from dashboard.state import Selection
from dashboard.text import Words, load_locale
from dashboard.view_models.document import Block, Bullets, Cell, Grid, Para, Pending, Section
from dashboard.view_models.world import World
from models.hindcast import Hindcast, HindcastVariant
from models.pattern_survey import Pattern

CAUTION, VARIANT = "caution.", "variant."


def build_hindcast_section(world: World, words: Words) -> Section:
    """Build the hindcast's section."""
    found = world.hindcast()
    title = words("hindcast.title")
    if found is None:
        return Section("hindcast", title, (Pending(words("hindcast.pending")),))
    texts = load_locale(f"explain.{words.lang}")
    cautions = tuple(text for key, text in sorted(texts.items()) if key.startswith(CAUTION))
    names = words.listed([world.region(region_id).name[words.lang] for region_id in found.chosen])
    own, score = (
        next(v for v in found.variants if v.variant_id == name) for name in ("own_grants_every_type", "thin_prevention")
    )
    told = {"date": words.date(found.as_of), "names": names, "choices": words.number(found.choices), "n": len(found.chosen)}
    return Section(
        "hindcast",
        title,
        (
            Para(words("hindcast.lead", **told), "lead"),
            Para(
                words(
                    "hindcast.result", own=words.number(own.auc, 2), p=_p(own.p_greater, words), score=words.number(score.auc, 2)
                )
            ),
            Para(words("hindcast.how", choices=words.number(found.choices))),
            _variants(found, texts, words),
            Para(words("hindcast.cannot")),
            Bullets(cautions),
        ),
    )


def _variants(found: Hindcast, texts: object, words: Words) -> Grid:
    heads = tuple(words(f"hindcast.head_{head}") for head in ("variant", "auc", "p", "two_sided", "by_hand"))
    return Grid(words("hindcast.table"), heads, tuple(_variant(v, texts, words) for v in found.variants))


def _variant(variant: HindcastVariant, texts: object, words: Words) -> tuple[Cell, ...]:
    label = texts[f"{VARIANT}{variant.variant_id}"]  # type: ignore[index]
    if math.isnan(variant.auc):
        none = Cell(words("hindcast.no_score"))
        return (Cell(label), none, Cell("–"), Cell("–"), Cell("–"))
    by_hand = "" if math.isnan(variant.by_hand) else words.number(variant.by_hand, 2)
    return (
        Cell(label),
        Cell(words.number(variant.auc, 3)),
        Cell(_p(variant.p_greater, words)),
        Cell(_p(variant.p_two_sided, words)),
        Cell(by_hand),
    )


def _p(value: float, words: Words) -> str:
    return words.number(value, 4)


def build_patterns_section(world: World, selection: Selection, words: Words) -> Section:
    """Build the patterns' section for the chosen level and date."""
    found = world.patterns(selection.level, selection.date)
    blocks: tuple[Block, ...]
    if found is None:
        blocks = (Pending(words("sure.pending")),)
    else:
        level = words(f"level_many.{selection.level}")
        heads = tuple(words(f"patterns.head_{head}") for head in ("figure", "moran", "geary", "getis_ord", "clear"))
        rows = tuple(_pattern(world, name, pattern, words) for name, pattern in found.items())
        blocks = (Grid(words("patterns.table", level=level, date=words.date(selection.date)), heads, rows),)
    return Section(
        "patterns",
        words("patterns.title"),
        (Para(words("patterns.lead")), *blocks, Para(words("patterns.note"), "note")),
    )


def _pattern(world: World, name: str, pattern: Pattern, words: Words) -> tuple[Cell, ...]:
    label = Cell(words(f"layer.{name}.short") if name != "priority" else words("patterns.priority"))
    if pattern.untested:
        return (label, Cell(words(f"patterns.untested.{pattern.untested}")), Cell("–"), Cell("–"), Cell("–"))
    figures = {figure.name: figure for figure in pattern.figures}
    cells = [
        Cell(words("patterns.figure", value=words.number(figures[key].value, 2), p=words.number(figures[key].p_two_sided, 3)))
        if key in figures
        else Cell("–")
        for key in ("moran", "geary", "getis_ord")
    ]
    clear = [
        words("patterns.area", name=world.region(row.region_id).name[words.lang], kind=words(f"patterns.kind.{row.kind}"))
        for row in pattern.clear
    ]
    return (label, *cells, Cell(words.listed(clear) or words("patterns.none")))
