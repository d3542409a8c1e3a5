"""Bytes over the wire and repaint times of the map, beside a plain px.choropleth page, in one run.

    make bench

Prints what a first visit, a repeat visit and a layer switch move (as Chromium counts it, headers included),
and the median time from a click to the repainted map. Machines differ: read the ratios.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

ROOT = Path(__file__).parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
SWITCHES = 12
LAYERS = ("risk", "thin_prevention", "vulnerability", "priority")
FILLS = "[...document.querySelectorAll('.choroplethlayer path')].map(p => (p.getAttribute('fill') || '') + p.style.fill).join()"
PAINTED = f"() => {FILLS}"
NEXT_PAINT = """
(before) => new Promise(done => {
  const start = performance.now();
  const look = () => {
    const now = __FILLS__;
    if (now && now !== before) { done(performance.now() - start); }
    else if (performance.now() - start > 5000) { done(-1); }
    else { requestAnimationFrame(look); }
  };
  look();
})
""".replace("__FILLS__", FILLS)


@dataclass
class Wire:
    """Counts what a page receives and sends."""

    session: CDPSession
    received: int = 0
    sent: int = 0
    requests: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", lambda e: self._add("received", int(e["encodedDataLength"])))
        self.session.on("Network.requestWillBeSent", self._asked)

    def _asked(self, event: dict) -> None:
        request = event["request"]
        self.requests.append(request["url"])
        self.sent += len(request.get("postData", "")) + sum(len(k) + len(v) + 4 for k, v in request["headers"].items())

    def _add(self, name: str, number: int) -> None:
        setattr(self, name, getattr(self, name) + number)

    def reset(self) -> None:
        self.received, self.sent, self.requests = 0, 0, []


@contextlib.contextmanager
def serving(module: str) -> Iterator[str]:
    """Serve a WSGI app with gunicorn on a free port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        module,
        "--bind",
        address,
        "--workers",
        "1",
        "--threads",
        "4",
        "--no-control-socket",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://{address}/", timeout=30).read()
                break
            time.sleep(0.25)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


def browser_path() -> str | None:
    named = os.environ.get("PARANDALIM_BROWSER")
    return named or next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


def open_page(context: BrowserContext, url: str) -> tuple[Page, Wire, float]:
    """Open a page and wait for the map; return it with its counter and the milliseconds to the first map."""
    page = context.new_page()
    wire = Wire(context.new_cdp_session(page))
    wire.listen()
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_function("() => document.querySelectorAll('.choroplethlayer path').length > 11", timeout=60_000)
    elapsed = 1000 * (time.perf_counter() - start)
    page.wait_for_load_state("networkidle")
    return page, wire, elapsed


def measure(browser: Browser, name: str, url: str, switch: str, names: tuple[str, ...]) -> dict[str, float]:
    """Measure one page: first visit, repeat visit, and switches by clicking ``switch``."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, wire, first_ms = open_page(context, url)
    first_kb = wire.received / 1000
    page.close()
    page, wire, repeat_ms = open_page(context, url)
    repeat_kb = wire.received / 1000
    sizes, times = [], []
    for index in range(SWITCHES):
        wire.reset()
        before = page.evaluate(PAINTED)
        target = page.locator(switch.format(names[index % len(names)])).first
        page.evaluate("p => { window.__paint = (" + NEXT_PAINT + ")(p) }", before)
        target.evaluate("node => node.click()")
        times.append(page.evaluate("() => window.__paint"))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(150)
        sizes.append((wire.received + wire.sent, wire.received))
    context.close()
    painted = [t for t in times if t >= 0]
    return {
        "first visit, KB received": first_kb,
        "first map, ms": first_ms,
        "repeat visit, KB received": repeat_kb,
        "repeat map, ms": repeat_ms,
        "layer switch, bytes received (median)": statistics.median(s[1] for s in sizes),
        "layer switch, bytes both ways (median)": statistics.median(s[0] for s in sizes),
        "layer switch, bytes received (largest)": max(s[1] for s in sizes),
        "repaint, ms (median)": statistics.median(painted),
        "repaint, ms (largest)": max(painted),
        "switches that repainted": len(painted),
    }


def main() -> None:
    """Measure both pages and print them side by side."""
    with (
        sync_playwright() as playwright,
        serving("dashboard.app:server") as ours,
        serving("benchmarks.plain_page:server") as plain,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        query = "?lang=sq&level={}&layer=priority&date=2006-07-31"
        results = {
            "parandalim, 12 qarks": measure(browser, "ours", ours + query.format("qark"), '[data-set="layer={}"]', LAYERS),
            "parandalim, 61 municipalities": measure(
                browser, "ours", ours + query.format("municipality"), '[data-set="layer={}"]', LAYERS
            ),
            "plain px.choropleth, 61": measure(
                browser, "plain", plain, 'label:has-text("{}")', ("thin_prevention", "priority", "vulnerability")
            ),
        }
        browser.close()
    width = max(map(len, results["plain px.choropleth, 61"]))
    print(" " * width, *(f"{name:>30}" for name in results))
    for what in results["plain px.choropleth, 61"]:
        print(f"{what:<{width}}", *(f"{values[what]:>30,.0f}" for values in results.values()))


if __name__ == "__main__":
    main()
