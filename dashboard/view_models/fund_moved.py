"""What moved between two tellings of one scenario, in sentences: priorities, ranks, amounts, coverage, points."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.fund_figures import AreaFigures, ScenarioFigures
from dashboard.view_models.fund_split import money_said, refused_said
from dashboard.view_models.fund_what import SMALLEST_MOVE
from dashboard.view_models.world import World
from models.fund_wishes import ImpossibleWish

MOST_NAMED = 5


def moved_said(world: World, selection: Selection, then: ScenarioFigures, now: ScenarioFigures, words: Words) -> tuple[str, ...]:
    """Say every kind of figure that moved, from what to what; empty where none did."""
    currency = selection.fund.currency

    def score(figure: float | None) -> str:
        return words.number(figure, 1) if figure is not None else "?"

    said = [
        _areas(world, then, now, "priority", lambda a: score(a.priority), lambda a, b: _apart(a.priority, b.priority), words),
        _areas(world, then, now, "rank", lambda a: str(a.rank or "–"), lambda a, b: a.rank != b.rank, words),
        _areas(
            world, then, now, "amount", lambda a: money_said(a.cents, currency, words), lambda a, b: a.cents != b.cents, words
        ),
        _refusal(then.refused, now.refused, "refused", words),
    ]
    if (round(then.covered), round(then.people)) != (round(now.covered), round(now.people)):
        said.append(words("fund.moved.coverage", then=words.number(then.covered), now=words.number(now.covered)))
    said.append(_sites(world, then, now, words))
    said.append(_refusal(then.sites_refused, now.sites_refused, "sites_refused", words))
    return tuple(text for text in said if text)


def wish_said(refused: Mapping[str, str], words: Words) -> str:
    """Say why a wish cannot be, from its code and values."""
    return refused_said(ImpossibleWish(refused["code"], **{k: v for k, v in refused.items() if k != "code"}), words)


def _areas(
    world: World,
    then: ScenarioFigures,
    now: ScenarioFigures,
    name: str,
    say: Callable[[AreaFigures], str],
    differs: Callable[[AreaFigures, AreaFigures], bool],
    words: Words,
) -> str:
    """Say of which areas a figure moved, the first of them by name."""
    nothing = AreaFigures(None, None, None, None, 0)
    pairs = [(r, then.areas.get(r, nothing), now.areas.get(r, nothing)) for r in sorted({*then.areas, *now.areas})]
    moved = [pair for pair in pairs if differs(pair[1], pair[2])]
    if not moved:
        return ""
    told = [
        words("fund.old.area", name=name_of(world, r, words), then=say(was), now=say(became))
        for r, was, became in moved[:MOST_NAMED]
    ]
    more = len(moved) - len(told)
    areas = words.listed([*told, words.count("fund.moved.more", more)] if more else told)
    return words.count(f"fund.moved.{name}", len(moved), areas=areas)


def _apart(then: float | None, now: float | None) -> bool:
    if then is None or now is None:
        return then is not now
    return abs(then - now) >= SMALLEST_MOVE


def _refusal(then: Mapping[str, str], now: Mapping[str, str], name: str, words: Words) -> str:
    if dict(then) == dict(now):
        return ""
    return words(f"fund.moved.{name}", why=wish_said(now, words)) if now else words(f"fund.moved.{name}_no_more")


def _sites(world: World, then: ScenarioFigures, now: ScenarioFigures, words: Words) -> str:
    if (then.sites == now.sites and round(then.reached) == round(now.reached)) or then.sites_refused or now.sites_refused:
        return ""
    names = words.listed([name_of(world, site, words) for site in now.sites])
    return words("fund.moved.sites", names=names, then=words.number(then.reached), now=words.number(now.reached))


def name_of(world: World, region_id: str, words: Words) -> str:
    """Return an area's name; its id where the data know it no more."""
    region = world.dataset.regions.get(region_id)
    return str(region.name[words.lang]) if region else region_id
