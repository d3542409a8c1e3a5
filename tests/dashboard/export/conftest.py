"""A world as commands and routes draw it: the shipped data, protected, with real outlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from kap_fixture import invented_survey

from dashboard.geometry import files_of, shapes_of
from dashboard.view_models.world import Shapes, World
from data.geo.boundaries import load_boundaries
from models.suppress_dataset import protect_dataset

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def drawn_shapes() -> Shapes:
    boundaries = load_boundaries()
    return shapes_of(files_of(boundaries), boundaries)


@pytest.fixture(scope="session")
def drawn(shipped, drawn_shapes) -> World:
    return World(protect_dataset(shipped), drawn_shapes, TODAY)


@pytest.fixture(scope="session")
def drawn_example(shipped, drawn_shapes) -> World:
    return World(protect_dataset(replace(shipped, survey=invented_survey(example=True))), drawn_shapes, TODAY)
