"""Presence under every combination of the discrete rules, worked out once so that draws only look it up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt

from data.types import Dataset, Level
from models.access import distances_to_service
from models.context_access import services_within_reach
from models.method import PresenceRules
from models.presence import (
    PresentProject,
    counted_projects,
    is_complete,
    project_standing,
    projects_at,
    recent_projects_at,
)
from models.reach import ReachSetting, area_reach, reach_figure, reach_setting
from models.uncertainty_plan import SERVICE_SETTINGS, TYPE_SETTINGS

Array = npt.NDArray[np.float64]
GRID_SHAPE = (len(SERVICE_SETTINGS), len(TYPE_SETTINGS), 2, 2, 2)
"""Services, project types, undated in, open-ended in, inferred places in (index 1 = in)."""


def grid_rules() -> tuple[PresenceRules, ...]:
    """Return the presence rules of every cell of the grid, last axis fastest."""
    return tuple(
        PresenceRules(
            project_types=types,
            count_undated=undated,
            count_open_ended=open_ended,
            count_inferred_places=inferred,
            **services,  # type: ignore[arg-type]
        )
        for services, types, undated, open_ended, inferred in product(
            SERVICE_SETTINGS.values(), TYPE_SETTINGS.values(), (False, True), (False, True), (False, True)
        )
    )


def grid_index(services: npt.ArrayLike, types: npt.ArrayLike, *flags: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Return the cells of the grid for arrays of indices; ``flags`` are undated, open-ended and inferred places (1 = in)."""
    arrays = tuple(np.asarray(x, dtype=np.intp) for x in (services, types, *flags))
    return np.asarray(np.ravel_multi_index(arrays, GRID_SHAPE), dtype=np.intp)


@dataclass(frozen=True)
class PresenceGrid:
    """Figures per grid cell (rows) and area (columns), by the indicator's ``computed``; NaN where nobody can know."""

    figures: Mapping[str, Array]


def presence_grid(dataset: Dataset, level: Level, on: date) -> PresenceGrid:
    """Compute the computed indicators of the score for the areas of a level under all rules of the grid.

    The same figures as ``models.readings.presence_values`` gives rule by rule; here each project's standing is asked once per
    time rule and each area's projects once.
    """
    by_projects: dict[PresenceRules, tuple[list[float], list[float]]] = {}
    by_services: dict[PresenceRules, tuple[list[float], list[float]]] = {}
    areas = _areas(dataset, level, on)
    standing = _standings(dataset, on)
    rows: list[tuple[list[float], ...]] = []
    for rule in grid_rules():
        of_projects = replace(rule, service_categories=frozenset(), count_institutions=False)
        if of_projects not in by_projects:
            known = standing[rule.count_undated, rule.count_open_ended]
            found = [_of_projects(dataset, area, known, of_projects) for area in areas]
            by_projects[of_projects] = [n for n, _ in found], [per_1000 for _, per_1000 in found]
        of_services = PresenceRules(service_categories=rule.service_categories, count_institutions=rule.count_institutions)
        if of_services not in by_services:
            by_services[of_services] = _of_services(dataset, areas, on, of_services)
        rows.append((*by_projects[of_projects], *by_services[of_services]))
    names = ("projects_active", "people_reached", "distance_to_service", "services_in_reach")
    return PresenceGrid({name: np.array([row[k] for row in rows]) for k, name in enumerate(names)})


@dataclass(frozen=True)
class _Area:
    """What is recorded for one area, whatever the rules."""

    projects: tuple[PresentProject, ...]
    recent: tuple[PresentProject, ...]
    setting: ReachSetting
    services_complete: bool


def _areas(dataset: Dataset, level: Level, on: date) -> list[_Area]:
    """Return what is recorded for each area of a level."""
    return [
        _Area(
            projects_at(dataset, region.region_id, on),
            recent_projects_at(dataset, region.region_id, on),
            reach_setting(dataset, region, on),
            is_complete(dataset, region.region_id, "services", on),
        )
        for region in dataset.regions_at(level)
    ]


def _of_services(dataset: Dataset, areas: list[_Area], on: date, rules: PresenceRules) -> tuple[list[float], list[float]]:
    """Return every area's distance and services within reach."""
    km, within = distances_to_service(dataset, on, rules), services_within_reach(dataset, on, rules)
    names = [area.setting.region.region_id for area in areas]
    far = [km.get(name, math.nan) if area.services_complete else math.nan for name, area in zip(names, areas, strict=True)]
    return far, [within[name].value if name in within else math.nan for name in names]


def _standings(dataset: Dataset, on: date) -> dict[tuple[bool, bool], Mapping[str, str]]:
    """Return every project's standing under the four time rules (undated in, open-ended in)."""
    found: dict[tuple[bool, bool], Mapping[str, str]] = {}
    for undated, open_ended in product((False, True), (False, True)):
        rules = PresenceRules(count_undated=undated, count_open_ended=open_ended)
        found[undated, open_ended] = {p.project_id: project_standing(dataset, p, on, rules) for p in dataset.projects.values()}
    return found


def _of_projects(dataset: Dataset, area: _Area, standing: Mapping[str, str], rules: PresenceRules) -> tuple[float, float]:
    """Return how many projects count and how many people they reached per 1,000; NaN where nobody can know."""
    items = [replace(item, standing=standing[item.project.project_id]) for item in area.projects]
    counted = counted_projects(items, rules)
    figure = reach_figure(area_reach(dataset, area.setting, counted, counted_projects(area.recent, rules)))
    number = float(len(counted)) if counted or area.setting.complete else math.nan
    return number, math.nan if figure.gap else figure.value
