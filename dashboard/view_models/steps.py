"""Which area an arrow key leads to from each area: the neighbour that lies nearest in that direction."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.view_models.layers import MAP_LEVELS
from dashboard.view_models.world import World

# Up, right, down, left, as unit vectors (east, north).
DIRECTIONS = ((0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0))
# A neighbour counts as lying in a direction up to this cosine off it (about 75 degrees).
LEAST_COSINE = 0.26


@dataclass(frozen=True)
class StepsView:
    """For each place of the page its four steps as places' numbers (-1 = none), and where a walk begins per level."""

    next: tuple[tuple[int, int, int, int], ...]
    start: dict[str, int]


def build_steps_view(world: World, region_ids: tuple[str, ...]) -> StepsView:
    """Build the steps between the places of the page, in the page's own order."""
    numbers = {region_id: number for number, region_id in enumerate(region_ids)}
    near, points = world.shapes.neighbours, world.shapes.label_points
    steps = {region_id: steps_from(region_id, near.get(region_id, ()), points) for region_id in numbers}
    reach_all(steps, near, points)
    start: dict[str, int] = {
        level: numbers[_middle(world, (region.region_id for region in world.areas(level)))] for level in MAP_LEVELS
    }
    return StepsView(tuple(tuple(numbers.get(r, -1) for r in four) for four in steps.values()), start)  # type: ignore[misc]


def steps_from(region_id: str, neighbours: Iterable[str], points: Mapping[str, tuple[float, float]]) -> tuple[str, ...]:
    """Return the neighbour in each of the four directions, empty where there is none."""
    ways = {other: _way(points[region_id], points[other]) for other in neighbours}
    found = []
    for east, north in DIRECTIONS:
        ahead = {o: way[0] * east + way[1] * north for o, way in ways.items()}
        best = max(sorted(ahead), key=lambda other: ahead[other], default="")
        found.append(best if best and ahead[best] >= LEAST_COSINE else "")
    return tuple(found)


def reach_all(
    steps: dict[str, tuple[str, ...]], near: Mapping[str, tuple[str, ...]], points: Mapping[str, tuple[float, float]]
) -> None:
    """Lead a step to each area that none leads to, from where it lies best, as long as no other area is lost by it."""
    arrivals = Counter(step for four in steps.values() for step in four if step)
    for missed in [region_id for region_id in steps if not arrivals[region_id]]:
        ways = {other: _way(points[other], points[missed]) for other in near.get(missed, ())}
        choices = [
            (way[0] * east + way[1] * north, other, number)
            for other, way in ways.items()
            for number, (east, north) in enumerate(DIRECTIONS)
            if arrivals[steps[other][number]] != 1
        ]
        if choices:
            _, other, number = max(choices)
            arrivals[steps[other][number]] -= 1
            arrivals[missed] += 1
            steps[other] = (*steps[other][:number], missed, *steps[other][number + 1 :])


def _way(here: tuple[float, float], there: tuple[float, float]) -> tuple[float, float]:
    east = (there[1] - here[1]) * math.cos(math.radians(here[0]))
    north = there[0] - here[0]
    length = math.hypot(east, north) or 1.0
    return east / length, north / length


def _middle(world: World, region_ids: Iterable[str]) -> str:
    west, south, east, north = world.shapes.bounds
    centre = ((south + north) / 2, (west + east) / 2)
    return min(region_ids, key=lambda r: math.dist(world.shapes.label_points[r], centre))
