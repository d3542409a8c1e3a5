"""A presentation as its presenter gives it: pinned, composed, shown by clicker on a small projector, reopened from its link."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.sequence import unpack_sequence

pytestmark = pytest.mark.browser

NOW = ".present-now .slide-head h2"
SMALLEST = """() => [...document.querySelectorAll('.present-now .slide :is(h2, p, li, th, td, text)')]
  .filter(part => part.getClientRects().length && part.textContent.trim() && !part.closest('.unseen, [hidden]'))
  .map(part => parseFloat(getComputedStyle(part).fontSize)).reduce((a, b) => Math.min(a, b), 999)"""
TOO_LARGE = """() => [...document.querySelectorAll('.present-now :is(.slide, .slide-aside, .slide-picture, .slide-lines)')]
  .filter(part => part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > part.clientWidth + 2)
  .map(part => part.className)"""


def slide(page: Page, number: int, total: int) -> None:
    expect(page.locator(".present-now .slide-foot p:last-child")).to_have_text(f"{number} / {total}")


def grave(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")]


def test_two_views_are_pinned_put_in_order_and_shown_by_keys(visit, browser: Browser) -> None:
    page = visit("?lang=en&layer=bivariate", width=1024, height=768)
    page.locator('[data-present="pin"]').click()
    expect(page.locator('[data-present="pin"]')).to_have_attribute("aria-pressed", "true")
    page.locator(".page-link", has_text="Survey").click()
    expect(page.locator("#survey-body")).to_be_visible()
    expect(page.locator(".present-count")).to_have_text("1")
    page.locator('[data-present="pin"]').click()
    expect(page.locator(".present-count")).to_have_text("2")
    page.locator(".present-way").click()
    expect(page.locator(".present-item")).to_have_count(2)
    page.wait_for_url(re.compile("deck="))
    page.locator('[data-present-item="1"] [data-present-move="up"]').click()
    title = page.locator("#present-field-0-title")
    expect(title).to_have_attribute("placeholder", re.compile("surveyed"))
    title.fill("Who was asked")
    page.keyboard.press("Tab")
    expect(title).to_have_attribute("value", "Who was asked")
    assert grave(page) == []
    link = page.url
    assert [item.title for item in unpack_sequence(re.search("deck=([^&]+)", link)[1])] == ["Who was asked", ""]
    page.locator('[data-present="start"]').click()
    expect(page.locator(NOW)).to_have_text("Who was asked")
    expect(page.locator("#app-live")).to_have_text("Slide 1 of 2: Who was asked")
    for key, number in (("PageDown", 2), ("PageDown", 2), ("ArrowLeft", 1), ("End", 2), ("Home", 1), ("Space", 2)):
        page.keyboard.press(key)
        slide(page, number, 2)
    black = page.locator(".present-black")
    page.keyboard.press("b")
    expect(black).to_be_visible()
    page.keyboard.press(".")
    expect(black).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator(".present-notes")).to_contain_text("Risk does not contain prevention")
    page.keyboard.press("n")
    page.keyboard.press("t")
    expect(page.locator(".present-now .slide-twin tbody tr")).to_have_count(12)
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    expect(page.locator("#present-stage")).to_be_hidden()
    expect(page.locator('[data-present-item="1"] [data-present-from]')).to_be_focused()
    other = browser.new_context(viewport={"width": 1024, "height": 768}).new_page()
    other.goto(link + "&slide=2")
    slide(other, 2, 2)
    expect(other.locator(NOW)).to_have_text(re.compile("high risk and thin prevention"))
    other.keyboard.press("Home")
    expect(other.locator(NOW)).to_have_text("Who was asked")
    other.context.close()


def test_the_usual_sequence_fits_a_small_projector_in_both_languages(page: Page, base_url: str, seen) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    for lang in ("sq", "en"):
        page.goto(f"{base_url}/?page=present&lang={lang}&region=AL013&slide=1")
        for number in range(1, 7):
            slide(page, number, 6)
            if number < 5:
                page.locator(".present-now .choroplethlayer path").first.wait_for(state="attached")
            assert page.evaluate(SMALLEST) >= 24, number
            assert page.evaluate(TOO_LARGE) == [], number
            page.keyboard.press("ArrowRight")
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [1024, 768]
    assert grave(page) == []
