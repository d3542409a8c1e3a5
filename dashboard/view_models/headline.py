"""The one sentence first: where prevention was thinnest against risk, and what is not known today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.cuts import SCORE_CUTS
from dashboard.view_models.settled import is_settled
from dashboard.view_models.world import World
from models.risk_index import CLASSES
from models.score_types import AreaScore, ScoreTable
from models.uncertainty import AreaUncertainty
from models.uncertainty_plan import DEFAULT_DRAWS

# More names than this are a list, not a sentence.
MOST_NAMES = 4
PROJECTS = "projects_active"


@dataclass(frozen=True)
class HeadlineView:
    """The finding of the chosen date and what is not known today (empty where the chosen date is today)."""

    finding: str
    today: str


def build_headline(world: World, selection: Selection) -> HeadlineView:
    """Build the headline of one selection."""
    words = load_words(selection.lang)
    world = world.under(selection)
    finding = _finding(world, world.scores(selection.level, selection.date), selection, words)
    if selection.date == world.today:
        return HeadlineView(finding, "")
    return HeadlineView(finding, _today(world.scores(selection.level, world.today), selection, words))


def _finding(world: World, table: ScoreTable, selection: Selection, words: Words) -> str:
    ranked = [row for row in table.rows if row.class_id]
    when = words.date(selection.date)
    if not ranked:
        return _unknown(table, selection, selection.date == world.today, words)
    top = max(CLASSES.index(row.class_id) for row in ranked)
    leaders = [row for row in ranked if CLASSES.index(row.class_id) == top]
    drawn = world.sure(selection.level, selection.date)
    if drawn is None and selection.played:
        # A changed method has no stated variants to fall back on; the list beside it asks for both again.
        return words("sure.pending")
    sure = [row for row in leaders if _holds(row, drawn)]
    key = "headline" if drawn is None else "settled.headline"
    told = {"date": when, "class_name": words(f"class_had.{CLASSES[top]}"), "draws": words.number(DEFAULT_DRAWS)}
    if not sure:
        return words.count(f"{key}.unsettled.{selection.level}", len(leaders), variants=leaders[0].variants_total, **told)
    if len(sure) > MOST_NAMES:
        said = words.count(f"{key}.many.{selection.level}", len(sure), **told)
    else:
        names = words.listed([world.region(row.region_id).name[words.lang] for row in sure])
        said = words.count(f"{key}.named", len(sure), names=names, **{**told, "class_name": words(f"class_said.{CLASSES[top]}")})
    rest = len(leaders) - len(sure)
    return f"{said} {words.count(f'{key}.rest', rest)}" if rest else said


def _holds(row: AreaScore, drawn: Mapping[str, AreaUncertainty] | None) -> bool:
    """Say whether an area may be named: its class holds in every stated variant, and in the 90 % interval once that is known."""
    keeps = row.variants_kept == row.variants_total
    return keeps and (drawn is None or is_settled(drawn[row.region_id], {"priority": row.priority}, SCORE_CUTS))


def _unknown(table: ScoreTable, selection: Selection, is_today: bool, words: Words) -> str:
    """Say that thin prevention cannot be reckoned, and in how many areas at least some project is on record."""
    some = sum(not reading.gap for row in table.rows for reading in row.readings if reading.indicator_id == PROJECTS)
    told = {"date": words.date(selection.date), "n": len(table.rows)}
    if some:
        return words(f"headline.partly.{selection.level}", some=some, **told)
    return words(f"headline.unknown{'_today' if is_today else ''}.{selection.level}", **told)


def _today(table: ScoreTable, selection: Selection, words: Words) -> str:
    unknown = sum(_presence_unknown(row) for row in table.rows)
    return words.count(f"headline.today.{selection.level}", unknown, total=words.number(len(table.rows)))


def _presence_unknown(row: AreaScore) -> bool:
    return row.gap == "not_recorded"
