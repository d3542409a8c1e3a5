"""Bytes over the wire and repaint times of the map, beside a plain px.choropleth page and a Streamlit page, in one run.

    make bench

Prints what a first visit, a repeat visit and a switch move (as Chromium counts it, headers and web sockets included), and the
median time from a click to the repainted map. Machines differ: read the ratios.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser_pages import FLAGS, ROOT, browser_path, measure, serving, streaming

LAYERS = ("risk", "thin_prevention", "vulnerability", "priority")
FIELDS = ("thin_prevention", "priority", "vulnerability")
QUERY = "?lang=sq&level={}&layer=priority&date=2006-07-31"
# Off line a geo plot never draws without it, and Streamlit's page has no place for it.
STUB = (ROOT / "dashboard/assets/geo_stub.js").read_text(encoding="utf-8")
COLUMNS = 22


def choices(field: str, values: tuple[str, ...]) -> list[str]:
    return [f'[data-set="{field}={value}"]' for value in values]


def measure_ours(browser: Browser) -> dict[str, dict[str, float]]:
    with serving("dashboard.app:server") as ours:
        qarks, areas = ours + "/" + QUERY.format("qark"), ours + "/" + QUERY.format("municipality")
        last = browser.new_page()
        last.goto(qarks)
        last.locator(".timeline [data-set^='date=']").last.wait_for(state="attached")
        today = last.locator(".timeline [data-set^='date=']").last.get_attribute("data-set") or ""
        last.close()
        dates = [f'.timeline [data-set="{choice}"]' for choice in ("date=2005-11-30", today, "date=2006-07-31")]
        return {
            "ours, layers of 12": measure(browser, qarks, choices("layer", LAYERS)),
            "ours, layers of 61": measure(browser, areas, choices("layer", LAYERS)),
            "ours, levels": measure(browser, qarks, choices("level", ("municipality", "qark"))),
            "ours, dates of 61": measure(browser, areas, dates),
        }


def measure_others(browser: Browser) -> dict[str, dict[str, float]]:
    results = {}
    with serving("benchmarks.plain_page:server") as plain:
        results["plain Dash, 61"] = measure(browser, plain, [f'label:has-text("{name}")' for name in FIELDS])
    if importlib.util.find_spec("streamlit"):
        labels = [f'label:has-text("{name}") input' for name in FIELDS]
        with streaming("benchmarks/streamlit_page.py") as streamlit:
            results["Streamlit, 61"] = measure(browser, streamlit, labels, STUB)
    with serving("benchmarks.many_areas:server") as many:
        results["ours, 3,000 made up"] = measure(browser, many, choices("layer", ("second", "first")))
    return results


def print_table(results: dict[str, dict[str, float]]) -> None:
    rows = list(next(iter(results.values())))
    width = max(map(len, rows))
    print(" " * width, *(f"{name:>{COLUMNS}}" for name in results))
    for row in rows:
        print(f"{row:<{width}}", *(f"{values[row]:>{COLUMNS},.0f}" for values in results.values()))


def main() -> None:
    """Measure every page and print them side by side."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        results = {**measure_ours(browser), **measure_others(browser)}
        browser.close()
    print_table(results)
    if "Streamlit, 61" not in results:
        print("Streamlit: not installed (pip install '.[bench]' brings it), so its column is left out")
    slim = "slim" if Path(ROOT / ".plotly/plotly-slim.json").exists() else "whole"
    print(f"plotly.js: {slim}; load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
