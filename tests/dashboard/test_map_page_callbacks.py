from __future__ import annotations

import json

import pytest
from dash import no_update

from dashboard.callbacks.map_page import MapPage, drawn_level

SCHOOL = "?lang=en&level=qark&layer=risk&date=2006-07-31"


@pytest.fixture(scope="module")
def page(real) -> MapPage:
    return MapPage(real)


def sent(answer: object) -> str:
    return json.dumps(answer, default=lambda part: part.to_plotly_json())


def test_the_page_comes_whole_in_the_asked_language(page: MapPage) -> None:
    assert "Qarqet sipas p\\u00ebrpar\\u00ebsis\\u00eb" in sent(page.page(""))
    assert "Qarks by priority" in sent(page.page("?lang=en"))


def test_a_layer_sends_values_and_words_but_no_geometry(page: MapPage) -> None:
    patch, words = page.map(SCHOOL + "&drawn=qark")
    changed = {tuple(op["location"]) for op in patch.to_plotly_json()["operations"]}
    assert ("data", 1, "z") in changed
    assert not any(path[-1] == "text" for path in changed)
    assert "Risk" in sent(words)


def test_a_browser_that_paints_by_itself_gets_the_words_alone(page: MapPage) -> None:
    picture, words = page.map(SCHOOL + "&painted=1")
    assert picture is no_update
    assert sent(words) == sent(page.map(SCHOOL)[1])


def test_a_level_sends_its_areas_too(page: MapPage) -> None:
    patch, _ = page.map("?level=municipality&drawn=qark")
    changed = {tuple(op["location"]) for op in patch.to_plotly_json()["operations"]}
    assert {("data", 1, "geojson"), ("data", 1, "locations"), ("data", 1, "text")} <= changed


def test_the_browser_says_what_it_has_drawn() -> None:
    assert drawn_level("?level=qark&drawn=municipality") == "municipality"
    assert drawn_level(None) == ""


def test_markers_are_sent_on_their_own(page: MapPage) -> None:
    operations = page.marks("?markers=services.projects").to_plotly_json()["operations"]
    assert {op["location"][1] for op in operations} == {5, 6}


def test_overview_panel_and_table_answer_junk_with_the_opening_view(page: MapPage) -> None:
    for body in (page.overview, page.panel, page.table, page.map, page.page):
        assert sent(body("?layer=%00&date=x&region=<script>")) == sent(body(""))


def test_nothing_a_visitor_types_comes_back(page: MapPage) -> None:
    for body in (page.overview, page.panel, page.table, page.map, page.page):
        assert "intruder" not in sent(body("?lang=intruder&layer=intruder&region=intruder&markers=intruder&view=intruder"))
