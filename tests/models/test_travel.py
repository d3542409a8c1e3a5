"""Reach by travel times: minutes where a table knows the way, the straight line where it does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.types import Dataset, TravelTime
from models.access import seat_distances_km, straight_line_km
from models.fund_wishes import ImpossibleWish
from models.locate_travel import spacing_of
from models.travel import REACH_KM, REACH_MINUTES, reach_of, travel_table

NEAR, FAR = ("AL132", "AL131"), ("AL132", "AL224")


def with_times(dataset: Dataset, *times: tuple[str, str, str, float]) -> Dataset:
    return replace(dataset, travel_times=tuple(TravelTime(a, b, mode, m, "doc-001", "") for a, b, mode, m in times))


def is_near(dataset: Dataset, a: str, b: str) -> bool:
    reach = reach_of(dataset)
    return bool(reach.near[reach.ids.index(a), reach.ids.index(b)])


def test_without_a_table_reach_is_the_straight_line(shipped: Dataset) -> None:
    reach = reach_of(shipped)
    towns = shipped.regions_at("municipality")
    assert reach.table is None
    for k, town in enumerate(towns[::7]):
        for j, other in enumerate(towns):
            assert reach.near[7 * k, j] == (straight_line_km(town, other) <= REACH_KM)


def test_a_known_time_decides_and_a_pair_without_one_falls_back(shipped: Dataset) -> None:
    assert is_near(shipped, *NEAR)
    assert not is_near(shipped, *FAR)
    slow = with_times(shipped, (*NEAR, "car", REACH_MINUTES + 1))
    assert not is_near(slow, *NEAR)
    assert not is_near(slow, *NEAR[::-1]), "the other direction is taken to last as long"
    assert is_near(with_times(shipped, (*NEAR, "car", REACH_MINUTES)), *NEAR)
    assert is_near(with_times(shipped, (*FAR, "car", 30.0)), *FAR)
    other = np.argwhere(reach_of(shipped).near != reach_of(slow).near)
    assert len(other) == 2, "no other pair moves"


def test_each_direction_has_its_own_time_where_both_are_stated(shipped: Dataset) -> None:
    both = with_times(shipped, (*NEAR, "car", 60.0), (*NEAR[::-1], "car", 40.0))
    assert (is_near(both, *NEAR), is_near(both, *NEAR[::-1])) == (False, True)


def test_cars_come_before_other_ways_of_travelling(shipped: Dataset) -> None:
    mixed = with_times(shipped, (*NEAR, "walking", 10.0), (*NEAR, "car", 90.0), (*FAR, "public_transport", 5.0))
    table = travel_table(mixed)
    assert table is not None
    assert (table.mode, table.lacking, table.pairs) == ("car", 61 * 60 - 2, 61 * 60)
    assert not is_near(mixed, *FAR)
    on_foot = travel_table(with_times(shipped, (*NEAR, "walking", 10.0)))
    assert on_foot is not None
    assert on_foot.mode == "walking"


def test_points_are_sought_by_line_or_by_time_and_an_unknown_way_leads_nowhere(shipped: Dataset) -> None:
    ids, km = seat_distances_km(shipped)
    assert spacing_of(shipped, 20.0).apart.tolist() == km.tolist()
    spacing = spacing_of(with_times(shipped, (*NEAR, "car", 33.0)), 20.0, 60.0)
    a, b = (ids.index(name) for name in NEAR)
    assert (spacing.limit, spacing.mode, spacing.apart[a, b], spacing.apart[b, a]) == (60.0, "car", 33.0, 33.0)
    assert np.isnan(spacing.apart).sum() == spacing.lacking == spacing.pairs - 2


@pytest.mark.parametrize(("minutes", "code"), [(0.0, "minutes"), (float("nan"), "minutes"), (45.0, "no_travel_times")])
def test_a_time_that_cannot_be_asked_for_is_refused(shipped: Dataset, minutes: float, code: str) -> None:
    with pytest.raises(ImpossibleWish) as refused:
        spacing_of(shipped, 25.0, minutes)
    assert refused.value.code == code
