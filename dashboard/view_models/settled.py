"""Whether a class is settled: the 90 % interval of the plausible versions stays on the shown figure's side of every cut."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dashboard.text import Words
from dashboard.view_models.cuts import class_of, shown_score
from models.uncertainty import AreaUncertainty, Spread

# Risk is vulnerability alone as long as no survey enters it.
MEASURES = {"priority": "priority", "risk": "risk", "vulnerability": "risk", "thin_prevention": "thin_prevention"}


def is_settled(sure: AreaUncertainty, values: Mapping[str, float], cuts: Sequence[float]) -> bool:
    """Say whether each measure's 90 % interval lies in the class of its shown value; a value without an interval is not."""
    return all(_stays(sure.scores[measure], value, cuts) for measure, value in values.items())


def _stays(spread: Spread, value: float, cuts: Sequence[float]) -> bool:
    if math.isnan(spread.p50):
        return False
    return class_of(spread.p05, cuts) == class_of(value, cuts) == class_of(spread.p95, cuts)


def interval_text(sure: AreaUncertainty | None, measure: str, words: Words) -> str:
    """Write the 90 % interval of a measure, empty where there is none."""
    spread = sure.scores[measure] if sure else None
    return "" if spread is None or math.isnan(spread.p50) else score_interval(spread, words)


def score_interval(spread: Spread, words: Words) -> str:
    """Write the 90 % interval of a score."""
    return f"{words.number(shown_score(spread.p05))}–{words.number(shown_score(spread.p95))}"
