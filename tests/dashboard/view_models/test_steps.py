from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.view_models.layers import MAP_LEVELS
from dashboard.view_models.steps import build_steps_view, steps_from
from dashboard.view_models.world import World
from data.geo.boundaries import load_boundaries
from data.geo.contiguity import shared_borders

POINTS = {"here": (41.0, 20.0), "north": (41.5, 20.1), "east": (41.1, 20.6), "far_east": (41.0, 21.5)}


def test_each_arrow_leads_to_the_neighbour_in_its_direction() -> None:
    assert steps_from("here", ("north", "east"), POINTS) == ("north", "east", "", "")


def test_an_area_without_neighbours_leads_nowhere() -> None:
    assert steps_from("here", (), POINTS) == ("", "", "", "")


@pytest.fixture(scope="module")
def walked(shipped, real) -> tuple[World, tuple[str, ...]]:
    boundaries = load_boundaries()
    near = {area: found for shapes in boundaries.geojson.values() for area, found in shared_borders(shapes).items()}
    points = {area: (lat, lon) for area, (lon, lat) in boundaries.label_points.items()}
    world = World(shipped, replace(real.shapes, neighbours=near, label_points=points), real.today)
    return world, tuple(region.region_id for level in MAP_LEVELS for region in world.areas(level))


@pytest.mark.parametrize("level", MAP_LEVELS)
def test_a_walk_from_the_start_reaches_every_area(walked, level: str) -> None:
    world, order = walked
    view = build_steps_view(world, order)
    reached, ahead = set(), [view.start[level]]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += [step for step in view.next[here] if step >= 0]
    assert {order[number] for number in reached} == {region.region_id for region in world.areas(level)}


def test_a_step_stays_on_its_level(walked) -> None:
    world, order = walked
    for here, four in zip(order, build_steps_view(world, order).next, strict=True):
        assert all(world.level_of(order[step]) == world.level_of(here) for step in four if step >= 0)
