"""Small counts are hidden, and nothing that is shown gives them away."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

from models.suppress import Cell, CountTable, build_count_table, suppress_table, tier_allows
from models.suppress_solve import audit_table

SEX = {"f": "all", "m": "all"}
GROUP = {"roma": "both", "egyptian": "both"}


def table_of(leaves: dict[tuple[str, ...], int], parents: list[dict[str, str]], shown_roots: bool = True) -> CountTable:
    """A table of leaf counts with every total, the region's root being the country."""
    counts: dict[tuple[str, ...], int] = {}
    for key, value in leaves.items():
        ways: list[tuple[str, ...]] = [()]
        for part, above in zip(key, parents, strict=True):
            line = [part]
            while line[-1] in above:
                line.append(above[line[-1]])
            ways = [(*way, step) for way in ways for step in line]
        for way in ways:
            counts[way] = counts.get(way, 0) + value
    return build_count_table([Cell(k, float(v), national=k[0] == "AL") for k, v in counts.items()], parents)


def random_table(seed: int) -> CountTable:
    rng = np.random.default_rng(seed)
    region: dict[str, str] = {}
    for q in range(int(rng.integers(2, 4))):
        region[f"q{q}"] = "AL"
        region |= {f"q{q}m{m}": f"q{q}" for m in range(int(rng.integers(1, 4)))}
    towns = [r for r in region if "m" in r]
    second = [SEX, GROUP][int(rng.integers(0, 2))]
    scale = float(rng.choice([5, 20, 100]))
    leaves = {(t, s): int(rng.geometric(1 / scale)) - 1 for t in towns for s in second}
    return table_of(leaves, [region, second])


def harmed(table: CountTable) -> list[str]:
    return [f"{i.key} {i.harm}" for i in audit_table(table) if i.harm]


def test_no_hidden_cell_of_200_random_tables_can_be_worked_out_or_is_surely_small() -> None:
    start = time.process_time()
    hidden = 0
    for seed in range(200):
        done = suppress_table(random_table(seed))
        assert not done.unprotected
        assert harmed(done.table) == []
        hidden += len(done.primary)
    assert hidden > 500
    assert time.process_time() - start < 120


def test_without_the_complementary_step_the_same_audit_finds_harm() -> None:
    bare = [suppress_table(random_table(seed), complementary=False).table for seed in range(40)]
    assert sum(bool(harmed(table)) for table in bare) > 20


@pytest.mark.parametrize("seed", range(20))
def test_what_is_shown_is_true_and_nothing_small_and_every_national_total_stays(seed: int) -> None:
    table = random_table(seed)
    done = suppress_table(table).table
    for before, after in zip(table.cells, done.cells, strict=True):
        assert after.key == before.key
        if after.gap:
            assert after.gap == "suppressed"
            assert math.isnan(after.value)
            assert not before.national
        else:
            assert after.value == before.value
            assert before.national or not 1 <= after.value <= 10


def test_the_interval_holds_the_true_count_and_no_more_than_the_sums_allow() -> None:
    region = {"a": "q", "b": "q", "c": "q"}
    table = build_count_table(
        [Cell(("q",), 100.0), Cell(("a",), 4.0), Cell(("b",), 26.0), Cell(("c",), 70.0)],
        [region],
    )
    done = suppress_table(table)
    assert done.primary == (("a",),)
    assert done.complementary == (("b",),)
    found = {i.key: (i.lower, i.upper) for i in audit_table(done.table)}
    assert found == {("a",): (0.0, 30.0), ("b",): (0.0, 30.0)}


def test_two_small_parts_of_a_small_total_hide_the_total_as_well() -> None:
    region = {"a": "q", "b": "q", "q": "AL", "p": "AL"}
    counts = {"AL": 5000.0, "q": 9.0, "p": 4991.0, "a": 4.0, "b": 5.0}
    done = suppress_table(build_count_table([Cell((k,), v, national=k == "AL") for k, v in counts.items()], [region]))
    assert done.table[("AL",)].value == 5000.0
    assert {k[0] for k in (*done.primary, *done.complementary)} == {"q", "p", "a", "b"}
    assert harmed(done.table) == []


def test_a_sum_with_parts_that_are_not_listed_gives_nothing_away() -> None:
    region = {"a": "AL", "b": "AL", "c": "AL"}
    done = suppress_table(build_count_table([Cell(("AL",), 100.0, national=True), Cell(("a",), 3.0)], [region]))
    assert done.complementary == ()
    assert [(i.lower, i.upper) for i in audit_table(done.table)] == [(0.0, 100.0)]


def test_a_gap_that_the_totals_fill_in_with_a_small_count_is_found() -> None:
    region = {"a": "q", "b": "q"}
    cells = [Cell(("q",), 100.0), Cell(("a",), 95.0), Cell(("b",), math.nan, "not_published")]
    assert [(i.key, i.lower, i.harm) for i in audit_table(build_count_table(cells, [region]))] == [(("b",), 5.0, "exact")]


def test_a_published_total_that_is_the_only_area_is_named_as_beyond_protection() -> None:
    table = build_count_table([Cell(("AL",), 4.0, national=True), Cell(("q",), 4.0)], [{"q": "AL"}])
    done = suppress_table(table)
    assert done.table[("AL",)].value == 4.0
    assert done.unprotected == (("q",),)


def test_a_cell_of_a_higher_tier_is_hidden_from_the_public_and_cannot_be_worked_out() -> None:
    cells = [Cell(("q",), 900.0), Cell(("a",), 400.0, tier="partner"), Cell(("b",), 500.0)]
    table = build_count_table(cells, [{"a": "q", "b": "q"}])
    public = suppress_table(table, "public").table
    assert public[("a",)].gap == "suppressed"
    assert harmed(public) == []
    assert suppress_table(table, "partner").table == table


def test_no_tier_lifts_the_rule_for_small_counts() -> None:
    table = build_count_table([Cell(("a",), 3.0)], [{}])
    assert suppress_table(table, "restricted").table[("a",)].gap == "suppressed"


def test_an_unknown_tier_and_contradicting_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown tier"):
        tier_allows("public", "everyone")
    cells = [Cell(("q",), 10_000.0), Cell(("a",), 3.0), Cell(("b",), 4.0)]
    with pytest.raises(ValueError, match="contradict"):
        suppress_table(build_count_table(cells, [{"a": "q", "b": "q"}]))


def test_a_three_way_table_of_all_61_municipalities_takes_seconds() -> None:
    rng = np.random.default_rng(7)
    region = {f"q{q}": "AL" for q in range(12)} | {f"m{m}": f"q{m % 12}" for m in range(61)}
    leaves = {
        (f"m{m}", g, s): int(rng.geometric(1 / 60)) for m in range(61) for g in GROUP for s in SEX
    }  # fmt: skip
    start = time.process_time()
    done = suppress_table(table_of(leaves, [region, GROUP, SEX]))
    assert done.primary
    assert harmed(done.table) == []
    assert time.process_time() - start < 120
