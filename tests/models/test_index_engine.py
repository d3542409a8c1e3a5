from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_examples import SPEC, TABLE, data_of, run, swap, write

from data.index_specs.registry import load_spec
from models.index_engine import run_index
from models.index_results import classify_values, flag_values, rank_values

TOTAL = "weights = [3, 1]"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return load_spec(write(tmp_path_factory.mktemp("example"))[0])


def test_a_small_index_by_hand(tmp_path):
    result = run(tmp_path)
    assert result.nodes["poor"].tolist() == [20, 50, 100]
    assert result.nodes["school"].tolist() == [20, 50, 100]
    assert result.nodes["roads"].tolist() == [0, 50, 100]
    assert result.index.tolist() == [15, 50, 100]
    assert list(result.columns) == ["place", "poor", "school", "roads", "people", "total"]
    assert result.rows()[0] == {"place": "a", "poor": 20, "school": 20, "roads": 0, "people": 20, "total": 15}


def test_groups_may_be_written_in_any_order_and_shared(tmp_path):
    head, people = SPEC.split("[groups.people]")
    people, total = people.split("[groups.total]")
    spec = f'{head}[groups.top]\nmembers = ["total", "people"]\naggregation = "max"\n[groups.total]{total}[groups.people]{people}'
    result = run(tmp_path, spec)
    assert result.nodes["top"].tolist() == [20, 50, 100]
    assert load_spec(tmp_path / "spec.toml").computing_order() == (["people", "total", "top"], [])


def test_engine_refuses_rings_even_if_nobody_checked(example):
    groups = dict(example.groups)
    groups["people"] = groups["people"].model_copy(update={"members": ("total",)})
    with pytest.raises(ValueError, match="contain each other: people, total"):
        run_index(example.model_copy(update={"groups": groups}), data_of(["a", "b"], np.array([[1.0, 2, 3], [4, 5, 6]])))


def test_a_missing_value_takes_its_group_down_unless_the_share_allows(tmp_path):
    table = swap(TABLE, "a,10", "a,x")
    assert np.isnan(run(tmp_path, table=table).index).tolist() == [True, False, False]
    spec = swap(SPEC, 'members = ["poor", "school"]', 'members = ["poor", "school"]\nmin_share = 0.5')
    assert run(tmp_path, spec, table).nodes["people"].tolist() == [20, 50, 100]
    strict = swap(SPEC, 'members = ["poor", "school"]', 'members = ["poor", "school"]\nmin_share = 0.5\nmin_count = 2')
    assert np.isnan(run(tmp_path, strict, table).index).tolist() == [True, False, False]


def test_imputed_values_are_marked(tmp_path):
    spec = swap(SPEC, "[indicators.poor]", '[indicators.poor]\nimputation = { method = "group_mean", by = "side" }')
    table = "place,side,poor,school,roads\na,north,x,80,1\nb,north,20,50,3\nc,south,50,0,5\nd,,x,0,5\n"
    result = run(tmp_path, spec, table)
    assert result.columns["poor_imputed"] == [1, 0, 0, 0]
    assert result.nodes["poor"].tolist()[:3] == [40, 40, 100]
    assert math.isnan(result.nodes["poor"][3])


def test_denominator_caps_and_logarithm_come_in_their_order(tmp_path):
    rule = 'normalisation = { method = "goalposts", low = 0, high = 50 }'
    spec = swap(SPEC, rule, 'normalisation = { method = "goalposts", low = 1, high = 100 }\ntransform = "log10"\ncap_low = 1')
    spec = swap(spec, "[indicators.poor]", '[indicators.poor]\ndenominator = "size"')
    result = run(tmp_path, spec, "place,size,poor,school,roads\na,2,20,80,1\nb,10,0,50,3\nc,4,400,0,5\n")
    assert result.nodes["poor"] == pytest.approx([50, 0, 100])


def test_a_value_without_a_logarithm_is_named(tmp_path):
    spec = swap(SPEC, "low = 0, high = 50 }", 'low = 1, high = 50 }\ntransform = "log"')
    with pytest.raises(ValueError, match="indicator poor: 0 has no log: set cap_low"):
        run(tmp_path, spec, swap(TABLE, "10,80", "0,80"))


def test_a_column_without_spread_is_named(tmp_path):
    spec = swap(SPEC, 'method = "minmax" }', 'method = "minmax" }\ndenominator = "poor"')
    with pytest.raises(ValueError, match="indicator roads: the ends of a scale must differ"):
        run(tmp_path, spec, table="place,poor,school,roads\na,10,80,20\nb,25,50,50\n")


def test_values_that_a_mean_cannot_take_are_named(tmp_path):
    spec = swap(SPEC, 'method = "minmax"', 'method = "zscore"')
    spec = swap(spec, 'weights = [3, 1]\naggregation = "arithmetic"', 'aggregation = "geometric"')
    with pytest.raises(ValueError, match=r"group total: .*geometric mean needs values of 0 or more"):
        run(tmp_path, spec)


