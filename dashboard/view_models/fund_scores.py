"""The scores that the fund page shows: the published ones, or on the what-if part those of the changed records."""

from __future__ import annotations

from typing import cast

from dashboard.state import Selection
from dashboard.view_models.world import World
from data.types import Dataset, Level
from models.fund_scenario import Edit, Scenario, apply_edits, read_edits
from models.risk_index import score_areas
from models.score_types import ScoreTable

WHAT = "what"


def scenario_of(world: World, selection: Selection) -> Scenario:
    """Return the data as the edits of the address would have them."""
    return apply_edits(world.dataset, edits_of(selection), selection.date)


def edits_of(selection: Selection) -> tuple[Edit, ...]:
    """Return the edits of the address."""
    return read_edits(selection.fund.edits)


def shown_scores(world: World, selection: Selection) -> ScoreTable:
    """Return the scores of the part that is shown."""
    if selection.fund.fpart != WHAT or not selection.fund.edits:
        return world.published(selection.level, selection.date)
    return scores_of(world, selection, scenario_of(world, selection).dataset)


def scores_of(world: World, selection: Selection, changed: Dataset) -> ScoreTable:
    """Return the scores of changed records, reckoned once per scenario."""

    def reckon() -> ScoreTable:
        return score_areas(changed, cast(Level, selection.level), selection.date)

    key = ("fund-scores", selection.level, selection.date, selection.fund.edits)
    table: ScoreTable | None = world.background.ask(key, reckon, None)
    # While the background is paused (a server about to fork) nobody else reckons.
    return table if table is not None else reckon()
