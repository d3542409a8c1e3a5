"""What `parandalim score --draws`, `explain` and `hindcast` print, as rows and lines."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from dashboard.explain_words import explain_in_words, strings_of
from data.types import Dataset
from models.explain import Explanation
from models.hindcast import Hindcast
from models.score_types import ScoreTable
from models.uncertainty import AreaUncertainty, score_uncertainty

UNCERTAINTY_COLUMNS = ("rank_p05", "rank_p50", "rank_p95", "p_top10", "p_class")
# Whether the 90 % interval of the priority crosses no class cut; also where there is a class without a rank.
DRAWN_COLUMNS = (*UNCERTAINTY_COLUMNS, "settled")


def uncertainty_columns(dataset: Dataset, table: ScoreTable, draws: int, seed: int) -> list[dict[str, Any]]:
    """Return the added columns of each area, in the table's order; None or NaN (printed empty) where there is no rank."""
    found = score_uncertainty(dataset, table.level, table.as_of, draws, seed, table=table)
    return [_columns(area) for area in found.rows]


def _columns(area: AreaUncertainty) -> dict[str, Any]:
    """Return one area's added columns."""
    settled = None if math.isnan(area.p_class) else "yes" if area.settled["priority"] else "no"
    if area.rank is None:
        return {**dict.fromkeys(UNCERTAINTY_COLUMNS), "settled": settled}
    ranks = {"rank_p05": int(area.rank.p05), "rank_p50": int(area.rank.p50), "rank_p95": int(area.rank.p95)}
    return {**ranks, "p_top10": area.p_top[10], "p_class": area.p_class, "settled": settled}


PART_COLUMNS = ("region_id", "as_of", "target", "indicator_id", "pillar", "value", "state", "normalised", "reference", "points")


def explanation_parts(why: Explanation) -> list[dict[str, Any]]:
    """Return one row per contribution; ``reference`` is the reference's normalised value."""
    return [
        {
            "region_id": why.area.region_id,
            "as_of": why.as_of.isoformat(),
            "target": why.target,
            "indicator_id": part.reading.indicator_id,
            "pillar": part.pillar,
            "value": part.reading.value,
            "state": part.reading.gap or part.reading.state,
            "normalised": part.reading.normalised,
            "reference": part.reference_normalised,
            "points": part.points,
        }
        for part in why.contributions
    ]


def explanation_object(dataset: Dataset, why: Explanation, lang: str) -> dict[str, Any]:
    """Return the whole explanation as plain values for JSON; a missing number is None."""
    plain = {
        "region_id": why.area.region_id,
        "as_of": why.as_of.isoformat(),
        "target": why.target,
        "reference": why.reference,
        "score": why.score,
        "reference_score": why.reference_score,
        "class": why.class_id,
        "rank": why.area.rank,
        "gap": why.area.gap,
        "residual": why.residual,
        "contributions": explanation_parts(why),
        "moves": {direction: [asdict(move) for move in moves] for direction, moves in why.moves.items()},
        "neighbours": [asdict(neighbour) for neighbour in why.neighbours],
        "sentences": explain_in_words(dataset, why, lang),
    }
    return {key: without_nan(value) for key, value in plain.items()}


def without_nan(value: Any) -> Any:
    """Return a plain value with None for every NaN in it."""
    if isinstance(value, dict):
        return {key: without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_nan(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value


HINDCAST_COLUMNS = ("variant_id", "kind", "auc", "p_greater", "p_two_sided", "by_hand", "known", "sign", "label")


def hindcast_rows(found: Hindcast, lang: str) -> list[dict[str, Any]]:
    """Return one row per variant, whatever it says, for reading: AUC and p-values with four decimals."""
    rows = [{**asdict(variant), "label": strings_of(lang)["variant"][variant.variant_id]} for variant in found.variants]
    fine = ("auc", "p_greater", "p_two_sided")
    return [{**row, **{name: "" if math.isnan(row[name]) else f"{row[name]:.4f}" for name in fine}} for row in rows]


def hindcast_object(found: Hindcast, lang: str) -> dict[str, Any]:
    """Return the whole hindcast as plain values for JSON."""
    plain: dict[str, Any] = {
        "as_of": found.as_of.isoformat(),
        "chosen": list(found.chosen),
        "choices": found.choices,
        "cautions": hindcast_cautions(lang),
        "variants": [{**asdict(v), "label": strings_of(lang)["variant"][v.variant_id]} for v in found.variants],
    }
    return {key: without_nan(value) for key, value in plain.items()}


def hindcast_cautions(lang: str) -> list[str]:
    """Return what the hindcast cannot show, in plain words."""
    return [text for _, text in sorted(strings_of(lang)["caution"].items())]
