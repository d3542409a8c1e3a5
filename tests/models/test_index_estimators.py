from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.utils.estimator_checks import parametrize_with_checks

from models.index_aggregate import GroupAggregator
from models.index_impute import GroupImputer
from models.index_normalise import RangeScaler, ZScorer
from models.index_outliers import OutlierTreatment, kurtosis, skewness
from models.index_ranks import PercentileRanker, RankScaler
from models.index_rounding import round_decimals

BY_SIZE = [RangeScaler(), RangeScaler(low=0, high=1, clip="both"), ZScorer()]
SCALERS = [*BY_SIZE, PercentileRanker(), RankScaler(), RankScaler(to=(0, 1))]
TREATMENTS = [OutlierTreatment(), OutlierTreatment("log"), OutlierTreatment("winsorise")]
IMPUTERS = [GroupImputer(), GroupImputer(statistic="median")]
GROUPS = [GroupAggregator(kind) for kind in ("arithmetic", "geometric", "harmonic", "sum", "product", "min", "max")]


@pytest.mark.filterwarnings("default")  # scikit-learn's own checks warn of what they skip
@parametrize_with_checks([*SCALERS, *TREATMENTS, *IMPUTERS, *GROUPS, GroupAggregator("power", exponent=3.0)])
def test_is_a_proper_estimator(estimator, check):
    check(estimator)


def column(*values):
    return np.array(values, dtype=float)[:, None]


def flat(estimator, *values):
    return estimator.fit_transform(column(*values))[:, 0].tolist()


def test_goalposts_clip_only_the_ends_they_are_told_to():
    assert flat(RangeScaler(low=20, high=85), 20, 85, 52.5, 98) == [0, 1, 0.5, 1.2]
    assert flat(RangeScaler(low=20, high=85, clip="high"), 98, -6) == [1, -0.4]
    assert flat(RangeScaler(low=20, high=85, clip="low"), 98, -6) == [1.2, 0]
    assert flat(RangeScaler(low=20, high=85, clip="both", negative=True), 98, 72) == [0, pytest.approx(0.2)]


def test_min_max_reaches_both_ends_of_any_range():
    assert flat(RangeScaler(to=(1, 100)), 3, 7, 5) == [1, 100, 50.5]
    assert flat(RangeScaler(to=(1, 100), negative=True), 3, 7, 5) == [100, 1, 50.5]
    assert flat(RangeScaler(low=0), 2, 8) == [0.25, 1]


def test_z_scores_have_the_mean_and_deviation_asked_for():
    assert flat(ZScorer(), 1, 2, 3) == [-1, 0, 1]
    assert flat(ZScorer(mean=100, sd=15, negative=True), 1, 2, 3) == [115, 100, 85]
    assert flat(ZScorer(ddof=0), 1, 3) == [-1, 1]


def test_percentile_ranks_are_those_of_the_spreadsheet():
    # PERCENTRANK.INC of 13, 12, 11, 8, 4, 3, 2, 1, 1, 1: 2 is 0.333, 4 is 0.555, 8 is 0.666, and 5 lies between.
    ranker = PercentileRanker().fit(column(13, 12, 11, 8, 4, 3, 2, 1, 1, 1))
    assert ranker.transform(column(1, 2, 4, 8, 5, 13))[:, 0] == pytest.approx([0, 3 / 9, 5 / 9, 6 / 9, (5 + 0.25) / 9, 1])


def test_ties_share_the_place_that_the_rule_names():
    assert flat(RankScaler(), 5, 9, 5, 1) == [2, 4, 2, 1]
    assert flat(RankScaler(ties="max"), 5, 9, 5, 1) == [3, 4, 3, 1]
    assert flat(RankScaler(ties="average"), 5, 9, 5, 1) == [2.5, 4, 2.5, 1]
    assert flat(RankScaler(negative=True), 5, 9, 5, 1) == [2, 1, 2, 4]
    assert flat(RankScaler(to=(0, 100)), 5, 9, 7) == [0, 100, 50]


@pytest.mark.parametrize("scaler", SCALERS)
def test_missing_stays_missing_and_moves_no_other(scaler):
    with_gap = flat(scaler, 1, np.nan, 3, 9)
    assert math.isnan(with_gap[1])
    assert with_gap[:1] + with_gap[2:] == flat(scaler, 1, 3, 9)
    assert all(math.isnan(v) for v in flat(scaler, np.nan, np.nan))


@pytest.mark.parametrize("scaler", [RangeScaler(), ZScorer()])
def test_a_column_of_one_value_is_refused(scaler):
    with pytest.raises(ValueError, match="one value"):
        scaler.fit(column(4, 4, 4))


UNKNOWN = [RangeScaler(clip="up"), RangeScaler(to=(1, 1)), RankScaler(ties="first")]


