"""How sure and why: the panel and the list, true to the models."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.state import LANGUAGES
from dashboard.text import load_words
from dashboard.view_models.area_list import build_list_view
from dashboard.view_models.panel import build_area_panel
from dashboard.view_models.sureness import per_hundred

JULY, TODAY = date(2006, 7, 31), date(2026, 11, 22)


@pytest.fixture(scope="module")
def sure(real):
    for level in ("qark", "municipality"):
        real.studied(level, JULY, wait=None)
    return real


def test_a_ranked_area_says_its_rank_with_its_range(sure, choose) -> None:
    said = build_area_panel(sure, choose(sure, lang="en", region="AL015")).sureness
    assert said.lines[0] == "Rank 2–10 of 12 (by the published method: 9)."
    assert "of 100 plausible versions" in said.lines[1]


def test_an_unranked_area_gets_no_rank_range(sure, choose) -> None:
    said = build_area_panel(sure, choose(sure, lang="en", level="municipality", region="AL132")).sureness
    assert said.lines[0].startswith("Not ranked")
    items = [i for g in build_list_view(sure, choose(sure, level="municipality")).groups for i in g.items]
    assert not any(item.ranks for item in items)


def test_the_parts_of_the_bar_are_shares_of_all_versions(sure, choose) -> None:
    for region in sure.areas("qark"):
        parts = build_area_panel(sure, choose(sure, region=region.region_id)).sureness.parts
        assert 0.96 < sum(part.share for part in parts) <= 1.0001


def test_without_a_score_nothing_is_said_of_its_sureness(sure, choose) -> None:
    panel = build_area_panel(sure, choose(sure, region="AL011", date=TODAY))
    assert panel.sureness is None
    assert panel.reasons is not None


def test_what_is_not_yet_reckoned_is_said_to_be_on_its_way(sure, choose, monkeypatch) -> None:
    monkeypatch.setattr(type(sure), "studied", lambda *_: None)
    assert build_area_panel(sure, choose(sure, region="AL011")).sureness.pending
    assert build_list_view(sure, choose(sure)).pending


def test_the_list_ranks_and_counts_the_classes_that_are_not_settled(sure, choose) -> None:
    view = build_list_view(sure, choose(sure, lang="en"))
    ranks = [item.rank for group in view.groups for item in group.items]
    assert ranks == sorted(ranks)
    assert view.interval == "In 12 of 12 qarks the 90% interval of the points crosses a class cut."
    assert not view.pending


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999, 1.0])
def test_a_share_is_never_rounded_to_certainty(share: float) -> None:
    assert (per_hundred(share, load_words("en")) in ("0", "100")) == (share in (0.0, 1.0))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bars_lie_on_the_track_and_sum_to_the_difference(sure, choose, lang: str) -> None:
    for region in sure.areas("qark"):
        why = build_area_panel(sure, choose(sure, lang=lang, region=region.region_id)).reasons
        assert len(why.bars) == 12
        assert all(bar.start >= -0.02 and bar.start + bar.width <= 100.02 for bar in why.bars)
        assert len(why.moves) == 2
        summed = sum(number(bar.points) for bar in why.bars)
        assert summed == pytest.approx(number(why.total), abs=0.55)


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))


def test_two_areas_stand_side_by_side(sure, choose) -> None:
    view = build_area_panel(sure, choose(sure, lang="en", region="AL011", compare="AL022")).reasons.comparison
    assert (view.here, view.there) == ("Dibër", "Tirana")
    assert "53.5 points more" in view.lead
    assert len(view.lines) == 12
    assert len(view.choices) == 11


@pytest.mark.parametrize("compare", ["AL011", "AL132", ""])
def test_an_area_of_another_level_or_itself_is_not_compared(sure, choose, compare: str) -> None:
    assert build_area_panel(sure, choose(sure, region="AL011", compare=compare)).reasons.comparison.chosen == ""
