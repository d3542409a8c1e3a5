"""What would move an area out of its class: the smallest feasible change of one indicator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.types import Indicator
from models.decompose import Rule, pillar_score, priority_score
from models.method import CLASSES, CUTS, DISTANCE_STEP_KM
from models.profiles import Profiles

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ClassMove:
    """One indicator's smallest change that changes the class; ``size`` is in points of the common scale, clipping left out.

    ``value`` and ``wanted`` are in the indicator's unit. ``inherited``: the figure is the qark's, not the municipality's own.
    """

    indicator_id: str
    value: float
    wanted: float
    size: float
    class_id: str
    inherited: bool


def possible_values(indicator: Indicator) -> Array:
    """Return every value that the indicator may take as printed: whole projects, steps of 5 km, else its decimals.

    All lie inside its valid range, ends included.
    """
    step = DISTANCE_STEP_KM if indicator.unit == "km" else 10.0**-indicator.decimals
    first, last = np.ceil(indicator.valid_min / step - 1e-9), np.floor(indicator.valid_max / step + 1e-9)
    return np.round(np.arange(first, last + 1) * step, 10)


def _worth_trying(indicator: Indicator, value: float) -> Array:
    """Return the possible values up to one step beyond goalposts and value: farther out, clipping makes all alike."""
    values, posts = possible_values(indicator), indicator.goalposts
    assert posts is not None, "a scored indicator has goalposts: the data layer requires it"
    step = values[1] - values[0] if len(values) > 1 else 0.0
    low, high = min(posts.low, value) - step, max(posts.high, value) + step
    return values[(values >= low) & (values <= high)]


def class_moves(profiles: Profiles, region_id: str, rule: Rule, target: str) -> dict[str, tuple[ClassMove, ...]]:
    """Return the changes of one indicator that move an area to a lower (``better``) or a higher class (``worse``).

    Parameters
    ----------
    profiles : Profiles
        All areas of the level; ValueError where the area is not of it.
    region_id : str
        Which area.
    rule : Rule
        Weights and means.
    target : {"priority", "vulnerability"}
        Whose class.

    Returns
    -------
    dict
        Per direction at most one change per indicator, smallest first; empty where no single feasible change does it.
    """
    k = profiles.index(region_id)
    row = profiles.normalised[k]
    now = _class(_scores(profiles, row[None], rule, target))[0]
    found: dict[str, list[ClassMove]] = {"better": [], "worse": []}
    width = len(row) if target == "priority" else profiles.width
    for i, indicator in enumerate(profiles.indicators[:width]):
        if np.isnan(row[i]) or now < 0:
            continue
        values = _worth_trying(indicator, profiles.readings[k][i].value)
        rows = np.repeat(row[None], len(values), axis=0)
        rows[:, i] = _scaled(values, indicator)
        classes = _class(_scores(profiles, rows, rule, target))
        for direction, chosen in (("better", (classes < now) & (classes >= 0)), ("worse", classes > now)):
            if chosen.any():
                found[direction].append(_smallest(values[chosen], classes[chosen], profiles, k, i))
    return {name: tuple(sorted(moves, key=lambda m: (m.size, m.indicator_id))) for name, moves in found.items()}


def _smallest(values: Array, classes: npt.NDArray[np.intp], profiles: Profiles, k: int, i: int) -> ClassMove:
    """Return the nearest of the values that change the class."""
    indicator, reading = profiles.indicators[i], profiles.readings[k][i]
    posts = indicator.goalposts
    assert posts is not None, "a scored indicator has goalposts: the data layer requires it"
    nearest = int(np.argmin(np.abs(values - reading.value)))
    size = 100.0 * abs(values[nearest] - reading.value) / (posts.high - posts.low)
    inherited = reading.state == "inherited" or reading.region_id != profiles.table.rows[k].region_id
    return ClassMove(
        indicator.indicator_id, reading.value, float(values[nearest]), float(size), CLASSES[classes[nearest]], inherited
    )


def _scaled(values: Array, indicator: Indicator) -> Array:
    """Return raw values of one indicator on 0-100, higher = worse."""
    posts = indicator.goalposts
    assert posts is not None, "a scored indicator has goalposts: the data layer requires it"
    share = np.clip(100.0 * (values - posts.low) / (posts.high - posts.low), 0.0, 100.0)
    return 100.0 - share if indicator.direction == "higher_is_better" else share


def _scores(profiles: Profiles, rows: Array, rule: Rule, target: str) -> Array:
    """Return the target score of rows of normalised indicators."""
    risk = pillar_score(rows[:, : profiles.width], rule.weights("vulnerability"), rule.pillar_mean)
    if target == "vulnerability":
        return risk
    thin = pillar_score(rows[:, profiles.width :], rule.weights("thin_prevention"), rule.pillar_mean)
    return priority_score(risk, thin, rule.weights("priority"), rule.priority_mean)


def _class(scores: Array) -> npt.NDArray[np.intp]:
    """Return class numbers 0-4, -1 where there is no score."""
    return np.where(np.isnan(scores), -1, np.searchsorted(CUTS, np.nan_to_num(scores), side="right"))
