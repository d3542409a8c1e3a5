"""Equity of a split: shares over what is known, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from models.allocation import Wish, allocate
from models.fund_equity import NORTH, equity_of
from models.fund_weights import rule_weights
from models.readings import read_indicator

DAY = date(2006, 7, 31)


def test_shares_are_of_those_whose_count_is_known(shipped) -> None:
    weights = rule_weights(shipped, "qark", DAY, "people")
    done = allocate(weights, {r.region_id: r.qark_id for r in shipped.regions_at("qark")}, Wish(10_000_000, "EUR", 5))
    found = {share.name: share for share in equity_of(shipped, done, DAY)}
    funded = {grant.region_id for grant in done.grants}
    roma = {r.region_id: read_indicator(shipped, "roma_census", r.region_id, DAY, "qark") for r in shipped.regions_at("qark")}
    known = {r: x.value for r, x in roma.items() if not x.gap}
    assert (found["roma"].known, found["roma"].total) == (len(known), 12)
    assert found["roma"].share == pytest.approx(sum(n for r, n in known.items() if r in funded) / sum(known.values()))
    money = sum(g.cents for g in done.grants if g.region_id.startswith(NORTH)) / done.spent
    assert found["north"].share == pytest.approx(money)
    assert 0 < found["north"].everywhere < 1
    assert found["people"].known == 12
