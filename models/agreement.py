"""Would another reasonable person get the same first five? How often the plausible versions agree on who comes first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.types import Dataset
from models.score_types import ScoreTable
from models.sobol import FactorShare, factor_shares
from models.uncertainty import UncertaintyTable, draw_versions, ranks_of, uncertainty_of
from models.uncertainty_inputs import UncertaintyInputs, build_inputs
from models.uncertainty_plan import DEFAULT_DRAWS, DEFAULT_SEED

SOBOL_DRAWS = 4096


@dataclass(frozen=True)
class Studied:
    """What the versions say of a level on a day: the summary by area, and each version's ranks.

    ``ranks`` is draws x areas (int16), 0 where a version ranks an area not at all.
    """

    table: UncertaintyTable
    region_ids: tuple[str, ...]
    ranks: npt.NDArray[np.int16]


@dataclass(frozen=True)
class Agreement:
    """``same_set`` is the share 0-1 of versions whose first ``top`` are the very same; ``kept`` how many stay on average."""

    top: int
    same_set: float
    kept: float


def study_areas(dataset: Dataset, table: ScoreTable, draws: int = DEFAULT_DRAWS, seed: int = DEFAULT_SEED) -> Studied:
    """Draw the plausible versions of a score table and keep their ranks."""
    inputs = build_inputs(dataset, table.level, table.as_of, table)
    return Studied(uncertainty_of(inputs, draws, seed), inputs.region_ids, _ranks(inputs, draws, seed))


def _ranks(inputs: UncertaintyInputs, draws: int, seed: int) -> npt.NDArray[np.int16]:
    """Return each version's ranks, 0 = none; nothing is drawn again where nothing is ranked."""
    if not inputs.ranked.any():
        return np.zeros((0, len(inputs.region_ids)), dtype=np.int16)
    ranks = ranks_of(inputs, draw_versions(inputs, draws, seed).priority)
    return np.nan_to_num(ranks).astype(np.int16)


def agreement_with(studied: Studied, chosen: Collection[str]) -> Agreement | None:
    """Return how far the versions agree that the chosen areas come first; None where nothing is ranked.

    Parameters
    ----------
    studied : Studied
        The versions.
    chosen : collection of str
        Region ids of those who come first by the method at hand; their number is the size of the set compared.
    """
    if not len(studied.ranks) or not chosen:
        return None
    first = (studied.ranks >= 1) & (studied.ranks <= len(chosen))
    wanted = np.array([region_id in chosen for region_id in studied.region_ids])
    kept = np.sum(first & wanted, axis=1)
    same = np.all(first == wanted, axis=1)
    return Agreement(len(chosen), float(np.mean(same)), float(np.mean(kept)))


def drivers_of(dataset: Dataset, table: ScoreTable) -> tuple[FactorShare, ...]:
    """Return what drives the ranking, or the scores where nothing is ranked; empty where nothing has a score."""
    inputs = build_inputs(dataset, table.level, table.as_of, table)
    if not any(inputs.base_class):
        return ()
    return factor_shares(
        inputs, SOBOL_DRAWS if inputs.ranked.any() else SOBOL_DRAWS // 4, target="rank" if inputs.ranked.any() else "score"
    )
