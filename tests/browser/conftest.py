"""A live server on a free port of this machine, and a browser that reports all it asks and says."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TODAY = date(2026, 11, 22)
GLIDE = "query => { history.pushState({}, '', query); window.dispatchEvent(new PopStateEvent('popstate')) }"
SETTLE_MS = 250
# A busy machine may take its time; the tests ask what comes, not how fast.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Use the browser that tools/browser.sh found: the one named, one of this machine's, else Playwright's own."""
    named = os.environ.get("PARANDALIM_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    found = {"executable_path": named} if named else {}
    return {**browser_type_launch_args, **found, "args": FLAGS}


# The tests look at how a page shows what is reckoned, which does not hang on how often it was drawn.
FEW_DRAWS, FEW_SOBOL = 400, 128


@contextmanager
def few_draws() -> Iterator[None]:
    """Let every page that is opened reckon its versions in an instant; other tests of the process keep the real number."""
    from dashboard.view_models import world
    from models import agreement

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "study_areas", partial(agreement.study_areas, draws=FEW_DRAWS))
        patch.setattr(agreement, "SOBOL_DRAWS", FEW_SOBOL)
        yield


@pytest.fixture(autouse=True, scope="module")
def quick_versions() -> Iterator[None]:
    """Keep to few draws while a file of browser tests runs."""
    with few_draws():
        yield


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """Serve the shipped data."""
    from dashboard.app import create_app

    app = create_app(today=TODAY)
    world = app.server.extensions["parandalim"].world
    # What is still being reckoned is drawn anew when it is there, under the hands of a test.
    with few_draws():
        world.reckon(world.default_date)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Seen:
    """What the browser asked for and complained of."""

    urls: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def context(browser: Browser, browser_context_args: dict) -> Iterator[BrowserContext]:
    """One browser profile for a file of tests: scripts are fetched and compiled once."""
    profile = browser.new_context(**browser_context_args)
    yield profile
    profile.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A window of its own for each test, which leaves nothing behind for the next."""
    others = list(context.pages)
    window = context.new_page()
    yield window
    for opened in context.pages:
        if opened not in others:
            if opened.url.startswith("http"):
                opened.evaluate("localStorage.clear()")
            opened.close()
    context.clear_permissions()


@pytest.fixture
def seen(page: Page, base_url: str) -> Iterator[Seen]:
    """Hold every page to it: no other host, no error in the console."""
    log = Seen()
    page.on("request", lambda request: log.urls.append(request.url))
    page.on("console", lambda message: log.errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    yield log
    away = [url for url in log.urls if not url.startswith((base_url, "data:", "blob:"))]
    assert away == []
    assert log.errors == []


@pytest.fixture
def visit(page: Page, base_url: str, seen: Seen):
    """Open a view and wait for its map or table."""

    def go(query: str = "", width: int = 1440, height: int = 900) -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{base_url}/{query}")
        page.locator("table.twin tbody tr, .choroplethlayer path").first.wait_for(state="attached")
        return page

    return go


@pytest.fixture(scope="module")
def window(context: BrowserContext, base_url: str) -> Iterator[tuple[Page, Seen]]:
    """One window for a file of tests, with all that it asked for and complained of."""
    page, log = context.new_page(), Seen()
    page.on("request", lambda request: log.urls.append(request.url))
    page.on("console", lambda message: log.errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    page.goto(base_url)
    page.locator(".choroplethlayer path").first.wait_for(state="attached")
    yield page, log
    page.close()


@pytest.fixture
def glide(window: tuple[Page, Seen], base_url: str):
    """Open a view as Back and Forward do, without loading the page anew: for tests of what a view shows and does."""
    page, log = window
    log.urls.clear()
    log.errors.clear()

    def go(query: str = "", width: int = 1440, height: int = 900) -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(GLIDE, query or "/")
        page.wait_for_function("() => document.querySelector('[data-page]').dataset.words !== 'late'")
        page.locator("table.twin tbody tr, .choroplethlayer path").first.wait_for(state="attached")
        page.wait_for_timeout(SETTLE_MS)
        return page

    yield go
    away = [url for url in log.urls if not url.startswith((base_url, "data:", "blob:"))]
    assert away == []
    assert log.errors == []
    page.evaluate("document.activeElement.blur(); localStorage.clear(); sessionStorage.clear(); scrollTo(0, 0)")
