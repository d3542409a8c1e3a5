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


@dataclass(frozen=True)
class Pattern:
    """One figure's patterns; ``untested`` says why there are none: ``inherited``, ``no_figures`` or ``no_borders``."""

    untested: str
    figures: tuple[GlobalFigure, ...]
    clear: tuple[LocalFigure, ...]


def patterns_of(table: ScoreTable, borders: Mapping[str, Sequence[str]]) -> Mapping[str, Pattern]:
    """Return the patterns of each of ``MEASURES``; ``clear`` are the areas whose adjusted p-value is under 0.05.

    Vulnerability and priority of municipalities are not tested where they are inherited: neighbours are alike by construction.
    """
    return {name: _pattern(table, borders, name) for name in MEASURES}


def _pattern(table: ScoreTable, borders: Mapping[str, Sequence[str]], name: str) -> Pattern:
    """Return one figure's patterns."""
    values = [float(getattr(row, name)) for row in table.rows]
    if not any(borders.values()):
        return Pattern("no_borders", (), ())
    if name != "thin_prevention" and any(row.vulnerability_state == "inherited" for row in table.rows):
        return Pattern("inherited", (), ())
    known = [value for value in values if not math.isnan(value)]
    if len(known) < 4 or min(known) == max(known):
        return Pattern("no_figures", (), ())
    neighbourhood = build_neighbourhood([row.region_id for row in table.rows], borders)
    local = local_patterns(values, neighbourhood)
    return Pattern("", global_figures(values, neighbourhood), tuple(row for row in local.rows if row.p_fdr < CLEAR_P))
