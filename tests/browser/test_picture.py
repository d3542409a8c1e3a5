"""The map repaints in the browser: from its packs, without asking for a figure, and from the server where a pack fails."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard import theme
from dashboard.figures.layer_pack import fill_codes, hatch_codes
from dashboard.state import parse_selection
from dashboard.view_models.layer_pack import pack_url
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.world import World, build_choices

pytestmark = pytest.mark.browser

AREA = ".choroplethlayer .trace:nth-child(2) path"
HATCH = ".choroplethlayer .trace:nth-child(3) path"
UPDATE = re.compile("/_dash-update-component")
LATE_MS = 900
DAYS = ("2006-07-31", "2005-11-30", "2006-06-30")


@pytest.fixture(scope="module")
def world() -> World:
    """A world like the one that is served."""
    from dashboard.app import _edition
    from dashboard.geometry import GeometryFiles
    from dashboard.geometry import shapes_of as _shapes
    from data.dataset import load_dataset
    from data.geo.boundaries import load_boundaries, load_context
    from tests.browser.conftest import TODAY

    boundaries = load_boundaries()
    shapes = GeometryFiles.of({**{str(k): v for k, v in boundaries.geojson.items()}, "neighbours": load_context()})
    return World(load_dataset(), _shapes(shapes, boundaries), TODAY, _edition())


@pytest.fixture(scope="module", autouse=True)
def reckoned(base_url: str, world: World) -> None:
    """Wait until the server has reckoned what is hatched on the dates of these tests: only then is a picture final."""
    for level in ("qark", "municipality"):
        for day in DAYS:
            url = f"{base_url}{pack_url(world, 'en')}{level}/{day}.json"
            for _ in range(600):
                with urllib.request.urlopen(url) as answer:
                    if "immutable" in answer.headers["Cache-Control"]:
                        break
                time.sleep(0.3)


@pytest.fixture(scope="module")
def told(world: World):
    """Say what the address in a browser should look like: the colour of every area, and whether it is hatched."""

    def say(url: str) -> tuple[list[str], list[bool], list[str]]:
        selection = parse_selection(urlsplit(url).query, build_choices(world))
        world.studied(selection.level, selection.date, wait=None)
        view = build_map_view(world, selection)
        colours = theme.fill_colours()
        said = [area.hover for area in view.areas]
        return [rgb(colours[code]) for code in fill_codes(view)], [bool(code) for code in hatch_codes(view)], said

    return say


def rgb(colour: str) -> str:
    return "rgb(" + ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ")"


def seen_on(page: Page) -> tuple[list[str], list[bool], list[str]]:
    fills = page.locator(AREA).evaluate_all("paths => paths.map(path => path.getAttribute('fill'))")
    hatched = page.locator(HATCH).evaluate_all("paths => paths.map(path => path.getAttribute('fill') === 'rgb(1, 2, 3)')")
    return fills, hatched, page.evaluate("[...window.parandalim.graph().data[1].customdata]")


def switch(page: Page, choice: str, shown: str) -> None:
    page.locator(f'[data-set="{choice}"]').first.evaluate("link => link.click()")
    expect(page.locator(".map-title")).to_contain_text(shown)
    expect(page.locator("[data-page]")).not_to_have_attribute("data-words", "late")


def ready(page: Page) -> None:
    """Wait until the packs that come ahead are there."""
    page.wait_for_load_state("networkidle")


def test_layer_level_and_date_are_painted_without_asking_for_a_figure(visit, told) -> None:
    titles = ("Rreziku", "takohen", "bashkive|Bashki", "30.11.2005")
    page = visit("?lang=sq")
    ready(page)
    figures = []
    page.on(
        "response", lambda answer: "_dash-update" in answer.url and '"figure"' in answer.text() and figures.append(answer.url)
    )
    for choice, title in zip(("layer=risk", "layer=bivariate", "level=municipality", "date=2005-11-30"), titles, strict=True):
        page.locator(f'[data-set="{choice}"]').first.evaluate("link => link.click()")
        expect(page.locator(".map-title")).to_contain_text(re.compile(title))
        page.wait_for_function(
            "count => document.querySelectorAll('" + AREA + "').length === count", arg=61 if "municip" in page.url else 12
        )
        expect(page.locator("[data-page]")).not_to_have_attribute("data-words", "late")
        assert seen_on(page) == told(page.url), choice
    assert figures == []
    assert any(seen_on(page)[1])


def test_a_layer_is_repainted_before_any_answer(visit, told) -> None:
    page = visit()
    ready(page)
    page.route(UPDATE, lambda route: None)
    page.locator("[data-set='layer=risk']").click()
    assert seen_on(page) == told(page.url)
    # The words of the layer before must not be taken for those of this one.
    expect(page.locator("[data-page]")).to_have_attribute("data-words", "late")
    page.unroute_all(behavior="ignoreErrors")


def test_a_reload_and_markers_keep_the_picture(visit, told) -> None:
    page = visit("?lang=en")
    ready(page)
    switch(page, "layer=risk", "Risk")
    switch(page, "date=2005-11-30", "30 November 2005")
    page.locator("[data-toggle='markers=projects']").click()
    page.locator(".scatterlayer .point").first.wait_for(state="attached")
    assert seen_on(page) == told(page.url)
    page.set_viewport_size({"width": 1200, "height": 820})
    page.wait_for_timeout(400)
    assert seen_on(page) == told(page.url)
    page.reload()
    page.locator(AREA).first.wait_for(state="attached")
    assert seen_on(page) == told(page.url)


def test_an_answer_that_comes_late_brings_no_old_picture_back(page: Page, base_url: str, told) -> None:
    page.route("**/pack/**", lambda route: route.fulfill(status=404))
    page.goto(base_url)
    page.locator(AREA).first.wait_for(state="attached")
    ready(page)
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held or "layer=risk" not in (route.request.post_data or ""):
            route.continue_()
        else:
            held.append(route)

    page.route(UPDATE, hold_first)
    with page.expect_request(lambda request: "layer=risk" in (request.post_data or "")):
        page.locator("[data-set='layer=risk']").evaluate("link => link.click()")
    page.locator("[data-set='layer=thin_prevention']").evaluate("link => link.click()")
    expect(page.locator(".map-title h2")).to_contain_text("parandalimi i pakët")
    with page.expect_response(lambda answer: "layer=risk" in (answer.request.post_data or "")):
        held[0].continue_()
    page.wait_for_timeout(LATE_MS)
    assert seen_on(page) == told(page.url)
    page.unroute_all(behavior="ignoreErrors")


def test_without_packs_the_server_paints(page: Page, base_url: str, told) -> None:
    page.route("**/pack/**", lambda route: route.fulfill(status=404))
    page.goto(f"{base_url}/?lang=en")
    page.locator(AREA).first.wait_for(state="attached")
    ready(page)
    for choice, count in (("layer=risk", 12), ("level=municipality", 61), ("date=2005-11-30", 61)):
        with page.expect_response(lambda answer: "_dash-update" in answer.url and '"figure"' in answer.text()):
            page.locator(f'[data-set="{choice}"]').first.evaluate("link => link.click()")
        expect(page.locator(AREA)).to_have_count(count)
        page.wait_for_function(
            "said => JSON.stringify(window.parandalim.graph().data[1].customdata) === said", arg=compact(told(page.url)[2])
        )
        assert seen_on(page) == told(page.url), choice


def compact(texts: list[str]) -> str:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def test_a_pack_that_fails_on_the_way_is_made_good_by_the_server(page: Page, base_url: str, told) -> None:
    page.goto(f"{base_url}/?lang=en")
    page.locator(AREA).first.wait_for(state="attached")
    ready(page)
    page.route("**/pack/**", lambda route: route.abort())
    page.locator("#map-date").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("date=2006-06-30"))
    expect(page.locator(".map-title")).to_contain_text("30 June 2006")
    page.wait_for_function(
        "said => JSON.stringify(window.parandalim.graph().data[1].customdata) === said", arg=compact(told(page.url)[2])
    )
    assert seen_on(page) == told(page.url)
    assert parse_qs(urlsplit(page.url).query)["date"] == ["2006-06-30"]


def test_a_pack_that_may_not_be_kept_comes_again_and_corrects_the_hatch(page: Page, base_url: str, told) -> None:
    tries: list[str] = []

    def first_unready(route: Route) -> None:
        if "qark/opening" not in route.request.url or tries:
            route.continue_()
            return
        tries.append(route.request.url)
        answer = route.fetch()
        pack = answer.json()
        pack["layers"]["priority"][2] = []
        route.fulfill(response=answer, json=pack, headers={**answer.headers, "cache-control": "no-store"})

    page.route("**/pack/**", first_unready)
    page.goto(f"{base_url}/?lang=en&layer=census_population")
    page.locator(AREA).first.wait_for(state="attached")
    ready(page)
    page.locator("[data-set='layer=priority']").evaluate("link => link.click()")
    page.wait_for_function("hatch => document.querySelectorAll(hatch).length > 0", arg=f"{HATCH}[fill='rgb(1, 2, 3)']")
    assert seen_on(page)[1] == told(page.url)[1]
    page.unroute_all(behavior="ignoreErrors")
