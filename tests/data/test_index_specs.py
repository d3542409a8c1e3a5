from __future__ import annotations

import re
from pathlib import Path

import pytest
from index_examples import SPEC, swap, write

from data.index_specs import rules
from data.index_specs.checks import output_columns
from data.index_specs.registry import load_spec, shipped_specs
from data.index_specs.types import Data, Defaults, Flag, Group, Head, Indicator
from data.problems import DataError

RULES = ("AsGiven", "Goalposts", "MinMax", "PercentileRank", "ZScore", "Rank", "Outliers", "Imputation", "Classes")
POOR = 'normalisation = { method = "goalposts", low = 0, high = 50 }'
TOTAL = 'members = ["people", "roads"]\nweights = [3, 1]\naggregation = "arithmetic"'
ROADS = '[groups.roads]\nmembers = ["poor"]\naggregation = "sum"\n'
RINGS = """
[groups.r1]
members = ["poor", "r2"]
aggregation = "sum"
[groups.r2]
members = ["r1"]
aggregation = "sum"
[groups.r3]
members = ["r3"]
aggregation = "sum"
"""
BAD = {
    "negative weight": ("weights = [3, 1]", "weights = [3, -1]", "groups.total.weights: a weight is negative"),
    "negative own weight": ("[indicators.poor]", "[indicators.poor]\nweight = -2", "indicators.poor: the weight is negative"),
    "weights of zero": ("weights = [3, 1]", "weights = [0, 0]", "the weights sum to zero"),
    "too few weights": ("weights = [3, 1]", "weights = [3]", "2 members need as many weights, and there are 1"),
    "huge weights": ("weights = [3, 1]", "weights = [1e308, 1e308]", "the weights are too large to add up"),
    "two rings": (TOTAL, TOTAL.replace('"people"', '"people", "r1"') + RINGS, "r1 > r2 > r1"),
    "a weight as text": ("weights = [3, 1]", 'weights = [3, "1"]', "groups.total.weights.1: input should be a valid number"),
    "an endless weight": ("weights = [3, 1]", "weights = [3, inf]", "the number is not finite"),
    "cycle": ('members = ["poor", "school"]', 'members = ["poor", "school", "total"]', "people > total > people"),
    "itself": ('members = ["poor", "school"]', 'members = ["poor", "school", "people"]', "people > people"),
    "unknown member": ('["poor", "school"]', '["poor", "school", "rods"]', "(found 'rods'). did you mean 'roads'?"),
    "unknown main": ('main = "total"', 'main = "totl"', "did you mean 'total'?"),
    "an indicator as main": ('main = "total"', 'main = "poor"', "there is no such group"),
    "equal goalposts": (POOR, POOR.replace("50", "0"), "the goalposts are equal"),
    "turned goalposts": (POOR, POOR.replace("high = 50", "high = -5"), "the low goalpost is above the high one"),
    "no goalpost": (POOR, POOR.replace(", high = 50", ""), "high: the key is missing"),
    "log of zero": (POOR, POOR + '\ntransform = "log"', "a goalpost of 0 or less has no logarithm"),
    "unknown key": ('main = "total"', 'main = "total"\nmian = "x"', "index.mian: unknown key"),
    "unknown key of a rule": ("high = 50", "high = 50, hihg = 5", "normalisation.goalposts.hihg: unknown key"),
    "unknown table": ("[data]", "[extra]\na = 1\n\n[data]", "extra: unknown key"),
    "unknown method": ('method = "minmax"', 'method = "quantile"', "indicators.roads.normalisation"),
    "unknown aggregation": (TOTAL, TOTAL.replace("arithmetic", "median"), "this is not one of the allowed words"),
    "no normalisation": ('normalisation = { method = "minmax" }', "", "indicators.roads.normalisation: the key is missing"),
    "scale turned": ("scale = [0, 100]", "scale = [100, 0]", "the lower end must be under the upper one"),
    "same id twice": ("[groups.people]", ROADS + "[groups.people]", "an indicator and a group"),
    "no use": ('["poor", "school"]', '["poor"]', "indicators.school: the indicator belongs to no group"),
    "a member twice": ('["poor", "school"]', '["poor", "school", "poor"]', "the member stands there twice"),
    "no members": ('["poor", "school"]', "[]", "groups.people.members"),
    "cuts that fall": (TOTAL, TOTAL + '\nclasses = { cuts = [5, 5], labels = ["a", "b", "c"] }', "the cuts do not rise"),
    "labels too few": (TOTAL, TOTAL + '\nclasses = { cuts = [5], labels = ["a"] }', "1 cuts need 2 labels, and there are 1"),
    "a flag without limit": (TOTAL, TOTAL + '\nflag = { id = "f" }', "the flag needs one limit"),
    "a total of no flags": (TOTAL, TOTAL + '\nflag_total = "f"', "flag_total has nothing to add from a member"),
    "two columns of one name": (TOTAL, TOTAL + '\nflag = { id = "poor", at_least = 5 }', "two columns of the result"),
    "power without exponent": (TOTAL, TOTAL.replace("arithmetic", "power"), "exponent goes with the power mean"),
    "exponent 0": (TOTAL, TOTAL.replace("arithmetic", "power") + "\nexponent = 0", "the exponent is 0"),
    "floor of 1": (TOTAL, TOTAL + "\nfloor = 1", "groups.total.floor"),
    "floor kept, none there": (TOTAL, TOTAL + "\nfloor_kept = true", "floor_kept goes with a floor"),
    "group mean, no groups": (POOR, POOR + '\nimputation = { method = "group_mean" }', "imputation and its column do not fit"),
    "caps turned": (POOR, POOR + "\ncap_low = 5\ncap_high = 1", "the lower cap must be under the upper one"),
    "not TOML": ("[data]", "[data", "this is not valid TOML"),
    "faulty default": ("[data]", '[defaults]\nmin_share = 2\n\n[data]', "defaults.min_share"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), BAD.values(), ids=BAD)
