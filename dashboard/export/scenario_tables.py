"""The scenarios that the address names, with their figures as they were told when saved and as they are today."""

from __future__ import annotations

from dashboard.export.tables import Rows
from dashboard.state import Selection
from dashboard.view_models.fund_figures import ScenarioFigures, figures_of, from_values, selection_of
from dashboard.view_models.world import World
from data.workspace_scenario_types import SavedScenario
from data.workspace_types import WorkspaceError
from models.allocation import CENTS

HEADS = (
    "scenario", "scenario_name", "telling", "told", "data_version", "method_version", "region_id", "name", "priority", "rank",
    "thin_prevention", "amount", "currency",
)  # fmt: skip


def scenarios_table(world: World, selection: Selection) -> Rows:
    """Return one row per scenario, telling and area; empty where no scenario is open or none can be read."""
    asked = selection.fund.parts("saved")
    try:
        saved = [one for one in world.saved() if str(one.number) in asked] if asked else []
    except WorkspaceError:
        saved = []
    rows: Rows = [list(HEADS)]
    for one in sorted(saved, key=lambda s: asked.index(str(s.number))):
        chosen = selection_of(world, one.fields, selection.lang)
        then = from_values(one.figures)
        if then is not None:
            rows += _told(world, chosen, one, ("saved", one.at.date().isoformat()), then)
        rows += _told(world, chosen, one, ("now", world.today.isoformat()), figures_of(world, chosen))
    return rows


def _told(world: World, chosen: Selection, one: SavedScenario, told: tuple[str, str], figures: ScenarioFigures) -> Rows:
    def known(figure: float | None) -> object:
        return "" if figure is None else figure

    rows: Rows = []
    for region_id, area in figures.areas.items():
        region = world.dataset.regions.get(region_id)
        rows.append(
            [
                one.mark, one.name, *told, figures.version, figures.method, region_id,
                region.name[chosen.lang] if region else "", known(area.priority), known(area.rank), known(area.thin),
                area.cents / CENTS if area.cents else "", chosen.fund.currency if area.cents else "",
            ]
        )  # fmt: skip
    return rows
