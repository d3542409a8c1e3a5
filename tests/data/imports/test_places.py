"""Places of documents resolve to today's regions; what is ambiguous or unknown says so."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from data.geo.sites import ADMIN_UNITS_FILE
from data.imports.place_names import fold, forms
from data.imports.places import ASSUMPTIONS, KINDS, PlaceIndex, load_place_index, resolve_place

HERE = Path(__file__).resolve()
SHARED = next((parent / "shared" for parent in HERE.parents if (parent / "shared" / "facts").is_dir()), None)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS = rows(ADMIN_UNITS_FILE)
DISTRICTS = sorted({unit["former_district"] for unit in UNITS})
BEARERS: dict[str, set[str]] = defaultdict(set)
for _unit in UNITS:
    BEARERS[fold(_unit["name_sq"])].add(_unit["region_id"])


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return load_place_index()


def test_there_are_36_former_districts() -> None:
    assert len(DISTRICTS) == 36


@pytest.mark.parametrize("district", DISTRICTS)
def test_every_former_district_stands_for_the_municipality_of_its_name(index: PlaceIndex, district: str) -> None:
    found = resolve_place(index, f"rrethi i {district}")
    assert found.status == "resolved"
    assert index.regions[found.region_id].name["sq"] == district
    assert found.basis == "former_district"
    held = {unit["region_id"] for unit in UNITS if unit["former_district"] == district}
    assert set(found.also) == held - {found.region_id}
    assert (found.assumption == "former_district_of_several") == bool(found.also)
    assert resolve_place(index, district, "district") == resolve_place(index, fold(district).upper(), "district").__class__(
        **{**found.__dict__, "asked": district}
    )


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: f"{unit['com_id']} {unit['name_sq']}")
def test_every_administrative_unit_stands_for_its_municipality_or_is_ambiguous(index: PlaceIndex, unit: dict[str, str]) -> None:
    found = resolve_place(index, f"njësia administrative {unit['name_sq']}")
    if len(BEARERS[fold(unit["name_sq"])]) > 1:
        assert found.status == "ambiguous"
        assert found.region_id == ""
        assert {c.region_id for c in found.candidates if c.kind == "unit"} == BEARERS[fold(unit["name_sq"])]
        found = resolve_place(index, f"{unit['name_sq']} ({index.regions[unit['region_id']].name['sq']})", "unit")
    assert (found.status, found.region_id) == ("resolved", unit["region_id"])
    assert found.assumption == "town_or_unit_in_municipality"


def test_every_qark_and_municipality_is_found_by_each_of_its_names_and_forms(index: PlaceIndex) -> None:
    for region in index.regions.values():
        if region.level == "country":
            continue
        for name in (region.name["sq"], region.name["en"], region.full_name["sq"], region.full_name["en"]):
            for written in (name, fold(name), name.upper()):
                assert resolve_place(index, written, region.level).region_id == region.region_id, written
        for form in forms(region.name["sq"]):
            assert resolve_place(index, form, region.level).region_id == region.region_id, form


@pytest.mark.parametrize(
    ("text", "region_id", "assumption"),
    [
        ("Shkodra", "AL154", "municipality_of_that_name"),
        ("SHKODER", "AL154", "municipality_of_that_name"),
        ("në qarkun", "", ""),
        ("Qarku i Shkodrës", "AL015", ""),
        ("Shkoder county", "AL015", ""),
        ("region of Vlora", "AL035", ""),
        ("ish-rrethi i Kuçovës", "AL312", "former_district_in_part"),
        ("rrethi i Hasit", "AL131", "former_district"),
        ("rrethi i Tiranës", "AL224", "former_district_of_several"),
        ("Bashkia Malësi e Madhe", "AL152", ""),
        ("Malësia e Madhe", "AL152", "municipality_of_that_name"),
        ("Fushe-Kruja", "AL122", "town_or_unit_in_municipality"),
        ("Peshkopia", "AL112", "town_or_unit_in_municipality"),
        ("qyteti i Peshkopisë", "AL112", "town_or_unit_in_municipality"),
        ("Bajram Curri", "AL133", "town_or_unit_in_municipality"),
        ("Bushat, Shkodër", "AL155", "town_or_unit_in_municipality"),
        ("Kolonjë", "AL342", "municipality_rather_than_unit"),
        ("Kolonjë, Lushnjë", "AL323", "town_or_unit_in_municipality"),
        ("Tirana, Albania", "AL224", "municipality_of_that_name"),
        ("Shqipëri", "AL", ""),
        ("Albania", "AL", ""),
        ("Ura Vajgurore", "AL315", "town_or_unit_in_municipality"),
    ],
)
def test_a_name_stands_for_one_region_and_says_what_was_assumed(
    index: PlaceIndex, text: str, region_id: str, assumption: str
) -> None:
    found = resolve_place(index, text)
    assert (found.region_id, found.assumption) == (region_id, assumption)


def test_an_ambiguous_name_lists_all_that_it_may_mean(index: PlaceIndex) -> None:
    found = resolve_place(index, "Dajç")
    assert found.status == "ambiguous"
    assert {c.region_id for c in found.candidates} == {"AL142", "AL154"}
    assert resolve_place(index, "Dajç, qarku i Lezhës").region_id == "AL142"


@pytest.mark.parametrize(
    ("text", "suggestion"), [("Gjirokstër", "Gjirokastër"), ("Pogredec", "Pogradec"), ("Librashd", "Librazhd")]
)
def test_what_is_not_known_comes_with_the_nearest_names(index: PlaceIndex, text: str, suggestion: str) -> None:
    found = resolve_place(index, text)
    assert (found.status, found.region_id) == ("unknown", "")
    assert suggestion in found.suggestions


@pytest.mark.parametrize("text", ["", "  ", "Prishtina", "12345", "()", ",", "rrethi"])
def test_nothing_is_guessed(index: PlaceIndex, text: str) -> None:
    assert resolve_place(index, text).region_id == ""


def test_a_place_in_another_qark_than_the_text_says_is_not_taken(index: PlaceIndex) -> None:
    assert resolve_place(index, "Bushat, Vlorë").status == "unknown"


def test_an_unknown_kind_is_refused(index: PlaceIndex) -> None:
    with pytest.raises(ValueError, match="kind of place"):
        resolve_place(index, "Pukë", "hamlet")
    assert "" in ASSUMPTIONS
    assert "unit" in KINDS


@pytest.mark.shared
@pytest.mark.skipif(SHARED is None, reason="the folder of facts is not beside the project")
def test_districts_and_units_are_those_of_the_facts(index: PlaceIndex) -> None:
    assert SHARED is not None
    for row in rows(SHARED / "facts" / "district_map.csv"):
        towns = {t.strip() for t in row["modern_municipalities"].split(";")}
        assert {index.regions[r].name["sq"] for r in index.districts[row["district_name_sq"]]} == towns
        found = resolve_place(index, row["district_seat"])
        assert index.regions[found.region_id].name["sq"] in towns
    by_name = {r.name["sq"]: r.region_id for r in index.regions.values() if r.level == "municipality"}
    for row in rows(SHARED / "facts" / "admin_unit.csv"):
        found = resolve_place(index, f"{row['admin_unit_name_sq']} ({row['municipality']})", "unit")
        assert found.region_id == by_name[row["municipality"]]
