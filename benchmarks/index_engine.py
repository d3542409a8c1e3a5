"""61 areas x 30 indicators under 10,000 sets of weights: the engine, a numpy loop, pandas and two libraries, in one run.

    python -m benchmarks.index_engine        # pip install -e .[bench] for scikit-criteria and pymcdm

Machines differ: read the ratios. Slow means do a sample of the draws; their time is then scaled to all of them.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.rivals import rivals
from models.index_means import weighted_means
from models.uncertainty_engine import descending_ranks

AREAS, INDICATORS, DRAWS = 61, 30, 10_000
# pandas is far behind: it does a share of the draws, and its time is scaled up.
PANDAS_DRAWS = 1_000
LIBRARY_DRAWS = 100
SIZES = ((61, 1_000), (3_000, 1_000), (100_000, 100))


def table_and_weights(areas: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    values = random.uniform(1, 100, (areas, INDICATORS))
    values[random.uniform(size=values.shape) < 0.05] = np.nan
    return values, random.dirichlet(np.ones(INDICATORS), DRAWS)


def loop(values: np.ndarray, weights: np.ndarray, kind: str) -> np.ndarray:
    """What one would write first: one draw after the other."""
    out = np.empty((len(weights), len(values)))
    there = ~np.isnan(values)
    for d, weight in enumerate(weights):
        shares = there * weight
        shares /= shares.sum(axis=1, keepdims=True)
        if kind == "arithmetic":
            out[d] = np.nansum(values * shares, axis=1)
        else:
            out[d] = np.exp(np.nansum(np.log(values) * shares, axis=1))
    return out


def frames(values: np.ndarray, weights: np.ndarray, kind: str) -> np.ndarray:
    frame = pd.DataFrame(values)
    there, used = frame.notna(), frame if kind == "arithmetic" else np.log(frame)
    columns = []
    for weight in weights:
        series = pd.Series(weight)
        mean = used.mul(series, axis=1).sum(axis=1) / there.mul(series, axis=1).sum(axis=1)
        columns.append(mean if kind == "arithmetic" else np.exp(mean))
    return np.array(columns)


def best(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Return the shortest time in seconds and the result."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - start)
    return min(taken), result


def main() -> None:
    values, weights = table_and_weights(AREAS)
    print(f"{AREAS} areas x {INDICATORS} indicators x {DRAWS:,} sets of weights, 5 % missing; best of several, this machine")
    for kind in ("arithmetic", "geometric"):
        engine, fast = best(lambda kind=kind: weighted_means(values, weights, kind), 7)
        looped, slow = best(lambda kind=kind: loop(values, weights, kind), 2)
        framed, part = best(lambda kind=kind: frames(values, weights[:PANDAS_DRAWS], kind), 1)
        framed *= DRAWS / PANDAS_DRAWS
        np.testing.assert_allclose(fast, slow, rtol=1e-10)
        np.testing.assert_allclose(fast[:PANDAS_DRAWS], part, rtol=1e-10)
        print(
            f"{kind:11} engine {1000 * engine:8.1f} ms | numpy loop {1000 * looped:8.1f} ms = {looped / engine:6.0f}x"
            f" | pandas {1000 * framed:9.1f} ms = {framed / engine:6.0f}x"
        )
    libraries()
    for areas, draws in SIZES:
        subprocess.run([sys.executable, "-m", "benchmarks.index_engine", str(areas), str(draws)], check=True)


def libraries() -> None:
    """Weighted sums and ranks without gaps, which the libraries do not take."""
    values, weights = table_and_weights(AREAS)
    full = np.nan_to_num(values, nan=50.0)
    engine, _ = best(lambda: descending_ranks(weighted_means(full, weights)), 7)
    print(f"weighted sums and ranks without gaps: engine {1000 * engine:.1f} ms")
    for name, work in rivals(full, weights[:LIBRARY_DRAWS]):
        if work is None:
            print(f"  {name:16} not installed")
            continue
        taken = best(work, 1)[0] * DRAWS / LIBRARY_DRAWS
        print(f"  {name:16} {1000 * taken:10.1f} ms = {taken / engine:6.0f}x ({LIBRARY_DRAWS} draws, scaled)")


def one_size(areas: int, draws: int) -> None:
    """Time and peak memory of a process of its own."""
    values, weights = table_and_weights(areas)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    taken, result = best(lambda: weighted_means(values, weights[:draws]), 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = 1e9 * taken / (areas * draws)
    print(
        f"{areas:7,} areas x {draws:5,} sets: {1000 * taken:8.1f} ms, {each:5.0f} ns each, "
        f"result {result.nbytes / 1e6:.0f} MB, peak {before:.0f} -> {peak:.0f} MB"
    )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one_size(int(sys.argv[1]), int(sys.argv[2]))
    else:
        main()
