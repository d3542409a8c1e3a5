"""How sure the score is: rank ranges, chances of being among the first, and whether a class would stand.

Handbook on Constructing Composite Indicators (OECD/JRC 2008), step 7; the numbers drawn stand in ``models.uncertainty_plan``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.types import Dataset, Level
from models.method import CLASSES, CUTS
from models.score_types import ScoreTable
from models.uncertainty_draws import draw_block
from models.uncertainty_engine import Versions, compute_versions, descending_ranks
from models.uncertainty_inputs import UncertaintyInputs, build_inputs
from models.uncertainty_plan import DEFAULT_DRAWS, DEFAULT_SEED, FACTORS

Array = npt.NDArray[np.float64]
TOP_KS: Mapping[str, tuple[int, ...]] = {"qark": (3, 5, 10), "municipality": (10,)}
CELLS_PER_BLOCK = 400_000
MEASURES = ("priority", "risk", "thin_prevention")


@dataclass(frozen=True)
class Spread:
    """The 5th, 50th and 95th percentile of a figure over the versions that give one; NaN where none does."""

    p05: float
    p50: float
    p95: float


@dataclass(frozen=True)
class AreaUncertainty:
    """What the versions say of one area.

    ``rank`` is None and ``p_top`` empty where the shipped score gives no rank. ``scores``, ``p_classes`` and ``settled`` are by
    measure (``priority``, ``risk``, ``thin_prevention``): the spread, the share of versions in each class, and whether the 90 %
    interval crosses no class cut. ``share_scored`` is the share 0-1 of versions that give the area a priority.
    """

    region_id: str
    rank: Spread | None
    p_top: Mapping[int, float]
    scores: Mapping[str, Spread]
    p_classes: Mapping[str, Mapping[str, float]]
    settled: Mapping[str, bool]
    p_class: float
    share_scored: float


@dataclass(frozen=True)
class UncertaintyTable:
    """All areas of one level on one day, ordered by region id; ``seed`` and ``draws`` reproduce it to the byte."""

    level: Level
    draws: int
    seed: int
    factors: tuple[str, ...]
    rows: tuple[AreaUncertainty, ...]

    def __getitem__(self, region_id: str) -> AreaUncertainty:
        """Return one area; KeyError if it is not of this level."""
        for row in self.rows:
            if row.region_id == region_id:
                return row
        raise KeyError(region_id)


def score_uncertainty(
    dataset: Dataset,
    level: Level,
    as_of: date,
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    workers: int = 2,
    table: ScoreTable | None = None,
) -> UncertaintyTable:
    """Return the uncertainty of the score of every area of a level on a day; see :func:`uncertainty_of`."""
    return uncertainty_of(build_inputs(dataset, level, as_of, table), draws, seed, workers)


def uncertainty_of(
    inputs: UncertaintyInputs,
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    workers: int = 1,
    vary: Collection[str] = tuple(FACTORS),
) -> UncertaintyTable:
    """Draw plausible versions of the score and sum them up.

    Parameters
    ----------
    inputs : UncertaintyInputs
        From :func:`models.uncertainty_inputs.build_inputs`.
    draws : int
        Number of versions, at least 1.
    seed : int
        Not negative; the same seed gives the same bytes with any number of workers and in any process.
    workers : int
        Threads.
    vary : collection of str
        The factors to draw; all by default.

    Raises
    ------
    ValueError
        For fewer than one draw, a negative seed or an unknown factor.
    """
    versions = draw_versions(inputs, draws, seed, workers, vary)
    ranks = ranks_of(inputs, versions.priority)
    by_area = {name: np.ascontiguousarray(getattr(versions, name).T) for name in MEASURES}
    ranks_by_area = np.ascontiguousarray(ranks.T)
    rows = tuple(
        _area(inputs, k, {name: scores[k] for name, scores in by_area.items()}, ranks_by_area[k])
        for k in range(len(inputs.region_ids))
    )
    return UncertaintyTable(inputs.level, draws, seed, tuple(f for f in FACTORS if f in vary), rows)


def draw_versions(
    inputs: UncertaintyInputs, draws: int, seed: int, workers: int = 1, vary: Collection[str] = tuple(FACTORS), stream: int = 0
) -> Versions:
    """Return every version's scores, draws x areas; parameters as in :func:`uncertainty_of`."""
    if draws < 1 or seed < 0:
        raise ValueError(f"draws must be at least 1 and the seed not negative, not {draws} and {seed}")

    def compute(task: tuple[int, int]) -> Versions:
        block, n = task
        return compute_versions(inputs, draw_block(inputs, n, seed, stream, block, vary))

    tasks = list(_blocks(inputs, draws))
    if workers > 1 and len(tasks) > 1:
        with ThreadPoolExecutor(workers) as pool:
            parts = list(pool.map(compute, tasks))
    else:
        parts = [compute(task) for task in tasks]
    return Versions(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("risk", "thin_prevention", "priority"))
    )


