"""The shipped specifications against what their publishers printed; skipped where the reference folder is absent."""

from __future__ import annotations

import csv
import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest
from index_examples import reference

from data.index_data import load_index_data
from data.index_specs.registry import load_spec
from data.index_specs.rules import Imputation
from models.index_engine import run_index
from models.index_results import IndexResult

pytestmark = pytest.mark.shared
ASIA = "AUS BGD BRN CHN IDN IND JPN KAZ KHM KOR LAO MMR MNG MYS NZL PAK PHL RUS SGP THA VNM"


def file(*parts: str) -> Path:
    path = reference(*parts)
    if path is None:
        pytest.skip("the folder beside the project is absent")
    return path


def computed(name: str, path: Path) -> IndexResult:
    spec = load_spec(Path(name))
    return run_index(spec, load_index_data(path, spec))


def published(path: Path, column: str, encoding: str = "utf-8-sig") -> list[str]:
    with path.open(encoding=encoding, newline="") as lines:
        return [row[column] for row in csv.DictReader(lines)]


def numbers(texts: list[str]) -> np.ndarray:
    return np.array([float(t) if t not in ("", "x", "NA") else math.nan for t in texts])


def test_the_human_development_index_of_2022():
    path = file("hdi", "hdi_2022_inputs_and_published.csv")
    result = computed("hdi_2022", path)
    assert np.abs(result.index - numbers(published(path, "hdi_2022"))).max() <= 5.01e-4
    assert result.columns["hdi_2022_rank"] == [int(float(r)) for r in published(path, "hdi_rank_2022")]
    assert result.columns["hdi_2022_class"] == published(path, "hdicode")


def test_inform_risk_of_2020_at_every_level():
    path = file("inform", "inform_gri_2020_v040.csv")
    result = computed("inform_2020", path)
    groups = [g for g in load_spec(Path("inform_2020")).groups if g != "Projected conflict at 0.7"]
    assert len(groups) == 11
    for group in groups:
        assert np.abs(result.nodes[group] - numbers(published(path, group, "cp1252"))).max() <= 0.0501, group
    assert result.columns["INFORM RISK_class"] == published(path, "RISK CLASS", "cp1252")
    assert result.columns["INFORM RISK_rank"] == [int(r) for r in published(path, "Rank", "cp1252")]


def test_the_social_vulnerability_index_of_2020_with_its_flags():
    path = file("svi", "cdc_svi_2020_pa_county.csv")
    result = computed("svi_2020", path)
    for column in (c for c in result.columns if c[:4] in ("EPL_", "SPL_", "RPL_")):
        assert np.abs(np.array(result.columns[column]) - numbers(published(path, column))).max() <= 5.1e-5, column
    flags = [c for c in result.columns if c.startswith("F_")]
    assert len(flags) == 16 + 4 + 1
    for column in flags:
        assert result.columns[column] == [int(f) for f in published(path, column)], column


def test_coinr_s_example_from_normalised_indicators_to_the_index():
    result = computed("coinr_asem", file("coinr", "asem_norm_minmax1_100.csv"))
    path = file("coinr", "asem_agg_minmax1_100_amean.csv")
    for group in load_spec(Path("coinr_asem")).groups:
        np.testing.assert_allclose(result.nodes[group], numbers(published(path, group)), atol=1e-9, rtol=0)


def test_coinr_s_example_from_raw_data_wherever_no_denominator_is_needed():
    """Imputation, outliers and min-max at once; the denominators themselves are not in the reference."""
    spec = load_spec(Path("coinr_asem_raw"))
    bare = {k: v.model_copy(update={"denominator": ""}) for k, v in spec.indicators.items()}
    # The table has no column of continents: it is read as if gaps were filled over all, and the continents are added here.
    plain = {k: v.model_copy(update={"imputation": Imputation(method="mean")}) for k, v in bare.items()}
    data = load_index_data(file("coinr", "asem_Raw.csv"), spec.model_copy(update={"indicators": plain}))
    groups = {"EurAsia_group": tuple("Asia" if unit in ASIA.split() else "Europe" for unit in data.ids)}
    result = run_index(spec.model_copy(update={"indicators": bare}), dataclasses.replace(data, groups=groups))
    norm, aggregated = file("coinr", "asem_norm_minmax1_100.csv"), file("coinr", "asem_agg_minmax1_100_amean.csv")
    checked = [k for k, v in spec.indicators.items() if not v.denominator]
    assert len(checked) == 32
    for indicator in checked:
        np.testing.assert_allclose(result.nodes[indicator], numbers(published(norm, indicator)), atol=1e-9, rtol=0)
    for pillar in ("Political", "Environ", "SusEcFin"):
        np.testing.assert_allclose(result.nodes[pillar], numbers(published(aggregated, pillar)), atol=1e-9, rtol=0)


def test_the_specification_of_coinr_s_example_is_that_of_its_meta_data():
    spec = load_spec(Path("coinr_asem_raw"))
    with file("coinr", "asem_iMeta.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["iCode"]: row for row in csv.DictReader(lines)}
    for code, indicator in spec.indicators.items():
        assert indicator.direction == ("positive" if rows[code]["Direction"] == "1" else "negative")
        assert indicator.weight == float(rows[code]["Weight"])
        assert indicator.denominator == rows[code]["Denominator"]
    for code, group in spec.groups.items():
        assert set(group.members) == {c for c, row in rows.items() if row["Parent"] == code}
