"""A changed method on the map page, as a visitor comes to it and leaves it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
CHANGED = "?lang=en&weights=distance_to_service-0.wealth_index-10&blend=arithmetic"


def test_the_map_shows_a_changed_method_and_leads_back_in_one_click(page: Page, visit) -> None:
    # The first visit of all may come while the app still reckons.
    page.set_default_timeout(90_000)
    visit(CHANGED)
    expect(page.locator(".played-note")).to_contain_text("not the published scores")
    expect(page.locator(".played-note")).to_contain_text("Wealth index weighs 10 instead of 5")
    expect(page.locator(".map-title h2")).to_contain_text("(changed method)")
    page.locator(".played-note .play-back").click()
    expect(page.locator(".played-note")).to_have_count(0)
    expect(page.locator(".map-title h2")).not_to_contain_text("changed")
    assert not re.search("weights|blend", page.url)


def test_an_area_chosen_from_the_tried_out_list_keeps_the_changed_method(page: Page, base_url: str, seen) -> None:
    page.goto(f"{base_url}/{CHANGED}&page=method")
    page.locator(".played-table .text-link", has_text="Kukës").click()
    expect(page.locator(".played-note")).to_be_visible()
    expect(page.locator(".panel")).to_contain_text("by your changed method")
    assert "weights=" in page.url
