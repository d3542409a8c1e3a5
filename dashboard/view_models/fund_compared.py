"""Two or three saved scenarios side by side, all reckoned with today's data: what each asks, funds, moves and reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.fund_figures import AreaFigures, ScenarioFigures, figures_of, selection_of
from dashboard.view_models.fund_moved import name_of, wish_said
from dashboard.view_models.fund_scores import changed_studied
from dashboard.view_models.fund_split import money_said
from dashboard.view_models.fund_what import SMALLEST_MOVE
from dashboard.view_models.sureness import rank_range
from dashboard.view_models.world import World
from data.workspace_scenario_types import SavedScenario
from models.agreement import Studied
from models.allocation import CENTS
from models.fund_scenario import read_edits

NUMBER = "fund-number"
NOTHING = AreaFigures(None, None, None, None, 0)


@dataclass(frozen=True)
class Side:
    """One scenario with its view, its figures today and how sure its ranks are."""

    name: str
    selection: Selection
    figures: ScenarioFigures
    studied: Studied | None


@dataclass(frozen=True)
class Compared:
    """The finding in a sentence, the tables, and whether rank ranges are still being reckoned."""

    said: str
    tables: tuple[Grid, ...]
    pending: bool


def build_compared(world: World, chosen: Sequence[SavedScenario], words: Words) -> Compared:
    """Compare scenarios in the order of their choice."""
    sides = tuple(_side(world, one, words) for one in chosen)
    tables = (
        _asked(sides, words),
        _amounts(world, sides, words),
        *_scores(world, sides, words),
        _reach(world, sides, words),
    )
    pending = any(side.studied is None and any(a.rank for a in side.figures.areas.values()) for side in sides)
    return Compared(_said(world, sides, words), tables, pending)


def _side(world: World, one: SavedScenario, words: Words) -> Side:
    selection = selection_of(world, one.fields, words.lang)
    return Side(one.name, selection, figures_of(world, selection), changed_studied(world, selection))


def _said(world: World, sides: tuple[Side, ...], words: Words) -> str:
    """Say which areas all of them fund, and which only one does."""
    funded = [set(side.figures.funded) for side in sides]
    every = sorted(set.intersection(*funded))
    told = [words.count("fund_saved.all_fund", len(every), names=_names(world, every, words))]
    for side, mine in zip(sides, funded, strict=True):
        alone = sorted(mine - set().union(*(other for other in funded if other is not mine)))
        if alone:
            told.append(words("fund_saved.only", name=side.name, names=_names(world, alone, words)))
    return " ".join(told)


def _heads(sides: tuple[Side, ...], first: str) -> tuple[str, ...]:
    return (first, *(side.name for side in sides))


def _asked(sides: tuple[Side, ...], words: Words) -> Grid:
    """Return what each asks for; what all ask alike is told once for each all the same, so that nothing is guessed."""

    def money(side: Side, field: str) -> str:
        return money_said(round(float(getattr(side.selection.fund, field)) * CENTS), side.selection.fund.currency, words)

    def asked(side: Side) -> dict[str, str]:
        chosen = side.selection
        fund = chosen.fund
        return {
            "level": words(f"level.{chosen.level}"),
            "day": words.date(chosen.date),
            "budget": money(side, "budget"),
            "k": fund.k,
            "rule": words(f"fund.rule.{fund.rule}"),
            "without": words(f"fund.presence.{'without' if fund.without else 'with'}"),
            "minimum": money(side, "minimum"),
            "maximum": money(side, "maximum") if float(fund.maximum) else words("fund_saved.no_limit"),
            "floor": money(side, "floor"),
            "findout": money(side, "findout"),
            "changes": words.number(len(read_edits(fund.edits))),
            "points": words("fund_saved.points", n=fund.sites, radius=fund.radius.replace(".", words("fund_saved.mark")))
            if not fund.reachby
            else words("fund_saved.points_time", n=fund.sites, minutes=fund.minutes),
            "demand": words(f"fund.demand.{fund.demand}"),
        }

    told = [asked(side) for side in sides]
    rows = tuple((Cell(words(f"fund_saved.ask.{name}")), *(Cell(one[name], NUMBER) for one in told)) for name in told[0])
    return Grid(words("fund_saved.caption.asked"), _heads(sides, words("fund_saved.head.asked")), rows, "fund-compared")


def _amounts(world: World, sides: tuple[Side, ...], words: Words) -> Grid:
    """Return the amounts of every area that any of them funds, and the money that no area gets."""
    funded = [side.figures.funded for side in sides]
    ids = sorted({r for mine in funded for r in mine}, key=lambda r: (-sum(mine.get(r, 0) for mine in funded), r))

    def money(side: Side, cents: int) -> Cell:
        return Cell(money_said(cents, side.selection.fund.currency, words) if cents else "–", NUMBER)

    rows = [
        (
            Cell(name_of(world, r, words), "fund-always" if all(r in mine for mine in funded) else ""),
            *(money(side, mine.get(r, 0)) for side, mine in zip(sides, funded, strict=True)),
        )
        for r in ids
    ]
    rows.append((Cell(words("fund.split.row.find_out")), *(money(side, side.figures.find_out) for side in sides)))
    rows.append((Cell(words("fund.split.row.unspent")), *(money(side, side.figures.unspent) for side in sides)))
    if any(side.figures.refused for side in sides):
        why = [Cell(wish_said(s.figures.refused, words) if s.figures.refused else "", "fund-refused") for s in sides]
        rows.append((Cell(words("fund.split.row.refused")), *why))
    return Grid(words("fund_saved.caption.amounts"), _heads(sides, words("fund.split.head.area")), tuple(rows), "fund-compared")


def _scores(world: World, sides: tuple[Side, ...], words: Words) -> list[Grid]:
    """Return priority and rank of the areas where they differ; nothing where they do not."""
    ids = sorted({r for side in sides for r in side.figures.areas})
    moved = [r for r in ids if _differ([side.figures.areas.get(r, NOTHING) for side in sides])]
    if not moved:
        return []
    rows = tuple((Cell(name_of(world, r, words)), *(_score(side, sides[0], r, words) for side in sides)) for r in moved)
    caption = words("fund_saved.caption.scores", first=sides[0].name)
    return [Grid(caption, _heads(sides, words("fund.split.head.area")), rows, "fund-compared")]


def _differ(areas: list[AreaFigures]) -> bool:
    known = [area.priority for area in areas if area.priority is not None]
    apart = bool(known) and (len(known) < len(areas) or max(known) - min(known) >= SMALLEST_MOVE)
    return apart or len({area.rank for area in areas}) > 1


def _score(side: Side, first: Side, region_id: str, words: Words) -> Cell:
    """Write an area's priority with what it is more or less than in the first scenario, and its rank with the range."""
    mine, usual = (s.figures.areas.get(region_id, NOTHING) for s in (side, first))
    if mine.priority is None:
        return Cell("?", NUMBER)
    text = words.number(mine.priority, 1)
    if side is not first and usual.priority is not None and abs(mine.priority - usual.priority) >= SMALLEST_MOVE:
        more = mine.priority - usual.priority
        text = words("fund_saved.score_moved", score=text, more=("+" if more > 0 else "") + words.number(more, 1))
    if mine.rank is None:
        return Cell(text, NUMBER)
    spread = side.studied.table[region_id].rank if side.studied else None
    rank = f"{mine.rank} ({rank_range(spread)})" if spread else str(mine.rank)
    return Cell(words("fund_saved.score", score=text, rank=rank), NUMBER)


def _reach(world: World, sides: tuple[Side, ...], words: Words) -> Grid:
    """Return who lives near a recorded service, and who is reached from the points."""

    def share(part: float, whole: float) -> str:
        of = words("fund.percent", n=words.number(100 * part / whole, 1)) if whole else "–"
        return words("fund_saved.share", n=words.number(part), share=of)

    def points(side: Side) -> Cell:
        figures = side.figures
        if figures.sites_refused:
            return Cell(wish_said(figures.sites_refused, words), "fund-refused")
        return Cell(_names(world, list(figures.sites), words), "fund-sites-named")

    rows = (
        (Cell(words("fund_saved.reach.services")), *(Cell(share(s.figures.covered, s.figures.people), NUMBER) for s in sides)),
        (Cell(words("fund_saved.reach.points")), *(Cell(share(s.figures.reached, s.figures.wanted), NUMBER) for s in sides)),
        (Cell(words("fund_saved.reach.where")), *(points(side) for side in sides)),
    )
    return Grid(words("fund_saved.caption.reach"), _heads(sides, words("fund_saved.head.reach")), rows, "fund-compared")


def _names(world: World, region_ids: list[str], words: Words) -> str:
    return words.listed([name_of(world, r, words) for r in region_ids])
