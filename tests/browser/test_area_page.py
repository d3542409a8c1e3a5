"""The area page as a committee uses it: from the map's panel, on a phone, and as a file in a room without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")


def faults(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found if fault["impact"] in GRAVE]


def sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_the_panel_leads_to_a_page_that_begins_with_what_is_not_recorded(visit) -> None:
    page = visit("?region=AL013")
    page.locator(".panel-page").click()
    expect(page.locator("h1")).to_have_text("Qarku Kukës")
    expect(page.locator(".area-section h2").first).to_have_text("Çfarë nuk është regjistruar")
    expect(page.locator(".area-map .choroplethlayer path").first).to_be_attached()
    assert "page=area" in page.url
    assert faults(page) == []
    page.locator(".area-date", has_text="Sot").click()
    expect(page.locator(".area-headline")).to_contain_text("22.11.2026")
    page.locator(".lang", has_text="En").click()
    expect(page.locator("h1")).to_have_text("Kukës qark")
    # Another area is looked up on the page itself; Escape leaves it open.
    page.locator(".search input").fill("Has (municipality)")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Has municipality")
    page.keyboard.press("Escape")
    assert "region=AL131" in page.url
    page.set_viewport_size({"width": 390, "height": 844})
    assert sideways(page) == 0
    assert faults(page) == []


def test_without_an_area_a_qark_is_chosen_and_its_file_opens_without_a_network(
    page: Page, browser: Browser, base_url: str, seen, tmp_path: Path
) -> None:
    page.goto(f"{base_url}/?page=area")
    expect(page.locator(".area-qark")).to_have_count(12)
    page.locator(".area-town", has_text="Tropojë").click()
    expect(page.locator("h1")).to_have_text("Bashkia Tropojë")
    with page.expect_download() as waiting:
        page.locator(".area-file[href^='/download/pack.html']").click()
    file = tmp_path / "pack.html"
    waiting.value.save_as(file)
    room = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
    sheet, asked, said = room.new_page(), [], []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("console", lambda message: said.append(message.text))
    sheet.goto(file.as_uri())
    expect(sheet.locator("h1")).to_have_text("Bashkia Tropojë")
    assert sheet.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Source Sans 3\"'))")
    names = sheet.locator("#pack-table tbody th")
    sheet.locator("#pack-table thead button").first.click()
    expect(names.first).to_have_text("Belsh")
    sheet.locator(".pack-filter input").fill("tropoje")
    expect(sheet.locator("#pack-table tbody tr:visible")).to_have_count(1)
    assert faults(sheet) == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    room.close()
