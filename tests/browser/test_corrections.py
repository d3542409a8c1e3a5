"""A visitor confirms, the steward accepts on the page, and the card shows the new date; without a token there is no form."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from corrections_examples import TODAY
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server
from workspace_examples import workspace_environ

pytestmark = pytest.mark.browser

SECRET = "a-long-enough-secret"


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shipped data with a workspace of its own and a steward's token; each request looks at the workspace anew."""
    from dashboard.app import create_app

    environ = workspace_environ(tmp_path_factory.mktemp("desk"), PARANDALIM_STEWARD_TOKEN=SECRET)
    server = make_server("127.0.0.1", 0, create_app(today=TODAY, environ=environ).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_confirmation_is_accepted_and_the_card_shows_its_day(page: Page, base_url: str, seen) -> None:
    card = f"{base_url}/?page=directory&lang=en&date=2026-11-22&item=S031"
    page.goto(card)
    expect(page.locator(".directory-card")).to_contain_text("unconfirmed for 24 months")
    form = page.locator(".directory-card form[data-correct=still_open]")
    form.locator("[name=seen]").fill("2026-11-12")
    form.locator("button").click()
    expect(form.locator(".corrections-answer")).to_have_text("Received. A steward will look at it; until then nothing changes.")
    page.goto(f"{base_url}/?page=corrections&lang=en")
    page.locator("[name=token]").fill(SECRET)
    page.locator("[data-door] button[type=submit]").click()
    item = page.locator(".corrections-item")
    expect(item).to_contain_text("12 November 2026")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    item.locator(".corrections-do-accept").click()
    expect(item).to_contain_text("accepted")
    assert SECRET not in page.url
    page.goto(card)
    confirmed = page.locator(".directory-card", has_text="last confirmed: November 2026")
    for _ in range(20):
        if confirmed.count():
            break
        page.reload()
        page.locator(".directory-card").wait_for()
    expect(confirmed).to_be_visible()
    expect(confirmed).to_contain_text("at work")
    expect(confirmed).to_contain_text("the steward's list, c1")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_the_checklist_sends_and_prints(page: Page, base_url: str, seen) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base_url}/?page=directory&lang=sq&part=checklist&area=AL015")
    declare = page.locator("form[data-correct=complete_list]")
    declare.locator("[name=themes]").select_option("services projects")
    declare.locator("button").click()
    expect(declare.locator(".corrections-answer")).to_contain_text("U mor.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    expect(page.locator(".corrections-boxes").first).to_be_visible()
    expect(declare).to_be_hidden()
