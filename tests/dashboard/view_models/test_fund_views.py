"""The fund page in plain values: who is listed, what is split, what moves, and what an old link says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.state import Fund
from dashboard.text import load_words
from dashboard.view_models.fund_lines import is_idle, kept, list_lines
from dashboard.view_models.fund_link import link_mark, told_of
from dashboard.view_models.fund_page import build_fund_page
from dashboard.view_models.fund_types import Shortlist, SitesView, SplitView, WhatView

TODAY = date(2026, 11, 22)


def page(world, choose, lang: str = "en", level: str = "qark", day: date | None = None, **fund: str):
    selection = choose(world, lang=lang, page="fund", level=level, fund=Fund(**fund))
    return build_fund_page(world, replace(selection, date=day) if day else selection)


def test_the_shortlist_is_in_order_of_priority_and_says_all_have_one(real, choose) -> None:
    view = page(real, choose)
    assert isinstance(view.body, Shortlist)
    scores = {r.region_id: r for r in real.published("qark", real.default_date).rows}
    assert [scores[row.region_id].rank for row in view.body.rows] == list(range(1, 13))
    assert view.body.apart == ()
    assert view.offer is None
    assert all(row.reason and row.people != "–" for row in view.body.rows)


def test_today_all_stand_apart_by_risk_with_question_marks_and_the_described_day_is_offered(real, choose) -> None:
    view = page(real, choose, day=TODAY)
    body = view.body
    assert isinstance(body, Shortlist)
    assert body.rows == ()
    assert [int(row.risk) for row in body.apart] == sorted((int(row.risk) for row in body.apart), reverse=True)
    assert {row.thin for row in body.apart} == {"?"}
    assert not [row for row in body.apart if row.active == "0"]
    assert view.offer.changes == {"date": "2006-07-31"}
    assert body.scatter is None
    assert body.map.picture.ramp == "score"


def test_filters_keep_what_they_say(real, choose) -> None:
    base = choose(real, lang="en", page="fund", level="municipality")
    for fund, holds in (
        (Fund(fqark="AL013"), lambda x: x.region.qark_id == "AL013"),
        (Fund(fonly="idle"), is_idle),
        (Fund(fonly="ending"), lambda x: len(x.ending) > 0),
        (Fund(faudience="roma"), lambda x: all("roma" in p.project.audiences for p in x.active) and len(x.active) > 0),
        (Fund(fprogramme="tact"), lambda x: all(p.project.programme == "tact" for p in x.active) and len(x.active) > 0),
    ):
        selection = replace(base, fund=fund)
        lines = list_lines(real, selection, None)
        assert all(kept(line, selection) == holds(line) for line in lines)


def test_pins_are_marked_in_list_dots_and_map(real, choose) -> None:
    body = page(real, choose, pins="AL011.AL033").body
    assert {row.region_id for row in body.rows if row.pinned} == {"AL011", "AL033"}
    assert {dot.region_id for dot in body.scatter.dots if dot.pinned} == {"AL011", "AL033"}
    assert body.map.pins == ("AL011", "AL033")


@pytest.mark.parametrize(
    ("fund", "said"),
    [
        ({"budget": "0"}, "above 0"),
        ({"minimum": "200000"}, "minimum grant"),
        ({"k": "40"}, "40 areas are asked for"),
        ({"floor": "90000"}, "floor"),
        ({"currency": "X1"}, "currency"),
    ],
)
def test_an_impossible_budget_gets_a_sentence(real, choose, fund: dict[str, str], said: str) -> None:
    body = page(real, choose, fpart="split", **fund).body
    assert isinstance(body, SplitView)
    assert said in body.refused


def test_four_rules_stand_side_by_side_with_and_without_presence(real, choose) -> None:
    body = page(real, choose, fpart="split", findout="5000").body
    grants, with_presence, without, equity = body.tables
    assert [len(t.heads) for t in (with_presence, without)] == [6, 6]
    assert len(grants.rows) == 5
    assert "Dibër" in body.said
    assert any("not needed" in note.text for note in body.notes)
    assert "3 of 12" in equity.rows[1][0].text


def test_today_the_sum_to_find_out_is_set_aside_and_rules_that_need_presence_say_why_not(real, choose) -> None:
    body = page(real, choose, day=TODAY, fpart="split", findout="5000", rule="people").body
    assert any("EUR 5,000 are set aside" in note.text for note in body.notes)
    said = [cell.text for row in body.tables[1].rows for cell in row]
    assert any("presence is not recorded anywhere" in text for text in said)


def test_sites_say_the_best_set_and_the_greedy_way(real, choose) -> None:
    body = page(real, choose, fpart="sites", sites="3", existing="1").body
    assert isinstance(body, SitesView)
    assert [mark.text for mark in body.marks if not mark.existing] == ["1", "2", "3"]
    assert len(body.greedy) == 4
    assert "radius" in page(real, choose, fpart="sites", radius="0").body.refused.lower()
    assert "only" in page(real, choose, fpart="sites", sites="90").body.refused


def test_what_if_moves_scores_and_every_change_can_be_taken_back(real, choose) -> None:
    body = page(real, choose, fpart="what", edits="ap_AL033_20060701_20070731.as_AL351_20060701").body
    assert isinstance(body, WhatView)
    assert body.undo.changes == {"edits": "ap_AL033_20060701_20070731"}
    assert body.edits[0].remove.changes == {"edits": "as_AL351_20060701"}
    moved = {row[0].text: [cell.text for cell in row] for row in body.tables[0].rows}
    assert float(moved["Gjirokastër"][2]) < float(moved["Gjirokastër"][1])
    assert not page(real, choose, fpart="what").body.tables


def test_an_old_link_says_which_figures_changed_and_a_fresh_one_nothing(real, choose) -> None:
    selection = choose(real, lang="en", page="fund")
    told = told_of(real, selection)
    fresh = page(real, choose, made=link_mark(real), told=told)
    assert fresh.old == ()
    now = real.published("qark", real.default_date)["AL011"].priority
    old = page(real, choose, made="0123456789", told=told.replace(f"AL011-{round(now * 10)}", "AL011-100"))
    assert f"Dibër (then 10.0, now {now:.1f})" in old.old[1]
    assert "1 area has changed" in old.old[1]
    assert old.fresh.changes == {"made": link_mark(real), "told": told}
    assert page(real, choose, made="0123456789", told=told).old[1] == load_words("en")("fund.old.same")
