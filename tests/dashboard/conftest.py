"""Two worlds: one by hand and small, one real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from kap_fixture import invented_survey
from plain_shapes import shapes_of

from dashboard.state import Selection, default_selection
from dashboard.view_models.world import World, build_choices

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def world(tiny_dataset) -> World:
    return World(tiny_dataset, shapes_of(tiny_dataset), TODAY)


@pytest.fixture(scope="session")
def real(shipped) -> World:
    return World(shipped, shapes_of(shipped), TODAY)


@pytest.fixture(scope="session")
def surveyed(shipped) -> World:
    """The real world with a survey by hand."""
    return World(replace(shipped, survey=invented_survey()), shapes_of(shipped), TODAY)


@pytest.fixture(scope="session")
def with_example(shipped) -> World:
    """The real world with the same survey as an example."""
    return World(replace(shipped, survey=invented_survey(example=True)), shapes_of(shipped), TODAY)


@pytest.fixture(scope="session")
def choose():
    """Make a selection of a world by changing the opening view."""

    def make(world: World, **changes: object) -> Selection:
        return replace(default_selection(build_choices(world)), **changes)

    return make
