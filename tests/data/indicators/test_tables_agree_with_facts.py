"""The shipped tables are derived once more from the folder of facts beside the project, by another route."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()
ROOT = HERE.parents[3]
TABLES = ROOT / "data" / "indicators" / "tables"
FACTS = next((parent / "shared" / "facts" for parent in HERE.parents if (parent / "shared" / "facts").is_dir()), None)

pytestmark = [pytest.mark.shared, pytest.mark.skipif(FACTS is None, reason="the folder of facts is not beside the project")]

Key = tuple[str, str]
Figures = dict[Key, float]
GDL = {
    "attendance_15_17": "gdl_usecondary",
    "attendance_12_14": "gdl_lsecondary",
    "age_first_marriage": "gdl_agemarw20",
    "women_paid_work": "gdl_workwom",
    "wealth_index": "gdl_iwi",
    "under_15_share": "gdl_popyoung",
    "mpi_vulnerable": "mpi_vulnerable_harmonised",
    "mpi_headcount": "mpi_headcount",
}
TIDY = {
    "hdi": "human_development_index",
    "resident_population": "resident_population_1jan",
    "labour_participation": "labour_force_participation_15plus",
    "poverty_headcount": "poverty_headcount",
}
TOPICS = {
    "dv_reports_women": "Women reporting domestic violence",
    "households_abroad": "Households with at least one member abroad",
    "migration_propensity": "Propensity to migrate / households with member abroad",
    "child_protection_workers": "Child protection workers",
    "schools_change": "Change in number of public nine-year schools",
    "pupils_change": "Change in pupils of nine-year education",
}
RENAMED_PERIODS = {"about 2023": "2023", "2020-2024": "2024"}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _facts(name: str) -> list[dict[str, str]]:
    assert FACTS is not None
    return _read(FACTS / name)


def _qarks() -> dict[str, str]:
    return {row["qark_name_sq"]: row["nuts3"] for row in _facts("qark.csv")}


def _municipalities() -> dict[str, str]:
    return {row["municipality_name_sq"]: row["code_eurostat_lau"] for row in _facts("municipality.csv")}


def _region(level: str, name: str) -> str:
    return "AL" if level == "country" else {"qark": _qarks, "municipality": _municipalities}[level]()[name]


def _tidy(name: str, code: str) -> Figures:
    rows = [row for row in _facts(name) if row["indicator"] == code and row["area_level"] in ("country", "qark")]
    return {(_region(row["area_level"], row["area"]), row["year"]): float(row["value"]) for row in rows}


def _programme(topic: str, unit: str = "") -> Figures:
    found = {}
    for row in _facts("programme_facts.csv"):
        if row["topic"] == topic and unit in row["unit"]:
            name, _, level = row["place"].rstrip(")").partition(" (")
            region_id = _region(level or "country", name)
            found[region_id, RENAMED_PERIODS.get(row["period"], row["period"].replace(" ", "-"))] = float(row["value"])
    return found


def _census() -> Figures:
    found = {}
    for row in _facts("qark.csv"):
        for year in ("2001", "2011", "2023"):
            found[row["nuts3"], year] = float(row[f"pop_{year}_census"])
    for year in ("2001", "2011", "2023"):
        found["AL", year] = sum(value for (_, period), value in list(found.items()) if period == year)
    for row in _facts("municipality.csv"):
        for year in ("2011", "2023"):
            if row[f"pop_{year}_census"]:
                found[row["code_eurostat_lau"], year] = float(row[f"pop_{year}_census"])
    return found


def _change() -> Figures:
    people = _census()
    pairs = (("2001", "2011"), ("2011", "2023"))
    return {
        (region_id, last): 100 * (people[region_id, last] / people[region_id, first] - 1)
        for first, last in pairs
        for region_id, year in people
        if year == last and (region_id, first) in people
    }


def _density() -> Figures:
    area = {row["nuts3"]: float(row["area_km2_official"]) for row in _facts("qark.csv")}
    area["AL"] = sum(area.values())
    area |= {row["code_eurostat_lau"]: float(row["area_km2"]) for row in _facts("municipality.csv") if row["area_km2"]}
    return {key: people / area[key[0]] for key, people in _census().items() if key[1] != "2001" and key[0] in area}


def _unemployment() -> Figures:
    return _tidy("indicators.csv", "unemployment_rate_15plus") | _programme("Unemployment rate 15+")


def _economic_aid() -> Figures:
    named = _programme("Families with economic aid") | _programme("Families with economic aid (ndihma ekonomike)")
    return _tidy("indicators.csv", "families_on_ndihma_ekonomike") | named


def _covid() -> Figures:
    found = _tidy("indicators.csv", "families_assisted_covid_relief")
    return found | {("AL", "2020-05"): sum(found.values())}


def _community(group: str) -> Figures:
    found = {
        (_region(row["area_level"], row["area"]), row["year"]): float(row["value"])
        for row in _facts("roma_egyptian.csv")
        if row["group"] == group and row["source_type"].startswith("census ")
    }
    return found | _programme({"Roma": "Roma, Census 2011", "Egyptian": "Egyptians, Census 2011"}[group])


def _gdp() -> Figures:
    return {key: value for key, value in _tidy("indicators.csv", "gdp_per_capita").items() if key[1] != "2023"}


def _registered() -> Figures:
    found = _tidy("indicators.csv", "resident_share_of_registered_citizens")
    return {key: value for key, value in found.items() if key[1] == "2023"}


def _fertility() -> Figures:
    return {key: 1000 * value for key, value in _tidy("indicators_surveys.csv", "gdl_asf1519").items()}


def _country_only(figures: Figures) -> Figures:
    return {key: value for key, value in figures.items() if key[0] == "AL"}


EXPECTED: dict[str, Callable[[], Figures]] = {
    "teenage_fertility": _fertility,
    "census_population": _census,
    "population_change": _change,
    "population_density": _density,
    "unemployment": _unemployment,
    "economic_aid_families": _economic_aid,
    "covid_relief_families": _covid,
    "gdp_per_capita": _gdp,
    "registered_residents_share": _registered,
    "roma_census": lambda: _community("Roma"),
    "egyptian_census": lambda: _community("Egyptian"),
    "victims_identified": lambda: _programme("Victims identified", "persons identified"),
    "child_victims_identified": lambda: _programme("Victims identified", "children"),
    **{name: (lambda code=code: _tidy("indicators_surveys.csv", code)) for name, code in GDL.items()},
    **{name: (lambda code=code: _tidy("indicators.csv", code)) for name, code in TIDY.items()},
    **{name: (lambda topic=topic: _programme(topic)) for name, topic in TOPICS.items()},
    # One worker of one municipality is a person who can be known: only the country's figure is shipped.
    "child_protection_workers": lambda: _country_only(_programme("Child protection workers")),
}


def _shipped(name: str, column: str = "value") -> Figures:
    rows = _read(TABLES / f"{name}.csv")
    return {(row["region_id"], row["period"]): float(row[column]) for row in rows if row[column]}


def test_every_shipped_table_is_compared() -> None:
    # A table that only says that there is no figure has none to compare.
    assert {path.stem for path in TABLES.glob("*.csv") if _shipped(path.stem)} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_table_holds_every_figure_of_the_facts_and_no_other(name: str) -> None:
    tolerance = 0.0051 if name in ("population_change", "population_density") else 1e-9
    assert _shipped(name) == pytest.approx(EXPECTED[name](), rel=0, abs=tolerance)


@pytest.mark.parametrize("name", sorted(set(GDL) - {"mpi_vulnerable", "mpi_headcount"} | {"teenage_fertility"}))
def test_sample_size_is_the_households_of_that_year(name: str) -> None:
    households = _tidy("indicators_surveys.csv", "gdl_nhh")
    assert _shipped(name, "n") == {key: households[key] for key in _shipped(name)}


@pytest.mark.parametrize(
    ("column", "code"),
    [("lower", "mpi_headcount_ci95_low"), ("upper", "mpi_headcount_ci95_high"), ("n", "mpi_sample_size")],
)
def test_multidimensional_poverty_carries_its_uncertainty(column: str, code: str) -> None:
    assert _shipped("mpi_headcount", column) == pytest.approx(_tidy("indicators_surveys.csv", code), abs=1e-9)


def test_population_change_agrees_with_the_changes_already_computed() -> None:
    computed = {
        (_region(row["area_level"], row["area"]), row["year"]): float(row["value"])
        for row in _facts("indicators.csv")
        if row["indicator"] == "population_change_2011_2023" and row["source"].startswith("computed")
    }
    shipped = _shipped("population_change")
    assert len(computed) == 33
    assert {key: shipped[key] for key in computed} == pytest.approx(computed, abs=0.0551)


def test_municipalities_without_a_census_figure_are_gaps_with_a_reason() -> None:
    unread = {row["code_eurostat_lau"] for row in _facts("municipality.csv") if not row["pop_2023_census"]}
    for name in ("census_population", "population_change"):
        gaps = [row for row in _read(TABLES / f"{name}.csv") if not row["value"]]
        assert {row["region_id"] for row in gaps} == unread
        assert {row["state"] for row in gaps} == {"not_published"}
        assert all("joint figure" in row["note"] for row in gaps)


def test_figures_marked_observed_are_not_the_derived_ones() -> None:
    derived = {
        (row["code_eurostat_lau"], year)
        for row in _facts("municipality.csv")
        for year in ("2011", "2023")
        if "derived" in row[f"pop_{year}_confidence"]
    }
    rows = [row for row in _read(TABLES / "census_population.csv") if row["state"] == "derived" and row["region_id"] != "AL"]
    assert {(row["region_id"], row["period"]) for row in rows} == derived
