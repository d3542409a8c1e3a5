"""Regions, indicators, figures and scores as the interface answers with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.api.endpoints import Asked, Json
from dashboard.api.plain import absent, figure, text_of
from dashboard.export.data_tables import BUILDERS
from dashboard.export.data_tables import kept_areas as areas_of
from dashboard.state import Selection, default_selection
from dashboard.view_models.method_indicators import listed_indicators
from dashboard.view_models.world import SHORT_WAIT, World, build_choices
from data.types import Indicator, Region
from models.knowledge_gap import STRUCTURAL
from models.score_types import AreaScore
from models.uncertainty import AreaUncertainty

FLAGS = ("out_of_period", "stale", "assumed")
FIGURES = ("value", "lower", "upper", "normalised")
COPIED = ("region_id", "indicator_id", "period", "state", "gap", "note", "source_id")
WITH_EXAMPLE = "with-example"


def list_regions(world: World, asked: Asked) -> list[Json]:
    """Return the regions, of a level or inside another."""
    ordered = (region for level in ("country", "qark", "municipality") for region in world.dataset.regions_at(level))
    return [
        _region(region)
        for region in ordered
        if asked["level"] in (None, region.level) and asked["parent"] in (None, _parent(region))
    ]


def _parent(region: Region) -> str | None:
    return {"municipality": region.qark_id, "qark": "AL"}.get(region.level)


def _region(region: Region) -> Json:
    return {
        "region_id": region.region_id,
        "level": region.level,
        "parent_id": _parent(region),
        "qark_id": region.qark_id if region.level != "country" else None,
        "name": text_of(region.name),
        "full_name": text_of(region.full_name),
        "lau": region.region_id if region.level == "municipality" else None,
        "nuts": region.region_id if region.level != "municipality" else None,
        "iso_3166_2": absent(region.iso_3166_2),
        "pcode": absent(region.pcode),
        "seat": {"name": absent(region.seat_name), "lat": figure(region.seat_lat), "lon": figure(region.seat_lon)},
        "area_km2": figure(region.area_km2),
    }


def list_indicators(world: World, asked: Asked) -> list[Json]:
    """Return the indicators, of a pillar, a theme or a level."""
    return [
        _indicator(i)
        for i in listed_indicators(world)
        if asked["pillar"] in (None, i.pillar)
        and asked["theme"] in (None, i.theme)
        and (asked["level"] or i.levels[0]) in i.levels
    ]


def one_indicator(world: World, asked: Asked) -> Json | None:
    """Return one indicator, None where there is none of that name."""
    known = world.dataset.indicators.get(asked["id"])
    return _indicator(known) if known else None


def _indicator(i: Indicator) -> Json:
    posts = i.goalposts
    return {
        "indicator_id": i.indicator_id,
        "pillar": i.pillar,
        "theme": i.theme,
        "direction": i.direction,
        "unit": i.unit,
        "unit_text": text_of(i.unit_text),
        "decimals": i.decimals,
        "valid_min": figure(i.valid_min),
        "valid_max": figure(i.valid_max),
        "goalposts": {"low": posts.low, "high": posts.high, "reason": text_of(posts.reason)} if posts else None,
        "levels": list(i.levels),
        "computed": bool(i.computed),
        "title": text_of(i.title),
        "short": text_of(i.short),
        "meaning": text_of(i.meaning),
        "caveat": text_of(i.caveat),
        "source_ids": list(i.source_ids),
        "stale_after_years": i.stale_after_years,
        "reviewed": i.reviewed.isoformat(),
    }


def selection_of(world: World, asked: Asked) -> Selection:
    """Return the view that means what is asked."""
    usual = default_selection(build_choices(world))
    return replace(usual, level=asked["level"], date=asked["as_of"], region=asked["region"] or "")


def list_values(world: World, asked: Asked) -> list[Json]:
    """Return the indicators' figures of a level on a day, every one with its state or its gap."""
    table = BUILDERS["values"](world, selection_of(world, asked))
    rows = (dict(zip(table.heads, cells, strict=True)) for cells in table.rows)
    return [
        {
            "as_of": asked["as_of"].isoformat(),
            **{name: row[name] for name in COPIED},
            **{name: row[name] for name in FIGURES},
            **{name: row[name] is not None for name in FLAGS},
        }
        for row in rows
        if asked["indicator"] in (None, row["indicator_id"])
    ]


def list_scores(world: World, asked: Asked) -> list[Json]:
    """Return the scores of a level on a day; the rank's range where it is reckoned already."""
    basis, level, on = asked["basis"], asked["level"], asked["as_of"]
    table = world.published(level, on, basis)
    sure = world.sure(level, on, SHORT_WAIT) if basis == STRUCTURAL else {}
    areas = areas_of(world, selection_of(world, asked))
    rows = (row for row in table.rows if areas is None or row.region_id in areas)
    start: Json = {"level": level, "as_of": on.isoformat(), "basis": basis, "example": basis == WITH_EXAMPLE}
    return [{**start, **_score(row), **_sureness(row, sure)} for row in rows]


def _score(row: AreaScore) -> Json:
    return {
        "region_id": row.region_id,
        "qark_id": row.qark_id,
        "priority": figure(row.priority),
        "class": absent(row.class_id),
        "rank": row.rank,
        "risk": figure(row.risk),
        "risk_class": absent(row.risk_class),
        "pillars": {
            "vulnerability": figure(row.vulnerability),
            "vulnerability_state": absent(row.vulnerability_state),
            "knowledge_gap": figure(row.knowledge_gap),
            "thin_prevention": figure(row.thin_prevention),
            "thin_prevention_class": absent(row.thin_class),
        },
        "reliability": absent(row.reliability),
        "share_available": figure(row.share_available),
        "share_inherited": figure(row.share_inherited),
        "variants_kept": row.variants_kept,
        "variants_total": row.variants_total,
        "gap": absent(row.gap),
    }


def _sureness(row: AreaScore, sure: Any) -> Json:
    """Return the rank's range: ``pending`` while it is being reckoned, ``none`` where there is no rank."""
    area: AreaUncertainty | None = (sure or {}).get(row.region_id)
    known = area is not None and area.rank is not None
    settled = None if area is None or figure(area.p_class) is None else bool(area.settled["priority"])
    state = "pending" if sure is None and row.rank is not None else "ready" if known else "none"
    if area is None or area.rank is None:
        return {"rank_range": None, "rank_range_state": state, "class_settled": settled}
    found = {name: int(getattr(area.rank, name)) for name in ("p05", "p50", "p95")}
    return {"rank_range": found, "rank_range_state": state, "class_settled": settled}
