"""What is known of every area that could be funded, as numbers: list, pictures, files and filters take it from here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.state import Selection
from dashboard.view_models.area_list import fold
from dashboard.view_models.world import World
from data.types import Region
from models.agreement import Studied
from models.fund_weights import People, people_of
from models.presence import PresentProject, add_months, counted_projects, is_complete, projects_at
from models.score_types import AreaScore
from models.uncertainty import Spread

ENDING_MONTHS = 6
HIGH = ("high", "very_high")
IDLE, ENDING = "idle", "ending"


@dataclass(frozen=True)
class AreaLine:
    """One area. ``active`` and ``ending`` are of the chosen programme and audience; ``complete``: silence is absence there.

    ``chance`` is the share 0-1 of plausible versions that rank it among the first k; NaN where it has no rank. ``spreads`` are
    the versions' scores by measure, empty while they are being reckoned.
    """

    region: Region
    score: AreaScore
    rank_low: float
    rank_high: float
    chance: float
    active: tuple[PresentProject, ...]
    ending: tuple[PresentProject, ...]
    complete: bool
    people: People
    spreads: Mapping[str, Spread]


def list_lines(world: World, selection: Selection, studied: Studied | None) -> tuple[AreaLine, ...]:
    """Return all areas of the level: ranked ones first, then by priority, then by risk."""
    table = world.published(selection.level, selection.date)
    lines = [_line(world, selection, row, studied) for row in table.rows]
    return tuple(sorted(lines, key=_order))


def first_k(selection: Selection) -> int:
    """Return how many areas count as the first."""
    return max(1, int(selection.fund.k))


def chance_of(studied: Studied | None, region_id: str, k: int) -> float:
    """Return the share of versions that rank an area among the first k; NaN where it is ranked in none or not reckoned."""
    if studied is None or not len(studied.ranks) or studied.table[region_id].rank is None:
        return math.nan
    ranks = studied.ranks[:, studied.region_ids.index(region_id)]
    return float(((ranks >= 1) & (ranks <= k)).mean())


def kept(line: AreaLine, selection: Selection) -> bool:
    """Say whether an area passes the filters."""
    asked = selection.fund
    if asked.fqark and line.region.qark_id != asked.fqark:
        return False
    wanted = asked.parts("fonly")
    if IDLE in wanted and not is_idle(line):
        return False
    if ENDING in wanted and not line.ending:
        return False
    return IDLE in wanted or not (asked.fprogramme or asked.faudience) or bool(line.active)


def is_idle(line: AreaLine) -> bool:
    """Say whether risk is high and, as far as a complete source knows, nothing of what is asked for is at work."""
    return line.score.risk_class in HIGH and line.complete and not line.active


def is_asked(project: PresentProject, selection: Selection) -> bool:
    """Say whether a project is of the chosen programme and audience."""
    asked, record = selection.fund, project.project
    return (not asked.fprogramme or record.programme == asked.fprogramme) and (
        not asked.faudience or asked.faudience in record.audiences
    )


def _line(world: World, selection: Selection, row: AreaScore, studied: Studied | None) -> AreaLine:
    on = selection.date
    found = counted_projects(projects_at(world.dataset, row.region_id, on))
    active = tuple(p for p in found if is_asked(p, selection))
    sure = studied.table[row.region_id] if studied else None
    rank = sure.rank if sure else None
    return AreaLine(
        region=world.region(row.region_id),
        score=row,
        rank_low=rank.p05 if rank else math.nan,
        rank_high=rank.p95 if rank else math.nan,
        chance=chance_of(studied, row.region_id, first_k(selection)),
        active=active,
        ending=ending_of(active, on),
        complete=is_complete(world.dataset, row.region_id, "projects", on),
        people=people_of(world.dataset, row.region_id, on, world.level_of(row.region_id)),
        spreads=sure.scores if sure else {},
    )


def ending_of(found: Iterable[PresentProject], on: date) -> tuple[PresentProject, ...]:
    """Return the projects whose stated end comes within six months."""
    return tuple(p for p in found if p.project.end and on <= p.project.end <= add_months(on, ENDING_MONTHS))


def _order(line: AreaLine) -> tuple[float, float, float, str]:
    score = line.score
    return (score.rank or math.inf, -_or_low(score.priority), -_or_low(score.risk), fold(line.region.name["sq"]))


def _or_low(figure: float) -> float:
    return -1.0 if math.isnan(figure) else figure


def without_filters(selection: Selection) -> Selection:
    """Return the selection with no filter set."""
    return replace(selection, fund=replace(selection.fund, fqark="", fprogramme="", faudience="", fonly=""))
