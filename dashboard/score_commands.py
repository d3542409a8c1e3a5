"""What `parandalim score --draws`, `explain` and `hindcast` print, as rows and lines."""

from __future__ import annotations

from typing import Any

from data.types import Dataset
from models.score_types import ScoreTable
from models.uncertainty import AreaUncertainty, score_uncertainty

UNCERTAINTY_COLUMNS = ("rank_p05", "rank_p50", "rank_p95", "p_top10", "p_class")


def uncertainty_columns(dataset: Dataset, table: ScoreTable, draws: int, seed: int) -> list[dict[str, Any]]:
    """Return the added columns of each area, in the table's order; None or NaN (printed empty) where there is no rank."""
    found = score_uncertainty(dataset, table.level, table.as_of, draws, seed, table=table)
    return [_columns(area) for area in found.rows]


def _columns(area: AreaUncertainty) -> dict[str, Any]:
    """Return one area's added columns."""
    if area.rank is None:
        return dict.fromkeys(UNCERTAINTY_COLUMNS)
    ranks = {"rank_p05": int(area.rank.p05), "rank_p50": int(area.rank.p50), "rank_p95": int(area.rank.p95)}
    return {**ranks, "p_top10": area.p_top[10], "p_class": area.p_class}
