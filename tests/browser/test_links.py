"""A link is copied, the data change, and both can be seen; the map stands in a frame on another site."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from corrections_examples import TODAY
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server
from workspace_examples import publish, survey, workspace_environ

from data.workspace import Workspace

pytestmark = pytest.mark.browser

SECRET = "a-long-enough-secret"


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """Serve the shipped data with a survey imported and a steward's token; each request looks at the workspace anew."""
    from dashboard.app import create_app

    environ = workspace_environ(tmp_path_factory.mktemp("links"), PARANDALIM_STEWARD_TOKEN=SECRET)
    publish(Workspace.create(environ), data=survey(percent=43.7))
    app = create_app(today=TODAY, environ=environ)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}", environ=environ)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def base_url(service: SimpleNamespace) -> str:
    return str(service.url)


def test_a_shared_link_says_that_the_data_changed_and_shows_both(page: Page, service: SimpleNamespace, seen) -> None:
    page.goto(f"{service.url}/?page=survey&lang=en")
    number = page.locator(".survey-main")
    expect(number).to_contain_text("44%")
    button = page.locator("summary.share-open")
    button.focus()
    page.keyboard.press("Enter")
    link = page.locator("[name=share-link]")
    expect(link).to_have_value(re.compile(r"^http:.*page=survey.*&data=[0-9]{8}-[0-9a-f]{12}-[0-9.]+$"))
    page.locator("[data-share-copy=link]").click()
    expect(page.locator(".share-status")).to_have_text("Copied.")
    address = link.input_value()
    page.get_by_role("button", name="Make a short link").click()
    page.locator("[name=share-token]").fill(SECRET)
    page.keyboard.press("Enter")
    expect(page.locator(".share-status")).to_have_text("The short link is made.")
    short = page.locator("[name=share-short]").input_value()
    page.keyboard.press("Escape")
    expect(page.locator(".share-box")).to_be_hidden()
    expect(button).to_be_focused()
    assert SECRET not in page.url + address + short

    page.goto(address)
    expect(number).to_contain_text("44%")
    expect(page.locator(".linked")).to_have_count(0)
    publish(Workspace.create(service.environ), original=b"more", data=survey(percent=58.1))
    note = page.locator(".linked")
    for _ in range(20):
        page.goto(short)
        page.locator(".survey-main").wait_for()
        if note.count():
            break
    expect(note).to_contain_text("Changed since: survey results.")
    expect(number).to_contain_text("58%")
    page.get_by_role("link", name="See it as it was").click()
    expect(page.locator(".linked-then")).to_contain_text("not today's")
    expect(number).to_contain_text("44%")
    button.click()
    expect(link).to_have_value(re.compile("&then=1$"))
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator(".choroplethlayer path").first).to_be_attached()
    expect(page.locator(".linked-then")).to_be_visible()
    page.get_by_role("link", name="See with today's data").click()
    expect(note).to_have_count(0)
    assert "data=" not in page.url


@pytest.fixture
def elsewhere() -> Iterator[SimpleNamespace]:
    """Another site, of another origin, whose only page is what a test puts there."""
    site = SimpleNamespace(body="")

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(
                f'<!DOCTYPE html><html><head><link rel="icon" href="data:,"></head><body>{site.body}</body></html>'.encode()
            )

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    server.server_close()


def test_the_map_stands_alone_in_a_frame_of_another_site(
    page: Page, service: SimpleNamespace, elsewhere: SimpleNamespace
) -> None:
    page.goto(f"{service.url}/?lang=sq&layer=risk&region=AL013")
    title = page.locator(".map-title h2")
    title.wait_for()
    said = title.inner_text()
    page.locator("summary.share-open").click()
    elsewhere.body = page.locator("[name=share-frame]").input_value()
    page.set_viewport_size({"width": 1024, "height": 760})
    page.goto(elsewhere.url)
    # What the page before had asked for and no longer waits for is no fault of the frame.
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".choroplethlayer path").nth(14)).to_be_attached()
    for width in (1024, 390):
        page.set_viewport_size({"width": width, "height": 760})
        expect(frame.locator("h1")).to_have_text(said)
        expect(frame.locator(".legend li").first).to_be_visible()
        wide = frame.locator("html").evaluate("html => [html.scrollWidth, html.clientWidth]")
        assert wide[0] <= wide[1]
    assert said in str(page.locator("iframe").get_attribute("title"))
    assert frame.locator("form, .bar, [data-set], [data-correct]").count() == 0
    full = frame.locator(".embed-full")
    assert full.get_attribute("target") == "_blank"
    assert "region=AL013" in str(full.get_attribute("href"))
    assert "page=" not in str(full.get_attribute("href"))
    assert wrong == []
