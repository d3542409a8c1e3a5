"""The directory as a visitor uses it: words and filters, a card with its own link, the keyboard alone, axe-core, paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def read(page: Page, base_url: str, seen):
    """Open the directory."""

    def go(query: str = "", width: int = 1440, height: int = 900) -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{base_url}/?page=directory{query}")
        page.locator(".directory-part > *").first.wait_for(state="attached")
        return page

    return go


def test_words_filters_and_the_map_narrow_the_list_and_a_link_reopens_it(read) -> None:
    page = read("&lang=sq")
    expect(page.locator(".directory-said")).to_contain_text("108 shërbime dhe institucione")
    expect(page.locator("#directory-map .choroplethlayer .trace:nth-child(2) path")).to_have_count(12)
    page.locator("#directory-search").fill("qender komunitare")
    page.wait_for_url(re.compile("q=qender"))
    expect(page.locator(".directory-chip")).to_contain_text("qender komunitare")
    page.locator("#directory-filter-area").focus()
    page.locator("#directory-filter-area").select_option("AL015")
    page.wait_for_url(re.compile("area=AL015"))
    expect(page.locator(".directory-chip")).to_have_count(2)
    expect(page.locator("#directory-filter-area")).to_be_focused()
    found = page.locator(".directory-entry").count()
    page.locator(".directory-name").first.click()
    page.wait_for_url(re.compile("item="))
    expect(page.locator(".directory-card h2")).to_be_focused()
    page.goto(page.url.replace("lang=sq", "lang=en"))
    expect(page.locator(".directory-card")).to_contain_text("Sources")
    expect(page.locator(".directory-entry")).to_have_count(found)
    expect(page.locator("#directory-search")).to_have_value("qender komunitare")
    page.go_back()
    expect(page.locator(".directory-card")).to_contain_text("Burimet")
    page.locator(".directory-parts .segment", has_text="Programet").click()
    expect(page.locator(".directory-parts [aria-current]")).to_have_text("Programet")
    expect(page.locator(".directory-lane-name")).to_have_count(10)
    page.locator(".directory-parts .segment", has_text="Lista").click()
    expect(page.locator(".directory-parts [aria-current]")).to_have_text("Lista")


def test_the_keyboard_alone_searches_opens_and_closes(read) -> None:
    page = read("&lang=en&date=2026-11-22")
    page.keyboard.press("/")
    expect(page.locator("#directory-search")).to_be_focused()
    page.keyboard.type("116 006")
    expect(page.locator(".directory-entry")).to_have_count(1)
    page.locator(".directory-name").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".directory-card")).to_contain_text("Sources report that it does not work")
    page.keyboard.press("Escape")
    expect(page.locator(".directory-card")).to_have_count(0)
    page.locator(".directory-clear").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#directory-search")).to_have_value("")
    expect(page.locator(".directory-chip")).to_have_count(0)


@pytest.mark.parametrize(("query", "width"), [("&lang=sq&item=S001&area=AL015", 1440), ("&lang=en&part=who", 390)])
def test_axe_finds_no_serious_fault_and_nothing_scrolls_sideways(read, query: str, width: int) -> None:
    page = read(query, width=width)
    found = Axe().run(page).response["violations"]
    grave = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")]
    assert grave == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
