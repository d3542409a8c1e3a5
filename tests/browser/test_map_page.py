"""The map page as a visitor uses it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

AREA = ".choroplethlayer .trace:nth-child(2) path"


def fills(page: Page) -> list[str]:
    return page.locator(AREA).evaluate_all("paths => paths.map(path => path.getAttribute('fill'))")


def wait_for_change(page: Page, before: list[str]) -> None:
    page.wait_for_function(
        "([area, before]) => JSON.stringify([...document.querySelectorAll(area)].map(p => p.getAttribute('fill'))) !== before",
        arg=[AREA, re.sub(r'", "', '","', str(before).replace("'", '"'))],
    )


def test_the_opening_view_is_in_albanian_with_twelve_qarks(visit) -> None:
    page = visit()
    assert page.locator("html").get_attribute("lang") == "sq"
    expect(page.locator("h1")).to_contain_text("31.07.2006")
    expect(page.locator(AREA)).to_have_count(12)
    expect(page.locator(".panel h2")).to_have_text("Shqipëria")
    expect(page.locator("[role=img]")).to_have_attribute("aria-labelledby", "map-summary")
    expect(page.locator("#map-summary")).to_contain_text("12 qarqe")


def test_the_policy_is_enforced(visit, page: Page, base_url: str, seen) -> None:
    answer = page.request.get(base_url)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    visit()
    page.evaluate(
        "window.ran = false; const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        "document.head.append(s)"
    )
    assert page.evaluate("window.ran") is False
    assert any("Content Security Policy" in error for error in seen.errors)
    seen.errors.clear()


def test_a_layer_switch_changes_map_and_address_only_and_moves_under_two_kilobytes(visit, seen) -> None:
    page = visit()
    before, asked, sizes = fills(page), len(seen.urls), []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()))
    page.locator("[data-set='layer=risk']").click()
    wait_for_change(page, before)
    expect(page.locator(".map-title h2")).to_have_text("Rreziku")
    assert "layer=risk" in page.url
    assert len([url for url in seen.urls[asked:] if "_dash-update-component" in url]) == 1
    page.wait_for_timeout(300)
    moved = sum(s["requestBodySize"] + s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
    assert 0 < moved < 2048


def test_choosing_an_area_in_the_list_opens_its_panel_and_draws_no_map_again(visit, seen) -> None:
    page = visit()
    asked = len(seen.urls)
    page.locator(".list-item", has_text="Dibër").click()
    expect(page.locator(".panel h2")).to_have_text("Dibër")
    assert "region=AL011" in page.url
    assert len([url for url in seen.urls[asked:] if "_dash-update-component" in url]) == 1
    expect(page.locator(".choroplethlayer .trace:nth-child(5) path")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".panel h2")).to_have_text("Shqipëria")


def test_clicking_the_map_opens_the_area(visit) -> None:
    page = visit()
    box = page.locator(AREA).nth(2).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("region=AL0"))
    expect(page.locator(".panel-lead")).to_be_visible()


def test_search_forgives_case_and_marks_and_moves_to_the_level(glide) -> None:
    page = glide()
    page.keyboard.press("/")
    box = page.locator("#map-search")
    expect(box).to_be_focused()
    box.fill("tropoje")
    box.press("Enter")
    expect(page.locator(".panel h2")).to_have_text("Tropojë")
    expect(page.locator(AREA)).to_have_count(61)
    assert "level=municipality" in page.url
    page.locator("#map-search").fill("atlantida")
    page.locator("#map-search").press("Enter")
    expect(page.locator("#app-live")).to_have_text("Nuk ka zonë me këtë emër.")


def test_back_brings_back_the_view_before(glide) -> None:
    page = glide()
    page.locator("[data-set='level=municipality']").click()
    expect(page.locator(AREA)).to_have_count(61)
    page.locator("[data-set='layer=census_population']").evaluate("link => link.click()")
    expect(page.locator(".map-title h2")).not_to_contain_text("Përparësia")
    page.go_back()
    expect(page.locator(".map-title h2")).to_contain_text("Përparësia")
    page.go_back()
    expect(page.locator(AREA)).to_have_count(12)
    expect(page.locator("[data-set='level=qark']")).to_have_attribute("aria-current", "true")


def test_the_slider_moves_by_month_and_a_named_date_changes_headline_map_and_slider(glide) -> None:
    page = glide()
    page.locator("#map-date").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("date=2006-06-30"))
    expect(page.locator("#map-date-said")).to_contain_text("30.06.2006")
    expect(page.locator("[data-page]")).not_to_have_attribute("data-words", "late")
    before = fills(page)
    page.locator(".date-choice").last.click()
    expect(page.locator("h1")).to_contain_text("22.11.2026")
    wait_for_change(page, before)
    last = page.locator("#map-date").get_attribute("max")
    expect(page.locator("#map-date")).to_have_value(last)


def test_the_gaps_look_different(glide) -> None:
    page = glide("?layer=kap_coverage")
    drawn = page.locator(AREA).evaluate_all("paths => [...new Set(paths.map(path => getComputedStyle(path).fill))]")
    assert len(drawn) == 2
    assert any("gap-not_surveyed" in fill for fill in drawn)
    page.set_viewport_size({"width": 1200, "height": 800})
    page.wait_for_timeout(500)
    again = page.locator(AREA).evaluate_all("paths => [...new Set(paths.map(path => getComputedStyle(path).fill))]")
    assert again == drawn


def test_the_language_changes_every_word_and_keeps_the_view(glide) -> None:
    page = glide("?region=AL011&layer=risk")
    page.locator(".lang", has_text="En").click()
    expect(page.locator(".map-title h2")).to_have_text("Risk")
    expect(page.locator(".panel h2")).to_have_text("Dibër")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title(re.compile("trafficking prevention"))
    page.locator("[data-set='layer=priority']").click()
    expect(page.locator(".map-title h2")).to_contain_text("Priority")


def test_reset_brings_back_the_opening_view_in_the_same_language(glide) -> None:
    page = glide("?lang=en&level=municipality&layer=census_population&region=AL132&date=2025-03-31&markers=services")
    page.locator(".reset").click()
    expect(page.locator(AREA)).to_have_count(12)
    expect(page.locator(".map-title h2")).to_contain_text("Priority")
    expect(page.locator(".panel h2")).to_have_text("Albania")
    expect(page.locator("[data-toggle='markers=services']")).to_have_attribute("aria-pressed", "false")


def test_markers_come_and_go(glide) -> None:
    page = glide()
    page.locator("[data-toggle='markers=projects']").click()
    page.locator(".scatterlayer .point").first.wait_for(state="attached")
    page.locator("[data-toggle='markers=projects']").click()
    expect(page.locator(".scatterlayer .point")).to_have_count(0)


def test_a_link_reopens_the_very_same_view(visit, page: Page) -> None:
    visit("?region=AL011&layer=risk&date=2005-11-30&markers=projects&lang=en")
    expect(page.locator(".panel h2")).to_have_text("Dibër")
    expect(page.locator(".map-title h2")).to_have_text("Risk")
    expect(page.locator("#map-date-said")).to_contain_text("30 November 2005")
    expect(page.locator("[data-toggle='markers=projects']")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("query", ["?lang=en&level=municipality&region=AL132", "?view=table&level=municipality"])
def test_a_phone_never_scrolls_sideways_and_the_map_comes_first(glide, query: str) -> None:
    page = glide(query, width=390, height=844)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".drawer").get_attribute("open") is None
    top = {name: page.locator(name).bounding_box()["y"] for name in (".middle", ".side")}
    assert top[".middle"] < top[".side"]


def test_a_phones_controls_are_large_enough_to_touch(visit) -> None:
    page = visit(width=390, height=844)
    for control in (".segment", ".toggle", ".date-choice", ".drawer-title", "#map-search"):
        for box in page.locator(control).evaluate_all("parts => parts.map(part => part.getBoundingClientRect().height)"):
            assert box >= 44, control


def test_the_first_visit_stays_under_its_budget(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    moved = []
    page.on("requestfinished", lambda request: moved.append(request.sizes()))
    page.goto(base_url)
    page.locator(".choroplethlayer path").first.wait_for(state="attached")
    page.wait_for_timeout(500)
    page.close()
    assert sum(s["responseBodySize"] + s["responseHeadersSize"] for s in moved) < 2_300_000


def test_everything_can_be_reached_by_keyboard(visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className.split(' ')[0]"))
    assert {"lang", "reset", "list-item"} <= reached
