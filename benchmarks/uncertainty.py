"""Plausible versions of the score: the same work by other means in one run, the full model, and how it grows.

    python -m benchmarks.uncertainty

Machines differ: read the ratios. Slow means do a sample of the draws; their time is then scaled to all of them, and says so.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from benchmarks.rivals import rivals
from data.dataset import load_dataset
from models.presence_grid import GRID_SHAPE
from models.sobol import factor_shares
from models.uncertainty import uncertainty_of
from models.uncertainty_engine import descending_ranks
from models.uncertainty_inputs import Scale, UncertaintyInputs, build_inputs

AREAS, INDICATORS, DRAWS, SAMPLE = 61, 30, 10_000, 200
DAY = date(2006, 7, 31)


def seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """Best of several: the machine is shared."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def synthetic(areas: int, indicators: int) -> UncertaintyInputs:
    """Inputs in which every area has its own vulnerability, every value a survey error and one in fifty is missing."""
    rng = np.random.default_rng(0)
    values = rng.uniform(0, 100, (areas, indicators))
    errors = np.full_like(values, 4.0)
    values[rng.random(values.shape) < 0.02] = np.nan

    def scale(width: int) -> Scale:
        return Scale(np.zeros(width), np.full(width, 100.0), rng.random(width) < 0.5, np.zeros(width), np.full(width, 100.0))

    return UncertaintyInputs(
        level="municipality",
        region_ids=tuple(str(k) for k in range(areas)),
        vulnerability=values,
        vulnerability_row=np.arange(areas),
        error_below=errors,
        error_above=errors,
        vulnerability_scale=scale(indicators),
        thin=rng.uniform(0, 100, (int(np.prod(GRID_SHAPE)), areas, 2)),
        thin_scale=scale(2),
        ranked=np.ones(areas, dtype=bool),
        base_class=("medium",) * areas,
    )


def same_work() -> None:
    """Weighted means and ranks of 61 areas x 30 indicators under 10,000 sets of weights."""
    rng = np.random.default_rng(1)
    x, weights = rng.uniform(0, 100, (AREAS, INDICATORS)), rng.dirichlet(np.full(INDICATORS, 10.0), DRAWS)
    frame = pd.DataFrame(x)

    def ours() -> object:
        return descending_ranks(np.einsum("ri,ni->nr", x, weights))

    def loop() -> object:
        return [(-(x @ w)).argsort().argsort() + 1 for w in weights]

    def with_pandas() -> object:
        return [(frame * w).sum(axis=1).rank(ascending=False) for w in weights[:SAMPLE]]

    base = seconds(ours)
    print(f"\nSame work: {AREAS} areas x {INDICATORS} indicators x {DRAWS} sets of weights, means and ranks")
    print(f"  {'here':<28} {1000 * base:9.1f} ms")
    rows = [("plain numpy loop", seconds(loop, 3), 1.0), ("pandas", seconds(with_pandas, 2), DRAWS / SAMPLE)]
    for name, work in rivals(x, weights[:SAMPLE]):
        if work is None:
            print(f"  {name:<28} not installed")
        else:
            rows.append((name, seconds(work, 2), DRAWS / SAMPLE))
    for name, took, scaled in rows:
        note = f"  ({SAMPLE} draws, scaled)" if scaled > 1 else ""
        print(f"  {name:<28} {1000 * took * scaled:9.1f} ms  {took * scaled / base:8.0f} x{note}")


def full_model() -> None:
    """All factors, all areas, ranks and classes summed up."""
    dataset = load_dataset()
    given = {f"shipped, {level}": build_inputs(dataset, level, DAY) for level in ("qark", "municipality")}
    given[f"synthetic, {AREAS} own areas x {INDICATORS} + 2"] = synthetic(AREAS, INDICATORS)
    print(f"\nFull model, {DRAWS} draws of every factor")
    for name, inputs in given.items():
        one, two = (seconds(lambda n=n, i=inputs: uncertainty_of(i, DRAWS, 1, n), 3) for n in (1, 2))
        print(f"  {name:<38} {one:6.3f} s on 1 thread, {two:6.3f} s on 2")
    took = seconds(lambda: factor_shares(given["shipped, qark"], 4096), 2)
    print(f"  {'what drives the ranking, 4096 x 11':<38} {took:6.3f} s on 1 thread")


def grow() -> None:
    """Time and peak memory of the whole process, one process per size."""
    print(f"\nGrowth, {INDICATORS} + 2 indicators, 2 threads, a process each")
    for areas, draws in ((61, 1000), (3_000, 100), (3_000, 1_000), (100_000, 20)):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.uncertainty", str(areas), str(draws)], capture_output=True, text=True
        )
        print(done.stdout.rstrip() or done.stderr.rstrip())


def one_size(areas: int, draws: int) -> None:
    inputs = synthetic(areas, INDICATORS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = seconds(lambda: uncertainty_of(inputs, draws, 1, 2), 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = 1e9 * took / (areas * draws)
    print(
        f"  {areas:>7} areas x {draws:>5} draws {took:8.2f} s  {each:7.0f} ns per area and draw  {before:6.0f} -> {peak:6.0f} MB"
    )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one_size(int(sys.argv[1]), int(sys.argv[2]))
    else:
        same_work()
        full_model()
        grow()
