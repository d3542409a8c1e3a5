"""One budget under every rule: what all agree on, and which rules cannot be."""

from __future__ import annotations

from datetime import date

from models.allocation import Wish
from models.fund_compare import compare_rules
from models.fund_weights import RULES

WISH = Wish(1_000_000, "EUR", 4, minimum=50_000)


def test_areas_that_every_rule_funds_are_told_from_those_that_some_do(shipped) -> None:
    found = compare_rules(shipped, "qark", date(2006, 7, 31), WISH)
    assert [(o.rule, o.with_presence) for o in found.outcomes] == [(rule, there) for there in (True, False) for rule in RULES]
    funded = [{g.region_id for g in o.allocation.grants} for o in found.outcomes if o.allocation]
    assert len(funded) == 8
    assert all(set(found.always) <= areas for areas in funded)
    assert set(found.always) | set(found.sometimes) == set().union(*funded)
    assert not set(found.always) & set(found.sometimes)
    assert "AL011" in found.always


def test_a_rule_that_cannot_be_says_why_and_the_others_stand(shipped) -> None:
    found = compare_rules(shipped, "qark", date(2026, 11, 22), WISH)
    refused = {(o.rule, o.with_presence): o.refused.code for o in found.outcomes if o.refused}
    assert refused == {("priority", True): "no_presence", ("need", True): "no_presence"}
    assert all((o.allocation is None) != (o.refused is None) for o in found.outcomes)


def test_a_wish_that_no_rule_can_grant_is_refused_by_each(shipped) -> None:
    found = compare_rules(shipped, "qark", date(2006, 7, 31), Wish(100, "EUR", 13))
    assert {o.refused.code for o in found.outcomes if o.refused} == {"k_above"}
    assert (found.always, found.sometimes) == ((), ())
