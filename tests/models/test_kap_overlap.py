"""Waves at the same places: the covariance against the paired difference worked out on the PSUs."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from data.imports.survey_answers import SurveyAnswers
from data.survey_types import KapGroup, KapQuestion
from models.kap_changes import wave_changes
from models.kap_estimates import KapWave, wave_estimates
from models.kap_overlap import WaveOverlap

PSUS, PEOPLE = 24, 30
GROUPS = {
    g: KapGroup(g, k, {"sq": g, "en": g}) for g, k in (("all", "all"), ("sex:female", "sex"), ("sex:male", "sex"))
}  # fmt: skip
ASKED = {"k1": KapQuestion("k1", "knowledge", {"sq": "k", "en": "k"}, {"sq": "po", "en": "yes"}, "none")}


def answers(seed: int, places: np.ndarray, label: str = "P") -> SurveyAnswers:
    """Return a wave of equal weights where a place's share of yes is its own in every wave."""
    draw = np.random.default_rng(seed)
    psu = np.repeat(np.arange(PSUS), PEOPLE)
    half = np.where(psu < PSUS // 2, 0, 1)
    names = np.array([f"{label}{i}" for i in psu], dtype=object)
    return SurveyAnswers(
        weight=np.ones(len(psu)),
        stratum=np.array(["S0", "S1"], dtype=object)[half],
        psus=(names,),
        fpcs=(),
        area=np.array(["AL011", "AL013"], dtype=object)[half],
        qark=np.array(["AL011", "AL013"], dtype=object)[half],
        sample=np.full(len(psu), "general", dtype=object),
        groups={"sex": np.array(["female", "male"], dtype=object)[np.arange(len(psu)) % 2]},
        answers={"k1": (draw.random(len(psu)) < places[psu]).astype(float)},
    )


@pytest.fixture(scope="module")
def waves() -> tuple[SurveyAnswers, SurveyAnswers]:
    places = np.random.default_rng(7).uniform(0.3, 0.7, PSUS)
    return answers(1, places), answers(2, places)


def estimates(wave: str, found: SurveyAnswers):
    return wave_estimates(KapWave(wave, found, GROUPS, "fail", "observed", "", "", "", {"sq": "", "en": ""}))


def changes(first: SurveyAnswers, second: SurveyAnswers, overlap: WaveOverlap | None = None):
    found = wave_changes(estimates("1", first), estimates("2", second), ASKED, ASKED, overlap)
    return {(change.region_ids, change.group): change for change in found}


def paired_se(first: SurveyAnswers, second: SurveyAnswers, rows: np.ndarray) -> float:
    """Return the standard error of the mean paired difference of PSUs of one size, stratum by stratum."""
    total = 0.0
    for stratum in ("S0", "S1"):
        inside = [rows & (first.stratum == stratum) & (first.psus[0] == p) for p in dict.fromkeys(first.psus[0])]
        of_psu = [
            np.array([(w.answers["k1"][r] - w.answers["k1"][rows].mean()).sum() for r in inside if r.any()])
            for w in (first, second)
        ]
        difference = (of_psu[1] - of_psu[0]) / rows.sum()
        if len(difference):
            total += len(difference) * np.var(difference, ddof=1)
    return 100 * math.sqrt(total)


def test_the_same_places_give_the_paired_difference_of_every_domain(waves) -> None:
    first, second = waves
    found = changes(first, second, WaveOverlap(first, second))
    everyone = np.ones(len(first), bool)
    domains = {
        (("AL011", "AL013"), "all"): everyone,
        (("AL011",), "all"): first.qark == "AL011",
        (("AL011", "AL013"), "sex:female"): first.groups["sex"] == "female",
        (("AL013",), "sex:male"): (first.qark == "AL013") & (first.groups["sex"] == "male"),
    }
    for key, rows in domains.items():
        assert found[key].common_psus
        assert found[key].se == pytest.approx(paired_se(first, second, rows))
    assert (found[(("AL011", "AL013"), "all")].df, found[(("AL011",), "all")].df) == (PSUS - 2, PSUS // 2 - 1)


def test_it_is_smaller_than_of_independent_waves_with_the_same_difference(waves) -> None:
    first, second = waves
    key = (("AL011", "AL013"), "all")
    common, apart = changes(first, second, WaveOverlap(first, second))[key], changes(first, second)[key]
    assert common.difference == apart.difference
    assert (common.common_psus, apart.common_psus) == (True, False)
    assert common.se < apart.se
    assert common.detectable < apart.detectable


def test_without_a_common_place_the_waves_stay_independent(waves) -> None:
    first, second = waves
    elsewhere = replace(second, psus=(np.array([f"Q{p}" for p in second.psus[0]], dtype=object),))
    unnamed = replace(second, psus=())
    for other in (elsewhere, unnamed):
        found, plain = changes(first, other, WaveOverlap(first, other)), changes(first, other)
        assert not any(change.common_psus for change in found.values())
        assert [c.se for c in found.values()] == [c.se for c in plain.values()]
        assert [c.df for c in found.values()] == [c.df for c in plain.values()]


def test_places_in_common_in_one_area_only_count_there(waves) -> None:
    first, second = waves
    moved = np.where(second.qark == "AL013", np.array([f"Q{p}" for p in second.psus[0]], dtype=object), second.psus[0])
    overlap = WaveOverlap(first, replace(second, psus=(moved,)))
    place = ("k1", ("AL011",), "general", "all")
    assert overlap.covariance(*place) == pytest.approx(WaveOverlap(first, second).covariance(*place))
    assert overlap.covariance("k1", ("AL013",), "general", "all") == 0.0
