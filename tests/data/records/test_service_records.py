"""What the services, mechanisms and community estimates must hold whatever else changes."""

import csv
import re
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"
QARKS = {"AL011", "AL012", "AL013", "AL014", "AL015", "AL021", "AL022", "AL031", "AL032", "AL033", "AL034", "AL035"}
TEXTS = ("name_sq", "name_en", "summary_sq", "summary_en", "operator", "note")
NAMED_STREET = re.compile(r"[Rr]rug[aë]n?s? [“\"A-ZÇË]|[Bb]ulevard|[A-Z]\w+\W? [Ss]treet|Jordan Misja")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "records" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SERVICES = rows("services.csv")
MECHANISMS = rows("mechanisms.csv")
PLACES = rows("mechanism_places.csv")
COMMUNITIES = rows("communities.csv")
COUNTS_AS = {row["category"]: row["counts_as"] for row in rows("service_categories.csv")}
SHELTERS = [row for row in SERVICES if COUNTS_AS[row["category"]] == "shelter"]


def test_a_shelter_stands_at_a_qark_or_nowhere():
    assert SHELTERS
    assert {row["region_id"] for row in SHELTERS} <= QARKS | {""}


@pytest.mark.parametrize("shelter", SHELTERS, ids=lambda row: row["service_id"])
def test_a_shelter_tells_no_number_and_no_street(shelter):
    told = " ".join(shelter[field] for field in TEXTS)
    assert not re.search(r"\d|rrug|street", told, re.IGNORECASE)


@pytest.mark.parametrize("record", SERVICES + MECHANISMS, ids=lambda row: next(iter(row.values())))
def test_no_record_names_a_street_or_a_shelter_place(record):
    told = " ".join(record.get(field, "") for field in TEXTS)
    assert not NAMED_STREET.search(told)
    assert "Linz" not in told


def test_a_planned_or_silent_service_was_never_confirmed():
    silent = [row for row in SERVICES if row["status"] in ("planned", "not_activated")]
    assert silent
    assert [row["service_id"] for row in silent if row["last_confirmed"]] == []
    by_id = {row["service_id"]: row["status"] for row in SERVICES}
    expected = {"S022": "planned", "S400": "planned", "S076": "not_activated", "X001": "closed", "X002": "not_functioning"}
    assert {key: by_id[key] for key in expected} == expected


def test_the_2006_report_confirms_only_to_the_end_of_its_period():
    reported = [row for row in SERVICES if row["window"] == "report_period"]
    assert reported
    assert {row["last_confirmed"] for row in reported} == {"2006-07-31"}
    assert not [row["service_id"] for row in reported if row["start"] or row["end"]]


@pytest.mark.parametrize("category", ["regional_committee", "police_unit", "social_service_directorate"])
def test_each_qark_has_one_institution_of_the_twelve(category):
    assert sorted(row["region_id"] for row in SERVICES if row["category"] == category) == sorted(QARKS)


def test_a_service_and_a_mechanism_see_each_other():
    there = {(row["service_id"], other) for row in SERVICES for other in row["see_also"].split(";") if other}
    back = {(other, row["mechanism_id"]) for row in MECHANISMS for other in row["see_also"].split(";") if other}
    assert there
    assert there == back


def test_every_mechanism_has_a_place_and_every_place_a_mechanism():
    assert {row["mechanism_id"] for row in PLACES} == {row["mechanism_id"] for row in MECHANISMS}


def test_only_resolved_places_carry_a_code():
    for row in PLACES + COMMUNITIES:
        assert bool(row["region_id"]) == (row["place_level"] in ("municipality", "qark", "country")), row


@pytest.mark.parametrize("record", SERVICES + MECHANISMS, ids=lambda row: next(iter(row.values())))
def test_every_record_is_summed_up_in_both_languages(record):
    assert record["name_sq"]
    assert record["name_en"]
    assert 80 <= len(record["summary_sq"]) <= 250
    assert 80 <= len(record["summary_en"]) <= 250
    assert record["summary_sq"] != record["summary_en"]


def test_every_external_source_that_is_cited_is_described():
    cited = {part.split("#")[0] for row in SERVICES + MECHANISMS for part in row["citations"].split(";")}
    cited |= {row["source_id"] for row in COMMUNITIES}
    assert all(cited)
    described = {path.stem for path in (DATA / "sources").glob("ext-*.toml")}
    assert {source for source in cited if source.startswith("ext-")} <= described


def test_a_suppressed_count_is_nowhere_to_be_read():
    suppressed = [row for row in COMMUNITIES if row["state"] == "suppressed"]
    assert suppressed
    for row in suppressed:
        assert row["value"] == ""
        assert not re.search(r"\d|lowest|smallest|single", row["note"])


def test_no_small_count_of_people_is_shown_below_the_country():
    small = [row for row in COMMUNITIES if row["value"] and row["region_id"] != "AL" and float(row["value"]) <= 10]
    assert small == []


def test_a_place_without_a_count_is_a_gap_and_not_a_zero():
    for row in COMMUNITIES:
        assert bool(row["value"]) == (row["state"] == "observed"), row["estimate_id"]


def test_households_and_communities_are_not_counted_as_persons():
    groups = {row["value"]: row["group"] for row in COMMUNITIES}
    assert (groups["464"], groups["108"]) == ("roma_households", "roma_communities")
