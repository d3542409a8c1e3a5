"""What `parandalim drivers` and `patterns` print, as rows and as one object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dashboard.score_commands import without_nan
from data.types import Dataset, Level
from models.hotspots import PERMUTATIONS
from models.pattern_survey import Pattern, pattern_of, pattern_of_values
from models.readings import presence_values, read_indicator
from models.risk_index import score_areas
from models.sobol import factor_shares
from models.uncertainty_inputs import build_inputs

DRIVER_COLUMNS = ("factor", "first", "total", "target", "level", "as_of", "draws", "seed")
PATTERN_COLUMNS = (
    *("figure", "region_id", "name_sq", "name_en", "value", "expected", "z", "p", "p_fdr", "kind", "g", "g_star"),
    *("field", "level", "as_of"),
)
MEASURES = ("priority", "risk", "vulnerability", "thin_prevention")
UNTESTED = {
    "inherited": "the figures of these areas are their qark's: neighbours are alike by construction",
    "no_figures": "fewer than four neighbouring areas have a figure, or all have the same",
    "no_borders": "the boundaries in use name no neighbours of these areas",
}


def driver_rows(dataset: Dataset, level: Level, as_of: date, draws: int, seed: int) -> list[dict[str, Any]]:
    """Return one row per group of choices: its share of the variance of ranks, or of scores where nothing is ranked.

    Raises
    ------
    ValueError
        For fewer than two draws or a negative seed, and where no area has a score.
    """
    if draws < 2 or seed < 0:
        raise ValueError(f"draws must be at least 2 and the seed not negative, not {draws} and {seed}")
    inputs = build_inputs(dataset, level, as_of)
    if not any(inputs.base_class):
        raise ValueError(f"no {level} has a priority on {as_of}: there is nothing that a choice could move")
    target = "rank" if inputs.ranked.any() else "score"
    more = {"target": target, "level": level, "as_of": as_of.isoformat(), "draws": draws, "seed": seed}
    return [{**asdict(share), **more} for share in factor_shares(inputs, draws, seed, target)]


@dataclass(frozen=True)
class FoundPattern:
    """One figure's pattern, and of what."""

    pattern: Pattern
    field: str
    level: str
    as_of: date


def find_pattern(dataset: Dataset, level: Level, as_of: date, field: str) -> FoundPattern:
    """Return the pattern of a part of the score or of an indicator.

    Raises
    ------
    ValueError
        For an unknown field, and where there is no pattern to look for: in words.
    """
    borders = _borders(level)
    if field in MEASURES:
        pattern = pattern_of(score_areas(dataset, level, as_of), borders, field)
    elif field in dataset.indicators:
        pattern = _of_indicator(dataset, level, as_of, field, borders)
    else:
        raise ValueError(f"unknown field {field!r}: use {', '.join(MEASURES)} or the id of an indicator (parandalim indicators)")
    if pattern.untested:
        raise ValueError(f"{field} of each {level} on {as_of} is not tested: {UNTESTED[pattern.untested]}")
    return FoundPattern(pattern, field, level, as_of)


def _borders(level: str) -> Mapping[str, tuple[str, ...]]:
    from data.geo.boundaries import load_boundaries, path_from_environment
    from data.geo.contiguity import shared_borders

    shapes = load_boundaries(path_from_environment(os.environ)).geojson
    return next(shared_borders(collection) for name, collection in shapes.items() if str(name) == level)


def _of_indicator(dataset: Dataset, level: Level, as_of: date, field: str, borders: Mapping[str, tuple[str, ...]]) -> Pattern:
    presence = presence_values(dataset, as_of)
    regions = [region.region_id for region in dataset.regions_at(level)]
    readings = [read_indicator(dataset, field, region_id, as_of, level, presence) for region_id in regions]
    inherited = any(reading.state == "inherited" for reading in readings)
    return pattern_of_values(regions, [reading.value for reading in readings], borders, inherited)


def pattern_rows(dataset: Dataset, found: FoundPattern) -> list[dict[str, Any]]:
    """Return the figures of the whole country, then each area's own; what a row has not is None."""
    empty = dict.fromkeys(PATTERN_COLUMNS)
    told = {"field": found.field, "level": found.level, "as_of": found.as_of.isoformat()}
    whole = [
        {**empty, "figure": f.name, "value": f.value, "expected": f.expected, "z": f.z, "p": f.p_two_sided, **told}
        for f in found.pattern.figures
    ]
    return [*whole, *({**empty, "figure": "local_moran", **row, **told} for row in _local(dataset, found))]


def _local(dataset: Dataset, found: FoundPattern) -> list[dict[str, Any]]:
    """Return each area's own figures; ``value`` is local Moran, ``g`` and ``g_star`` are z-values of Getis-Ord."""
    rows = []
    for row in found.pattern.local:
        plain = asdict(row)
        name = dataset.regions[row.region_id].name
        rows.append({**plain, "value": plain.pop("moran"), "name_sq": name["sq"], "name_en": name["en"]})
    return rows


def pattern_object(dataset: Dataset, found: FoundPattern) -> dict[str, Any]:
    """Return the whole pattern as plain values for JSON; a missing number is None."""
    plain: dict[str, Any] = {
        "field": found.field,
        "level": found.level,
        "as_of": found.as_of.isoformat(),
        "permutations": PERMUTATIONS,
        "exploratory": True,
        "global": [asdict(figure) for figure in found.pattern.figures],
        "local": _local(dataset, found),
        "clear": [row.region_id for row in found.pattern.clear],
        "left_out": list(found.pattern.left_out),
    }
    return {key: without_nan(value) for key, value in plain.items()}
