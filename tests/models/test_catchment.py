from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.access import places_with_service, population_weights
from models.catchment import PER_PERSONS, floating_catchment, service_access

number = st.floats(0, 1000)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_what_is_handed_out_is_what_there_is(data):
    areas, places = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 5))
    supply = np.array(data.draw(st.lists(number, min_size=places, max_size=places)))
    people = np.array(data.draw(st.lists(st.integers(0, 500), min_size=areas, max_size=areas)), dtype=float)
    km = np.array(
        data.draw(st.lists(st.lists(st.floats(0, 60), min_size=places, max_size=places), min_size=areas, max_size=areas))
    )
    found = floating_catchment(supply, people, km)
    assert (found.access * people).sum() == pytest.approx(supply[~found.unreached].sum(), rel=1e-9, abs=1e-9)


def test_two_towns_share_a_service_and_a_third_has_none():
    found = floating_catchment([4.0], [100.0, 300.0, 50.0], [[0.0], [25.0], [25.1]])
    assert found.access.tolist() == [0.01, 0.01, 0.0]


def test_supply_that_nobody_reaches_is_named():
    assert floating_catchment([1.0, 2.0], [10.0], [[5.0, 90.0]]).unreached.tolist() == [False, True]


def test_shipped_services_are_all_handed_out(shipped):
    day = date(2006, 7, 31)
    access, people = service_access(shipped, day), population_weights(shipped)
    total = sum(len(ids) for ids in places_with_service(shipped, day).values())
    assert sum(access[r] * people[r] for r in access) / PER_PERSONS == pytest.approx(total)
    assert service_access(shipped, date(1990, 1, 1)) == {}


@pytest.mark.parametrize("bad", [([1.0], [1.0], [[1.0, 2.0]]), ([-1.0], [1.0], [[1.0]]), ([1.0], [np.nan], [[1.0]])])
def test_what_cannot_be_shared_is_refused(bad):
    with pytest.raises(ValueError, match="must be"):
        floating_catchment(*bad)
