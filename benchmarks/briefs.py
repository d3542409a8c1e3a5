"""Twelve briefs in one run beside one: time and peak memory; every qark's brief in both languages is two pages.

    python -m benchmarks.briefs

One brief and twelve are made by a process each, so that peak memory can be told. Ends with 1 where a brief is not two pages or
not under 1 MB, or where twelve take more than MOST_MEMORY times the memory of one.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from typing import Any

MOST_BYTES, MOST_MEMORY = 1_000_000, 1.5
QARKS = 12


def measure(count: int, lang: str) -> dict[str, Any]:
    """Make the briefs of the first ``count`` qarks, and say how long it took and what they are."""
    from pypdf import PdfReader

    from dashboard.commands.output import open_world
    from dashboard.export.brief_files import write_brief
    from dashboard.export.pdf import load_engine
    from dashboard.state import default_selection
    from dashboard.view_models.world import build_choices

    load_engine()
    world = open_world(None)
    usual = replace(default_selection(build_choices(world)), lang=lang)
    world.studied("qark", usual.date, wait=None)
    before = peak_mb()
    seconds, computing, made = [], [], []
    for region in world.areas("qark")[:count]:
        start, worked = time.perf_counter(), time.process_time()
        body = write_brief(world, replace(usual, region=region.region_id), "https://parandalim.example")
        seconds.append(time.perf_counter() - start)
        computing.append(time.process_time() - worked)
        made.append((region.region_id, len(PdfReader(io.BytesIO(body)).pages), len(body)))
    return {"seconds": seconds, "computing": computing, "made": made, "before_mb": before, "peak_mb": peak_mb()}


def peak_mb() -> float:
    """Return the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(count: int, lang: str) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.briefs", "--count", str(count), "--lang", lang]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def main() -> None:
    """Print the measurements."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=0)
    asked.add_argument("--lang", default="sq")
    given = asked.parse_args()
    if given.count:
        print(json.dumps(measure(given.count, given.lang)))
        return
    one = in_a_process(1, "sq")
    wrong = 0
    for lang in ("sq", "en"):
        many = in_a_process(QARKS, lang)
        total, ratio = sum(many["seconds"]), many["peak_mb"] / one["peak_mb"]
        worked = sum(many["computing"])
        print(f"{lang}: {QARKS} briefs {total:.1f} s, {worked:.1f} s of it computing: {worked / QARKS:.1f} s each,", end=" ")
        print(f"{worked / one['computing'][0]:.1f} times one by itself ({one['computing'][0]:.1f} s)")
        print(f"    peak memory {many['peak_mb']:.0f} MB ({many['before_mb']:.0f} MB before the first): {ratio:.2f} times one")
        sizes = [size for _, _, size in many["made"]]
        print(f"    {min(sizes) / 1000:.0f} to {max(sizes) / 1000:.0f} KB")
        bad = [name for name, pages, size in many["made"] if pages != 2 or size > MOST_BYTES]
        if bad or ratio > MOST_MEMORY:
            print(f"    not two pages under 1 MB: {bad}; memory {ratio:.2f}", file=sys.stderr)
            wrong = 1
    raise SystemExit(wrong)


if __name__ == "__main__":
    main()
