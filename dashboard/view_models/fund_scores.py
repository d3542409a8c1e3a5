"""The scores that the fund page shows: the published ones, or on the what-if part those of the changed records."""

from __future__ import annotations

from typing import cast

from dashboard.state import Selection
from dashboard.view_models.world import SHORT_WAIT, World
from data.types import Dataset, Level
from models.agreement import Studied, study_areas
from models.fund_scenario import Edit, Scenario, apply_edits, read_edits
from models.risk_index import score_areas
from models.score_types import ScoreTable

WHAT = "what"


def scenario_of(world: World, selection: Selection) -> Scenario:
    """Return the data as the edits of the address would have them."""
    return apply_edits(world.dataset, edits_of(selection), selection.date)


def changed_dataset(world: World, selection: Selection) -> Dataset:
    """Return the data that a split and the choice of points reckon with: those with the address's changes made."""
    return scenario_of(world, selection).dataset if edits_of(selection) else world.dataset


def changed_scores(world: World, selection: Selection) -> ScoreTable:
    """Return the scores of those data."""
    if not edits_of(selection):
        return world.published(selection.level, selection.date)
    return scores_of(world, selection, changed_dataset(world, selection))


def edits_of(selection: Selection) -> tuple[Edit, ...]:
    """Return the edits of the address."""
    return read_edits(selection.fund.edits)


def shown_scores(world: World, selection: Selection) -> ScoreTable:
    """Return the scores of the part that is shown."""
    if selection.fund.fpart != WHAT:
        return world.published(selection.level, selection.date)
    return changed_scores(world, selection)


def scores_of(world: World, selection: Selection, changed: Dataset) -> ScoreTable:
    """Return the scores of changed records, reckoned once per scenario."""

    def reckon() -> ScoreTable:
        return score_areas(changed, cast(Level, selection.level), selection.date)

    key = ("fund-scores", selection.level, selection.date, selection.fund.edits)
    table: ScoreTable | None = world.background.ask(key, reckon, None)
    # While the background is paused (a server about to fork) nobody else reckons.
    return table if table is not None else reckon()


def changed_studied(world: World, selection: Selection, wait: float | None = SHORT_WAIT) -> Studied | None:
    """Return what the plausible versions say of those scores; None while they are being reckoned, or where nothing has a rank."""
    if not edits_of(selection):
        return world.studied(selection.level, selection.date, wait)
    table = changed_scores(world, selection)
    if all(row.rank is None for row in table.rows):
        return None
    key = ("fund-studied", selection.level, selection.date, selection.fund.edits)
    dataset = changed_dataset(world, selection)
    found: Studied | None = world.background.ask(key, lambda: study_areas(dataset, table), wait)
    return found
