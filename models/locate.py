"""Where to put k services so that the most demand lies within reach: maximal coverage, its optimum and the greedy way beside it.

Church and ReVelle, Papers of the Regional Science Association 32, 1974; with capacities, Current and Storbeck, Environment and
Planning B 15, 1988. Solved by scipy's HiGHS. Sites are municipality seats: nothing here is ever a place for a shelter.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, identity

from models.fund_wishes import ImpossibleWish

Array = npt.NDArray[np.float64]
TIME_LIMIT_S = 60.0


@dataclass(frozen=True)
class SiteProblem:
    """Areas with demand, candidate sites, and who is within reach of what.

    ``demand`` (areas) is not negative; ``apart`` (areas x sites) in km or minutes, NaN = cannot be reached; ``reach`` in the
    same unit, that distance included. ``existing`` sites serve already and are not of the ``k``. ``costs`` (sites) are held
    within ``budget``; ``capacity`` (sites) is the most demand that a site can serve, existing ones too.
    """

    demand: Array
    apart: Array
    reach: float
    k: int
    existing: tuple[int, ...] = ()
    costs: Array | None = None
    budget: float = math.inf
    capacity: Array | None = None


@dataclass(frozen=True)
class Step:
    """One site, what it adds and what is covered with all before it."""

    site: int
    gained: float
    covered: float


@dataclass(frozen=True)
class Located:
    """The best set of sites and the greedy sequence; ``before`` is what existing sites cover.

    The optimum is told in the order in which its sites add most. ``proven`` is False where time ran out; the optimum is then at
    most ``bound``.
    """

    optimum: tuple[Step, ...]
    greedy: tuple[Step, ...]
    before: float
    covered: float
    demand: float
    proven: bool
    bound: float


def locate(problem: SiteProblem, time_limit_s: float = TIME_LIMIT_S) -> Located:
    """Return the sites that cover most demand, and the greedy sequence beside them.

    Raises
    ------
    ImpossibleWish
        Where the number of sites, the reach or the budget allow no site.
    ValueError
        Where shapes do not fit or a demand is negative or not known.
    """
    near = _check(problem)
    new = np.array([j for j in range(near.shape[1]) if j not in problem.existing])
    greedy = _greedy(problem, near, new)
    chosen, bound, proven = _optimum(problem, near, time_limit_s)
    steps = _greedy(problem, near, chosen, within_budget=False)
    before = _served(problem, near, problem.existing)
    covered = _served(problem, near, (*problem.existing, *map(int, chosen)))
    ordered = _retold(problem, near, [step.site for step in steps], chosen)
    return Located(ordered, greedy, before, covered, float(problem.demand.sum()), proven, bound)


def _check(problem: SiteProblem) -> csr_array:
    """Refuse what cannot be; return who is within reach as a sparse matrix of areas x sites."""
    areas, sites = problem.apart.shape
    if problem.demand.shape != (areas,):
        raise ValueError(f"demand must have {areas} areas, not {problem.demand.shape}")
    if np.isnan(problem.demand).any() or (problem.demand < 0).any():
        raise ValueError("demand must be known and not negative")
    if not problem.reach > 0:
        raise ImpossibleWish("radius", radius=f"{problem.reach:g}")
    free = sites - len(set(problem.existing))
    if problem.k < 1:
        raise ImpossibleWish("sites_none", k=problem.k)
    if problem.k > free:
        raise ImpossibleWish("sites_above", k=problem.k, eligible=free)
    if problem.costs is not None and not (np.delete(problem.costs, problem.existing) <= problem.budget).any():
        raise ImpossibleWish("sites_too_dear", budget=f"{problem.budget:.2f}")
    return csr_array((problem.apart <= problem.reach).astype(float))


def _optimum(problem: SiteProblem, near: csr_array, time_limit_s: float) -> tuple[npt.NDArray[np.int64], float, bool]:
    """Return the new sites of the optimum, an upper bound of what can be covered, and whether it is proven."""
    sites = near.shape[1]
    fixed = np.zeros(sites)
    fixed[list(problem.existing)] = 1.0
    is_new = 1.0 - fixed
    gain, rows, limits = _coverage_rows(problem, near)
    width = len(gain)
    spare = csr_array((1, width - sites))
    rows.append(hstack([csr_array(is_new[None, :]), spare]))
    limits.append(np.array([float(problem.k)]))
    if problem.costs is not None:
        rows.append(hstack([csr_array((problem.costs * is_new)[None, :]), spare]))
        limits.append(np.array([problem.budget]))
    found = milp(
        -gain,
        constraints=[LinearConstraint(row, ub=limit) for row, limit in zip(rows, limits, strict=True)],
        integrality=np.concatenate([np.ones(sites), np.zeros(width - sites)]),
        bounds=Bounds(np.concatenate([fixed, np.zeros(width - sites)]), np.ones(width)),
        options={"mip_rel_gap": 0.0, "time_limit": time_limit_s},
    )
    if found.x is None:
        raise ValueError("no set of sites was found in the time given: allow more time or a larger reach")
    opened = np.flatnonzero((found.x[:sites] > 0.5) & (is_new > 0))
    bound = -float(found.mip_dual_bound) if found.mip_dual_bound is not None else -float(found.fun)
    return opened, bound, found.status == 0


def _coverage_rows(problem: SiteProblem, near: csr_array) -> tuple[Array, list[csr_array], list[Array]]:
    """Return gains per variable (sites first, then what they cover) and the rows that tie coverage to open sites."""
    areas, sites = near.shape
    if problem.capacity is None:
        gain = np.concatenate([np.zeros(sites), problem.demand])
        return gain, [hstack([-near, identity(areas, format="csr")], format="csr")], [np.zeros(areas)]
    pairs = near.tocoo()
    count = pairs.nnz
    each = np.arange(count)
    one = np.ones(count)
    served = problem.demand[pairs.row]
    gain = np.concatenate([np.zeros(sites), served])
    once = coo_array((one, (pairs.row, each + sites)), shape=(areas, sites + count)).tocsr()
    opened = coo_array((np.r_[one, -one], (np.r_[each, each], np.r_[each + sites, pairs.col])), shape=(count, sites + count))
    room = coo_array((served, (pairs.col, each + sites)), shape=(sites, sites + count)).tocsr()
    held = hstack([csr_array(np.diag(problem.capacity)), csr_array((sites, count))], format="csr")
    return gain, [once, opened.tocsr(), room - held], [np.ones(areas), np.zeros(count), np.zeros(sites)]


def _served(problem: SiteProblem, near: csr_array, sites: tuple[int, ...]) -> float:
    """Return the most demand that open sites can serve."""
    if not sites:
        return 0.0
    if problem.capacity is None:
        return float(problem.demand[(near[:, list(sites)].sum(axis=1) > 0)].sum())
    part = near[:, list(sites)]
    inner = SiteProblem(problem.demand, problem.apart, problem.reach, 1, capacity=problem.capacity[list(sites)])
    gain, rows, limits = _coverage_rows(inner, csr_array(part))
    found = milp(
        -gain,
        constraints=[LinearConstraint(row, ub=limit) for row, limit in zip(rows, limits, strict=True)],
        bounds=Bounds(np.r_[np.ones(len(sites)), np.zeros(len(gain) - len(sites))], np.ones(len(gain))),
    )
    return -float(found.fun)


def _greedy(problem: SiteProblem, near: csr_array, among: npt.NDArray[np.int64], within_budget: bool = True) -> tuple[Step, ...]:
    """Return the sequence that takes the site that adds most each time, and stops where none adds anything.

    With capacities a site takes what is left within its reach up to its capacity, which may be less than the best assignment.
    """
    left = problem.demand.copy()
    covered = sum(_take(problem, near, left, site) for site in problem.existing)
    rest, money = list(map(int, among)), problem.budget if within_budget else math.inf
    steps: list[Step] = []
    while rest and len(steps) < problem.k:
        can = [j for j in rest if problem.costs is None or problem.costs[j] <= money]
        if not can:
            break
        gains = near[:, can].T @ left
        if problem.capacity is not None:
            gains = np.minimum(gains, problem.capacity[can])
        best = can[int(np.argmax(gains))]
        if not gains.max() > 0:
            break
        gained = _take(problem, near, left, best)
        covered += gained
        money -= problem.costs[best] if problem.costs is not None else 0.0
        steps.append(Step(best, gained, covered))
        rest.remove(best)
    return tuple(steps)


def _take(problem: SiteProblem, near: csr_array, left: Array, site: int) -> float:
    """Serve what is left within reach of a site, up to its capacity; return how much that was."""
    column = near[:, [site]].toarray()[:, 0] > 0
    there = float(left[column].sum())
    taken = there if problem.capacity is None else min(there, float(problem.capacity[site]))
    if there > 0:
        left[column] *= 1.0 - taken / there
    return taken


def _retold(problem: SiteProblem, near: csr_array, first: list[int], chosen: npt.NDArray[np.int64]) -> tuple[Step, ...]:
    """Return the optimum's sites in order with what each truly adds to those before it."""
    order = [*first, *(int(j) for j in chosen if j not in first)]
    opened, covered = list(problem.existing), _served(problem, near, problem.existing)
    steps = []
    for site in order:
        opened.append(site)
        now = _served(problem, near, tuple(opened))
        steps.append(Step(site, now - covered, now))
        covered = now
    return tuple(steps)
