from __future__ import annotations

from datetime import date

import pytest

from dashboard.view_models.changes import build_time_view, change_of
from dashboard.view_models.timeline import build_timeline_view

NOVEMBER, JULY = date(2005, 11, 30), date(2006, 7, 31)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "active", "started"),
        ("planned", "confirmed", "started"),
        ("active", "", "ended"),
        ("assumed", "unknown", "unknown"),
        ("confirmed", "stale", "unknown"),
        ("confirmed", "closed", "ended"),
        ("active", "assumed", ""),
        ("unknown", "", ""),
    ],
)
def test_two_standings_make_one_change(before: str, after: str, said: str) -> None:
    assert change_of(before, after) == said


def test_the_order_of_the_two_dates_does_not_matter(real, choose) -> None:
    one = build_time_view(real, choose(real, date=JULY, against=NOVEMBER))
    other = build_time_view(real, choose(real, date=NOVEMBER, against=JULY))
    assert (one.title, one.groups) == (other.title, other.groups)
    assert any(group.names for group in one.groups)


def test_without_a_second_date_nothing_is_said_to_have_changed(real, choose) -> None:
    view = build_time_view(real, choose(real, lang="en", region="AL011"))
    assert view.groups == ()
    assert view.title == "Dibër: choose a second date to see what changed"
    assert view.bars


def test_bars_stay_on_the_line(real, choose) -> None:
    for bar in build_time_view(real, choose(real)).bars:
        assert 0 <= bar.left <= 1
        assert bar.width >= 0
        assert bar.left + bar.width <= 1.0001


def test_play_stops_at_events_and_ends_today(real, choose) -> None:
    view = build_timeline_view(real, choose(real))
    assert set(view.events) <= set(view.days)
    assert view.events[-1] == view.days[-1] == "2026-11-22"
    assert {"2005-02-28", "2006-07-31"} <= set(view.events)
