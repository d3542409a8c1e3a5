"""More of the fund page in plain values: bars on the scatter, points that cost something, changes that reach the split."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dashboard.figures.fund_scatter import draw_fund_scatter
from dashboard.state import Fund
from dashboard.text import load_words
from dashboard.view_models.fund_page import build_fund_page
from dashboard.view_models.fund_types import SitesView, SplitView
from data.types import TravelTime

TODAY = date(2026, 11, 22)
EDIT = "ap_AL011_20060701_20070731"


def page(world, choose, lang: str = "en", level: str = "qark", day: date | None = None, **fund: str):
    selection = choose(world, lang=lang, page="fund", level=level, fund=Fund(**fund))
    return build_fund_page(world, replace(selection, date=day) if day else selection)


def test_every_dot_of_the_qarks_has_the_versions_bars_and_says_them(real, choose) -> None:
    studied = real.studied("qark", real.default_date, wait=None)
    scatter = page(real, choose).body.scatter
    for dot in scatter.dots:
        risk, thin = (studied.table[dot.region_id].scores[name] for name in ("risk", "thin_prevention"))
        assert dot.risk_range == (round(risk.p05, 1), round(risk.p95, 1))
        assert dot.thin_range == (round(thin.p05, 1), round(thin.p95, 1))
        assert dot.hover.count("–") == 2
    assert "90% interval" in scatter.subtitle
    bars, dots = draw_fund_scatter(scatter).data
    assert (bars.mode, len([x for x in bars.x if x is not None])) == ("lines", 4 * len(scatter.dots))
    assert len(dots.x) == len(scatter.dots)


def test_among_many_dots_only_the_pinned_ones_have_bars(real, choose) -> None:
    real.studied("municipality", real.default_date, wait=None)
    scatter = page(real, choose, level="municipality", pins="AL112").body.scatter
    assert [dot.region_id for dot in scatter.dots if dot.risk_range] == ["AL112"]
    assert "Pinned areas" in scatter.subtitle


def test_points_cost_what_is_said_and_a_small_budget_places_fewer(real, choose) -> None:
    asked = {"fpart": "sites", "sites": "4", "sitecost": "20000", "sitebudget": "50000", "costs": "AL351-5000.AL999-1"}
    body = page(real, choose, **asked).body
    assert isinstance(body, SitesView)
    cost = body.tables[0].heads.index("Cost")
    paid = [row[cost].text for row in body.tables[0].rows]
    assert paid.count("EUR 20,000") == 2
    assert any("The points cost" in line and "EUR 50,000" in line for line in body.lines)
    assert any(line.startswith("Of the 4 points") for line in body.lines)
    known, unknown = body.costs
    assert (known.wrong, unknown.wrong) == (False, True)
    assert known.remove.changes == {"costs": "AL999-1"}
    assert len(page(real, choose, fpart="sites").body.tables[0].heads) == len(body.tables[0].heads) - 1


@pytest.mark.parametrize("field", ["sitecost", "sitebudget", "capacity"])
@pytest.mark.parametrize("lang", ["sq", "en"])
def test_terms_below_zero_get_a_sentence(real, choose, field: str, lang: str) -> None:
    assert page(real, choose, lang=lang, fpart="sites", **{field: "-1"}).body.refused == load_words(lang)(
        "fund_wish.site_negative"
    )


def test_a_budget_that_pays_no_point_gets_a_sentence_with_the_amount_as_written_there(real, choose) -> None:
    body = page(real, choose, fpart="sites", sitecost="2000", sitebudget="1500").body
    assert body.refused == "No place costs as little as the budget of 1,500."


def test_travel_time_is_offered_only_where_a_table_is_imported(real, choose) -> None:
    assert "reachby" not in {field.field for field in page(real, choose, fpart="sites").body.fields}
    refused = page(real, choose, fpart="sites", reachby="time").body
    assert "No travel times are imported" in refused.refused
    assert "reachby" in {field.field for field in refused.fields}
    towns = [town.region_id for town in real.areas("municipality")]
    source = next(iter(real.dataset.sources))
    times = tuple(TravelTime(a, b, "car", 30.0, source, "") for a, b in pairwise(towns))
    world = type(real)(replace(real.dataset, travel_times=times), real.shapes, real.today)
    body = page(world, choose, fpart="sites", reachby="time", minutes="30", sites="2").body
    assert {"reachby", "minutes"} <= {field.field for field in body.fields}
    assert "30 minutes" in body.map.picture.title
    assert any("by car" in line for line in body.lines)


def test_changes_of_the_what_if_reach_split_and_points_and_are_said(real, choose) -> None:
    usual, changed = (page(real, choose, fpart="split", edits=edits).body for edits in ("", EDIT))
    assert isinstance(changed, SplitView)
    amounts = [{row[0].text: row[1].text for row in body.tables[0].rows} for body in (usual, changed)]
    assert amounts[0]["Dibër"] != amounts[1]["Dibër"]
    assert changed.notes[0].text == "Reckoned with 1 change of the part “What if?”."
    assert not any("What if" in note.text for note in usual.notes)
    added = "as_AL351_20060701"
    free, held = (page(real, choose, fpart="sites", existing="1", edits=edits).body for edits in ("", added))
    assert sum(mark.existing for mark in held.marks) == sum(mark.existing for mark in free.marks) + 1


def test_a_refusal_on_the_screen_speaks_of_days_and_rules_as_the_screen_does(real, choose) -> None:
    body = page(real, choose, lang="sq", day=TODAY, fpart="split", rule="need").body
    assert "31.07.2006" in body.refused
    assert "2006-07-31" not in body.refused
    assert page(real, choose, fpart="split", budget="1000", minimum="20000").body.refused.startswith(
        "The minimum grant of 20,000 is above the budget of 1,000"
    )
