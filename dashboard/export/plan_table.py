"""The action plans' objectives by area as a file: the matrix that the page shows, and the same with a row per cell."""

from __future__ import annotations

from dashboard.export.tables import Rows
from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.directory_catalogue import catalogue_of
from dashboard.view_models.directory_entries import NOWHERE
from dashboard.view_models.directory_plan import PlanCell, PlanRow, PlanView, build_plan
from dashboard.view_models.world import World

HEADS = ("plan", "pillar", "goal", "objective", "title")
TAGS = ("#meta+plan", "#indicator+pillar", "#indicator+goal", "#indicator+objective", "#indicator+name")
LONG_HEADS = ("as_of", *HEADS, "region_id", "name", "count", "gap", "projects")
LONG_TAGS = (
    "#date+reference", *TAGS, "#adm+code+lau", "#adm+name", "#activity+supporting+num", "#meta+gap", "#activity+supporting+name",
)  # fmt: skip
NOT_RECORDED = "not_recorded"


def plan_view(world: World, selection: Selection) -> PlanView:
    """Return the matrix of the selection's day."""
    return build_plan(world, catalogue_of(world), selection, load_words(selection.lang))


def plan_matrix(world: World, selection: Selection, *, hxl: bool = False) -> Rows:
    """Return one row per objective and a column per area: how many projects support it, or that it is not recorded."""
    view = plan_view(world, selection)
    rows: Rows = [[*HEADS, *view.columns]]
    if hxl:
        rows.append([*TAGS, *(f"#activity+supporting+num+{area.lower()}" for area in view.columns)])
    return [*rows, *([*_objective(row), *(_count(cell) for cell in row.cells)] for row in view.rows)]


def plan_rows(world: World, selection: Selection, areas: frozenset[str] | None = None) -> Rows:
    """Return one row per objective and area; ``areas`` keeps some of the columns."""
    view = plan_view(world, selection)
    rows: Rows = []
    for row in view.rows:
        for area, name, cell in zip(view.columns, view.heads, row.cells, strict=True):
            if areas is None or area in areas:
                known = cell.state != NOT_RECORDED
                code = "" if area == NOWHERE else area
                said = cell.said if cell.count else ""
                answer = [cell.count if known else "", "" if known else NOT_RECORDED, said]
                rows.append([selection.date, *_objective(row), code, name, *answer])
    return rows


def _objective(row: PlanRow) -> list[object]:
    return [*row.objective, f"{row.plan}: {row.title}"]


def _count(cell: PlanCell) -> object:
    return NOT_RECORDED if cell.state == NOT_RECORDED else cell.count
