"""The method page's own date: everything on the page follows it."""

from __future__ import annotations

from datetime import date

from dashboard.callbacks.method_page import draw_charts
from dashboard.layouts.method_page import layout_method_page
from dashboard.view_models.document import Grid
from dashboard.view_models.method_page import build_method_page
from dashboard.view_models.play import build_play

TODAY = date(2026, 11, 22)


def test_the_page_offers_the_named_dates_and_every_years_end(real, choose) -> None:
    when = build_method_page(real, choose(real, page="method", lang="en", date=date(2012, 12, 31))).when
    assert when.said == "State on 31 December 2012"
    assert [named.day for named in when.named] == ["2005-11-30", "2006-07-31", "2025-03-31", "2026-11-22"]
    assert [year for _, year, current in when.years if current] == ["2012"]
    assert (when.years[0][0], when.years[-1][0]) == ("2003-12-31", "2025-12-31")


def test_matrix_and_sensitivity_follow_the_date(real, choose) -> None:
    def captions(on: date) -> list[str]:
        sections = build_method_page(real, choose(real, page="method", lang="en", date=on)).sections
        return [block.caption for s in sections if s.anchor == "quality" for block in s.blocks if isinstance(block, Grid)]

    assert captions(date(2012, 12, 31)) != captions(TODAY)
    assert all("31 December 2012" in caption for caption in captions(date(2012, 12, 31)))


def test_the_dates_are_real_links_on_the_page(real, choose) -> None:
    view = build_method_page(real, choose(real, page="method"))
    drawn = str(layout_method_page(view, draw_charts(view)).to_plotly_json())
    assert "date=2012-12-31" in drawn
    assert "date=2026-11-22" in drawn


def test_the_basis_with_survey_is_shut_and_says_why(real, choose) -> None:
    note = build_play(real, choose(real, lang="en")).basis
    assert (note.current, note.other) == ("Structural", "With survey")
    assert "no survey result by area is loaded" in note.reason


def test_with_a_survey_the_method_page_leads_to_it(surveyed, with_example, real, choose) -> None:
    def told(world) -> tuple[str, str, str]:
        view = choose(world, lang="en", page="method")
        basis = build_play(world, view).basis
        limits = next(s for s in build_method_page(world, view).sections if s.anchor == "limits").blocks[1].items
        return basis.reason, basis.link, next(item for item in limits if "KAP survey" in item)

    assert told(real)[1:] == (
        "",
        "What children and parents know (the KAP survey) is not in the score: its results by qark are not published.",
    )
    assert "on the Survey page" in told(surveyed)[2]
    assert told(surveyed)[1] == told(with_example)[1] == "Go to the Survey page"
    assert "example" in told(with_example)[0]
    assert "An example survey is loaded" in told(with_example)[2]
