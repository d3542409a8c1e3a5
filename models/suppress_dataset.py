"""Do no harm for a whole dataset: what a viewer of a tier is given, and an audit of it.

Counts of people are tabled values in persons, cases or families, community estimates, people reached and sample sizes. One table
per indicator and period, and one per source, community and period, over municipality, qark and country; a rate is no count.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from data.types import CommunityEstimate, Dataset, Mechanism, Project, Service, Value, frozen_map
from models.suppress import SUPPRESSED, Cell, CountTable, Parents, build_count_table, is_small, suppress_table, tier_allows

COUNT_UNITS = ("persons", "cases", "families")
EXACT_OPERATORS = ("", "=")
Record = TypeVar("Record", Project, Service, Mechanism)
Counted = TypeVar("Counted", Value, CommunityEstimate)


@dataclass(frozen=True)
class Finding:
    """A count that harms: ``harm`` is ``shown`` (a small one stands there), ``exact`` or ``inside`` (it can be worked out)."""

    where: str
    region_id: str
    harm: str


def protect_dataset(dataset: Dataset, tier: str = "public") -> Dataset:
    """Return what a viewer of a tier may be given: records of that tier, small counts hidden and not to be worked out.

    Raises
    ------
    ValueError
        For an unknown tier, or where counts contradict their own sums.
    """
    values, communities = list(dataset.values), list(dataset.communities)
    for places, table in _value_tables(dataset):
        _hide(values, places, suppress_table(table, tier).table, _hidden_value)
    for places, table in _community_tables(dataset):
        _hide(communities, places, suppress_table(table, tier).table, _hidden_estimate)
    seen = _seen(dataset.projects, tier)
    return replace(
        dataset,
        values=tuple(replace(v, n=math.nan) if _small_sample(dataset, v) else v for v in values),
        communities=tuple(communities),
        projects=frozen_map({k: replace(p, reached_n=math.nan) if _small_reach(p) else p for k, p in seen.items()}),
        services=frozen_map(_seen(dataset.services, tier)),
        mechanisms=frozen_map(_seen(dataset.mechanisms, tier)),
    )


def audit_dataset(dataset: Dataset) -> tuple[Finding, ...]:
    """Return every count of a dataset, as it is shown, that harms; nothing is changed.

    Raises
    ------
    ValueError
        Where shown counts contradict their own sums.
    """
    found = [
        Finding(f"{p.project_id} reached_n", next((x.region_id for x in p.places if x.region_id), ""), "shown")
        for p in dataset.projects.values()
        if _small_reach(p)
    ]
    found += [
        Finding(f"{v.indicator_id} {v.period} n", v.region_id, "shown") for v in dataset.values if _small_sample(dataset, v)
    ]
    found += [Finding(f"{w.wave} sample_n", "", "shown") for w in dataset.kap_waves if is_small(w.sample_n)]
    for places, table in _value_tables(dataset):
        value = dataset.values[places[0]]
        found += _audited(f"{value.indicator_id} {value.period}", table)
    for places, table in _community_tables(dataset):
        estimate = dataset.communities[places[0]]
        found += _audited(f"{estimate.source_id} {estimate.group} {estimate.period}", table)
    return tuple(found)


def _audited(where: str, table: CountTable) -> list[Finding]:
    """Return the harm in one table."""
    shown = [Finding(where, c.key[0], "shown") for c in table.cells if not c.national and is_small(c.value)]
    if not any(cell.gap for cell in table.cells):
        return shown
    from models.suppress_solve import audit_table

    return shown + [Finding(where, i.key[0], i.harm) for i in audit_table(table) if i.harm]


def _parents(dataset: Dataset) -> Parents:
    """Return the qark of each municipality and the country of each qark."""
    up = {"municipality": lambda r: r.qark_id, "qark": lambda r: "AL"}
    return {r.region_id: up[r.level](r) for r in dataset.regions.values() if r.level in up}


def _value_tables(dataset: Dataset) -> Iterable[tuple[list[int], CountTable]]:
    """Yield each table of tabled counts with the places of its cells in ``dataset.values``."""
    counts = {i.indicator_id for i in dataset.indicators.values() if i.unit in COUNT_UNITS}
    places = [i for i, v in enumerate(dataset.values) if v.indicator_id in counts]
    parents = _parents(dataset)

    def kind(place: int) -> tuple[str, str]:
        return dataset.values[place].indicator_id, dataset.values[place].period

    for _, group in groupby(sorted(places, key=kind), key=kind):
        listed = list(group)
        cells = [_cell(dataset.values[i], dataset.values[i].region_id, dataset.values[i].region_id == "AL") for i in listed]
        yield listed, build_count_table(cells, [parents])


def _community_tables(dataset: Dataset) -> Iterable[tuple[list[int], CountTable]]:
    """Yield each table of community estimates; one without a code, or an end of a range, stands for itself."""
    parents = _parents(dataset)
    items = dataset.communities

    def kind(place: int) -> tuple[str, str, str]:
        return items[place].source_id, items[place].group, items[place].period

    for _, group in groupby(sorted(range(len(items)), key=kind), key=kind):
        listed = list(group)
        taken: set[str] = set()
        cells = []
        for i in listed:
            item = items[i]
            alone = not item.region_id or item.operator not in EXACT_OPERATORS or item.region_id in taken
            taken.add(item.region_id)
            cells.append(_cell(item, item.estimate_id if alone else item.region_id, item.place_level == "country"))
        yield listed, build_count_table(cells, [parents])


def _cell(item: Value | CommunityEstimate, name: str, national: bool) -> Cell:
    """Return the cell of a value or an estimate."""
    return Cell((name,), item.value, item.gap, national)


def _hide(items: list[Counted], places: list[int], table: CountTable, emptied: Callable[[Counted], Counted]) -> None:
    """Empty the items that the table does not show."""
    for place, cell in zip(places, table.cells, strict=True):
        if cell.gap == SUPPRESSED and not items[place].gap:
            items[place] = emptied(items[place])


def _hidden_value(value: Value) -> Value:
    """Return a value with its figure, and all that tells it, taken out."""
    nan = math.nan
    return replace(value, value=nan, state="", gap=SUPPRESSED, lower=nan, upper=nan, n=nan, note="")


def _hidden_estimate(estimate: CommunityEstimate) -> CommunityEstimate:
    """Return an estimate with its figure, and the note that may tell it, taken out."""
    return replace(estimate, value=math.nan, state="", gap=SUPPRESSED, note="")


def _seen(records: Mapping[str, Record], tier: str) -> dict[str, Record]:
    """Return the records that a viewer of a tier may see."""
    return {name: record for name, record in records.items() if tier_allows(record.tier, tier)}


def _small_reach(project: Project) -> bool:
    """Return whether a project says that 1 to 10 persons were reached below the country's level."""
    local = any(place.place_level != "country" for place in project.places)
    return project.reached_kind == "persons" and local and is_small(project.reached_n)


def _small_sample(dataset: Dataset, value: Value) -> bool:
    """Return whether a sub-national figure rests on 1 to 10 people."""
    return value.region_id != "AL" and is_small(value.n)
