"""A steward saves two scenarios by name, anyone compares them by link on a phone, and the name stays plain text."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from corrections_examples import TODAY
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server
from workspace_examples import workspace_environ

pytestmark = pytest.mark.browser

SECRET = "a-long-enough-secret"
NAME = '<img src="x"> & Veriu'


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shipped data with a workspace of its own and a steward's token."""
    from dashboard.app import create_app

    environ = workspace_environ(tmp_path_factory.mktemp("scenarios"), PARANDALIM_STEWARD_TOKEN=SECRET)
    server = make_server("127.0.0.1", 0, create_app(today=TODAY, environ=environ).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_scenarios_are_saved_compared_by_link_renamed_and_deleted(page: Page, base_url: str, seen, browser: Browser) -> None:
    page.goto(f"{base_url}/?page=fund&lang=en&fpart=saved&budget=250000&k=4")
    form = page.locator(".fund-save")
    form.locator("[name=name]").fill(NAME)
    form.locator("[name=token]").fill(SECRET)
    form.locator("button").click()
    expect(page.locator(".fund-saved li")).to_have_count(1)
    expect(form.locator(".fund-answer")).to_have_text("Saved.")
    expect(form.locator("[name=token]")).to_be_hidden()
    page.goto(f"{base_url}/?page=fund&lang=en&fpart=saved&budget=90000&k=6&rule=people")
    form.locator("[name=name]").fill("South")
    form.locator("button").click()
    rows = page.locator(".fund-saved li")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text(NAME)
    for number in (0, 1):
        rows.nth(number).locator(".toggle").click()
        expect(rows.nth(number).locator(".toggle")).to_have_attribute("aria-pressed", "true")
    page.wait_for_url(re.compile(r"saved=2\.1"))
    expect(page.locator(".fund-compared")).to_have_count(3)
    assert SECRET not in page.url
    visitor = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    visitor.goto(page.url.replace("lang=en", "lang=sq"))
    expect(visitor.locator(".fund-compared").nth(1)).to_contain_text("EUR")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(visitor).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    visitor.context.close()
    rows.nth(0).locator(".fund-name").click()
    expect(page.locator(".fund-banner")).to_contain_text("Scenario “South”")
    expect(page.locator("#fund-field-budget")).to_have_value("90000")
    page.go_back()
    rows.nth(0).locator("summary").click()
    rows.nth(0).locator("form[data-fund-scenario=delete] button").click()
    expect(rows).to_have_count(1)
    page.wait_for_url(re.compile(r"saved=1$"))
