"""The comparison of two maps: chosen in the page, kept in the address, divided by mouse and keyboard, told as a table."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MAPS = ".swipe .pane-map svg"
HANDLE = ".swipe-handle"


def test_a_second_layer_is_chosen_in_the_page_and_stands_in_the_address(visit) -> None:
    layer, finding, right = "Shtresa e dytë", "nga 12 zonat", "Djathtas: Rreziku"
    page = visit("?lang=sq&view=many")
    page.get_by_label(layer).select_option("risk")
    expect(page.locator(MAPS)).to_have_count(2)
    expect(page.locator(".swipe-names")).to_contain_text(right)
    expect(page.locator(".pair-finding")).to_contain_text(finding)
    expect(page.locator(".pair-legend")).to_have_count(1)
    assert "beside=risk" in page.url
    page.reload()
    expect(page.locator(MAPS)).to_have_count(2)
    expect(page.get_by_label(layer)).to_have_value("risk")
    page.get_by_label(layer).select_option("census_population")
    expect(page.locator(".pair-legend")).to_have_count(2)
    page.locator(".pair-tools [data-set]").click()
    expect(page.locator(MAPS)).to_have_count(0)


def test_a_second_date_is_any_month_of_the_date_control(glide) -> None:
    page = glide("?lang=en&view=many")
    page.get_by_label("Second date").select_option(label="March 2004")
    page.wait_for_url(re.compile("against=2004-03-31"))
    expect(page.locator(".swipe-names")).to_contain_text("31 March 2004")
    page.go_back()
    expect(page.locator(MAPS)).to_have_count(0)
    expect(page.get_by_label("Second date")).to_have_value("")


def test_the_divider_moves_by_keyboard_and_by_mouse_and_says_where_it_is(glide) -> None:
    page = glide("?lang=en&view=many&against=2005-11-30")
    handle = page.locator(HANDLE)
    expect(handle).to_have_attribute("role", "slider")
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuenow", "52")
    page.keyboard.press("PageDown")
    expect(handle).to_have_attribute("aria-valuetext", "The left map takes 42% of the width")
    page.keyboard.press("End")
    expect(handle).to_have_attribute("aria-valuenow", "100")
    assert page.locator(".swipe-second").evaluate("map => getComputedStyle(map).clipPath").endswith("100%)")
    page.keyboard.press("Home")
    expect(handle).to_have_attribute("aria-valuenow", "0")
    box = page.locator(".swipe").bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 60, steps=4)
    page.mouse.up()
    page.mouse.move(box["x"] + 5, box["y"] + 60)
    expect(handle).to_have_attribute("aria-valuenow", "75")


def test_both_maps_can_be_read_as_a_table(glide) -> None:
    page = glide("?view=many&against=2005-11-30")
    page.locator(".pair-table summary").click()
    expect(page.locator(".pair-rows tbody tr")).to_have_count(12)
    changed = page.locator(".pair-changed").count()
    said = page.locator(".pair-finding").text_content()
    assert said.startswith(f"Në {changed} nga 12" if changed else "Në asnjë")


@pytest.mark.parametrize("query", ["?view=many&against=2005-11-30", "?lang=en&view=many&beside=census_population"])
def test_axe_finds_no_serious_fault_in_the_comparison(glide, query: str) -> None:
    page = glide(query)
    page.locator(".pane-map svg").first.wait_for(state="attached")
    found = Axe().run(page).response["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []


def test_the_comparison_fits_a_phone(glide) -> None:
    page = glide("?lang=en&view=many&beside=risk", width=390, height=844)
    page.locator(MAPS).first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for control in (".pair-choice select", ".pair-table summary"):
        for height in page.locator(control).evaluate_all("parts => parts.map(part => part.getBoundingClientRect().height)"):
            assert height >= 44, control
