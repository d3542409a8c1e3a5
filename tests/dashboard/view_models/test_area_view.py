"""What is said of one area: what is not recorded first, gaps never as nothing, nothing hidden, no verdict on anybody."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import replace
from datetime import datetime

import pytest

from dashboard.state import LANGUAGES
from dashboard.text import load_locale
from dashboard.view_models.area_page import build_area_page, build_area_view
from dashboard.view_models.area_types import AreaView
from dashboard.view_models.layers import MAP_LEVELS
from dashboard.view_models.world import World
from data.corrections_types import Proposal, Step
from data.survey_types import Imported
from models.presence import is_complete

KUKES, TIRANA, HAS = "AL013", "AL022", "AL131"


def texts_of(value: object) -> list[str]:
    """Every text in a view, however deep."""
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [text for field in dataclasses.fields(value) for text in texts_of(getattr(value, field.name))]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts_of(item)]
    return [text for item in value for text in texts_of(item)] if isinstance(value, tuple | list) else []


@pytest.fixture(scope="module")
def view(real, choose):
    known: dict[tuple[str, str], AreaView] = {}

    def build(region: str, lang: str = "sq") -> AreaView:
        if (region, lang) not in known:
            known[region, lang] = build_area_view(real, choose(real, region=region, lang=lang))
        return known[region, lang]

    return build


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_area_has_a_page_with_gaps_questions_and_sources(real, view, lang: str) -> None:
    # What differs by language are words, which the qarks need all of.
    for region in (r for level in (MAP_LEVELS if lang == "sq" else ("qark",)) for r in real.areas(level)):
        found = view(region.region_id, lang)
        assert found.gaps
        assert found.questions
        assert found.sources
        assert found.headline
        assert all(group.lines and group.who for group in found.gaps)
        assert len(found.questions) >= len(found.gaps)


def test_without_an_area_every_qark_can_be_chosen_with_a_sentence_and_its_municipalities(real, choose) -> None:
    page = build_area_page(real, choose(real))
    assert page.area is None
    assert {choice.region_id for choice in page.choices} == {q.region_id for q in real.areas("qark")}
    assert sum(len(choice.inside) for choice in page.choices) == len(real.areas("municipality"))
    assert all(choice.said for choice in page.choices)


def test_what_is_not_recorded_is_the_first_thing_that_is_said(view) -> None:
    fields = [field.name for field in dataclasses.fields(AreaView)]
    parts = ("gaps", "headline", "panel", "places", "survey", "services", "timeline", "mechanisms", "plan", "communities")
    assert sorted(parts, key=fields.index) == list(parts)
    assert [group.code for group in view(KUKES).gaps][:2] == ["services", "themes"]


def test_silence_is_never_shown_as_none(real, choose) -> None:
    today = build_area_view(real, choose(real, region=KUKES, date=real.today))
    assert not is_complete(real.dataset, KUKES, "services", real.today)
    states = {one.state for one in today.services.types}
    assert "not_recorded" in states
    assert "none" not in states
    services = [row[2].text for row in today.places.table.rows]
    assert "0" not in services


def test_none_is_said_only_where_a_source_set_out_to_name_all(real, view) -> None:
    then = view(KUKES)
    assert {one.state for one in then.services.types} == {"some", "none"}
    assert [row[2].text for row in then.places.table.rows] == ["0", "1", "0"]


def test_a_municipality_stands_among_its_neighbours_and_says_what_it_inherits(view) -> None:
    has = view(HAS)
    assert has.places.table.rows[has.places.here][0].text == "Has"
    assert any(cell.mark == "area-inherited" for row in has.places.table.rows for cell in row)
    assert "figures" in {group.code for group in has.gaps}
    assert view(KUKES).places.here == -1


def test_a_shelter_has_no_place_and_no_number(real, view) -> None:
    shelters = [s for s in real.dataset.services.values() if real.dataset.service_categories[s.category].counts_as == "shelter"]
    assert shelters
    for region in real.areas("municipality"):
        one = next(t for t in view(region.region_id).services.types if t.category == "shelter")
        assert one.lines == ()
        assert one.said.count("qark") or one.state in ("none", "not_recorded")


def test_a_surveyed_qark_says_that_its_results_are_not_published_and_another_that_nobody_asked(view) -> None:
    assert [g.code for g in view(KUKES).gaps if g.code.startswith("survey")] == ["survey_not_published"]
    assert [g.code for g in view("AL031").gaps if g.code.startswith("survey")] == ["survey_not_surveyed"]
    assert view(KUKES).survey.lines == ()
    assert view(KUKES).survey.pooled


def test_an_imported_survey_stands_beside_all_surveyed_areas_with_intervals(surveyed, choose) -> None:
    found = build_area_view(surveyed, choose(surveyed, region=KUKES)).survey
    assert found.lines
    assert found.watermark == ""
    shown = [line for line in found.lines if not line.own.gap]
    assert shown
    assert all(line.own.low <= line.own.value <= line.own.high for line in shown)
    assert all(math.isnan(line.own.value) for line in found.lines if line.own.gap)


def test_an_example_is_marked_as_one(with_example, choose) -> None:
    found = build_area_view(with_example, choose(with_example, region=KUKES))
    assert found.watermark == found.survey.watermark == "SHEMBULL"


def test_the_page_is_always_by_the_published_method(real, choose, view) -> None:
    played = build_area_view(real, choose(real, region=KUKES, weights=(("hdi", 9),), mean="inverted_geometric"))
    assert played.panel.score == view(KUKES).panel.score


def test_what_is_imported_is_told_with_its_day(real, choose) -> None:
    one = Imported("sherbimet", "services", 3, datetime(2026, 10, 5), 1, False)
    world = World(replace(real.dataset, imported=(one,)), real.shapes, real.today)
    said = build_area_view(world, choose(world, region=KUKES, lang="en")).news.said
    assert said[0] == "“sherbimet”, version 3, in force since 5 October 2026: 1 row."


def waiting_world(real, *contents: dict[str, object]) -> World:
    day = datetime(2026, 11, 1)
    steps = (Step("proposed", "visitor", day),)
    found = [Proposal(n, "still_open", content, steps) for n, content in enumerate(contents)]
    return World(real.dataset, real.shapes, real.today, steward=True, waiting=lambda: found)


def test_open_corrections_are_counted_and_nothing_that_a_visitor_wrote_is_told(real, choose) -> None:
    record = next(name for name, s in real.dataset.services.items() if s.region_id == KUKES)
    world = waiting_world(real, {"record": record, "note": "shënim i fshehtë"}, {"region": TIRANA})
    found = build_area_view(world, choose(world, region=KUKES, lang="en"))
    assert found.corrections.said == "1 correction for Kukës qark waits for a decision."
    assert not any("fshehtë" in text for text in texts_of(found))


def test_a_queue_that_cannot_be_read_is_said_and_no_error(real, choose) -> None:
    world = World(real.dataset, real.shapes, real.today, steward=True, waiting=lambda: None)
    found = build_area_view(world, choose(world, region=KUKES))
    assert found.corrections.said == "Lista e korrigjimeve nuk mund të lexohet tani."


@pytest.mark.parametrize(
    ("lang", "verdicts"),
    [
        ("sq", ("dështo", "neglizh", "faj", "më keq se", "dobët", "vonuar", "papërgjegj", "duhet të kishte")),
        ("en", ("fail", "neglect", "fault", "blame", "poor ", "bad ", "should have", "weak")),
    ],
)
def test_no_sentence_of_the_page_reads_as_a_verdict(lang: str, verdicts: tuple[str, ...]) -> None:
    for key, text in load_locale(lang).items():
        if key.startswith("area."):
            assert not [word for word in verdicts if word in text.lower()], key


def test_the_last_version_of_the_data_is_told_once_there_are_two(tmp_path) -> None:
    from data.changelog import Release, read_releases

    path = tmp_path / "CHANGELOG.md"
    path.write_text("# x\n## 0.2.0\n### Data\n- One\n  goes on.\n- Two\n### App\n- Three\n## 0.1.0\n### Data\n- Four\n")
    assert read_releases(path) == (Release("0.2.0", ("One goes on.", "Two")), Release("0.1.0", ("Four",)))
    assert read_releases(tmp_path / "none.md") == ()


def test_the_sources_of_the_figures_and_of_the_records_are_all_named(real, view, choose) -> None:
    named = {row.source_id for row in view(KUKES).sources}
    readings = real.scores("qark", choose(real).date)[KUKES].readings
    assert {r.source_id for r in readings if r.source_id} <= named
