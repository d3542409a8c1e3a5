"""What a link remembers: a mark of its data and the figures then, so that an old one says what changed."""

from __future__ import annotations

import hashlib
import math

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.fund_scores import shown_scores
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

MOST_TOLD = 12
NONE = "x"
TENTHS = 10


def link_mark(world: World) -> str:
    """Return a mark of data and method: the same as long as no figure can have changed."""
    known = f"{world.dataset.version} {world.dataset.imported} {METHOD_VERSION}"
    return hashlib.sha256(known.encode()).hexdigest()[:10]


def told_of(world: World, selection: Selection) -> str:
    """Return the figures that a link carries: priority (risk where there is none) in tenths, of the first areas and the pins."""
    found = _figures(world, selection)
    first = sorted(found, key=lambda r: (-found[r], r))[:MOST_TOLD]
    pinned = [pin for pin in selection.fund.parts("pins") if pin in found and pin not in first]
    return ".".join(f"{r}-{_written(found[r])}" for r in (*first, *pinned))


def old_link(world: World, selection: Selection, words: Words) -> tuple[str, ...]:
    """Say what changed since an old link was made; nothing where the data are the same."""
    asked = selection.fund
    if not asked.made or asked.made == link_mark(world):
        return ()
    now = {r: _written(figure) for r, figure in _figures(world, selection).items()}
    then = dict(part.split("-") for part in asked.parts("told"))
    moved = [
        words("fund.old.area", name=world.region(r).name[words.lang], then=_said(was, words), now=_said(now.get(r, NONE), words))
        for r, was in then.items()
        if r in world.dataset.regions and now.get(r, NONE) != was
    ]
    if moved:
        return (words("fund.old.said"), words.count("fund.old.moved", len(moved), areas=words.listed(moved)))
    return (words("fund.old.said"), words("fund.old.same" if then else "fund.old.unknown"))


def fresh_changes(world: World, selection: Selection) -> dict[str, str]:
    """Return what makes an old link a new one."""
    return {"made": link_mark(world), "told": told_of(world, selection)}


def _figures(world: World, selection: Selection) -> dict[str, float]:
    rows = shown_scores(world, selection).rows
    figures = {row.region_id: row.risk if math.isnan(row.priority) else row.priority for row in rows}
    return {region_id: figure for region_id, figure in figures.items() if not math.isnan(figure)}


def _written(figure: float) -> str:
    return str(round(figure * TENTHS))


def _said(written: str, words: Words) -> str:
    return words.number(math.nan) if written == NONE else words.number(int(written) / TENTHS, 1)
