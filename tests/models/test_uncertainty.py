from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from models.method import CLASSES
from models.presence_grid import grid_index, grid_rules, presence_grid
from models.readings import PRESENCE, presence_values, read_indicator
from models.risk_index import score_areas
from models.uncertainty import class_shares, draw_versions, is_settled, ranks_of, score_uncertainty, spread_of, uncertainty_of
from models.uncertainty_draws import base_draws, draw_block, has_error
from models.uncertainty_engine import compute_versions, descending_ranks, normalise
from models.uncertainty_inputs import Scale, UncertaintyInputs, build_inputs
from models.uncertainty_plan import FACTORS, GAP_RULES, NORMALISATIONS, PILLAR_MEAN_SHARES, PRIORITY_MEAN_SHARES

DAY = date(2006, 7, 31)


@pytest.fixture(scope="module")
def inputs(shipped) -> UncertaintyInputs:
    return build_inputs(shipped, "qark", DAY)


def with_a_gap(inputs: UncertaintyInputs) -> UncertaintyInputs:
    holes = inputs.vulnerability.copy()
    holes[0, 1] = holes[3, 2] = holes[3, 4] = np.nan
    return replace(inputs, vulnerability=holes)


@pytest.mark.parametrize("day", [DAY, date(2005, 11, 30), date(2025, 3, 31), date(2021, 6, 30)], ids=str)
@pytest.mark.parametrize("level", ["qark", "municipality"])
@pytest.mark.parametrize("name", ["tiny_dataset", "shipped"])
def test_the_version_with_every_choice_as_shipped_is_the_shipped_score(name, level, day, request):
    dataset = request.getfixturevalue(name)
    table = score_areas(dataset, level, day)
    found = draw_versions(build_inputs(dataset, level, day, table), 3, seed=5, vary=())
    for k in range(3):
        for name in ("risk", "thin_prevention", "priority"):
            expected = [getattr(row, name) for row in table.rows]
            np.testing.assert_allclose(getattr(found, name)[k], expected, atol=1e-9)


def test_the_grid_is_what_the_rules_give_one_by_one(shipped):
    rules = grid_rules()
    assert len(rules) == len(set(rules)) == 72
    for level in ("qark", "municipality"):
        grid = presence_grid(shipped, level, DAY)
        for k in range(0, 72, 7):
            slow = presence_values(shipped, DAY, rules[k])
            for column, region in enumerate(shipped.regions_at(level)):
                for name in PRESENCE:
                    reading = read_indicator(shipped, name, region.region_id, DAY, level, slow)
                    assert grid.figures[name][k, column] == pytest.approx(reading.value, abs=1e-12, nan_ok=True)


def test_the_base_rules_are_a_cell_of_the_grid():
    rules = grid_rules()[int(grid_index(0, 0, 1, 1, 1))]
    assert rules == type(rules)()


@pytest.mark.parametrize("factor", tuple(FACTORS))
def test_each_factor_varied_alone_changes_scores_and_ranks(inputs, factor):
    given = with_a_gap(inputs) if factor == "gaps" else inputs
    base = draw_versions(given, 1, seed=1, vary=())
    alone = draw_versions(given, 500, seed=1, vary=(factor,))
    assert np.abs(alone.priority - base.priority).max() > 0.5
    assert (ranks_of(given, alone.priority) != ranks_of(given, base.priority)).any()


@pytest.mark.parametrize("name", sorted({name for names in FACTORS.values() for name in names}))
def test_every_single_choice_inside_a_factor_changes_scores(inputs, name):
    given = with_a_gap(inputs)
    drawn, plain = draw_block(given, 300, 3, 0, 0), base_draws(given, 300)
    changed = compute_versions(given, {**plain, name: drawn[name]}).priority
    assert not np.allclose(changed, compute_versions(given, plain).priority)


def test_what_a_factor_draws_depends_on_no_other_factor(inputs):
    alone, together = draw_block(inputs, 50, 9, 0, 2, ("weights",)), draw_block(inputs, 50, 9, 0, 2)
    assert (alone["weights_vulnerability"] == together["weights_vulnerability"]).all()


def test_same_seed_same_result_on_one_and_on_several_workers(inputs):
    one, three = (uncertainty_of(inputs, 2500, seed=7, workers=n) for n in (1, 3))
    assert repr(one) == repr(three)
    assert repr(one) != repr(uncertainty_of(inputs, 2500, seed=8))


def test_a_version_agrees_with_a_plain_loop(inputs):
    given = with_a_gap(inputs)
    draws = draw_block(given, 60, 11, 0, 0)
    draws["normalisation"][:] = 0
    fast = compute_versions(given, draws).priority
    for d in range(60):
        for a in range(12):
            assert fast[d, a] == pytest.approx(slow_priority(given, draws, d, a), abs=1e-9)


