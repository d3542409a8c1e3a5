from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.view_models.cuts import SCORE_CUTS, class_of, cuts_of_values, even_cuts


def test_a_value_on_a_cut_belongs_above_it() -> None:
    assert [class_of(v, SCORE_CUTS) for v in (0, 19.99, 20, 79.9, 80, 100)] == [0, 0, 1, 3, 4, 4]


def test_even_cuts_part_the_goalposts() -> None:
    assert even_cuts(0, 50) == (10, 20, 30, 40)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=40), st.integers(0, 3))
def test_cuts_rise_and_are_four(values: list[float], decimals: int) -> None:
    cuts = cuts_of_values(values, decimals)
    assert len(cuts) == 4
    assert list(cuts) == sorted(set(cuts))


def test_sizes_that_differ_by_far_get_round_steps_that_grow() -> None:
    cuts = cuts_of_values([1200, 5000, 40000, 557422], 0)
    assert cuts[0] * 4 < cuts[-1]


def test_no_value_moves_no_cut_to_nonsense() -> None:
    assert cuts_of_values([], 0) == even_cuts(0, 100)
