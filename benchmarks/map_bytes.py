"""Bytes over the wire and repaint times of the map, beside a plain px.choropleth page and a Streamlit page, in one run.

    make bench

Prints what a first visit, a repeat visit and a switch move (as Chromium counts it, headers and web sockets included), and the
median time from a click to the repainted map. Machines differ: read the ratios.
"""

from __future__ import annotations

import importlib.util
import os
import sys

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser_pages import FLAGS, MEASURED, ROOT, browser_path, measure, serving, streaming

LAYERS = ("risk", "thin_prevention", "vulnerability", "priority")
FIELDS = ("thin_prevention", "priority", "vulnerability")
QUERY = "?lang=sq&level={}&layer=priority&date=2006-07-31"
# Off line a geo plot never draws without it, and Streamlit's page has no place for it.
STUB = (ROOT / "dashboard/assets/geo_stub.js").read_text(encoding="utf-8")
FIRST, OTHERS = 26, 12


def choices(field: str, values: tuple[str, ...]) -> list[str]:
    return [f'[data-set="{field}={value}"]' for value in values]


def today(browser: Browser, url: str) -> str:
    """Return the choice of the last named date, which is the day on which the app runs."""
    page = browser.new_page()
    page.goto(url)
    named = page.locator(".timeline [data-set^='date=']").last
    named.wait_for(state="attached")
    choice = named.get_attribute("data-set") or ""
    page.close()
    return choice


def ours(browser: Browser) -> None:
    with serving("dashboard.app:server") as base:
        qarks, areas = base + "/" + QUERY.format("qark"), base + "/" + QUERY.format("municipality")
        days = ("date=2005-11-30", today(browser, qarks), "date=2006-07-31")
        show("ours, layers of 12 qarks", measure(browser, qarks, choices("layer", LAYERS)))
        show("ours, layers of 61", measure(browser, areas, choices("layer", LAYERS)))
        show("ours, levels", measure(browser, qarks, choices("level", ("municipality", "qark"))))
        show("ours, dates of 61", measure(browser, areas, [f'.timeline [data-set="{day}"]' for day in days]))


def plain_dash(browser: Browser) -> None:
    with serving("benchmarks.plain_page:server") as base:
        show("plain Dash, 61", measure(browser, base, [f'label:has-text("{name}")' for name in FIELDS]))


def streamlit(browser: Browser) -> None:
    if not importlib.util.find_spec("streamlit"):
        print(f"{'Streamlit, 61':<{FIRST}}  not installed: pip install '.[bench]' brings it", flush=True)
        return
    with streaming("benchmarks/streamlit_page.py") as base:
        show("Streamlit, 61", measure(browser, base, [f'label:has-text("{name}")' for name in FIELDS], STUB))


def made_up(browser: Browser) -> None:
    with serving("benchmarks.many_areas:server") as base:
        show("ours, 3,000 made up", measure(browser, base, choices("layer", ("second", "first"))))


def show(name: str, values: dict[str, float]) -> None:
    """Print a page's row as soon as it is measured."""
    print(f"{name:<{FIRST}}", *(f"{value:>{OTHERS},.0f}" for value in values.values()), flush=True)


def main() -> None:
    """Measure every page, or those that the arguments name, and print a row of each."""
    pages = {"ours": ours, "plain": plain_dash, "streamlit": streamlit, "3000": made_up}
    print(" " * FIRST, *(f"{name:>{OTHERS}}" for name in MEASURED))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for name, run in pages.items():
            if not sys.argv[1:] or name in sys.argv[1:]:
                run(browser)
        browser.close()
    slim = "slim" if (ROOT / ".plotly" / "plotly-slim.json").exists() else "whole"
    print(f"plotly.js of ours: {slim}; load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