def test_a_bad_specification_says_what_and_where(tmp_path, old, new, words):
    path, _ = write(tmp_path, swap(SPEC, old, new))
    with pytest.raises(DataError) as caught:
        load_spec(path)
    assert words in str(caught.value)
    assert "data-contract" not in str(caught.value)
    assert all(line.startswith("spec.toml") for line in str(caught.value).splitlines())


def test_every_fault_is_reported_at_once(tmp_path):
    spec = swap(swap(SPEC, "weights = [3, 1]", "weights = [0, 0]"), "high = 50", "high = 0")
    with pytest.raises(DataError) as caught:
        load_spec(write(tmp_path, spec)[0])
    assert len(caught.value.problems) == 2


def test_a_missing_or_empty_file_is_said(tmp_path):
    with pytest.raises(DataError, match="missing or cannot be read"):
        load_spec(tmp_path / "none.toml")
    with pytest.raises(DataError, match="the file is empty"):
        load_spec(write(tmp_path, spec="")[0])


def test_faulty_defaults_are_reported_once_not_for_every_table(tmp_path):
    with pytest.raises(DataError) as caught:
        load_spec(write(tmp_path, swap(SPEC, "[data]", "[defaults]\nmin_share = 2\n\n[data]"))[0])
    assert len(caught.value.problems) == 1


def test_tables_take_the_defaults_that_they_do_not_state(tmp_path):
    spec = swap(SPEC, "[data]", '[defaults]\ndecimals = 1\nmin_share = 0.5\ndirection = "negative"\n\n[data]')
    loaded = load_spec(write(tmp_path, swap(spec, POOR, POOR + "\ndecimals = 3"))[0])
    assert (loaded.indicators["poor"].decimals, loaded.indicators["roads"].decimals) == (3, 1)
    assert (loaded.groups["people"].min_share, loaded.indicators["roads"].direction) == (0.5, "negative")
    assert loaded.groups["people"].direction == "positive"


def test_weights_may_stand_with_the_members_or_with_the_group(tmp_path):
    spec = swap(SPEC, "[indicators.poor]", "[indicators.poor]\nweight = 2")
    loaded = load_spec(write(tmp_path, spec)[0])
    assert loaded.weights_of("people") == (2, 1)
    assert loaded.weights_of("total") == (3, 1)


@pytest.mark.parametrize("name", shipped_specs())
def test_shipped_specifications_are_sound_and_speak_both_languages(name):
    spec = load_spec(Path(name))
    assert spec.index.id == name
    assert spec.index.title.sq != spec.index.title.en
    assert len(output_columns(spec)) == len(set(output_columns(spec)))


GUIDE = (Path(__file__).parents[2] / "docs" / "index-specification.md").read_text(encoding="utf-8")
TABLES = [Head, Data, Defaults, Indicator, Group, Flag, *(rules.__dict__[name] for name in RULES)]


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.__name__)
def test_the_guide_tells_every_key(table):
    assert [key for key in table.model_fields if not re.search(rf"\b{key}\b", GUIDE)] == []


def test_the_guide_s_example_can_be_read(tmp_path):
    example = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL).group(1)
    assert load_spec(write(tmp_path, example)[0]).index.main == "total"