def _blocks(inputs: UncertaintyInputs, draws: int) -> Iterator[tuple[int, int]]:
    """Yield the number and size of each block: by the size of the problem only, never by the number of workers."""
    size = max(1, min(1000, CELLS_PER_BLOCK // max(1, inputs.vulnerability.size + inputs.thin[0].size)))
    for block, start in enumerate(range(0, draws, size)):
        yield block, min(size, draws - start)


def ranks_of(inputs: UncertaintyInputs, priority: Array) -> Array:
    """Return ranks by priority among the areas that the shipped score ranks, NaN elsewhere; draws x areas."""
    return descending_ranks(np.where(inputs.ranked, priority, np.nan))


def spread_of(values: Array) -> Spread:
    """Return the percentiles of the values that are there: observed ones, so that a rank stays a whole number."""
    there = np.sort(values[~np.isnan(values)])
    if not len(there):
        return Spread(np.nan, np.nan, np.nan)
    at = [max(0, int(np.ceil(q * len(there) - 1e-9)) - 1) for q in (0.05, 0.50, 0.95)]
    return Spread(*(float(there[k]) for k in at))


def class_shares(scores: Array) -> dict[str, float]:
    """Return the share of versions with a score in each class; all NaN where there is none. A score on a cut is above it."""
    there = scores[~np.isnan(scores)]
    if not len(there):
        return dict.fromkeys(CLASSES, float("nan"))
    below: list[int] = [0, *(int(np.count_nonzero(there < cut)) for cut in CUTS), len(there)]
    return {name: (above - under) / len(there) for name, under, above in zip(CLASSES, below, below[1:], strict=False)}


def is_settled(spread: Spread) -> bool:
    """Return whether the 90 % interval lies in one class; False where there is no score."""
    first, last = np.searchsorted(CUTS, [spread.p05, spread.p95], side="right")
    return bool(first == last) and not np.isnan(spread.p50)


def _area(inputs: UncertaintyInputs, k: int, columns: Mapping[str, Array], ranks: Array) -> AreaUncertainty:
    """Sum up one area: its score in every version by measure, and its rank."""
    scores = {name: spread_of(column) for name, column in columns.items()}
    shares = {name: class_shares(column) for name, column in columns.items()}
    ranked = bool(inputs.ranked[k]) and bool(np.any(~np.isnan(ranks)))
    there = ranks[~np.isnan(ranks)]
    return AreaUncertainty(
        region_id=inputs.region_ids[k],
        rank=spread_of(ranks) if ranked else None,
        p_top={top: float(np.mean(there <= top)) for top in TOP_KS[inputs.level]} if ranked else {},
        scores=scores,
        p_classes=shares,
        settled={name: is_settled(spread) for name, spread in scores.items()},
        p_class=shares["priority"][inputs.base_class[k]] if inputs.base_class[k] else float("nan"),
        share_scored=float(np.mean(~np.isnan(columns["priority"]))),
    )
