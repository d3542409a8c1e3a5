"""Other years and variants of the shipped specifications, made as the guide says: a copy with another word in one place."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from index_examples import reference, swap

from data.index_data import load_index_data
from data.index_specs.registry import load_spec, shipped_specs
from models.index_engine import run_index
from models.index_results import IndexResult


def bent(folder, name: str, old: str, new: str, table) -> IndexResult:
    text = swap(shipped_specs()[name].read_text(encoding="utf-8"), old, new)
    path = folder / "bent.toml"
    path.write_text(text, encoding="utf-8")
    spec = load_spec(path)
    return run_index(spec, load_index_data(table, spec))


def test_the_human_development_index_of_another_year(tmp_path):
    table = tmp_path / "hdi_2019.csv"
    table.write_text(
        "iso3,country,le_2019,eys_2019,mys_2019,gnipc_2019\nAAA,A,75,12,9,20000\nBBB,B,60,9,6,4000\n", encoding="utf-8"
    )
    result = bent(tmp_path, "hdi_2022", "2022", "2019", table)
    health, school = (75 - 20) / 65, (12 / 18 + 9 / 15) / 2
    income = (math.log(20000) - math.log(100)) / (math.log(75000) - math.log(100))
    assert result.index[0] == pytest.approx((health * school * income) ** (1 / 3), abs=5.01e-4)
    assert result.columns["hdi_2019_rank"] == [1, 2]


@pytest.mark.shared
def test_the_asem_example_with_geometric_means(tmp_path):
    files = [reference("coinr", f"asem_{name}.csv") for name in ("norm_minmax1_100", "iMeta", "weights")]
    if None in files:
        pytest.skip("the folder beside the project is absent")
    table, meta, weights = ([*csv.DictReader(path.read_text(encoding="utf-8").splitlines())] for path in files)
    result = bent(tmp_path, "coinr_asem", 'aggregation = "arithmetic"', 'aggregation = "geometric"', files[0])
    weight = {row["iCode"]: float(row["Weight"]) for row in weights}
    values = {row["iCode"]: [number(unit.get(row["iCode"], "NA")) for unit in table] for row in meta}
    for level in ("1", "2", "3"):
        for parent in {row["Parent"] for row in meta if row["Level"] == level and row["Type"] in ("Indicator", "Aggregate")}:
            members = [row["iCode"] for row in meta if row["Parent"] == parent and row["Level"] == level]
            values[parent] = [
                slow_geometric([(values[m][k], weight[m]) for m in members if not math.isnan(values[m][k])])
                for k in range(len(table))
            ]
    for node in ("Physical", "Social", "Conn", "Sust", "Index"):
        assert np.abs(np.array(values[node]) - result.nodes[node]).max() <= 1e-9, node


def number(text: str) -> float:
    return math.nan if text in ("", "NA") else float(text)


def slow_geometric(pairs: list[tuple[float, float]]) -> float:
    whole = sum(weight for _, weight in pairs)
    return math.exp(sum(weight * math.log(value) for value, weight in pairs) / whole)
