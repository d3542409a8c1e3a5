"""A proportion by 61 areas with its Taylor standard error from a million respondents in 40,000 PSUs, each way in a process of
its own.

Run: python -m benchmarks.survey_estimate [--big]. One run prints seconds and peak memory of every way, reading the Parquet file
included; --big adds ten million respondents, reduced in DuckDB. svy and samplics run where they are installed (the `bench`
extra).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

AREAS, PSUS, SIZE = 61, 40_000, 1_000_000
LIMIT_GIB = 4.0
PATIENCE_S = 300
Result = dict[str, tuple[float, float]]


def write_survey(path: Path, size: int) -> None:
    """A seeded survey: two strata per area, PSUs inside strata with an effect of their own, uneven weights; written in pieces."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    random = np.random.default_rng(20)
    area_of_psu = np.sort(random.integers(0, AREAS, PSUS))
    urban = random.integers(0, 2, PSUS)
    level = 1 / (1 + np.exp(-random.normal(-0.2, 0.5, PSUS)))
    codes = np.array([f"AL{100 + a}" for a in range(AREAS)])
    piece, writer = 1_000_000, None
    for start in range(0, size, piece):
        psu = np.sort(np.arange(start, min(start + piece, size)) % PSUS)
        columns = {
            "area": pa.DictionaryArray.from_arrays(area_of_psu[psu].astype("int32"), codes),
            "stratum": area_of_psu[psu] * 2 + urban[psu],
            "psu": psu,
            "weight": np.round(random.lognormal(0, 0.4, len(psu)) * 3, 4),
            "yes": (random.random(len(psu)) < level[psu]).astype("int64"),
        }
        table = pa.table(columns)
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    assert writer is not None
    writer.close()


def by_parandalim(path: Path) -> Result:
    from data.survey_columns import SurveyColumns
    from data.survey_engine import reduce_survey
    from models.survey import EstimateOptions, estimate_cells

    columns = SurveyColumns("yes", "proportion", None, "area", "weight", "stratum", ("psu",))
    reduced = reduce_survey(str(path), columns, "duckdb")
    found = estimate_cells(reduced.frame, reduced.cells, "proportion", EstimateOptions())
    return {e.group: (e.estimate, e.se) for e in found[1:]}


def by_pandas(path: Path) -> Result:
    """What one would write: linearise area by area, add up PSUs, centre in strata."""
    import pandas as pd

    frame = pd.read_parquet(path, columns=["area", "stratum", "psu", "weight", "yes"])
    n = frame.groupby("stratum")["psu"].nunique()
    out = {}
    for area, rows in frame.groupby("area", observed=True):
        share = (rows.weight * rows.yes).sum() / rows.weight.sum()
        z = rows.weight * (rows.yes - share) / rows.weight.sum()
        totals = z.groupby([rows.stratum, rows.psu]).sum()
        variance = 0.0
        for stratum, t in totals.groupby(level=0):
            m = n[stratum]
            mean = t.sum() / m
            variance += m / (m - 1) * (((t - mean) ** 2).sum() + (m - len(t)) * mean**2)
        out[str(area)] = (share, variance**0.5)
    return out


def by_svy(path: Path) -> Result:
    import polars as pl
    import svy

    frame = pl.read_parquet(path).with_columns(pl.col("area").cast(pl.String))
    sample = svy.Sample(frame, svy.Design(stratum="stratum", psu="psu", wgt="weight"))
    rows = sample.estimation.mean("yes", by="area").to_polars().to_dicts()
    return {row["area"]: (row["est"], row["se"]) for row in rows}


def by_samplics(path: Path) -> Result:
    import warnings

    import pandas as pd

    warnings.simplefilter("ignore")
    from samplics import PopParam
    from samplics.estimation import TaylorEstimator

    frame = pd.read_parquet(path).astype({"area": str})
    taylor = TaylorEstimator(PopParam.mean)
    taylor.estimate(y=frame.yes, samp_weight=frame.weight, stratum=frame.stratum, psu=frame.psu, domain=frame.area)
    return {str(area): (taylor.point_est[area], taylor.stderror[area]) for area in taylor.point_est}


WAYS: dict[str, tuple[Callable[[Path], Result], str]] = {
    "parandalim": (by_parandalim, "duckdb"),
    "pandas": (by_pandas, "pandas"),
    "svy": (by_svy, "svy"),
    "samplics": (by_samplics, "samplics"),
}


def one(name: str, path: Path) -> None:
    """Run one way and print what it took, for the parent to read."""
    start = time.perf_counter()
    found = WAYS[name][0](path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "found": found}))


def measured(name: str, path: Path) -> dict | str:
    """What a way took in a fresh process, or in words why there is no figure."""
    if find_spec(WAYS[name][1]) is None:
        return "not installed (pip install 'parandalim[bench]')"
    command = [sys.executable, "-m", "benchmarks.survey_estimate", name, str(path)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        return f"stopped after {PATIENCE_S} s"
    if run.returncode:
        raise SystemExit(f"{name} failed:\n{run.stderr[-2000:]}")
    return json.loads(run.stdout.splitlines()[-1])


def difference(found: Result, ours: Result) -> float:
    """The greatest relative difference of a standard error."""
    return max(abs(found[area][1] / ours[area][1] - 1) for area in ours)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.parquet"
        write_survey(path, SIZE)
        print(f"{SIZE:,} respondents, {PSUS:,} PSUs, by {AREAS} areas: proportion, Taylor standard error")
        print(f"{'way':<12} {'seconds':>8} {'peak MB':>8}   standard errors differ by")
        ours = None
        for name in WAYS:
            took = measured(name, path)
            if isinstance(took, str):
                print(f"{name:<12} {took}", flush=True)
                continue
            ours = ours or took["found"]
            print(f"{name:<12} {took['seconds']:8.2f} {took['peak_mb']:8.0f}   {difference(took['found'], ours):.1e}", flush=True)
        if "--big" not in sys.argv:
            return
        write_survey(path, 10 * SIZE)
        took = measured("parandalim", path)
        if isinstance(took, str):
            raise SystemExit(took)
        peak = took["peak_mb"] / 1024
        print(f"{10 * SIZE:,} respondents in DuckDB: {took['seconds']:.2f} s, peak {peak:.2f} GiB (limit {LIMIT_GIB})")
        if peak > LIMIT_GIB:
            raise SystemExit("over the limit")


if __name__ == "__main__":
    one(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) == 3 else main()
