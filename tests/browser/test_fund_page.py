"""The fund page as a donor uses it: pins and a budget by keyboard, a shared scenario, axe-core, a phone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def read(page: Page, base_url: str, seen):
    """Open the fund page."""

    def go(query: str = "", width: int = 1440) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{base_url}/?page=fund{query}")
        page.locator(".fund-main h1").wait_for()
        return page

    return go


def test_pins_filters_and_a_budget_by_keyboard_stand_in_the_address(read) -> None:
    page = read("&lang=sq")
    expect(page.locator(".fund-row")).to_have_count(12)
    expect(page.locator("#fund-scatter .points path")).to_have_count(12)
    page.locator('[data-toggle="pins=AL013"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("pins=AL013"))
    expect(page.locator(".fund-pinned .fund-name")).to_have_text("Kukës")
    expect(page.locator('[data-toggle="pins=AL013"]')).to_be_focused()
    page.locator("#fund-field-fqark").select_option("AL013")
    expect(page.locator(".fund-row")).to_have_count(1)
    page.locator(".fund-parts .segment", has_text="Ndarja e buxhetit").click()
    page.locator("#fund-field-budget").fill("5\u2009000,50")
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile(r"budget=5000\.50"))
    expect(page.locator(".fund-notes")).to_contain_text("5\u2009000,50 EUR")
    page.locator("#fund-field-minimum").fill("9000")
    page.keyboard.press("Tab")
    expect(page.locator(".fund-refused-said")).to_contain_text("Granti minimal")


def test_a_box_over_the_dots_marks_rows_and_map_and_pins_them(read) -> None:
    page = read("&lang=en")
    expect(page.locator("#fund-scatter .points path")).to_have_count(12)
    expect(page.locator(".pending")).to_have_count(0)
    page.locator("#fund-scatter").scroll_into_view_if_needed()
    box = page.locator("#fund-scatter .nsewdrag").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.3, steps=5)
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] * 0.6, steps=5)
    page.mouse.up()
    expect(page.locator(".fund-brushed")).not_to_have_count(0)
    rows = page.locator(".fund-brushed").evaluate_all("rows => rows.map(row => row.dataset.fundRow)")
    assert 1 < len(rows) < 12
    drawn = "document.querySelector('#fund-map .js-plotly-plot').data[4].locations.slice().sort().join('.')"
    assert page.evaluate(drawn) == ".".join(sorted(rows))
    page.locator("[data-fund-brushed]").click()
    page.wait_for_url(re.compile(f"pins={'.'.join(sorted(rows, reverse=True))}"))
    expect(page.locator(".fund-pinned")).to_have_count(len(rows))


def test_a_shared_scenario_shows_the_same_numbers_in_a_clean_browser(read, browser: Browser) -> None:
    page = read("&lang=en&fpart=what")
    page.locator('[data-fund-form="as"] summary').click()
    page.locator("#fund-field-as-target").select_option("AL351")
    page.locator('[data-fund-add="as"]').click()
    page.wait_for_url(re.compile("edits=as_AL351_20060731.*made=.*told="))
    table = page.locator(".fund-moved tbody")
    expect(table).to_contain_text("Vlorë")
    expect(page.locator(".fund-moved td", has_text=re.compile(r"\d \(\d"))).not_to_have_count(0)
    expect(page.locator(".pending")).to_have_count(0)
    numbers, link = table.inner_text(), page.url
    other = browser.new_context().new_page()
    other.goto(link)
    expect(other.locator(".pending")).to_have_count(0)
    expect(other.locator(".fund-moved tbody")).to_be_visible()
    assert other.locator(".fund-moved tbody").inner_text() == numbers
    assert other.locator(".fund-old").count() == 0
    other.goto(re.sub("made=[0-9a-f]+", "made=0123456789", link))
    expect(other.locator(".fund-old")).to_contain_text("made with other data")
    other.context.close()
    page.locator(".fund-offer", has_text="Undo the last").click()
    expect(page.locator(".fund-moved")).to_have_count(0)


@pytest.mark.parametrize(("query", "width"), [("&lang=sq&pins=AL011", 1440), ("&lang=en&fpart=split", 390)])
def test_axe_finds_no_serious_fault_and_nothing_scrolls_sideways(read, query: str, width: int) -> None:
    page = read(query, width=width)
    found = Axe().run(page).response["violations"]
    grave = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")]
    assert grave == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
