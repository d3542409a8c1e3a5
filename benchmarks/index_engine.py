"""61 areas x 30 indicators aggregated under 10,000 sets of weights: the engine, plain numpy in a loop, and pandas, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from models.index_means import weighted_means

AREAS, INDICATORS, DRAWS = 61, 30, 10_000
# pandas is far behind: it does a share of the draws, and its time is scaled up.
PANDAS_DRAWS = 1_000


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


def best(work: Callable[[], np.ndarray], times: int) -> tuple[float, np.ndarray]:
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
    for areas in (3_000, 100_000):
        many, few = table_and_weights(areas)[0], weights[:100]
        taken, result = best(lambda many=many, few=few: weighted_means(many, few), 2)
        print(f"{areas:7,} areas x {len(few)} sets: {1000 * taken:8.1f} ms, result {result.nbytes / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
