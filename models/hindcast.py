"""A retrospective illustration: would what was recorded on 30 November 2005 have pointed at the six qarks chosen for phase 3?

Not a validation: the answers were partly seen beforehand, and the programme chose phase 3 for wider distribution.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import numpy as np
import numpy.typing as npt

from data.periods import period_year
from data.types import Dataset, Project
from models.access import straight_line_km
from models.aggregate import PillarMean, PriorityMean
from models.method import EVERY_HELPING_TYPE, PREVENTION, PresenceRules
from models.presence import COUNTED_STANDINGS, project_standing
from models.readings import presence_values
from models.risk_index import pillar_indicators, score_areas
from models.score_types import AreaScore

HINDCAST_DAY = date(2005, 11, 30)
CHOSEN_RECORD = "001-DN-30-F3"
FIRST_CCF_STUDY = "001-KV-13"
PROGRAMME, EARLY_PHASES = "grants-2005-06", "1-2"
LAST_YEAR = 2010
LOWERED_SHARE = 0.60
HAND_COUNTS: Mapping[str, float] = {
    "own_grants_every_type": 0.97,
    "own_grants_every_type_with_ccf": 0.92,
    "all_presence": 0.46,
    "distance_to_tirana": 0.83,
}
"""What counts by hand gave before this was built, beside the variant that counts most alike: the answer was known, and this is
why it is no test. The counts by hand took grants of every type."""

Array = npt.NDArray[np.float64]
Figures = dict[str, float]


@dataclass(frozen=True)
class HindcastVariant:
    """One way of pointing at qarks. ``auc`` 0-1: the chance that a chosen qark is pointed at rather than another (ties half).

    ``p_greater`` and ``p_two_sided`` are exact, over all choices of that many of the qarks. ``sign`` is the direction fixed beforehand: +1
    more points to chosen, -1 less does. ``figures`` is by qark. Where not every qark has a figure, ``auc`` is NaN and ``known`` says
    how many have.
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
    variants = tuple(_variant(*given, qarks, picked) for given in _variants(dataset, as_of))
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


def _variants(dataset: Dataset, as_of: date) -> Iterator[tuple[str, str, int, Figures]]:
    """Yield id, kind, direction and figures of every variant."""
    early = early_grants(dataset, as_of)
    prevention = [p for p in early if PREVENTION & set(p.types)]
    study = dataset.projects[FIRST_CCF_STUDY]
    yield "own_grants", "own", -1, _count(dataset, prevention)
    yield "own_grants_with_ccf", "own", -1, _count(dataset, [*prevention, study])
    yield "own_grants_every_type", "own", -1, _count(dataset, [p for p in early if p is not study])
    yield "own_grants_every_type_with_ccf", "own", -1, _count(dataset, early)
    helping = PresenceRules(project_types=EVERY_HELPING_TYPE | {"research"})
    yield "all_presence", "all", -1, {k: float(v) for k, v in presence_values(dataset, as_of).projects.items()}
    yield (
        "all_presence_every_type",
        "all",
        -1,
        {k: float(v) for k, v in presence_values(dataset, as_of, helping).projects.items()},
    )
    yield "all_begun_every_type", "all", -1, _count(dataset, _begun(dataset, as_of))
    rows = {row.region_id: row for row in score_areas(dataset, "qark", as_of).rows}
    yield "thin_prevention", "score", 1, {q: row.thin_prevention for q, row in rows.items()}
    yield "priority_any_date", "score", 1, {q: row.priority for q, row in rows.items()}
    for name, share in (("", None), ("_lowered_bar", LOWERED_SHARE)):
        risk = vulnerability_until(dataset, as_of, LAST_YEAR, share)
        yield f"priority_until_2010{name}", "score", 1, _priority(risk, rows)
        yield f"vulnerability_until_2010{name}", "rival", 1, risk
    yield "vulnerability_any_date", "rival", 1, {q: row.vulnerability for q, row in rows.items()}
    yield "population_2001", "rival", -1, _table(dataset, "census_population", "2001")
    yield "distance_to_tirana", "rival", 1, _to_tirana(dataset)
    yield "gdp_per_capita_2008", "rival", -1, _table(dataset, "gdp_per_capita", "2008")


def early_grants(dataset: Dataset, as_of: date) -> list[Project]:
    """Return the programme's phase 1-2 grants that had begun by a day, ended or not."""
    return [
        p
        for p in dataset.projects.values()
        if p.programme == PROGRAMME and p.phase == EARLY_PHASES and p.start is not None and p.start <= as_of
    ]


def _begun(dataset: Dataset, as_of: date) -> list[Project]:
    """Return every project of any type at work or assumed so on a day, or with a stated start by then, ended or not."""
    standing = {p.project_id: project_standing(dataset, p, as_of) for p in dataset.projects.values()}
    return [
        p
        for p in dataset.projects.values()
        if standing[p.project_id] in COUNTED_STANDINGS or (p.status == "active" and p.start is not None and p.start <= as_of)
    ]


def _count(dataset: Dataset, projects: list[Project]) -> Figures:
    """Return how many of the projects are placed in each qark or one of its municipalities."""
    places = [{dataset.regions[x.region_id].qark_id for x in p.places if x.region_id} for p in projects]
    return {q.region_id: float(sum(q.region_id in there for there in places)) for q in dataset.regions_at("qark")}


def vulnerability_until(dataset: Dataset, as_of: date, year: int, min_share: float | None) -> Figures:
    """Return vulnerability from values no later than a year; ``min_share`` lowers the 66 % rule where it is given."""
    indicators = pillar_indicators(dataset, "vulnerability")
    dated = {i.indicator_id for i in indicators}
    kept = tuple(v for v in dataset.values if v.indicator_id not in dated or period_year(v.period) <= year)
    early = replace(dataset, values=kept)
    rows = score_areas(early, "qark", as_of).rows
    if min_share is None:
        return {row.region_id: row.vulnerability for row in rows}
    normalised = np.array([[x.normalised for x in row.readings[: len(indicators)]] for row in rows])
    scores = PillarMean(min_share=min_share).fit_transform(normalised)[:, 0]
    return {row.region_id: float(score) for row, score in zip(rows, scores, strict=True)}


def _priority(risk: Figures, rows: Mapping[str, AreaScore]) -> Figures:
    """Return the priority of another risk with the shipped thin prevention."""
    parts = np.array([[risk[q], row.thin_prevention] for q, row in rows.items()])
    return dict(zip(rows, PriorityMean().fit_transform(parts)[:, 0].tolist(), strict=True))


def _table(dataset: Dataset, indicator_id: str, period: str) -> Figures:
    """Return an indicator's values of one period by region."""
    return {v.region_id: v.value for v in dataset.values if (v.indicator_id, v.period) == (indicator_id, period) and not v.gap}


def _to_tirana(dataset: Dataset) -> Figures:
    """Return the straight line in km from each qark's seat to the capital."""
    capital = dataset.regions["AL"]
    return {q.region_id: straight_line_km(q, capital) for q in dataset.regions_at("qark")}
