"""The patterns of one day's figures: is like beside like, and where. Exploratory; see ``models.hotspots``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.hotspots import GlobalFigure, build_neighbourhood, global_figures
from models.local_patterns import LocalFigure, local_patterns
from models.score_types import ScoreTable

MEASURES = ("vulnerability", "thin_prevention", "priority")
CLEAR_P = 0.05
LEAST_AREAS = 4


@dataclass(frozen=True)
class Pattern:
    """One figure's patterns; ``untested`` says why there are none: ``inherited``, ``no_figures`` or ``no_borders``.

    ``clear`` are those of the ``local`` figures whose adjusted p-value is under 0.05; ``left_out`` names the areas without a
    figure or a neighbour.
    """

    untested: str
    figures: tuple[GlobalFigure, ...]
    clear: tuple[LocalFigure, ...]
    local: tuple[LocalFigure, ...] = ()
    left_out: tuple[str, ...] = ()


def patterns_of(table: ScoreTable, borders: Mapping[str, Sequence[str]]) -> Mapping[str, Pattern]:
    """Return the patterns of each of ``MEASURES``.

    Vulnerability and priority of municipalities are not tested where they are inherited: neighbours are alike by construction.
    """
    return {name: pattern_of(table, borders, name) for name in MEASURES}


def pattern_of(table: ScoreTable, borders: Mapping[str, Sequence[str]], name: str) -> Pattern:
    """Return the patterns of one of a score table's figures, such as ``priority``."""
    inherited = name != "thin_prevention" and any(row.vulnerability_state == "inherited" for row in table.rows)
    values = [float(getattr(row, name)) for row in table.rows]
    return pattern_of_values([row.region_id for row in table.rows], values, borders, inherited)


def pattern_of_values(
    region_ids: Sequence[str], values: Sequence[float], borders: Mapping[str, Sequence[str]], inherited: bool = False
) -> Pattern:
    """Return the patterns of any figures.

    Parameters
    ----------
    region_ids, values : sequence
        The areas and their figures; NaN = none.
    borders : mapping
        Each area's neighbours, from ``data.geo.contiguity``; those that are not among the areas are passed over.
    inherited : bool
        Whether figures are taken over from a level above: they are not tested then.
    """
    known = {r for r, value in zip(region_ids, values, strict=True) if not math.isnan(value)}
    among = {r: [other for other in borders.get(r, ()) if other in region_ids] for r in region_ids}
    if not any(among.values()):
        return Pattern("no_borders", (), ())
    if inherited:
        return Pattern("inherited", (), ())
    beside = [v for r, v in zip(region_ids, values, strict=True) if r in known and known & set(among[r])]
    if len(beside) < LEAST_AREAS or min(beside) == max(beside):
        return Pattern("no_figures", (), ())
    neighbourhood = build_neighbourhood(region_ids, among)
    local = local_patterns(values, neighbourhood)
    clear = tuple(row for row in local.rows if row.p_fdr < CLEAR_P)
    return Pattern("", global_figures(values, neighbourhood), clear, local.rows, local.left_out)