def test_groups_may_nest_to_any_depth(tmp_path):
    chain = "".join(f'[groups.g{i}]\nmembers = ["g{i + 1}"]\naggregation = "sum"\n' for i in range(1500))
    spec = swap(SPEC, 'main = "total"', 'main = "g0"') + chain + '[groups.g1500]\nmembers = ["total"]\naggregation = "sum"\n'
    assert run(tmp_path, spec).index.tolist() == [15, 50, 100]


def test_what_no_number_can_hold_is_refused(tmp_path):
    with pytest.raises(ValueError, match="indicator poor: the result is not finite"):
        run(tmp_path, swap(SPEC, "high = 50", 'high = 1e-320, clip = "none"'))


def test_outliers_are_left_alone_unless_asked_for(tmp_path):
    lines = "".join(f"p{i},10,50,{i}\n" for i in range(1, 11))
    table = f"place,poor,school,roads\n{lines}q,10,50,30\nr,10,50,1000\n"
    assert run(tmp_path, table=table).nodes["roads"][10] == pytest.approx(2.9, abs=0.01)
    spec = swap(SPEC, "[indicators.roads]", '[indicators.roads]\noutliers = { method = "winsorise" }')
    assert run(tmp_path, spec, table).nodes["roads"][10:].tolist() == [100, 100]


def test_ranks_classes_flags_and_their_total(tmp_path):
    spec = swap(SPEC, "[indicators.poor]", '[indicators.poor]\nflag = { id = "f_poor", at_least = 50 }')
    spec = swap(spec, "[indicators.school]", '[indicators.school]\nflag = { id = "f_school", at_most = 20 }')
    spec = swap(spec, 'members = ["poor", "school"]', 'members = ["poor", "school"]\nflag_total = "flags"')
    more = 'rank = "descending"\nclasses = { cuts = [15, 60], labels = ["low", "mid", "high"], on_cut = "lower" }'
    columns = run(tmp_path, swap(spec, TOTAL, f"{TOTAL}\n{more}"), swap(TABLE, "c,50", "c,x")).columns
    assert columns["f_poor"] == [0, 1, None]
    assert columns["f_school"] == [1, 0, 0]
    assert columns["flags"] == [1, 1, None]
    assert columns["total_rank"] == [2, 1, None]
    assert columns["total_class"] == ["low", "mid", ""]


def test_nodes_are_rounded_before_the_next_level_takes_them(tmp_path):
    spec = swap(SPEC, 'members = ["poor", "school"]', 'members = ["poor", "school"]\ndecimals = 0')
    result = run(tmp_path, spec, swap(TABLE, "10,80", "10.5,80"))
    assert result.nodes["people"][0] == 21
    assert result.index[0] == 15.75


def test_a_group_may_be_ranked_again(tmp_path):
    spec = swap(SPEC, TOTAL, f'{TOTAL}\nnormalisation = {{ method = "percentile_rank" }}\ndirection = "negative"')
    assert run(tmp_path, spec).index.tolist() == [1, 0.5, 0]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('{ method = "as_given" }', [99, 97, 95]),
        ('{ method = "as_given", to = [0, 6] }', [5, 3, 1]),
        ('{ method = "minmax", to = [1, 10] }', [10, 5.5, 1]),
        ('{ method = "minmax", low = 0, to = [0, 1] }', [0.8, 0.4, 0]),
        ('{ method = "zscore" }', [1, 0, -1]),
        ('{ method = "rank" }', [3, 2, 1]),
        ('{ method = "rank", to = [0, 10] }', [10, 5, 0]),
        ('{ method = "percentile_rank", to = [0, 100] }', [100, 50, 0]),
    ],
)
def test_a_negative_direction_turns_every_normalisation(tmp_path, rule, expected):
    spec = swap(SPEC, 'normalisation = { method = "minmax" }', f'direction = "negative"\nnormalisation = {rule}')
    assert run(tmp_path, spec).nodes["roads"] == pytest.approx(expected)


rows = st.lists(st.tuples(st.floats(-20, 120), st.floats(-20, 120), st.floats(0, 100)), min_size=2, max_size=12)


@given(table=rows.filter(lambda t: max(r[2] for r in t) - min(r[2] for r in t) > 1e-3))
def test_every_node_stays_on_the_scale(example, table):
    result = run_index(example, data_of([str(i) for i in range(len(table))], np.array(table)))
    for values in result.nodes.values():
        assert values.min() >= -1e-9
        assert values.max() <= 100 + 1e-9


@given(st.lists(st.one_of(st.integers(0, 9), st.just(math.nan)), max_size=12))
def test_ranks_agree_with_counting(values):
    counted = [None if math.isnan(v) else 1 + sum(other > v for other in values) for v in values]
    assert rank_values(np.array(values, dtype=float), "descending") == counted


def test_a_value_on_a_cut_goes_where_it_is_told():
    values = np.array([1.0, 2.0, 3.0])
    assert classify_values(values, [2], ["a", "b"]) == ["a", "b", "b"]
    assert classify_values(values, [2], ["a", "b"], "lower") == ["a", "a", "b"]
    assert flag_values(values, 2, None).tolist() == [0, 1, 1]
    assert flag_values(values, None, 2).tolist() == [1, 1, 0]
