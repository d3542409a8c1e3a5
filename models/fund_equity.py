"""Who lives where a split's money goes, as far as the sources know: Roma and Egyptian people counted, and the north.

No figure here is a risk: the counts are of people who said so in a census, and known to be far too low. Urban shares are not in
the data, so nothing is said of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from data.types import Dataset
from models.allocation import Allocation
from models.fund_weights import POPULATION
from models.readings import read_indicator

# Eurostat's NUTS 2 region "Veri" (north): the qarks whose NUTS 3 codes begin so.
NORTH = "AL01"
COUNTED = {"roma": "roma_census", "egyptian": "egyptian_census"}


@dataclass(frozen=True)
class EquityShare:
    """One measure of a split, as shares 0-1; NaN where it is not known.

    ``roma``, ``egyptian``: of those counted in the areas where the count is known (``known`` of ``total`` areas), the share who
    live in areas that get money. ``people``: the same of all residents, to compare with. ``north``: the share of the money that
    goes to the northern qarks, and ``everywhere`` the share of the country's residents who live there.
    """

    name: str
    share: float
    everywhere: float
    period: str
    known: int
    total: int


def equity_of(dataset: Dataset, done: Allocation, as_of: date) -> tuple[EquityShare, ...]:
    """Return what can be known of a split's equity on a day; areas without a known count are left out of both sides."""
    ids = [region.region_id for region in dataset.regions_at(done.weights.level)]
    funded = {grant.region_id for grant in done.grants}
    found = []
    for name, indicator_id in (("people", POPULATION), *COUNTED.items()):
        counts, period = _counts(dataset, indicator_id, ids, done, as_of)
        total = math.fsum(counts.values())
        share = math.fsum(n for r, n in counts.items() if r in funded) / total if total else math.nan
        found.append(EquityShare(name, share, math.nan, period, len(counts), len(ids)))
    people, period = _counts(dataset, POPULATION, ids, done, as_of)
    total = math.fsum(people.values())
    there = math.fsum(n for r, n in people.items() if dataset.regions[r].qark_id.startswith(NORTH))
    money = sum(grant.cents for grant in done.grants if grant.qark_id.startswith(NORTH))
    spent = done.spent
    found.append(
        EquityShare(
            "north", money / spent if spent else math.nan, there / total if total else math.nan, period, len(people), len(ids)
        )
    )
    return tuple(found)


def _counts(dataset: Dataset, indicator_id: str, ids: list[str], done: Allocation, as_of: date) -> tuple[dict[str, float], str]:
    """Return people by area where they are known at the level itself, and the period of the count."""
    if indicator_id not in dataset.indicators:
        return {}, ""
    readings = [read_indicator(dataset, indicator_id, r, as_of, done.weights.level) for r in ids]
    known = {x.region_id: x.value for x in readings if x.counted and not math.isnan(x.value)}
    return known, next((x.period for x in readings if x.counted), "")
