"""The goalposts of the vulnerability pillar follow from the shipped tables by one rule, so nobody can tune one of them."""

from __future__ import annotations

import csv
import math
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

INDICATORS = Path(__file__).resolve().parents[3] / "data" / "indicators"
SCORED = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(INDICATORS.glob("*.toml"))}
VULNERABILITY = {name: found for name, found in SCORED.items() if found["pillar"] == "vulnerability"}
QARK_PREFIX = "AL0"


def _qark_values(name: str) -> list[Decimal]:
    with (INDICATORS / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Decimal(row["value"]) for row in rows if row["value"] and row["region_id"].startswith(QARK_PREFIX)]


def _step(span: Decimal) -> Decimal:
    """Return the largest of 1, 2, 5 times a power of ten that is not above a quarter of the range."""
    steps = [Decimal(digit).scaleb(power) for power in range(-4, 5) for digit in (1, 2, 5)]
    return max(step for step in steps if step <= span / 4)


def test_the_pillar_is_the_eight_indicators_chosen_beforehand() -> None:
    assert set(VULNERABILITY) == {
        "attendance_15_17", "teenage_fertility", "age_first_marriage", "women_paid_work",
        "wealth_index", "mpi_vulnerable", "under_15_share", "population_change",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(VULNERABILITY))
def test_goalposts_are_the_range_of_the_qarks_rounded_outwards(name: str) -> None:
    values = _qark_values(name)
    step = _step(max(values) - min(values))
    expected = {"low": float(math.floor(min(values) / step) * step), "high": float(math.ceil(max(values) / step) * step)}
    assert VULNERABILITY[name]["goalposts"] == expected


@pytest.mark.parametrize("name", sorted(VULNERABILITY))
def test_the_reason_states_the_range_and_the_step(name: str) -> None:
    values = _qark_values(name)
    figures = (min(values), max(values), _step(max(values) - min(values)))
    for language, mark in (("sq", ","), ("en", ".")):
        reason = VULNERABILITY[name]["text"][language]["goalposts_reason"]
        for figure in figures:
            assert f"{figure.normalize():f}".replace("-", "−").replace(".", mark) in reason


@pytest.mark.parametrize("name", sorted(VULNERABILITY))
def test_every_qark_has_a_value_in_every_period(name: str) -> None:
    with (INDICATORS / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        periods = {row["period"] for row in csv.DictReader(file)}
    assert len(_qark_values(name)) == 12 * len(periods)


def test_context_indicators_are_never_scored() -> None:
    context = [found for found in SCORED.values() if found["pillar"] == "context"]
    assert context
    assert not [found for found in context if "goalposts" in found]
    sensitive = {"victims_identified", "child_victims_identified", "roma_census", "egyptian_census", "dv_reports_women"}
    assert {(SCORED[name]["pillar"], SCORED[name]["direction"]) for name in sensitive} == {("context", "none")}
