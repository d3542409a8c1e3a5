"""A retrospective illustration: would what was recorded on 30 November 2005 have pointed at the six qarks chosen for phase 3?

Not a validation: the answers were partly seen beforehand, and the programme chose phase 3 for wider distribution.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
import numpy.typing as npt

from data.types import Dataset
from models.hindcast_variants import FIRST_CCF_STUDY, Figures, hindcast_variants

HINDCAST_DAY = date(2005, 11, 30)
CHOSEN_RECORD = "001-DN-30-F3"
HAND_COUNTS: Mapping[str, float] = {
    "own_grants_every_type": 0.97,
    "own_grants_every_type_with_ccf": 0.92,
    "all_presence": 0.46,
    "distance_to_tirana": 0.83,
}
"""What counts by hand gave before this was built, beside the variant that counts most alike: the answer was known, and this is
why it is no test. The counts by hand took grants of every type."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class HindcastVariant:
    """One way of pointing at qarks. ``auc`` 0-1: the chance that a chosen qark is pointed at rather than another (ties half).

    ``p_greater`` and ``p_two_sided`` are exact, over all choices of that many of the qarks. ``sign`` is the direction fixed
    beforehand: +1 more points to chosen, -1 less does. ``figures`` is by qark. Where not every qark has a figure, ``auc`` is NaN
    and ``known`` says how many have.
    """

    variant_id: str
    kind: str
    sign: int
    figures: Mapping[str, float]
    known: int
    auc: float
    p_greater: float
    p_two_sided: float
    by_hand: float


@dataclass(frozen=True)
class Hindcast:
    """All variants, whatever they say, and who was chosen."""

    as_of: date
    chosen: tuple[str, ...]
    choices: int
    variants: tuple[HindcastVariant, ...]


def exact_auc(figures: Array, chosen: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return the AUC with its exact one- and two-sided permutation p-values.

    Parameters
    ----------
    figures : array
        One per area, no NaN; higher points to chosen.
    chosen : array of bool
        Which were chosen.

    Returns
    -------
    tuple of float
        AUC, share of all choices of as many areas with an AUC at least as high, and share with one at least as far from 0.5.

    Examples
    --------
    >>> exact_auc(np.array([3.0, 2.0, 1.0]), np.array([True, False, False]))[0]
    1.0
    """
    ranks = np.array([np.sum(figures < x) + (np.sum(figures == x) + 1) / 2 for x in figures])
    k, n = int(chosen.sum()), len(figures)
    subsets = np.array(list(combinations(range(n), k)))
    every = (ranks[subsets].sum(axis=1) - k * (k + 1) / 2) / (k * (n - k))
    auc = float((ranks[chosen].sum() - k * (k + 1) / 2) / (k * (n - k)))
    far = np.abs(every - 0.5) >= abs(auc - 0.5) - 1e-12
    return auc, float(np.mean(every >= auc - 1e-12)), float(np.mean(far))


def chosen_qarks(dataset: Dataset) -> tuple[str, ...]:
    """Return the qarks of phase 3, read from its record's places."""
    return tuple(sorted({place.region_id for place in dataset.projects[CHOSEN_RECORD].places if place.place_level == "qark"}))


def hindcast(dataset: Dataset, as_of: date = HINDCAST_DAY) -> Hindcast:
    """Compute every variant and rival.

    Raises
    ------
    ValueError
        Where the records of phase 3 or of the first CCF study are not in the data.
    """
    missing = [record for record in (CHOSEN_RECORD, FIRST_CCF_STUDY) if record not in dataset.projects]
    if missing:
        raise ValueError(f"the hindcast needs the project records {', '.join(missing)}, which this data does not hold")
    chosen = chosen_qarks(dataset)
    qarks = [r.region_id for r in dataset.regions_at("qark")]
    picked = np.array([q in chosen for q in qarks])
    variants = tuple(_variant(*given, qarks, picked) for given in hindcast_variants(dataset, as_of))
    return Hindcast(as_of, chosen, math.comb(len(qarks), len(chosen)), variants)


def _variant(
    variant_id: str, kind: str, sign: int, figures: Figures, qarks: list[str], picked: npt.NDArray[np.bool_]
) -> HindcastVariant:
    """Judge one variant."""
    values = np.array([figures.get(q, math.nan) for q in qarks])
    known = int(np.sum(~np.isnan(values)))
    auc, greater, both = exact_auc(sign * values, picked) if known == len(qarks) else (math.nan,) * 3
    by_hand = HAND_COUNTS.get(variant_id, math.nan)
    return HindcastVariant(
        variant_id, kind, sign, dict(zip(qarks, values.tolist(), strict=True)), known, auc, greater, both, by_hand
    )
