from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from dashboard import ids
from dashboard.callbacks.present_page import PresentPage
from dashboard.callbacks.present_routes import register_present
from dashboard.sequence import CODE, MOST_CODE, MOST_ITEMS, PRESENTABLE, SequenceItem, pack_sequence, unpack_sequence
from dashboard.state import DECK, PAGES
from dashboard.view_models.slides import SLIDES

ASSETS = Path(__file__).parents[2] / "dashboard" / "assets"
MINE = pack_sequence(
    (SequenceItem("?page=method", "<script>alert(1)</script>", "=cmd|' /C calc'!A0"), SequenceItem("?page=survey"))
)


@pytest.fixture(scope="module")
def page(real) -> PresentPage:
    return PresentPage(real)


@pytest.fixture(scope="module")
def client():
    server = Flask("present")
    register_present(server)
    return server.test_client()


def sent(answer: object) -> str:
    return json.dumps(answer, default=lambda part: part.to_plotly_json(), ensure_ascii=False)


def test_the_page_comes_in_the_asked_language_with_a_place_for_every_slide(page: PresentPage) -> None:
    sq, en = sent(page.page("?page=present")), sent(page.page("?page=present&lang=en"))
    assert "Nis prezantimin" in sq
    assert "Start presenting" in en
    assert all(f'"{ids.present_slot(k)}"' in sq and f'"{ids.present_ask(k)}"' in sq for k in range(1, MOST_ITEMS + 1))


def test_a_slide_comes_whole_and_says_whose_answer_it_is(page: PresentPage) -> None:
    slide = sent(page.slide(f"?page=present&lang=en&deck={MINE}&slide=2"))
    assert f"en||{MINE}|2" in slide
    assert "4 qarks were surveyed" in slide
    assert "2 / 2" in slide
    assert "slide-none" in sent(page.slide(f"?page=present&lang=en&deck={MINE}&slide=7"))


def test_what_a_presenter_writes_stays_text(page: PresentPage) -> None:
    editor, slide = (sent(body(f"?page=present&deck={MINE}&slide=1")) for body in (page.editor, page.slide))
    assert "<script>" not in re.sub(r'"data-present-items": "(?:[^"\\]|\\.)*"', "", editor)
    assert '"children": "<script>alert(1)</script>"' in slide


def test_junk_in_the_address_shows_the_usual_sequence(page: PresentPage) -> None:
    usual = sent(page.editor("?page=present"))
    for junk in ("?page=present&deck=AAAA", "?page=present&deck=<script>&slide=x", "?page=present&deck=" + "A" * (MOST_CODE + 1)):
        assert sent(page.editor(junk)) == usual


def test_a_sequence_is_packed_read_and_written_as_the_same_one(client) -> None:
    items = [["?lang=en&page=fund", "Who first", "Slowly.\nThen on."], ["?page=method", "", ""]]
    packed = client.post("/present/pack", json={"items": items, "lang": "en"}).json
    assert packed["items"] == [["?page=fund", "Who first", "Slowly.\nThen on."], ["?page=method", "", ""]]
    file = client.get(f"/present/sequence.txt?deck={packed['code']}")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.text == "?page=fund\tWho first\tSlowly.\\nThen on.\n?page=method\n"
    read = client.post("/present/read", json={"text": file.text, "lang": "en"}).json
    assert read == packed
    assert [i.title for i in unpack_sequence(read["code"])] == ["Who first", ""]


def test_every_fault_is_told_in_the_visitors_language(client) -> None:
    for lang, word in (("sq", "Rreshti 1"), ("en", "Line 1")):
        answer = client.post("/present/read", json={"text": "hello\n?page=fund\n?page=corrections", "lang": lang})
        assert answer.status_code == 422
        assert len(answer.json["problems"]) == 2
        assert answer.json["problems"][0].startswith(word)


@pytest.mark.parametrize("body", [{"items": "x"}, {"items": [["?page=fund", 1, ""]]}, {"items": [[]]}, {"text": 3}, []])
def test_junk_is_refused_and_breaks_nothing(client, body: object) -> None:
    assert client.post("/present/pack", json=body).status_code == 400
    assert client.post("/present/read", json=body).status_code == 400
    assert client.post("/present/pack", data="x").status_code == 415
    assert client.get("/present/sequence.txt?deck=AAAA").status_code == 404


def test_state_sequence_and_slides_agree() -> None:
    assert DECK.pattern == CODE.pattern
    assert tuple(sorted(SLIDES)) == tuple(sorted(PRESENTABLE))
    assert set(PAGES) - set(SLIDES) <= {"corrections", "embed", "present"}


def test_the_browser_knows_the_limits_that_the_server_holds_it_to() -> None:
    assert f"var MOST = {MOST_ITEMS};" in (ASSETS / "present_edit.js").read_text(encoding="utf-8")
