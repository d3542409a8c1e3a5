"""A split of a budget: sums to the cent, minimum and floor hold, and every impossible wish gets a sentence."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from data.types import frozen_map
from models.allocation import Allocation, Wish, allocate, in_units, to_cents
from models.allocation_split import whole
from models.fund_weights import RULES, RuleWeights, people_of, rule_weights
from models.fund_wishes import ImpossibleWish

COMPLETE, TODAY = date(2006, 7, 31), date(2026, 11, 22)


def weights_of(weights: dict[str, float], apart: dict[str, str] | None = None) -> RuleWeights:
    held = frozen_map(weights)
    return RuleWeights(
        "people", "municipality", COMPLETE, True, held, held, frozen_map(apart or {}), "people", "residents", (), (), frozenset()
    )


def random_case(seed: int) -> tuple[RuleWeights, dict[str, str], Wish]:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 30))
    names = [f"a{i:02d}" for i in range(n)]
    qarks = {name: f"q{int(rng.integers(0, 6))}" for name in names}
    weights = {name: float(x) for name, x in zip(names, rng.lognormal(0, float(rng.uniform(0, 4)), n), strict=True)}
    apart = {name: "not_recorded" for name in names if rng.random() < 0.2 and len(weights) > 1 and weights.pop(name)}
    budget = int(rng.integers(1, 10 ** int(rng.integers(2, 11))))
    minimum = int(rng.integers(0, budget // 2 + 1)) if rng.random() < 0.6 else 0
    floor = int(rng.integers(0, budget // 6 + 1)) if rng.random() < 0.4 else 0
    maximum = int(rng.integers(max(minimum, floor, 1), budget + 1)) if rng.random() < 0.3 else 0
    find_out = int(rng.integers(0, budget // 10 + 1)) if rng.random() < 0.3 else 0
    return (
        weights_of(weights, apart),
        qarks,
        Wish(budget, "EUR", int(rng.integers(1, len(weights) + 1)), minimum, floor, maximum, find_out),
    )


def check(done: Allocation, qarks: dict[str, str]) -> None:
    wish = done.wish
    assert done.spent + sum(u.cents for u in done.unspent) + done.find_out == wish.budget
    assert all(g.cents >= wish.minimum and g.cents >= 0 for g in done.grants)
    assert not wish.maximum or all(g.cents <= wish.maximum for g in done.grants)
    for qark in {qarks[r] for r in done.weights.weights} if wish.floor else ():
        assert sum(g.cents for g in done.grants if g.qark_id == qark) >= wish.floor
    assert sum(not g.added for g in done.grants) <= wish.k
    assert {g.region_id for g in done.grants} | set(done.left_out) == set(qarks)
    assert not {g.region_id for g in done.grants} & set(done.left_out)


def test_sum_minimum_floor_and_maximum_hold_in_1000_random_cases() -> None:
    granted = unspent = 0
    codes: set[str] = set()
    for seed in range(1000):
        weights, qarks, wish = random_case(seed)
        try:
            done = allocate(weights, qarks, wish)
        except ImpossibleWish as refused:
            codes.add(refused.code)
            continue
        check(done, qarks)
        granted += 1
        unspent += bool(done.unspent)
    assert granted > 800
    assert codes <= {"floor_above", "minimum_above"}
    assert unspent > 50


def test_grants_between_the_limits_keep_the_proportion_of_their_weights() -> None:
    for seed in range(200):
        weights, qarks, wish = random_case(seed)
        try:
            done = allocate(weights, qarks, wish)
        except ImpossibleWish:
            continue
        free = [g for g in done.grants if not g.limit and not wish.floor]
        for a, b in pairwise(free):
            assert abs(a.cents * b.weight - b.cents * a.weight) <= 3 * max(a.weight, b.weight)


def test_a_larger_weight_never_gets_less() -> None:
    for seed in range(200):
        weights, qarks, wish = random_case(seed)
        if wish.floor:
            continue
        try:
            done = allocate(weights, qarks, wish)
        except ImpossibleWish:
            continue
        cents = [g.cents for g in done.grants]
        assert all(later <= earlier + 1 for earlier, later in pairwise(cents))


def test_equal_weights_share_the_odd_cents_in_a_fixed_order() -> None:
    done = allocate(weights_of({"a": 1.0, "b": 1.0, "c": 1.0}), dict.fromkeys("abc", "q"), Wish(10_000, "EUR", 3))
    assert [g.cents for g in done.grants] == [3334, 3333, 3333]


def test_a_budget_short_of_k_minimum_grants_funds_fewer_and_says_so() -> None:
    done = allocate(weights_of({"a": 3.0, "b": 2.0, "c": 1.0}), dict.fromkeys("abc", "q"), Wish(10_000, "EUR", 3, minimum=4_000))
    assert [g.region_id for g in done.grants] == ["a", "b"]
    assert done.left_out == {"c": "budget_short"}


def test_a_floor_brings_in_the_first_area_of_a_qark_that_would_get_nothing() -> None:
    qarks = {"a": "p", "b": "p", "c": "q"}
    done = allocate(weights_of({"a": 9.0, "b": 5.0, "c": 1.0}), qarks, Wish(100_000, "EUR", 2, floor=20_000))
    assert [(g.region_id, g.added) for g in done.grants] == [("a", False), ("b", False), ("c", True)]
    assert done.grants[2].cents == 20_000
    assert done.grants[2].limit == "floor"


def test_the_floor_of_a_qark_without_an_area_is_kept_and_explained() -> None:
    done = allocate(weights_of({"a": 1.0}, {"b": "not_recorded"}), {"a": "p", "b": "q"}, Wish(1_000, "EUR", 1, floor=300))
    assert [(u.code, u.cents, u.region_ids) for u in done.unspent] == [("floor_reserved", 300, ("q",))]
    assert done.spent == 700


def test_money_for_finding_out_is_set_aside_only_where_something_is_not_recorded() -> None:
    wish = Wish(1_000, "EUR", 1, find_out=100)
    assert allocate(weights_of({"a": 1.0}, {"b": "not_recorded"}), {"a": "p", "b": "q"}, wish).find_out == 100
    assert allocate(weights_of({"a": 1.0}), {"a": "p"}, wish).find_out == 0


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("minimum_above", {"minimum": 1_001}),
        ("k_above", {"k": 3}),
        ("k_none", {"k": 0}),
        ("budget", {"budget": 0}),
        ("currency", {"currency": "euro"}),
        ("negative", {"minimum": -1}),
        ("maximum_below", {"minimum": 500, "maximum": 400}),
        ("floor_above", {"floor": 600}),
        ("find_out_above", {"find_out": 1_000}),
    ],
)
def test_an_impossible_wish_gets_a_sentence(code: str, changes: dict[str, int]) -> None:
    wish = Wish(**{"budget": 1_000, "currency": "EUR", "k": 2, **changes})  # type: ignore[arg-type]
    with pytest.raises(ImpossibleWish) as refused:
        allocate(weights_of({"a": 1.0, "b": 2.0}), {"a": "p", "b": "q"}, wish)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_amounts_are_read_and_written_to_the_cent() -> None:
    assert [to_cents(x) for x in ("1000", 12.34, "0.01")] == [100_000, 1234, 1]
    assert in_units(1) == "0.01"
    for bad in ("much", "1.001", "nan"):
        with pytest.raises(ImpossibleWish):
            to_cents(bad)


def test_rounding_gives_the_largest_remainders_their_cent() -> None:
    assert whole([1.2, 1.7, 1.1], 4, [9, 9, 9]) == [1, 2, 1]


@pytest.mark.parametrize("level", ["qark", "municipality"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_splits_the_shipped_data_on_the_day_that_is_described(shipped, level, rule) -> None:
    weights = rule_weights(shipped, level, COMPLETE, rule)
    qarks = {r.region_id: r.qark_id for r in shipped.regions_at(level)}
    done = allocate(weights, qarks, Wish(10_000_000, "EUR", 6, minimum=500_000))
    check(done, qarks)
    assert len(done.grants) == 6
    assert weights.apart == {}
    assert bool(weights.inherited_risk) == (level == "municipality")


def test_people_are_children_where_their_share_is_known_and_residents_elsewhere(shipped) -> None:
    qark, town = people_of(shipped, "AL011", COMPLETE, "qark"), people_of(shipped, "AL112", COMPLETE, "municipality")
    assert (qark.basis, town.basis) == ("under_15", "residents")
    share = next(v.value for v in shipped.values_by_area["under_15_share", "AL011"] if v.period == "2009")
    assert qark.count == pytest.approx(189_854 * share / 100)


@pytest.mark.parametrize("rule", ["priority", "need"])
def test_where_presence_is_not_recorded_the_sentence_says_why_and_what_to_ask(shipped, rule) -> None:
    with pytest.raises(ImpossibleWish, match=r"not recorded anywhere.*2006-07-31.*people or equal"):
        rule_weights(shipped, "qark", TODAY, rule)
    without = rule_weights(shipped, "qark", TODAY, rule, with_presence=False)
    assert len(without.weights) == 12
    assert without.ordered_by == ("risk" if rule == "priority" else "need")


def test_the_equal_rule_falls_back_to_risk_for_all_areas_at_once(shipped) -> None:
    assert rule_weights(shipped, "qark", COMPLETE, "equal").ordered_by == "priority"
    later = rule_weights(shipped, "qark", TODAY, "equal")
    assert later.ordered_by == "risk"
    assert set(later.weights.values()) == {1.0}


def test_municipalities_without_a_population_are_set_apart_and_what_is_missing_is_named(shipped) -> None:
    weights = rule_weights(shipped, "municipality", TODAY, "people")
    assert len(weights.weights) == 54
    assert set(weights.apart.values()) == {"no_people"}
    assert weights.missing == ("census_population",)


def test_unknown_rule_and_level_are_refused(shipped) -> None:
    with pytest.raises(ImpossibleWish, match="Unknown rule"):
        rule_weights(shipped, "qark", COMPLETE, "beauty")
    with pytest.raises(ImpossibleWish, match="Unknown level"):
        rule_weights(shipped, "country", COMPLETE, "people")
