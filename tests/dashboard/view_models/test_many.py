from __future__ import annotations

from datetime import date

from dashboard.view_models.many import build_many_view, shown_days

NOVEMBER = date(2005, 11, 30)


def test_the_sheet_holds_the_marked_dates_and_today_in_order(real, choose) -> None:
    days = shown_days(real, choose(real))
    assert list(days) == sorted(set(days))
    assert {NOVEMBER, choose(real).date, real.today} <= set(days)


def test_one_legend_names_every_swatch_of_the_row(real, choose) -> None:
    view = build_many_view(real, choose(real, lang="en"))
    named = {row.swatch for row in view.legend.rows}
    assert {area.gap for pane in view.dates for area in pane.areas if area.gap} <= named
    assert any(pane.unsettled for pane in view.dates) == ("unsettled" in named)
    assert not any("(12)" in row.text for row in view.legend.rows)


def test_layers_share_a_sheet_only_where_they_share_classes(real, choose) -> None:
    assert len(build_many_view(real, choose(real, layer="risk")).layers) >= 3
    assert build_many_view(real, choose(real, layer="census_population")).layers == ()


def test_every_pane_says_in_words_what_it_shows(real, choose) -> None:
    view = build_many_view(real, choose(real, lang="en", layer="bivariate"))
    assert all(pane.summary and len(pane.areas) == 12 for pane in view.dates)
