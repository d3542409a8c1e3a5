from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.hotspots import (
    build_neighbourhood,
    geary_index,
    geary_moments,
    getis_ord_index,
    global_figures,
    moran_index,
    moran_moments,
)  # fmt: skip
from models.local_patterns import (
    conditional_p,
    false_discovery,
    getis_ord_star_z,
    getis_ord_z,
    local_moran,
    local_moran_z_conditional,
    local_moran_z_total,
    local_patterns,
)  # fmt: skip

REFERENCE = next(
    (p for up in Path(__file__).parents if (p := up / "shared" / "reference" / "spatial_reference.json").exists()), None
)


def queen(side: int):
    cells = [(i, j) for i in range(side) for j in range(side)]
    near = {c: [o for o in cells if o != c and max(abs(o[0] - c[0]), abs(o[1] - c[1])) == 1] for c in cells}
    names = {c: f"{c[0]}-{c[1]}" for c in cells}
    return build_neighbourhood(list(names.values()), {names[c]: [names[o] for o in others] for c, others in near.items()})


@pytest.mark.shared
@pytest.mark.skipif(REFERENCE is None, reason="no shared folder beside the project")
def test_agrees_with_spdep_on_its_lattice():
    assert REFERENCE is not None
    known = json.loads(REFERENCE.read_text(encoding="utf-8"))
    x, near = np.array(known["x"], dtype=float), queen(8)
    w, own = near.row_standardised(), near.binary + np.eye(64)
    expected, variance = moran_moments(x, w)
    index = moran_index(x, w)
    z = (index - expected) / variance**0.5
    moran = known["moran"]
    assert [index, expected, variance, z] == pytest.approx([moran[k] for k in ("I", "EI", "VI_rand", "z_rand")], abs=1e-10)
    geary = geary_index(x, w)
    assert geary == pytest.approx(known["geary"]["C"], abs=1e-10)
    assert (1 - geary) / geary_moments(x, w)[1] ** 0.5 == pytest.approx(known["geary"]["z"], abs=1e-10)
    local = {
        "localmoran_Ii": local_moran(x, w),
        "localmoran_cond_z": local_moran_z_conditional(x, w),
        "localmoran_total_z": local_moran_z_total(x, w),
        "localG_z": getis_ord_z(x, w),
        "localGstar_z": getis_ord_star_z(x, own / own.sum(axis=1, keepdims=True)),
    }
    for name, found in local.items():
        np.testing.assert_allclose(found, known[name], atol=1e-10, err_msg=name)


def test_a_chessboard_and_two_halves_by_hand():
    line = build_neighbourhood(list("abcd"), {"a": "b", "b": "ac", "c": "bd", "d": "c"})
    w = line.binary
    assert moran_index(np.array([1.0, 0, 1, 0]), w) == pytest.approx(-1)
    assert moran_index(np.array([1.0, 1, 0, 0]), w) == pytest.approx(4 / 6 * 0.5)
    assert geary_index(np.array([1.0, 0, 1, 0]), w) == pytest.approx(3 * 6 / (2 * 6 * 1))
    assert getis_ord_index(np.array([1.0, 1, 0, 0]), w) == pytest.approx(2 / 2)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(-50, 50), min_size=9, max_size=9).filter(lambda x: len(set(x)) > 1))
def test_the_fast_figures_are_the_plain_sums(cells):
    near, x = queen(3), np.array(cells, dtype=float)
    w, mean, n = near.row_standardised(), np.mean(cells), 9
    spread = sum((v - mean) ** 2 for v in x)
    pairs = [(i, j) for i in range(n) for j in range(n)]
    moran = n / w.sum() * sum(w[i, j] * (x[i] - mean) * (x[j] - mean) for i, j in pairs) / spread
    geary = (n - 1) * sum(w[i, j] * (x[i] - x[j]) ** 2 for i, j in pairs) / (2 * w.sum() * spread)
    assert moran_index(x, w) == pytest.approx(moran, abs=1e-9)
    assert geary_index(x, w) == pytest.approx(geary, abs=1e-9)
    assert local_moran(x, w).sum() / w.sum() == pytest.approx(moran, abs=1e-9)


def test_clusters_are_seen_and_p_values_are_reproducible():
    near = queen(6)
    x = np.array([float(k // 6 >= 3) for k in range(36)]) + np.linspace(0, 0.1, 36)
    moran, geary, getis = global_figures(x, near, seed=3)
    assert moran.p_greater == geary.p_greater == 1 / 1000
    assert getis.p_greater < 0.05
    assert repr(global_figures(x, near, seed=3)) == repr((moran, geary, getis))
    assert len(global_figures(x - 0.5, near)) == 2, "Getis-Ord G is not defined for negative values"
    local = local_patterns(x, near, seed=3)
    assert {row.kind for row in local.rows[-6:]} == {"high_high"}
    assert all(row.p <= row.p_fdr <= 1 for row in local.rows)


def test_noise_is_seldom_called_a_pattern():
    near = queen(6)
    low = sum(global_figures(np.random.default_rng(k).normal(size=36), near, 199, k)[0].p_greater <= 0.05 for k in range(60))
    assert low <= 8


def test_islands_and_gaps_are_named_and_take_no_part():
    neighbours = {"a": "bc", "b": "ac", "c": "abd", "d": "ce", "e": "d", "f": ""}
    near = build_neighbourhood(list("abcdef"), neighbours)
    assert near.islands == ("f",)
    found = local_patterns([1.0, 2, 5, 4, np.nan, 9], near, 99)
    assert found.left_out == ("e", "f")
    assert [row.region_id for row in found.rows] == list("abcd")


def test_benjamini_hochberg_by_hand():
    np.testing.assert_allclose(false_discovery([0.04, 0.001, 0.5, 0.03]), [0.16 / 3, 0.004, 0.5, 0.16 / 3])


def test_conditional_p_agrees_with_every_permutation():
    near = build_neighbourhood(list("abcde"), {"a": "b", "b": "ac", "c": "bd", "d": "ce", "e": "d"})
    x = np.array([1.0, 2.0, 9.0, 4.0, 7.0])
    w, z = near.row_standardised(), x - x.mean()
    drawn = conditional_p(x, w, 20_000, 1)
    others = [z[1], z[2], z[3], z[4]]
    above, below = (np.mean([op(o, z[1]) for o in others]) for op in (np.greater_equal, np.less_equal))
    assert drawn[0] == pytest.approx(min(1, 2 * min(above, below)), abs=0.02)


@pytest.mark.parametrize(
    ("neighbours", "words"),
    [({"a": "z"}, "cannot have"), ({"a": "a"}, "cannot have"), ({"a": "b"}, "from one side only")],
)
def test_neighbours_that_cannot_be_are_refused(neighbours, words):
    with pytest.raises(ValueError, match=words):
        build_neighbourhood(list("abc"), neighbours)


@pytest.mark.parametrize("values", [[1.0, 1, 1, 1], [1.0, 2, np.nan, np.nan], [1.0, 2]])
def test_where_there_is_no_pattern_to_look_for_it_says_so(values):
    near = build_neighbourhood(list("abcd"), {"a": "b", "b": "ac", "c": "bd", "d": "c"})
    with pytest.raises(ValueError, match=r"no pattern|one value per area"):
        local_patterns(values, near)
