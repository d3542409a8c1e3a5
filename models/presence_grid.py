"""Presence under every combination of the discrete rules, worked out once so that draws only look it up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt

from data.types import Dataset, Level
from models.access import distances_to_service
from models.method import PresenceRules
from models.presence import COUNTED_STANDINGS, PresentProject, is_complete, project_standing, projects_at
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
    """Figures per grid cell (rows) and area (columns); NaN where nobody can know. Projects are a count, distances km."""

    projects: Array
    distances: Array


def presence_grid(dataset: Dataset, level: Level, on: date) -> PresenceGrid:
    """Compute both computed indicators for the areas of a level under all rules of the grid.

    The same figures as ``models.readings.presence_values`` gives rule by rule; here each project's standing is asked once per
    time rule and each area's projects once.
    """
    regions = [r.region_id for r in dataset.regions_at(level)]
    rules = grid_rules()
    found = {r: projects_at(dataset, r, on) for r in regions}
    complete = {theme: [is_complete(dataset, r, theme, on) for r in regions] for theme in ("projects", "services")}
    standing = _standings(dataset, on)
    counts: dict[PresenceRules, list[float]] = {}
    by_service: dict[tuple[frozenset[str], bool], list[float]] = {}
    projects, distances = [], []
    for rule in rules:
        of_projects = PresenceRules(rule.project_types, rule.count_undated, rule.count_open_ended, rule.count_inferred_places)
        if of_projects not in counts:
            known = standing[rule.count_undated, rule.count_open_ended]
            counts[of_projects] = [
                _count(found[r], known, rule, whole) for r, whole in zip(regions, complete["projects"], strict=True)
            ]
        of_services = (rule.service_categories, rule.count_institutions)
        if of_services not in by_service:
            km = distances_to_service(dataset, on, rule)
            by_service[of_services] = [
                km.get(r, math.nan) if whole else math.nan for r, whole in zip(regions, complete["services"], strict=True)
            ]
        projects.append(counts[of_projects])
        distances.append(by_service[of_services])
    return PresenceGrid(np.array(projects), np.array(distances))


def _standings(dataset: Dataset, on: date) -> dict[tuple[bool, bool], Mapping[str, str]]:
    """Return every project's standing under the four time rules (undated in, open-ended in)."""
    found: dict[tuple[bool, bool], Mapping[str, str]] = {}
    for undated, open_ended in product((False, True), (False, True)):
        rules = PresenceRules(count_undated=undated, count_open_ended=open_ended)
        found[undated, open_ended] = {p.project_id: project_standing(dataset, p, on, rules) for p in dataset.projects.values()}
    return found


def _count(found: tuple[PresentProject, ...], standing: Mapping[str, str], rules: PresenceRules, complete: bool) -> float:
    """Return how many projects count; NaN where there is none and no complete source says so."""
    number = sum(
        standing[item.project.project_id] in COUNTED_STANDINGS
        and bool(rules.project_types & set(item.project.types))
        and (rules.count_inferred_places or not item.inferred)
        for item in found
    )
    return float(number) if number or complete else math.nan
