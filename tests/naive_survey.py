"""Survey variance as a textbook writes it: loops over respondents, strata and PSUs, one figure at a time. Slow and obvious."""

from __future__ import annotations

import math


def linearised_variance(rows: list[dict], inside, kind: str) -> tuple[float, float]:
    """Estimate and variance of a mean or total over the rows where `inside(row)` and `y` is known.

    A row has w, y, stratum, psu, ssu and, where the population is finite, N (PSUs in the stratum) and M (units in the PSU).
    """
    used = [row for row in rows if inside(row) and not math.isnan(row["y"])]
    weight = math.fsum(row["w"] for row in used)
    total = math.fsum(row["w"] * row["y"] for row in used)
    estimate = total / weight if kind == "mean" else total

    def z(row: dict) -> float:
        if not (inside(row) and not math.isnan(row["y"])):
            return 0.0
        return row["w"] * (row["y"] - estimate) / weight if kind == "mean" else row["w"] * row["y"]

    variance = 0.0
    for stratum in {row["stratum"] for row in rows}:
        members = [row for row in rows if row["stratum"] == stratum]
        psus = sorted({row["psu"] for row in members})
        n, finite = len(psus), members[0].get("N")
        totals = [math.fsum(z(row) for row in members if row["psu"] == psu) for psu in psus]
        mean = math.fsum(totals) / n
        left = 1.0 if finite is None else 1 - n / finite
        variance += left * n / (n - 1) * math.fsum((t - mean) ** 2 for t in totals)
        if finite is None:
            continue
        for psu in psus:
            inner = [row for row in members if row["psu"] == psu]
            units = sorted({row["ssu"] for row in inner})
            m, size = len(units), inner[0]["M"]
            if m == size:
                continue
            sums = [math.fsum(z(row) for row in inner if row["ssu"] == unit) for unit in units]
            middle = math.fsum(sums) / m
            variance += n / finite * (1 - m / size) * m / (m - 1) * math.fsum((s - middle) ** 2 for s in sums)
    return estimate, variance


def jackknife_variance(rows: list[dict], statistic) -> float:
    """Delete one PSU at a time (JKn): close to linearisation, and equal to it for a total."""
    full, variance = statistic(rows), 0.0
    for stratum in {row["stratum"] for row in rows}:
        psus = sorted({row["psu"] for row in rows if row["stratum"] == stratum})
        n = len(psus)
        for gone in psus:
            kept = [
                {**row, "w": row["w"] * n / (n - 1)} if row["stratum"] == stratum else row
                for row in rows
                if not (row["stratum"] == stratum and row["psu"] == gone)
            ]
            variance += (n - 1) / n * (statistic(kept) - full) ** 2
    return variance