def slow_priority(given, draws, d, a):
    """One area of one version, number by number."""
    index = [int(draws[n][d]) for n in ("services", "project_types", "undated", "open_ended", "inferred_places")]
    cell = ((index[0] * 3 + index[1]) * 2 + index[2]) * 4 + index[3] * 2 + index[4]
    z = iter(draws["survey_z"][d])
    error = {(r, i): next(z) for r in range(12) for i in range(8) if has_error(given)[r, i]}

    def value(r, i):
        raw = given.vulnerability[r, i]
        if (r, i) in error:
            raw += error[r, i] * (given.error_below if error[r, i] < 0 else given.error_above)[r, i]
            raw = min(max(raw, given.vulnerability_scale.valid_min[i]), given.vulnerability_scale.valid_max[i])
        return raw

    def scaled(raw, scale, i, name):
        middle, width = (scale.low[i] + scale.high[i]) / 2, scale.high[i] - scale.low[i]
        low = middle - width / 2 * draws[f"stretch_{name}"][d, i] + draws[f"shift_{name}"][d, i] * width
        share = min(max(100 * (raw - low) / (width * draws[f"stretch_{name}"][d, i]), 0), 100)
        return 100 - share if scale.reverse[i] else share

    def pillar(cells, weights):
        pairs = [(x, w) for x, w in zip(cells, weights, strict=True) if not math.isnan(x)]
        total = sum(w for _, w in pairs)
        if draws["pillar_mean"][d] == 0:
            return sum(x * w for x, w in pairs) / total
        product = math.prod((1 + 0.99 * (100 - x)) ** (w / total) for x, w in pairs)
        return 100 - (product - 1) / 0.99

    def cells(name, raw, width):
        scale = getattr(given, f"{name}_scale")
        found = []
        for i in range(width):
            known = {r: scaled(raw(r, i), scale, i, name) for r in range(12) if not math.isnan(raw(r, i))}
            mean = sum(known.values()) / len(known) if known and draws["gap_rule"][d] == 1 else math.nan
            found.append(known.get(a, mean))
        return found

    risk = pillar(cells("vulnerability", value, 8), draws["weights_vulnerability"][d])
    thin = pillar(cells("thin", lambda r, i: given.thin[cell, r, i], 4), draws["weights_thin"][d])
    first, second = draws["weights_priority"][d]
    if draws["priority_mean"][d] == 1:
        return first * risk + second * thin
    return (1 + 0.99 * risk) ** first * (1 + 0.99 * thin) ** second


def test_shares_of_choices_are_those_of_the_plan(inputs):
    draws = draw_block(inputs, 20_000, 2, 0, 0)
    plan = {"normalisation": NORMALISATIONS, "pillar_mean": PILLAR_MEAN_SHARES, "priority_mean": PRIORITY_MEAN_SHARES}
    for name, shares in {**plan, "gap_rule": GAP_RULES}.items():
        seen = np.bincount(draws[name], minlength=len(shares)) / 20_000
        np.testing.assert_allclose(seen, list(shares.values()), atol=0.015)
    np.testing.assert_allclose(draws["weights_vulnerability"].sum(axis=1), 1)
    assert draws["weights_vulnerability"].std() == pytest.approx(math.sqrt(0.125 * 0.875 / 81), rel=0.03)


def test_alternative_normalisations_by_hand():
    scale = Scale(np.zeros(2), np.full(2, 10.0), np.array([False, True]), np.zeros(2), np.full(2, 99.0))
    values = np.array([[[0.0, 5.0], [5.0, np.nan], [20.0, 5.0]]])
    ones, zeros = np.ones((1, 2)), np.zeros((1, 2))
    found = [normalise(values, scale, ones, zeros, np.array([k], dtype=np.int8))[0] for k in range(3)]
    np.testing.assert_array_equal(found[0], [[0, 50], [50, np.nan], [100, 50]])
    np.testing.assert_array_equal(found[1], [[0, 50], [25, np.nan], [100, 50]])
    np.testing.assert_array_equal(found[2], [[0, 100], [50, np.nan], [100, 100]])


def test_ranks_share_ties_and_leave_gaps_out():
    np.testing.assert_array_equal(descending_ranks(np.array([[3.0, np.nan, 7, 3, 1]])), [[2, np.nan, 1, 2, 4]])


def test_percentiles_are_values_that_were_seen():
    spread = spread_of(np.array([*range(1, 101), np.nan]))
    assert (spread.p05, spread.p50, spread.p95) == (5, 50, 95)
    assert math.isnan(spread_of(np.array([np.nan])).p50)


def test_classes_and_settledness_by_hand():
    shares = class_shares(np.array([10.0, 20.0, 30.0, 80.0, np.nan]))
    assert list(shares.values()) == [0.25, 0.5, 0, 0, 0.25]
    assert all(math.isnan(x) for x in class_shares(np.array([np.nan])).values())
    assert is_settled(spread_of(np.linspace(41, 59, 50)))
    assert not is_settled(spread_of(np.linspace(35, 59, 50)))
    assert not is_settled(spread_of(np.array([np.nan])))


def test_whoever_has_no_rank_gets_none(shipped):
    municipal = score_uncertainty(shipped, "municipality", DAY, draws=50)
    assert len(municipal.rows) == 61
    assert all(row.rank is None and not row.p_top for row in municipal.rows)
    assert all(0 <= row.p_class <= 1 for row in municipal.rows)
    today = score_uncertainty(shipped, "qark", date(2026, 11, 22), draws=50)
    assert all(row.rank is None and math.isnan(row.p_class) and row.share_scored == 0 for row in today.rows)
    assert all(row.scores["risk"].p50 > 0 for row in today.rows)


def test_figures_hang_together(inputs):
    table = uncertainty_of(inputs, 2000, seed=1)
    assert sum(row.p_top[3] for row in table.rows) == pytest.approx(3, abs=0.1)
    for row in table.rows:
        assert 1 <= row.rank.p05 <= row.rank.p50 <= row.rank.p95 <= 12
        assert row.p_top[3] <= row.p_top[5] <= row.p_top[10]
        assert sum(row.p_classes["priority"].values()) == pytest.approx(1)
        assert set(row.p_classes["risk"]) == set(CLASSES)
        assert table[row.region_id] is row
    with pytest.raises(KeyError):
        table["AL999"]


@pytest.mark.parametrize("bad", [{"draws": 0}, {"seed": -1}, {"vary": ("luck",)}])
def test_what_cannot_be_drawn_is_refused(inputs, bad):
    with pytest.raises(ValueError, match=r"draws must|unknown factors luck"):
        uncertainty_of(inputs, **bad)
