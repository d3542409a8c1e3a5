"""The census table is consistent with itself, in what it holds and in what it leaves open."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

TABLE = Path(__file__).resolve().parents[3] / "data" / "indicators" / "tables" / "census_population.csv"
JOINT = {("AL322", "AL326"): 120_190, ("AL321", "AL323"): 88_017, ("AL211", "AL212", "AL216"): 58_866}
OPEN = {code for group in JOINT for code in group}


def _people(period: str) -> dict[str, int]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["region_id"]: int(row["value"]) for row in csv.DictReader(file) if row["period"] == period and row["value"]}


def _is_qark(region_id: str) -> bool:
    return region_id.startswith("AL0")


def _inside(qark_id: str, people: dict[str, int]) -> int:
    # A LAU code carries the two last digits of its qark's NUTS 3 code: AL314 lies in AL031.
    prefix = "AL" + qark_id[-2:]
    return sum(count for region_id, count in people.items() if region_id.startswith(prefix))


@pytest.mark.parametrize("period", ["2001", "2011", "2023"])
def test_qarks_add_up_to_the_country(period: str) -> None:
    people = _people(period)
    qarks = {region_id: count for region_id, count in people.items() if _is_qark(region_id)}
    assert len(qarks) == 12
    assert sum(qarks.values()) == people["AL"]


@pytest.mark.parametrize("period", ["2011", "2023"])
def test_municipalities_and_joint_figures_add_up_to_their_qark(period: str) -> None:
    people = _people(period)
    joint = {min(group): count for group, count in JOINT.items()} if period == "2023" else {}
    for qark_id in filter(_is_qark, people):
        assert _inside(qark_id, people) + _inside(qark_id, joint) == people[qark_id], qark_id


def test_only_the_seven_municipalities_read_jointly_are_open() -> None:
    assert set(_people("2011")) - set(_people("2023")) == OPEN
