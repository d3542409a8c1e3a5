"""The communities' file: every source's estimate of every place as it is shown, with the pick and the day's reach."""

from __future__ import annotations

import math

from dashboard.export.downloads import Table
from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.estimate_words import source_short
from dashboard.view_models.world import COUNTRY, World
from data.types import Region
from models.communities import Estimate

HEADS = (
    "region_id", "name", "qark_id", "pcode", "place_named", "group", "period", "low", "high", "open_end", "gap",
    "picked", "source_id", "source", "source_url", "note", "as_of", "projects_at_work", "projects_naming",
    "persons_reached", "persons_reached_naming", "presence_complete",
)  # fmt: skip
TAGS = (
    "#adm2+code+eurostat", "#adm2+name", "#adm1+code", "#adm2+code", "#loc+name", "#population+group", "#date+period",
    "#population+min", "#population+max", "#meta+open", "#meta+gap", "#meta+picked", "#meta+source+id", "#meta+source",
    "#meta+url", "#meta+note", "#date+as_of", "#activity+num", "#activity+num+communities", "#reached+num",
    "#reached+num+communities", "#meta+complete",
)  # fmt: skip


def community_table(world: World, selection: Selection, *, hxl: bool = False) -> Table:
    """Return one row per source, community and place; ranges as two ends, no sum and no mean anywhere."""
    area = world.dataset.regions.get(selection.wanted.area)
    chosen = [e for e in world.estimates() if _lies_in(world, e, area)]
    heads: Table = [HEADS, TAGS] if hxl else [HEADS]
    return [*heads, *(_row(world, estimate, selection) for estimate in chosen)]


def _lies_in(world: World, estimate: Estimate, area: Region | None) -> bool:
    region = world.dataset.regions.get(estimate.region_id)
    if area is None or area.level == "country":
        return True
    return region is not None and (region.level == "country" or region.qark_id == area.qark_id)


def _row(world: World, e: Estimate, selection: Selection) -> list[object]:
    region = world.dataset.regions.get(e.region_id)
    equity = world.equity(e.region_id or COUNTRY, selection.date) if region else None
    reach: list[object] = ["", "", "", "", ""]
    if equity and (equity.projects or equity.complete):
        complete = "yes" if equity.complete else "no"
        reach = [equity.projects, equity.naming, _whole(equity.persons), _whole(equity.persons_naming), complete]
    open_end = "above" if not e.gap and math.isnan(e.high) else "below" if not e.gap and math.isnan(e.low) else ""
    return [
        e.region_id,
        region.name[selection.lang] if region else "",
        region.qark_id if region else "",
        region.pcode if region else "",
        e.place_named,
        e.group,
        e.period,
        _whole(e.low),
        _whole(e.high),
        open_end,
        e.gap,
        "yes" if e.source_id == selection.estimate else "",
        e.source_id,
        source_short(world.dataset, e.source_id, load_words(selection.lang)),
        world.source_url(e.source_id),
        "; ".join(e.notes),
        selection.date.isoformat(),
        *reach,
    ]


def _whole(value: float) -> object:
    return "" if math.isnan(value) else int(value)
