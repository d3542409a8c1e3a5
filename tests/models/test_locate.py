"""Maximal coverage: the optimum is that of trying every set, and what cannot be gets a sentence."""

from __future__ import annotations

import math
import time
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from models.access import straight_line_km
from models.fund_wishes import ImpossibleWish
from models.locate import SiteProblem, locate
from models.locate_services import demand_of, locate_services, seat_distances_km
from models.locate_terms import SiteTerms

COMPLETE, TODAY = date(2006, 7, 31), date(2026, 11, 22)


def random_problem(seed: int, areas: int = 12, sites: int = 8, **more: object) -> SiteProblem:
    rng = np.random.default_rng(seed)
    a, s = rng.uniform(0, 100, (areas, 2)), rng.uniform(0, 100, (sites, 2))
    apart = np.hypot(*(a[:, None] - s).transpose(2, 0, 1))
    return SiteProblem(
        rng.integers(1, 1000, areas).astype(float), apart, float(rng.uniform(15, 40)), int(rng.integers(1, 5)), **more
    )  # type: ignore[arg-type]


def served(problem: SiteProblem, sites: tuple[int, ...]) -> float:
    """What open sites can serve, by a programme of its own: shipments from sites to areas."""
    near = problem.apart[:, list(sites)] <= problem.reach
    if problem.capacity is None:
        return float(problem.demand[near.any(axis=1)].sum())
    pairs = np.argwhere(near)
    if not len(pairs):
        return 0.0
    areas = (pairs[:, 0][None, :] == np.arange(len(problem.demand))[:, None]).astype(float)
    held = (pairs[:, 1][None, :] == np.arange(len(sites))[:, None]).astype(float)
    right = np.r_[problem.demand, problem.capacity[list(sites)]]
    return -float(linprog(-np.ones(len(pairs)), A_ub=np.vstack([areas, held]), b_ub=right).fun)


def brute_force(problem: SiteProblem) -> float:
    free = [j for j in range(problem.apart.shape[1]) if j not in problem.existing]
    best = 0.0
    for chosen in combinations(free, problem.k):
        for count in range(problem.k + 1):
            for some in combinations(chosen, count):
                if problem.costs is None or problem.costs[list(some)].sum() <= problem.budget:
                    best = max(best, served(problem, (*problem.existing, *some)))
    return best


@pytest.mark.parametrize("seed", range(25))
def test_the_optimum_is_that_of_trying_every_set(seed: int) -> None:
    problem = random_problem(seed)
    found = locate(problem)
    assert found.covered == pytest.approx(brute_force(problem))
    assert found.proven
    assert found.bound == pytest.approx(found.covered)


@pytest.mark.parametrize("seed", range(12))
def test_budget_existing_sites_and_capacity_hold_and_the_optimum_stays_best(seed: int) -> None:
    rng = np.random.default_rng(1000 + seed)
    more = {
        "costs": rng.integers(1, 10, 8).astype(float),
        "budget": float(rng.integers(9, 20)),
        "existing": (1, 4) if seed % 2 else (),
        "capacity": rng.integers(200, 2000, 8).astype(float) if seed % 3 else None,
    }
    problem = random_problem(seed, **more)
    found = locate(problem)
    opened = [step.site for step in found.optimum]
    assert found.covered == pytest.approx(brute_force(problem))
    assert len(opened) <= problem.k
    assert not set(opened) & set(problem.existing)
    assert problem.costs is not None
    assert problem.costs[opened].sum() <= problem.budget + 1e-9


@pytest.mark.parametrize("seed", range(25))
def test_greedy_is_never_better_and_never_below_its_known_share_of_the_optimum(seed: int) -> None:
    found = locate(random_problem(seed, areas=20, sites=10))
    greedy = found.greedy[-1].covered
    assert greedy <= found.covered + 1e-9
    assert greedy >= (1 - 1 / math.e) * found.covered


def test_steps_add_up_and_each_adds_no_more_than_the_one_before() -> None:
    for seed in range(20):
        found = locate(random_problem(seed))
        for steps in (found.greedy, found.optimum):
            gains = [step.gained for step in steps]
            assert steps[-1].covered == pytest.approx(found.before + sum(gains))
            assert gains == sorted(gains, reverse=True)


def test_existing_sites_leave_less_to_gain() -> None:
    problem = SiteProblem(np.array([10.0, 5.0]), np.array([[0.0, 9.0], [9.0, 0.0]]), 1.0, 1, existing=(0,))
    found = locate(problem)
    assert (found.before, [s.site for s in found.optimum], found.covered) == (10.0, [1], 15.0)


def test_what_cannot_be_reached_is_not_covered() -> None:
    apart = np.array([[0.0, math.nan], [math.nan, math.nan]])
    assert locate(SiteProblem(np.array([3.0, 4.0]), apart, 60.0, 1)).covered == 3.0


