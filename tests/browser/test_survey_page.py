"""The survey page as a visitor uses it: with nothing imported, and with an example."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from kap_fixture import invented_survey
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def example_url() -> Iterator[str]:
    """Serve the shipped data with an invented survey, as an example."""
    from dashboard.app import create_app
    from data.dataset import load_dataset

    dataset = replace(load_dataset(), survey=invented_survey(example=True))
    server = make_server("127.0.0.1", 0, create_app(dataset, today=date(2026, 11, 22)).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def read(page: Page, url: str, width: int = 1440) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(url)
    page.locator(".survey-map .choroplethlayer path").first.wait_for(state="attached")
    return page


def faults(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found if fault["impact"] in GRAVE]


def test_nothing_imported_is_told_in_both_languages(page: Page, base_url: str, seen) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(base_url)
    page.locator(".page-link", has_text="Anketa").click()
    expect(page.locator("h1")).to_contain_text("4 qarqe")
    expect(page.locator(".survey-map .choroplethlayer .trace:nth-child(2) path")).to_have_count(12)
    assert faults(page) == []
    page.locator(".lang", has_text="En").click()
    expect(page.locator("h1")).to_contain_text("4 qarks")
    assert "page=survey" in page.url


def test_a_question_is_chosen_by_keyboard_and_stands_in_the_address(page: Page, example_url: str) -> None:
    read(page, f"{example_url}/?page=survey&lang=en")
    expect(page.locator(".survey-banner")).to_contain_text("synthetic")
    assert page.locator(".survey-figure .annotation-text", has_text="EXAMPLE").count() >= 4
    assert faults(page) == []
    question = page.locator(".survey-q", has_text="Invented question a1")
    question.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".survey-card h2")).to_have_text("Invented question a1 (en)")
    expect(question).to_be_focused()
    expect(question).to_have_attribute("aria-current", "true")
    page.wait_for_url(re.compile("question=a1"))
    page.locator(".survey-segments a", has_text="Young Roma").click()
    expect(page.locator(".survey-card .survey-card-figure")).to_contain_text("n = 150")
    page.go_back()
    expect(page.locator(".survey-card .survey-card-figure")).to_contain_text("n = 1,520")


def test_a_phone_never_scrolls_sideways_and_paper_carries_the_mark(page: Page, example_url: str) -> None:
    read(page, f"{example_url}/?page=survey&level=municipality", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".survey-paper-mark")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".survey-paper-mark")).to_be_visible()
    expect(page.locator(".survey-controls")).to_be_hidden()
