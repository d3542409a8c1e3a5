"""The map walked by keyboard alone, heard through the live region, and held against axe-core."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SERIOUS = ("serious", "critical")


def walk(page: Page, *keys: str) -> None:
    page.locator("#map-walk").focus()
    for key in keys:
        page.keyboard.press(key)


def test_arrows_walk_enter_goes_to_the_panel_and_escape_comes_back(visit) -> None:
    page = visit("?lang=en")
    walk(page, "ArrowUp")
    page.wait_for_url(re.compile("region=AL0"))
    first = re.search("region=(AL...)", page.url)[1]
    page.keyboard.press("ArrowUp")
    page.wait_for_url(lambda url: "region=" in url and first not in url)
    expect(page.locator(".panel-lead")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#map-panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#map-walk")).to_be_focused()
    expect(page.locator(".panel h2")).to_have_text("Albania")


def test_the_live_region_reads_the_area_and_reads_again_when_the_date_changes(glide) -> None:
    page = glide("?lang=sq")
    page.locator(".list-item", has_text="Dibër").click()
    expect(page.locator("#app-live")).to_have_text(re.compile(r"Dibër: \d+.* · "))
    page.locator(".date-choice").last.click()
    expect(page.locator("#app-live")).to_have_text(re.compile("e paregjistruar|pa regjistr|nuk është"))


def test_the_focus_is_seen_on_the_map(visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#map-walk")).to_be_focused()
    assert page.locator("#map-walk").evaluate("map => getComputedStyle(map).outlineStyle") == "solid"


@pytest.mark.parametrize(
    "query",
    ["?lang=sq", "?lang=en&region=AL011&time=open", "?lang=sq&view=table", "?lang=en&layer=bivariate&level=municipality"],
)
def test_axe_finds_no_serious_fault(glide, query: str) -> None:
    page = glide(query)
    page.wait_for_timeout(400)
    found = [v for v in Axe().run(page).response["violations"] if v["impact"] in SERIOUS]
    assert [(v["id"], [node["target"] for node in v["nodes"]][:5]) for v in found] == []
