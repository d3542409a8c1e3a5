from __future__ import annotations

import json

import pytest

from dashboard.callbacks.method_page import MethodPage
from dashboard.callbacks.shell import page_of
from dashboard.state import parse_selection, to_query
from dashboard.view_models.background import Background
from dashboard.view_models.world import build_choices


@pytest.fixture(scope="module")
def page(real) -> MethodPage:
    return MethodPage(real)


def sent(answer: object) -> str:
    return json.dumps(answer, default=lambda part: part.to_plotly_json(), ensure_ascii=False)


def test_the_page_comes_whole_in_the_asked_language(page: MethodPage) -> None:
    assert "Kufizimet, para së gjithash" in sent(page.page("?page=method"))
    assert "Limits, first of all" in sent(page.page("?page=method&lang=en"))


def test_junk_gives_the_published_method(page: MethodPage) -> None:
    junk = "?weights=intruder-7.wealth_index-99.distance_to_service-x&mean=intruder&blend=intruder"
    assert sent(page.play(junk)) == sent(page.play(""))


def test_a_choice_of_weights_survives_the_address_bar(real) -> None:
    choices = build_choices(real)
    selection = parse_selection("?weights=wealth_index-8.distance_to_service-0&blend=arithmetic&page=method", choices)
    assert selection.weights == (("distance_to_service", 0), ("wealth_index", 8))
    assert selection.played
    assert parse_selection(to_query(selection), choices) == selection


def test_an_unknown_page_is_the_map() -> None:
    pages = {"": "map", "method": "method"}
    assert [page_of(query, pages) for query in ("", None, "?page=none", "?page=method")] == ["map", "map", "map", "method"]


def test_who_waits_too_long_is_told_to_ask_again() -> None:
    from threading import Event

    done, background = Event(), Background()
    assert background.ask("slow", lambda: done.wait(5) and "found", 0.01) is None
    done.set()
    assert background.ask("slow", lambda: "never", 5) == "found"
    assert background.ask("now", lambda: "here", None) == "here"


def test_nothing_is_begun_before_the_server_may_have_forked() -> None:
    background = Background()
    background.paused = True
    assert background.ask("early", lambda: "found", 5) is None
    background.paused = False
    assert background.ask("early", lambda: "found", 5) == "found"


def test_what_goes_wrong_in_the_background_is_told_to_who_asked() -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Background().ask("wrong", fail, 5)
