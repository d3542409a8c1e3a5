from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.hindcast import chosen_qarks, exact_auc, hindcast


@pytest.fixture(scope="module")
def found(shipped):
    return hindcast(shipped)


def by_id(found):
    return {variant.variant_id: variant for variant in found.variants}


def test_the_six_of_phase_three_are_the_six(shipped):
    names = {shipped.regions[q].name["sq"] for q in chosen_qarks(shipped)}
    assert names == {"Dibër", "Kukës", "Shkodër", "Berat", "Gjirokastër", "Korçë"}


def pairs_won(figures, chosen):
    wins = [
        (a > b) + 0.5 * (a == b)
        for a, x in zip(figures, chosen, strict=True)
        if x
        for b, y in zip(figures, chosen, strict=True)
        if not y
    ]
    return sum(wins) / len(wins)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_the_p_value_counts_every_choice(figures):
    picked = np.array([True, True, False, True, False, False])
    auc, greater, both = exact_auc(np.array(figures, dtype=float), picked)
    assert auc == pytest.approx(pairs_won(figures, picked))
    every = [pairs_won(figures, [k in subset for k in range(6)]) for subset in combinations(range(6), 3)]
    assert len(every) == 20
    assert greater == pytest.approx(sum(x >= auc - 1e-9 for x in every) / 20)
    assert both == pytest.approx(sum(abs(x - 0.5) >= abs(auc - 0.5) - 1e-9 for x in every) / 20)


def test_the_best_possible_order_is_one_choice_in_924(found):
    assert found.choices == 924
    auc, greater, both = exact_auc(np.arange(12.0), np.arange(12) >= 6)
    assert (auc, greater, both) == pytest.approx((1, 1 / 924, 2 / 924))


def test_the_counts_by_hand_are_met_where_they_count_the_same(found):
    variants = by_id(found)
    assert round(variants["own_grants_every_type"].auc, 2) == 0.97
    assert round(variants["own_grants_every_type_with_ccf"].auc, 2) == 0.92
    assert round(variants["distance_to_tirana"].auc, 2) == 0.83


def test_counting_all_donors_says_no_more_than_a_coin(found):
    """The count by hand was 0.46 and is not met to the digit: it is not written down what it took together."""
    assert all(0.4 < v.auc < 0.6 for v in found.variants if v.kind == "all")


def test_variants_are_all_there_with_their_direction(found):
    assert len(found.variants) == 17
    for variant in found.variants:
        assert variant.sign in (-1, 1)
        assert variant.known == 12 or math.isnan(variant.auc)
        if not math.isnan(variant.auc):
            assert 1 / 924 <= variant.p_greater <= 1


def test_vulnerability_until_2010_is_under_the_bar_and_says_so(found):
    variants = by_id(found)
    assert variants["priority_until_2010"].known == 0
    assert variants["priority_until_2010_lowered_bar"].known == 12


def test_grants_of_phase_three_do_not_count_before_it(found):
    assert by_id(found)["own_grants"].figures["AL031"] == 1, "only the grant that covers all twelve qarks"


def test_data_without_the_programme_is_refused_in_words(tiny_dataset):
    with pytest.raises(ValueError, match="needs the project records 001-DN-30-F3"):
        hindcast(tiny_dataset)
