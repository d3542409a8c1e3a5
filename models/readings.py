"""What each indicator says of each area on a day: its value, how old and whose it is, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from data.periods import period_start, period_year
from data.types import Dataset, Indicator, Level, Value
from models.access import distances_to_service
from models.context_figure import Figure
from models.method import BASE, PresenceRules
from models.presence import counted_projects, covering, is_complete, projects_at
from models.score_types import Reading

PRESENCE = ("projects_active", "distance_to_service", "services_in_reach", "people_reached")
"""The computed indicators of the score, in the order in which they joined it."""


@dataclass(frozen=True)
class PresenceValues:
    """The computed indicators of one day, by region id; a region without a figure is not there."""

    projects: Mapping[str, int]
    at_least: frozenset[str]
    assumed: frozenset[str]
    from_qark: frozenset[str]
    distances: Mapping[str, float]
    dataset: Dataset | None = field(default=None, repr=False, compare=False)
    as_of: date | None = None
    rules: PresenceRules = BASE.rules

    def figures(self, name: str) -> Mapping[str, Figure]:
        """Return the figures of what is in reach, who is reached or a context layer, by region id; reckoned when first asked for.

        Only the two that are scored follow the presence rules.
        """
        if name not in self._figures:
            # Imported when first asked for: these read indicators themselves.
            from models.context import CONTEXT
            from models.context_access import services_within_reach
            from models.reach import people_reached

            scored = {"services_in_reach": services_within_reach, "people_reached": people_reached}
            assert self.dataset is not None
            assert self.as_of is not None
            if name in scored:
                self._figures[name] = scored[name](self.dataset, self.as_of, self.rules)
            else:
                self._figures[name] = CONTEXT[name](self.dataset, self.as_of)
        return self._figures[name]

    @cached_property
    def _figures(self) -> dict[str, Mapping[str, Figure]]:
        return {}


def presence_values(dataset: Dataset, as_of: date, rules: PresenceRules = BASE.rules) -> PresenceValues:
    """Compute active prevention projects and distance to the nearest service for every area that may have them.

    A project count is 0 only where a complete source covers the area; elsewhere only areas with something recorded have a
    count, a lower bound (``at_least``). ``assumed``: over half of what was counted has assumed dates or an inferred place.
    ``from_qark``: all that was counted in a municipality is recorded for its whole qark. Distances, in km, exist only where a
    complete source covers services.
    """
    projects: dict[str, int] = {}
    at_least, assumed, from_qark = set(), set(), set()
    for region in (*dataset.regions_at("qark"), *dataset.regions_at("municipality")):
        counted = counted_projects(projects_at(dataset, region.region_id, as_of, rules), rules)
        complete = is_complete(dataset, region.region_id, "projects", as_of)
        if not counted and not complete:
            continue
        projects[region.region_id] = len(counted)
        if not complete:
            at_least.add(region.region_id)
        if 2 * sum(item.standing == "assumed" or item.inferred for item in counted) > len(counted):
            assumed.add(region.region_id)
        if counted and all(item.qark_wide for item in counted):
            from_qark.add(region.region_id)
    everywhere = distances_to_service(dataset, as_of, rules)
    distances = {r: km for r, km in everywhere.items() if is_complete(dataset, r, "services", as_of)}
    return PresenceValues(
        projects, frozenset(at_least), frozenset(assumed), frozenset(from_qark), distances, dataset, as_of, rules
    )


def read_indicator(
    dataset: Dataset, indicator_id: str, region_id: str, as_of: date, level: Level, presence: PresenceValues | None = None
) -> Reading:
    """Return what an indicator says of an area on a day.

    Parameters
    ----------
    dataset : Dataset
        Where values come from.
    indicator_id, region_id : str
        Which; KeyError where unknown.
    as_of : date
        The latest value not after this day is taken; where there is none, the earliest after it, marked ``out_of_period``.
    level : Level
        The level of the view: a municipality takes its qark's value, marked ``inherited`` and not ``counted``, where the
        indicator does not speak of municipalities.
    presence : PresenceValues, optional
        For computed indicators; computed where not given.

    Returns
    -------
    Reading
        ``value`` is NaN exactly where ``gap`` says why. ``normalised`` is NaN here; the score fills it in.
    """
    indicator = dataset.indicators[indicator_id]
    region = dataset.regions[region_id]
    inherited = level == "municipality" and "municipality" not in indicator.levels and "qark" in indicator.levels
    asked = region.qark_id if inherited else region_id
    if indicator.computed not in ("", "projects_active", "distance_to_service"):
        figures = (presence or presence_values(dataset, as_of)).figures(indicator.computed)
        return _figure(indicator, asked, figures.get(asked), covering_source(dataset, asked, as_of))
    if indicator.computed:
        return _computed(indicator, asked, presence or presence_values(dataset, as_of), covering_source(dataset, asked, as_of))
    return _tabled(indicator, dataset.values_by_area.get((indicator_id, asked), ()), asked, as_of, inherited)


def covering_source(dataset: Dataset, region_id: str, on: date) -> str:
    """Return the id of the source whose coverage makes presence known there and then, empty where none does."""
    found = covering(dataset, region_id, "projects", on)
    return next((s.source_id for s in dataset.sources.values() if found in s.coverage), "")


def _tabled(indicator: Indicator, values: Sequence[Value], region_id: str, as_of: date, inherited: bool) -> Reading:
    """Return the reading of an indicator that has a table."""
    past = [value for value in values if period_start(value.period) <= as_of]
    chosen = past[-1] if past else (values[0] if values else None)
    if chosen is None:
        return _gap(indicator, region_id, indicator.missing, "", "")
    if chosen.gap:
        return _gap(indicator, region_id, chosen.gap, chosen.period, chosen.note)
    return Reading(
        indicator_id=indicator.indicator_id,
        region_id=region_id,
        value=chosen.value,
        period=chosen.period,
        state="inherited" if inherited else chosen.state,
        gap="",
        lower=chosen.lower,
        upper=chosen.upper,
        normalised=math.nan,
        weight=0.0,
        source_id=chosen.source_id,
        note=chosen.note,
        out_of_period=not past,
        stale=bool(past) and as_of.year - period_year(chosen.period) > indicator.stale_after_years,
        assumed=False,
        counted=not inherited,
    )


def _gap(indicator: Indicator, region_id: str, gap: str, period: str, note: str) -> Reading:
    """Return the reading of a gap; what no source records cites none."""
    nan = math.nan
    source_id = "" if indicator.computed else indicator.source_ids[0]
    return Reading(
        indicator.indicator_id, region_id, nan, period, "", gap, nan, nan, nan, 0.0, source_id, note,
        out_of_period=False, stale=False, assumed=False, counted=False,
    )  # fmt: skip


def _computed(indicator: Indicator, region_id: str, presence: PresenceValues, source_id: str) -> Reading:
    """Return the reading of an indicator that is counted from the records."""
    of_projects = indicator.computed == "projects_active"
    figures: Mapping[str, float] = presence.projects if of_projects else presence.distances
    if region_id not in figures:
        return _gap(indicator, region_id, indicator.missing, "", "")
    wide = of_projects and region_id in presence.from_qark
    return Reading(
        indicator_id=indicator.indicator_id,
        region_id=region_id,
        value=float(figures[region_id]),
        period="",
        state="inherited" if wide else "derived",
        gap="",
        lower=math.nan,
        upper=math.nan,
        normalised=math.nan,
        weight=0.0,
        source_id=source_id or indicator.source_ids[0],
        note="at_least" if of_projects and region_id in presence.at_least else "",
        out_of_period=False,
        stale=False,
        assumed=of_projects and region_id in presence.assumed,
        counted=True,
    )


def _figure(indicator: Indicator, region_id: str, figure: Figure | None, source_id: str) -> Reading:
    """Return the reading of a figure that is reckoned from the records."""
    if figure is None:
        return _gap(indicator, region_id, indicator.missing, "", "")
    cited = figure.source_id or source_id or indicator.source_ids[0]
    if figure.gap:
        # Something is recorded there: the source of that is cited, though it gives no figure that may be shown.
        return replace(_gap(indicator, region_id, figure.gap, "", ""), source_id=cited)
    return Reading(
        indicator_id=indicator.indicator_id,
        region_id=region_id,
        value=figure.value,
        period=figure.period,
        state="inherited" if figure.wide else "derived",
        gap="",
        lower=math.nan,
        upper=math.nan,
        normalised=math.nan,
        weight=0.0,
        source_id=cited,
        note=figure.note,
        out_of_period=False,
        stale=False,
        assumed=figure.assumed,
        counted=True,
    )