@pytest.mark.parametrize("wrong", [*UNKNOWN, OutlierTreatment("cut"), GroupImputer(statistic="mode")])
def test_words_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        wrong.fit(column(1, 2, 3))


distinct = st.lists(st.integers(-1000, 1000), min_size=2, max_size=30, unique=True)


@pytest.mark.parametrize("negative", [False, True])
@pytest.mark.parametrize("kind", [RangeScaler, ZScorer, PercentileRanker, RankScaler])
@given(values=distinct)
def test_order_is_kept_or_turned_by_direction(kind, negative, values):
    scaled = np.array(flat(kind(negative=negative), *values))
    steps = np.diff(scaled[np.argsort(values)])
    assert np.all(steps < 0 if negative else steps > 0)


@given(distinct)
def test_percentile_ranks_agree_with_counting(values):
    counted = [sum(other < value for other in values) / (len(values) - 1) for value in values]
    assert flat(PercentileRanker(), *values) == pytest.approx(counted)


@given(hnp.arrays(float, (12, 3), elements=st.floats(-1e6, 1e6)))
def test_goalposts_with_clipping_stay_in_range(table):
    scaled = RangeScaler(low=-5, high=5, to=(1, 100), clip="both").fit_transform(table)
    assert scaled.min() >= 1
    assert scaled.max() <= 100


def test_skewness_and_kurtosis_are_those_of_the_spreadsheet():
    # The examples of a spreadsheet's help: SKEW and KURT of 3, 4, 5, 2, 3, 4, 5, 6, 4, 7.
    values = np.array([3, 4, 5, 2, 3, 4, 5, 6, 4, 7.0])
    assert skewness(values) == pytest.approx(0.359543, abs=1e-6)
    assert kurtosis(values) == pytest.approx(-0.151799637, abs=1e-9)


def test_winsorising_stops_as_soon_as_the_column_passes():
    values = [*range(1, 11), 30.0, 100.0]
    assert flat(OutlierTreatment("winsorise"), *values) == [*range(1, 11), 30, 30]
    assert flat(OutlierTreatment("winsorise"), *[-v for v in values]) == [-v for v in [*range(1, 11), 30, 30]]


def test_a_column_that_winsorising_cannot_tame_takes_the_logarithm():
    values = [0.0] * 30 + [1.0, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    treatment = OutlierTreatment(max_points=2).fit(column(*values))
    assert treatment.logged_.tolist() == [True]
    assert treatment.transform(column(0, 512))[:, 0] == pytest.approx([math.log(5.12), math.log(517.12)])
    assert flat(OutlierTreatment("winsorise", max_points=2), *values)[-3:] == [128, 128, 128]


@given(st.lists(st.floats(0, 10), min_size=4, max_size=20))
def test_treatment_never_changes_the_order(values):
    treated = np.array(flat(OutlierTreatment(), *values, 1e5))
    assert np.all(np.diff(treated[np.argsort([*values, 1e5], kind="stable")]) >= 0)


def test_a_column_that_passes_is_left_alone():
    assert flat(OutlierTreatment(), 1, 2, 3, 4, np.nan)[:4] == [1, 2, 3, 4]


def test_gaps_take_their_groups_mean_and_are_marked():
    table = np.array([[1, 10], [1, 30], [1, np.nan], [2, 7], [2, np.nan], [3, np.nan], [np.nan, np.nan]])
    imputer = GroupImputer(group_column=0).fit(table)
    assert imputer.transform(table)[:5, 1].tolist() == [10, 30, 20, 7, 7]
    assert imputer.missing_mask(table)[:, 1].tolist() == [False, False, True, False, True, False, False]
    assert np.isnan(imputer.transform(table)[5:, 1]).all()


def test_gaps_may_take_the_median_of_all():
    assert flat(GroupImputer(statistic="median"), 1, 2, 9, np.nan) == [1, 2, 9, 2]


@pytest.mark.parametrize(("rule", "word"), [("half_up", ROUND_HALF_UP), ("half_even", ROUND_HALF_EVEN), ("truncate", ROUND_DOWN)])
@given(whole=st.integers(-(10**7), 10**7), decimals=st.integers(0, 3))
def test_rounding_is_that_of_decimals_on_paper(rule, word, whole, decimals):
    value = Decimal(whole) / 10**4
    on_paper = float(value.quantize(Decimal(1).scaleb(-decimals), rounding=word))
    assert round_decimals(np.array([float(value)]), decimals, rule)[0] == pytest.approx(on_paper, abs=1e-12)


def test_rounding_keeps_gaps_and_refuses_unknown_rules():
    assert np.isnan(round_decimals(np.array([np.nan]), 1))[0]
    with pytest.raises(ValueError, match="rounding must be"):
        round_decimals(np.array([1.0]), 1, "up")
