"""Changes between waves against the same arithmetic by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from scipy import stats

from data.survey_types import KapEstimate, KapQuestion
from models.kap_changes import wave_changes

NAN = math.nan
ASKED = {
    q: KapQuestion(q, "knowledge", {"sq": q, "en": q}, {"sq": "po", "en": "yes"}, "none") for q in ("q1", "q2", "q3", "q4")
}  # fmt: skip


def figure(wave: str, question: str, percent: float, se: float = 3.0, df: float = 20, **other) -> KapEstimate:
    place = (wave, question, ("AL011",), "general", "all")
    return replace(KapEstimate(*place, percent, 0, 100, se, 200, 150, df, 1.3, "observed", "", "", ""), **other)


def test_a_change_is_the_difference_with_welchs_degrees_of_freedom() -> None:
    (change,) = wave_changes([figure("1", "q1", 40, 3, 20)], [figure("2", "q1", 52, 4, 30)], ASKED, ASKED)
    df = 25**2 / (81 / 20 + 256 / 30)
    assert (change.wave_from, change.wave_to, change.difference, change.se) == ("1", "2", 12, 5)
    assert change.df == pytest.approx(df)
    assert change.p == pytest.approx(2 * stats.t.sf(12 / 5, df))
    assert (change.lower, change.upper) == pytest.approx((12 - stats.t.ppf(0.975, df) * 5, 12 + stats.t.ppf(0.975, df) * 5))
    assert change.detectable == pytest.approx((stats.t.ppf(0.975, df) + stats.t.ppf(0.8, df)) * 5)
    assert change.p_adjusted == change.p


def test_p_is_adjusted_over_the_whole_family() -> None:
    before = [figure("1", q, 40) for q in ASKED]
    after = [figure("2", q, 40 + d) for q, d in zip(ASKED, (0, 8, 12, 20), strict=True)]
    changes = wave_changes(before, after, ASKED, ASKED)
    expected = stats.false_discovery_control([c.p for c in changes], method="bh")
    assert [c.p_adjusted for c in changes] == pytest.approx(list(expected))


@pytest.mark.parametrize(
    ("second", "gap"),
    [
        (figure("2", "q1", NAN, NAN, gap="too_few", state=""), "too_few"),
        (figure("2", "q1", 50, NAN), "not_published"),
        (figure("2", "q1", 0, 0), "too_few"),
    ],
)
def test_a_gap_keeps_its_reason_and_counts_for_nothing_in_the_family(second: KapEstimate, gap: str) -> None:
    first = [figure("1", "q1", 40), figure("1", "q2", 40)]
    one, other = wave_changes(first, [second, figure("2", "q2", 50)], ASKED, ASKED)
    assert (one.gap, one.state) == (gap, "")
    assert math.isnan(one.difference)
    assert other.p_adjusted == other.p


def test_what_was_asked_otherwise_or_modelled_is_not_compared() -> None:
    reworded = ASKED | {"q1": replace(ASKED["q1"], counts={"sq": "jo", "en": "no"})}
    assert wave_changes([figure("1", "q1", 40)], [figure("2", "q1", 50)], ASKED, reworded) == ()
    assert wave_changes([figure("1", "q1", 40)], [figure("2", "q1", 50, state="modelled")], ASKED, ASKED) == ()