def test_3000_areas_and_ten_sites_take_seconds() -> None:
    rng = np.random.default_rng(5)
    at = rng.uniform(0, 300, (3000, 2))
    apart = np.hypot(*(at[:, None] - at).transpose(2, 0, 1))
    start = time.process_time()
    found = locate(SiteProblem(rng.lognormal(7, 1, 3000).round(), apart, 15.0, 10))
    assert found.proven
    assert found.covered >= found.greedy[-1].covered
    assert time.process_time() - start < 120


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("radius", {"reach": 0.0}),
        ("sites_none", {"k": 0}),
        ("sites_above", {"k": 9}),
        ("sites_too_dear", {"costs": np.full(8, 5.0), "budget": 4.0}),
    ],
)
def test_an_impossible_wish_gets_a_sentence(code: str, changes: dict[str, object]) -> None:
    usual = random_problem(0)
    wish = {"demand": usual.demand, "apart": usual.apart, "reach": usual.reach, "k": usual.k, **changes}
    with pytest.raises(ImpossibleWish) as refused:
        locate(SiteProblem(**wish))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_demand_that_is_not_known_is_refused_and_never_taken_for_0() -> None:
    with pytest.raises(ValueError, match="known"):
        locate(SiteProblem(np.array([math.nan]), np.zeros((1, 1)), 1.0, 1))


def test_distances_between_seats_are_those_of_the_access_model(shipped) -> None:
    ids, apart = seat_distances_km(shipped)
    towns = [shipped.regions[r] for r in ids]
    for i, j in ((0, 5), (12, 60), (30, 31)):
        assert apart[i, j] == pytest.approx(straight_line_km(towns[i], towns[j]))


@pytest.mark.parametrize("demand", ["people", "young", "priority"])
def test_sites_of_the_shipped_data_cover_more_with_each(shipped, demand: str) -> None:
    found = locate_services(shipped, 5, 25.0, demand, COMPLETE)
    assert len(found.found.optimum) == 5
    assert found.unknown == ()
    assert 0 < found.found.covered <= found.found.demand == pytest.approx(demand_of(shipped, demand, COMPLETE).sum())


def test_municipalities_whose_people_are_not_known_are_left_out_and_named(shipped) -> None:
    assert len(locate_services(shipped, 3, 25.0, "people", TODAY).unknown) == 7


def test_priority_as_demand_needs_a_day_on_which_presence_is_recorded(shipped) -> None:
    with pytest.raises(ImpossibleWish, match="2006-07-31"):
        locate_services(shipped, 3, 25.0, "priority", TODAY)


def test_recorded_services_serve_already_where_asked(shipped) -> None:
    found = locate_services(shipped, 2, 25.0, "people", COMPLETE, with_existing=True)
    assert found.existing_ids
    assert found.found.before > 0
    assert not {found.site_ids[s.site] for s in found.found.optimum} & set(found.existing_ids)


@pytest.mark.parametrize(
    "terms",
    [
        SiteTerms(cost=100.0, budget=200.0),
        SiteTerms(cost=100.0, costs={"AL351": 5.0, "AL112": 400.0}, budget=210.0),
        SiteTerms(capacity=90_000.0),
        SiteTerms(cost=100.0, budget=150.0, capacity=120_000.0),
    ],
)
def test_costs_budget_and_capacity_of_the_shipped_seats_are_those_of_trying_every_pair(shipped, terms: SiteTerms) -> None:
    ids, apart = seat_distances_km(shipped)
    wanted = demand_of(shipped, "people", COMPLETE)
    near = apart <= 25.0

    def reached(sites: tuple[int, ...]) -> float:
        if not terms.capacity:
            return float(wanted[near[:, list(sites)].any(axis=1)].sum())
        # Two points with a capacity: each its own, and what both can reach goes where there is room.
        alone = [float(wanted[near[:, j]].sum()) for j in sites]
        both = float(wanted[near[:, list(sites)].any(axis=1)].sum())
        return min(sum(min(one, terms.capacity) for one in alone), both)

    def paid(sites: tuple[int, ...]) -> bool:
        return not terms.budget or sum(terms.cost_of(ids[j]) for j in sites) <= terms.budget

    pairs = [*((j,) for j in range(len(ids))), *combinations(range(len(ids)), 2)]
    best = max(reached(sites) for sites in pairs if paid(sites))
    answer = locate_services(shipped, 2, 25.0, "people", COMPLETE, terms=terms)
    assert answer.found.covered == pytest.approx(best)
    assert paid(tuple(step.site for step in answer.found.optimum))
    assert paid(tuple(step.site for step in answer.found.greedy))


def test_existing_places_are_not_held_to_a_capacity_that_nobody_knows(shipped) -> None:
    free = locate_services(shipped, 1, 25.0, "people", COMPLETE, with_existing=True)
    held = locate_services(shipped, 1, 25.0, "people", COMPLETE, with_existing=True, terms=SiteTerms(capacity=1.0))
    assert held.found.before == pytest.approx(free.found.before)
    assert held.found.covered == pytest.approx(free.found.before + 1.0)


@pytest.mark.parametrize("terms", [SiteTerms(cost=-1.0), SiteTerms(budget=math.inf), SiteTerms(costs={"AL351": math.nan})])
def test_terms_that_are_no_numbers_are_refused(shipped, terms: SiteTerms) -> None:
    with pytest.raises(ImpossibleWish) as refused:
        locate_services(shipped, 1, 25.0, "people", COMPLETE, terms=terms)
    assert refused.value.code == "site_negative"
