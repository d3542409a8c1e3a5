"""No count of 1 to 10 people can be read or reckoned out of what is shown."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.survey_types import KapEstimate
from models.kap_counts import SMALLEST, hide_small_counts

NAN = math.nan
QARKS = ("AL011", "AL013", "AL015")
MEMBERS = ("sex:f", "sex:m", "sex:x")


def cell(areas: tuple[str, ...], group: str, n: float) -> KapEstimate:
    return KapEstimate("1", "q", areas, "general", group, 50, 40, 60, 5, n, n / 2, 9, 2, "observed", "", "", "")


def survey(counts: list[list[int]]) -> tuple[KapEstimate, ...]:
    """Return the cells of a table of qarks by members, with its totals."""
    found = [cell((q,), m, counts[i][j]) for (i, q), (j, m) in product(enumerate(QARKS), enumerate(MEMBERS))]
    found += [cell((q,), "all", sum(counts[i])) for i, q in enumerate(QARKS)]
    found += [cell(QARKS, m, sum(row[j] for row in counts)) for j, m in enumerate(MEMBERS)]
    return (*found, cell(QARKS, "all", sum(map(sum, counts))))


def shown(estimates: tuple[KapEstimate, ...]) -> dict[tuple[tuple[str, ...], str], float]:
    return {(e.region_ids, e.group): e.n for e in estimates if not math.isnan(e.n)}


def test_a_small_count_is_hidden_with_a_second_one_that_covers_it() -> None:
    n = shown(hide_small_counts(survey([[100, 90, 5], [100, 90, 50], [100, 90, 60]])))
    assert (("AL011",), "sex:x") not in n
    assert (("AL011",), "sex:m") not in n
    assert (("AL013",), "sex:x") not in n
    assert n[(("AL011",), "all")] == 195
    assert n[(("AL015",), "sex:f")] == 100


def test_what_would_tell_a_hidden_count_goes_with_it_and_the_percentage_stays() -> None:
    (hidden,) = hide_small_counts([cell(("AL011",), "sex:f", 10)])
    assert math.isnan(hidden.n)
    assert math.isnan(hidden.n_eff)
    assert math.isnan(hidden.deff)
    assert hidden.percent == 50


def test_counts_of_eleven_and_more_stay_where_nothing_is_small() -> None:
    table = survey([[11, 12, 13], [20, 30, 40], [11, 11, 11]])
    assert hide_small_counts(table) == table


@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=3))
def test_no_line_gives_a_small_count_away_by_subtraction(counts: list[list[int]]) -> None:
    n = shown(hide_small_counts(survey(counts)))
    assert all(value >= SMALLEST for value in n.values())
    lines = [([((q,), m) for m in MEMBERS], ((q,), "all")) for q in QARKS]
    lines += [([((q,), g) for q in QARKS], (QARKS, g)) for g in (*MEMBERS, "all")] + [
        ([(QARKS, m) for m in MEMBERS], (QARKS, "all"))
    ]
    for parts, total in lines:
        rest = [part for part in parts if part not in n]
        if total in n and len(rest) < len(parts):
            hidden = n[total] - sum(n[part] for part in parts if part in n)
            assert hidden == 0 or hidden >= SMALLEST


@pytest.mark.parametrize("group", ["all", "sex:f"])
def test_municipalities_cover_each_other_within_their_qark(group: str) -> None:
    cells = [cell(("AL131",), group, 7), cell(("AL132",), group, 90), cell(("AL133",), group, 40), cell(("AL151",), group, 40)]
    n = shown(hide_small_counts(cells))
    assert set(n) == {(("AL132",), group), (("AL151",), group)}
