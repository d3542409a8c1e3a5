"""Maximal coverage: scipy's HiGHS beside spopt (with PuLP's CBC) on the same work in one run, and how both grow.

    python -m benchmarks.locate

spopt is an optional extra (``pip install -e '.[bench]'``); where it is not installed its row says so. Read ratios.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable

import numpy as np

from models.locate import SiteProblem, locate

SITES, SIDE_KM = 10, 300.0
WORK = ((61, 30.0), (300, 20.0), (1000, 15.0), (3000, 15.0))


def problem(areas: int, reach: float) -> SiteProblem:
    """Areas at random places of a square, each a site as well, with demand as uneven as municipalities are."""
    rng = np.random.default_rng(areas)
    at = rng.uniform(0, SIDE_KM, (areas, 2))
    apart = np.hypot(*(at[:, None] - at).transpose(2, 0, 1))
    return SiteProblem(rng.lognormal(9, 1, areas).round(), apart, reach, SITES)


def with_scipy(work: SiteProblem) -> float:
    return locate(work).covered


def with_spopt(work: SiteProblem) -> float:
    import pulp
    from spopt.locate import MCLP

    model = MCLP.from_cost_matrix(work.apart, work.demand, work.reach, work.k).solve(pulp.PULP_CBC_CMD(msg=False))
    return float(pulp.value(model.problem.objective))


def timed(work: Callable[[SiteProblem], float], on: SiteProblem) -> tuple[float, float]:
    start = time.perf_counter()
    covered = work(on)
    return time.perf_counter() - start, covered


def main() -> None:
    there = importlib.util.find_spec("spopt") is not None
    print(f"{SITES} sites; areas are sites too; seconds (scipy's includes the greedy sequence and the steps told in order)")
    print(f"{'areas':>6} {'scipy':>9} {'spopt':>14} {'ratio':>7}  same coverage")
    for areas, reach in WORK:
        on = problem(areas, reach)
        mine, covered = timed(with_scipy, on)
        if not there:
            print(f"{areas:>6} {mine:>9.2f} {'not installed':>14}")
            continue
        theirs, other = timed(with_spopt, on)
        print(f"{areas:>6} {mine:>9.2f} {theirs:>14.2f} {theirs / mine:>7.1f}  {abs(covered - other) <= 1e-4 * covered}")


if __name__ == "__main__":
    main()
