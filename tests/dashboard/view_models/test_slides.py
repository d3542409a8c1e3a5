from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.figures.slide_figure import LETTERS, draw_slide
from dashboard.figures.slide_names import place_names
from dashboard.sequence import MOST_ITEMS, SequenceItem, pack_sequence
from dashboard.state import Show
from dashboard.text import load_words
from dashboard.view_models.document import Grid
from dashboard.view_models.fund_types import ScatterView
from dashboard.view_models.present_page import build_editor, build_shown_slide
from dashboard.view_models.slide_types import MapPair, SlideLines, SlideMap, SpanChart
from dashboard.view_models.slides import SLIDES, build_slide, default_sequence, list_items
from dashboard.view_models.survey_charts import IntervalChart

KINDS = {
    "?layer=hdi": SlideMap,
    "?view=many&against=2005-11-30": MapPair,
    "?region=AL013": SlideMap,
    "?page=fund": ScatterView,
    "?page=fund&fpart=split": Grid,
    "?page=fund&fpart=sites": SlideMap,
    "?page=fund&fpart=what": SlideLines,
    "?page=fund&fpart=saved": SlideLines,
    "?page=survey": SlideMap,
    "?page=directory&part=communities": SpanChart,
    "?page=directory&part=checklist&area=AL013": SlideLines,
    "?page=method": SlideLines,
}


@pytest.mark.parametrize("query", KINDS)
def test_every_kind_of_view_has_a_slide_whose_words_and_marks_a_wall_can_carry(real, query: str) -> None:
    sq, en = (build_slide(real, SequenceItem(query), lang) for lang in ("sq", "en"))
    assert isinstance(sq.picture, KINDS[query])
    for view in (sq, en):
        assert view.title
        assert view.summary
        assert view.notes
        assert view.twin.rows
        assert len(view.source) < 180
    assert sq.title != en.title
    for figure in draw_slide(sq.picture):
        assert figure.layout.height is None
        assert figure.layout.font.size >= LETTERS
        assert all(note.font.size >= LETTERS for note in figure.layout.annotations)
        assert all(trace.textfont.size in (None, LETTERS) for trace in figure.data if trace.type in ("scatter", "scattergeo"))


def test_a_page_that_has_no_slide_of_its_own_never_breaks_a_sequence(real) -> None:
    assert isinstance(build_slide(real, SequenceItem("?page=corrections"), "en").picture, SlideMap)
    assert isinstance(SLIDES["area"](real, list_selection(real, "?region=AL013")).picture, SlideMap)


def list_selection(world, query: str):
    from dashboard.view_models.slides import select_item

    return select_item(world, SequenceItem(query), "en")


def test_the_area_says_its_own_finding_and_what_is_not_recorded(real) -> None:
    then = build_slide(real, SequenceItem("?region=AL013&date=2006-07-31"), "en")
    assert then.title.startswith("Kukës. On 31 July 2006: ")
    assert any("of 12" in text for text in then.said)
    today = build_slide(real, SequenceItem(f"?region=AL013&date={real.today}"), "en")
    assert "not recorded" in today.title
    assert f"{load_words('en')('layer.thin_prevention.short')}: not recorded" in today.said


def test_a_map_without_figures_says_in_how_many_areas_nothing_is_recorded(real) -> None:
    view = build_slide(real, SequenceItem(f"?date={real.today}"), "en")
    assert "not recorded in any of the 12 qarks" in view.title
    assert view.said == ("Not recorded in 12 of 12 qarks. Silence is not absence.",)


def test_no_area_is_named_in_a_title_unless_its_class_is_settled(real) -> None:
    view = build_slide(real, SequenceItem("?layer=priority&date=2006-07-31"), "en")
    assert isinstance(view.picture, SlideMap)
    areas = view.picture.picture.areas
    unsettled = [area.name for area in areas if area.region_id in view.picture.picture.unsettled]
    assert unsettled
    assert not any(name in view.title for name in unsettled)


def test_communities_stay_ranges_source_by_source(real) -> None:
    view = build_slide(real, SequenceItem("?page=directory&part=communities"), "en")
    assert isinstance(view.picture, SpanChart)
    rows = [row for row in view.picture.rows if not row.head]
    assert len(rows) > 5
    assert any(row.low < row.high for row in rows)
    assert len(draw_slide(view.picture)[0].data) == 2 * len(rows)


def test_example_answers_carry_their_mark_on_the_slide(with_example, surveyed) -> None:
    marked = build_slide(with_example, SequenceItem("?page=survey"), "sq")
    assert isinstance(marked.picture, IntervalChart)
    mark = load_words("sq")("survey.watermark")
    assert marked.watermark == mark
    assert mark in [note.text for note in draw_slide(marked.picture)[0].layout.annotations]
    assert build_slide(surveyed, SequenceItem("?page=survey"), "sq").watermark == ""


def test_the_presenters_own_words_take_the_views_place(real) -> None:
    own = build_slide(real, SequenceItem("?page=method", "Kujdes", "E para.\nE dyta."), "sq")
    assert (own.title, own.notes) == ("Kujdes", ("E para.", "E dyta."))


def test_the_usual_sequence_tells_the_country_in_ten_minutes_with_the_chosen_area(real, choose) -> None:
    country, kukes = (default_sequence(real, choose(real, region=region)) for region in ("", "AL013"))
    assert len(country) == 5
    assert [item for item in kukes if "AL013" in item.query] == list(set(kukes) - set(country))
    assert str(real.default_date) in country[0].query
    assert str(real.today) in country[1].query
    assert "lang" not in country[0].query
    assert pack_sequence(kukes)


def test_a_deck_in_the_address_is_shown_and_junk_is_the_usual_one(real, choose) -> None:
    usual = choose(real, lang="en")
    mine = (SequenceItem("?page=fund", "First"), SequenceItem("?page=method"))
    chosen = replace(usual, show=Show(pack_sequence(mine), "2"))
    assert list_items(real, chosen) == mine
    assert build_editor(real, chosen).chosen
    assert [item.title for item in build_editor(real, chosen).items] == ["First", ""]
    shown = build_shown_slide(real, chosen)
    assert (shown.number, shown.total) == (2, 2)
    assert build_shown_slide(real, replace(chosen, show=Show(chosen.show.deck, "9"))).view is None
    junk = replace(usual, show=Show("not-a-deck-at-all"))
    assert list_items(real, junk) == default_sequence(real, usual)
    assert not build_editor(real, junk).chosen


def test_a_full_sequence_says_so(real, choose) -> None:
    many = pack_sequence([SequenceItem("?page=method", str(k)) for k in range(MOST_ITEMS)])
    editor = build_editor(real, choose(real, lang="en", show=Show(many)))
    assert str(MOST_ITEMS) in editor.full
    assert build_editor(real, choose(real, lang="en", date=date(2006, 7, 31))).full == ""


def test_names_of_near_dots_do_not_lie_on_each_other() -> None:
    assert place_names([(50, 50, "Fier"), (52, 50, "Durrës")]) == ["middle left", "middle right"]
    assert place_names([(99, 50, "Vlorë")]) == ["middle left"]
    assert len(set(place_names([(85, 42, "Vlorë"), (85, 43, "Gjirokastër")]))) == 2
