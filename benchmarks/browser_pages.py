"""A page in a browser with its bytes counted, and how long a click takes until the map shows it."""

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

ROOT = Path(__file__).parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
SWITCHES = 12
TOO_LATE_MS = 5000
# First and repeat visit in KB received and ms to the map; a switch in bytes (median, most, median both ways); ms to repaint.
MEASURED = (
    *("first KB", "first ms", "repeat KB", "repeat ms", "switch B", "most B", "both ways B"),
    *("repaint ms", "most ms", "repainted"),
)
# Clicks, and looks once per frame until a colour of the map differs.
REPAINTED = """
(node) => new Promise(done => {
  const fill = path => (path.getAttribute('fill') || '') + path.style.fill;
  const look = () => [...document.querySelectorAll('.choroplethlayer path')].map(fill).join();
  const before = look(), start = performance.now();
  node.click();
  const again = () => {
    const now = look();
    if (now && now !== before) { done(performance.now() - start); }
    else if (performance.now() - start > __LATE__) { done(-1); }
    else { requestAnimationFrame(again); }
  };
  again();
})
""".replace("__LATE__", str(TOO_LATE_MS))


@dataclass
class Wire:
    """Counts what a page receives and sends, web sockets included."""

    session: CDPSession
    received: int = 0
    sent: int = 0

    def listen(self) -> None:
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", lambda e: self._add("received", int(e["encodedDataLength"])))
        self.session.on("Network.requestWillBeSent", lambda e: self._asked(e["request"]))
        self.session.on("Network.webSocketFrameReceived", lambda e: self._add("received", frame_bytes(e["response"])))
        self.session.on("Network.webSocketFrameSent", lambda e: self._add("sent", frame_bytes(e["response"])))

    def _asked(self, request: dict) -> None:
        self._add("sent", len(request.get("postData", "")) + sum(len(k) + len(v) + 4 for k, v in request["headers"].items()))

    def _add(self, name: str, number: int) -> None:
        setattr(self, name, getattr(self, name) + number)

    def reset(self) -> None:
        self.received, self.sent = 0, 0


def frame_bytes(frame: dict) -> int:
    """Return the length of a web socket's frame; a binary one is told in base 64."""
    length = len(frame.get("payloadData", ""))
    return length * 3 // 4 if frame.get("opcode") == 2 else length


@contextlib.contextmanager
def running(command: list[str], address: str) -> Iterator[str]:
    """Run a server until the block ends; wait until it answers."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def serving(module: str) -> contextlib.AbstractContextManager[str]:
    """Serve a WSGI app with gunicorn on a free port of 127.0.0.1."""
    address = free_address()
    options = ["--workers", "1", "--threads", "4", "--no-control-socket"]
    return running([sys.executable, "-m", "gunicorn", module, "--bind", address, *options], address)


def streaming(script: str) -> contextlib.AbstractContextManager[str]:
    """Serve a Streamlit page on a free port of 127.0.0.1."""
    address = free_address()
    host, port = address.split(":")
    # Where Streamlit stands in a folder of its own it takes itself for its own developer, and refuses a port.
    options = [
        "--global.developmentMode=false",
        "--server.headless=true",
        f"--server.address={host}",
        f"--server.port={port}",
        "--browser.gatherUsageStats=false",
    ]
    return running([sys.executable, "-m", "streamlit", "run", script, *options], address)


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
    page.goto(url, timeout=240_000)
    page.wait_for_function("() => document.querySelectorAll('.choroplethlayer path').length > 11", timeout=240_000)
    elapsed = 1000 * (time.perf_counter() - start)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    return page, wire, elapsed


def measure(browser: Browser, url: str, switches: Sequence[str], script: str = "") -> dict[str, float]:
    """Measure one page: first visit, repeat visit, and each of the switches in turn, by clicking what they select."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    if script:
        context.add_init_script(script)
    page, wire, first_ms = open_page(context, url)
    first = wire.received
    page.close()
    page, wire, repeat_ms = open_page(context, url)
    repeat = wire.received
    received, moved, times = [], [], []
    for number in range(SWITCHES):
        wire.reset()
        times.append(page.locator(switches[number % len(switches)]).first.evaluate(REPAINTED))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        received.append(wire.received)
        moved.append(wire.received + wire.sent)
    context.close()
    painted = [t for t in times if t >= 0]
    found = (
        first / 1000,
        first_ms,
        repeat / 1000,
        repeat_ms,
        statistics.median(received),
        max(received),
        statistics.median(moved),
        statistics.median(painted) if painted else float("nan"),
        max(painted, default=float("nan")),
        len(painted),
    )
    return dict(zip(MEASURED, found, strict=True))
