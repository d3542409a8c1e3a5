"""The Roma and Egyptian communities of an area: competing estimates side by side as ranges, never added, never averaged."""

from __future__ import annotations

from dataclasses import replace

from dashboard.state import Selection, Wanted
from dashboard.text import Words
from dashboard.view_models.area_types import AreaCommunities
from dashboard.view_models.communities_part import EstimateTable, build_communities
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.panel import AreaPanel
from dashboard.view_models.world import World
from data.types import Region

SILENT = "none"


def build_area_communities(
    world: World, catalogue: Catalogue, selection: Selection, region: Region, panel: AreaPanel, words: Words
) -> AreaCommunities:
    """Build what the sources say of the communities in one area, with the country's figures beside."""
    part = build_communities(world, catalogue, replace(selection, wanted=Wanted(area=region.region_id)), words)
    return AreaCommunities(
        said=(words("area.communities.lead"),),
        lines=panel.communities,
        tables=tuple(_spoken(table) for table in part.tables),
        named=tuple(place for qark in part.named for place in qark.places),
    )


def _spoken(table: EstimateTable) -> EstimateTable:
    """Leave out the sources that say nothing of any row."""
    kept = [k for k in range(len(table.heads)) if any(row.cells[k].state != SILENT for row in table.rows)]
    rows = tuple(replace(row, cells=tuple(row.cells[k] for k in kept)) for row in table.rows)
    return replace(table, heads=tuple(table.heads[k] for k in kept), rows=rows)
