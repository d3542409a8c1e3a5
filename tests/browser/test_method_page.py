"""The method page, and the panel's reasons, as a visitor uses them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def read(page: Page, base_url: str, seen):
    """Open the method page."""

    def go(query: str = "?page=method", width: int = 1440, height: int = 900) -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{base_url}/{query}")
        page.locator(".doc-section").first.wait_for(state="attached")
        return page

    return go


def test_the_menu_leads_to_the_method_and_back(visit) -> None:
    page = visit()
    page.locator(".page-link", has_text="Metoda").click()
    expect(page.locator(".doc-section h2").first).to_contain_text("Kufizimet")
    assert "page=method" in page.url
    page.locator(".page-link", has_text="Harta").click()
    expect(page.locator(".choroplethlayer .trace:nth-child(2) path")).to_have_count(12)


def test_the_charts_are_drawn_in_the_end(read) -> None:
    page = read()
    expect(page.locator(".doc-chart .js-plotly-plot")).to_have_count(2)
    expect(page.locator(".pending")).to_have_count(0)


def test_a_changed_weight_is_in_the_address_and_one_click_from_the_published_method(read) -> None:
    page = read()
    slider = page.locator("[data-weight=distance_to_service] input[type=range]")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("weights=distance_to_service-0"))
    expect(page.locator(".play-banner")).to_be_visible()
    expect(page.locator(".played-table tr.moved").first).to_be_visible()
    page.locator(".play-back").click()
    expect(page.locator(".play-banner")).to_have_count(0)
    assert "weights" not in page.url


def test_a_link_reopens_the_changed_method(read) -> None:
    page = read("?page=method&lang=en&weights=wealth_index-10&blend=arithmetic")
    expect(page.locator(".play-banner")).to_contain_text("not the published scores")
    expect(page.locator("[data-weight=wealth_index] input[type=range]")).to_have_value("10")


def test_an_area_says_why_and_stands_beside_another(visit) -> None:
    page = visit("?region=AL011")
    expect(page.locator(".reason")).to_have_count(13)
    expect(page.locator(".shares .share").first).to_be_attached()
    page.locator(".panel .folded summary", has_text="Zgjidh një zonë").click()
    page.locator(".compare-choice", has_text="Tiranë").click()
    expect(page.locator("table.compare tbody tr")).to_have_count(12)
    assert "compare=AL022" in page.url


@pytest.mark.parametrize("query", ["?page=method&lang=en&level=municipality&weights=wealth_index-0"])
def test_a_phone_never_scrolls_sideways(read, query: str) -> None:
    page = read(query, width=390, height=844)
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
