from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.utils.estimator_checks import parametrize_with_checks

from models.aggregate import PillarMean, PriorityMean
from models.normalise import GoalpostScaler


@pytest.mark.filterwarnings("default")  # scikit-learn's own checks warn of what they skip
@parametrize_with_checks([GoalpostScaler(), PillarMean(), PillarMean(mean="inverted_geometric"), PriorityMean()])
def test_is_a_proper_estimator(estimator, check):
    check(estimator)


def test_goalposts_clip_and_turn():
    scaler = GoalpostScaler(low=[0, 0], high=[50, 50], reverse=[False, True])
    assert scaler.fit_transform([[-10, -10], [25, 10], [80, 80]]).tolist() == [[0, 100], [50, 80], [100, 0]]


def test_missing_stays_missing():
    assert np.isnan(GoalpostScaler().fit_transform([[np.nan]])).all()
    assert PillarMean().fit_transform([[10.0, 20.0, np.nan]])[0, 0] == 15
    assert np.isnan(PillarMean().fit_transform([[10.0, np.nan, np.nan]])).all()
    assert np.isnan(PriorityMean().fit_transform([[10.0, np.nan]])).all()


@pytest.mark.parametrize("bad", [{"low": [5], "high": [5]}, {"low": [9], "high": [5]}, {"low": [1, 2], "high": [5]}])
def test_goalposts_that_cannot_be_are_refused(bad):
    with pytest.raises(ValueError, match=r"goalpost|needs 1 values"):
        GoalpostScaler(**bad).fit([[1.0]])


@pytest.mark.parametrize("weights", [[-1, 2], [0, 0], [1, 1, 1]])
def test_weights_that_cannot_be_are_refused(weights):
    with pytest.raises(ValueError, match="weights must be"):
        PillarMean(weights=weights).fit([[1.0, 2.0]])


@pytest.mark.parametrize("estimator", [PillarMean(mean="median"), PriorityMean(mean="median")])
def test_unknown_means_are_refused(estimator):
    with pytest.raises(ValueError, match="must be one of"):
        estimator.fit([[1.0, 2.0]])


scores = st.floats(0, 100, allow_nan=False)


@given(st.tuples(scores, scores, scores))
def test_the_inverted_geometric_mean_lies_between_the_mean_and_the_worst(row):
    plain = PillarMean().fit_transform([row])[0, 0]
    strict = PillarMean(mean="inverted_geometric").fit_transform([row])[0, 0]
    assert plain - 1e-9 <= strict <= max(row) + 1e-9


@given(scores, scores)
def test_priority_is_high_only_where_both_are(a, c):
    priority = PriorityMean().fit_transform([[a, c]])[0, 0]
    assert min(a, c) - 1e-9 <= priority <= max(1 + 0.99 * a, 1 + 0.99 * c) + 1e-9


def test_weights_count():
    assert PillarMean(weights=[3, 1]).fit_transform([[0.0, 100.0]])[0, 0] == 25
