"""The Albanian score as a specification: it must say what the indicators' files say and compute what the app shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from index_examples import data_of

from data.index_specs.registry import load_spec
from models import method
from models.index_engine import run_index
from models.presence import last_complete_date
from models.risk_index import pillar_indicators, score_areas

SPEC = load_spec(Path("parandalim"))


@pytest.mark.parametrize("pillar", ["vulnerability", "thin_prevention"])
def test_indicators_goalposts_and_directions_are_those_of_the_indicators_files(shipped, pillar):
    indicators = pillar_indicators(shipped, pillar)
    assert SPEC.groups[pillar].members == tuple(i.indicator_id for i in indicators)
    for indicator in indicators:
        ours = SPEC.indicators[indicator.indicator_id]
        assert (ours.normalisation.low, ours.normalisation.high) == (indicator.goalposts.low, indicator.goalposts.high)
        assert ours.direction == {"higher_is_worse": "positive", "higher_is_better": "negative"}[indicator.direction]
        assert (ours.title.sq, ours.title.en) == (indicator.title["sq"], indicator.title["en"])


def test_fixed_numbers_are_those_of_the_method():
    for group in SPEC.groups.values():
        assert group.classes.cuts == method.CUTS
        assert group.classes.labels == method.CLASSES
        assert group.min_share == (1.0 if group is SPEC.groups["priority"] else method.MIN_SHARE)
    floor = SPEC.groups["priority"].floor
    assert (100 * floor, 1 - floor) == pytest.approx((method.FLOOR, method.SCALE))


@pytest.mark.parametrize("when", ["last", "today"])
def test_engine_and_score_agree_on_the_shipped_data(shipped, when):
    day = last_complete_date(shipped) if when == "last" else date(2026, 1, 1)
    table = score_areas(shipped, "qark", day)
    values = [[{r.indicator_id: r.value for r in row.readings}[name] for name in SPEC.indicators] for row in table.rows]
    result = run_index(SPEC, data_of([row.region_id for row in table.rows], np.array(values)))
    for node in ("vulnerability", "thin_prevention", "priority"):
        np.testing.assert_allclose(result.nodes[node], [getattr(row, node) for row in table.rows], atol=1e-9, rtol=0)
    assert result.columns["priority_class"] == [row.class_id for row in table.rows]
    assert result.columns["priority_rank"] == [row.rank for row in table.rows]
    for at, row in enumerate(table.rows):
        for reading in row.readings:
            assert result.nodes[reading.indicator_id][at] == pytest.approx(reading.normalised, abs=1e-9, nan_ok=True)
