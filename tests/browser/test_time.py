"""Time as a visitor plays it, and what changed between two dates."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_play_goes_on_from_change_to_change_until_it_is_paused(visit) -> None:
    page = visit()
    page.locator(".time-play").click()
    expect(page.locator(".time-play")).to_have_text("Ndalo")
    page.wait_for_url(re.compile("date=200[7-9]"))
    page.locator(".time-play").click()
    expect(page.locator(".time-play")).to_have_text("Luaj")
    page.wait_for_timeout(700)
    held = page.url
    page.wait_for_timeout(700)
    assert page.url == held


def test_play_stops_today(glide) -> None:
    page = glide("?date=2026-06-30")
    page.locator(".time-play").click()
    page.wait_for_url(re.compile("date=2026-11-22"))
    expect(page.locator(".time-play")).to_have_attribute("aria-pressed", "false")


def test_who_wants_no_motion_gets_one_step_at_a_time(visit, page) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit("?lang=en")
    expect(page.locator(".time-play")).to_have_text("Next change")
    page.locator(".time-play").click()
    page.wait_for_url(re.compile("date=2006-0[89]|date=2006-1"))
    held = page.url
    page.wait_for_timeout(900)
    assert page.url == held


def test_a_second_date_says_what_changed_and_stands_in_the_address(glide) -> None:
    page = glide("?lang=en")
    page.locator("[data-set='time=open']").click()
    page.locator("[data-set='against=2005-11-30']").click()
    expect(page.locator(".changes")).to_contain_text("first seen at work")
    assert "against=2005-11-30" in page.url
    page.locator(".time-drawer .panel-close").click()
    expect(page.locator(".time-drawer")).to_be_hidden()


def test_dates_and_layers_stand_side_by_side_under_one_legend(visit, seen) -> None:
    page = visit("?view=many&lang=en")
    expect(page.locator(".pane-map path:not(.hatched)").nth(11)).to_be_attached()
    assert page.locator(".pane").count() >= 6
    expect(page.locator(".many-legend")).to_have_count(1)
    page.locator("[data-set='time=open']").click()
    page.locator("[data-set='against=2005-11-30']").click()
    expect(page.locator(".pair .swipe-handle")).to_have_count(1)
    expect(page.locator(".swipe-names")).to_contain_text("30 November 2005")
    page.locator(".pane-link").first.click()
    expect(page.locator("[data-page]")).to_have_attribute("data-view", "map")
