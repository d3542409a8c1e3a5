"""The project, KAP and mark records by themselves."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RECORDS = ROOT / "data" / "records"
QARKS = {"AL011", "AL012", "AL013", "AL014", "AL015", "AL021", "AL022", "AL031", "AL032", "AL033", "AL034", "AL035"}
KAP_QARKS = "AL011;AL013;AL015;AL022"


def read(name):
    with (RECORDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def projects():
    return {row["project_id"]: row for row in read("projects.csv")}


@pytest.fixture(scope="module")
def regions_of():
    found = {}
    for row in read("project_places.csv"):
        found.setdefault(row["project_id"], []).append(row["region_id"])
    return found


def test_every_project_has_a_place_and_every_place_a_project(projects, regions_of):
    assert set(projects) == set(regions_of)
    assert len(projects) == len(read("projects.csv"))


@pytest.mark.parametrize("column", ["summary_sq", "summary_en"])
def test_a_summary_is_one_or_two_proper_sentences(projects, column):
    for project_id, row in projects.items():
        assert 120 <= len(row[column]) <= 300, (project_id, len(row[column]))
        assert row[column].endswith("."), project_id
        assert row["name_sq"], project_id
        assert len(row["name_sq"]) <= 65, project_id


def test_albanian_texts_use_the_word_of_today_for_trafficking(projects):
    for project_id, row in projects.items():
        assert not re.search(r"(?i)\btrafik(u|ut|un)\b|\bqëni", row["summary_sq"]), project_id


def test_an_unresolved_place_has_no_region_and_a_resolved_one_has_the_right_level():
    for row in read("project_places.csv"):
        region, level = row["region_id"], row["place_level"]
        if level in {"foreign", "not_named", "region"}:
            assert region == "", row
        elif level == "country":
            assert region == "AL", row
        elif level == "qark":
            assert region in QARKS, row
        else:
            assert level == "municipality", row
            assert re.fullmatch(r"AL\d{3}", region), row
            assert region not in QARKS, row


def test_a_project_in_all_counties_names_each_of_the_twelve(regions_of):
    for project_id in ("001-KV-05", "001-GV-07", "001-DN-26", "001-DN-28"):
        assert sorted(regions_of[project_id]) == sorted(QARKS)


def test_a_shelter_is_never_placed_in_a_municipality(projects, regions_of):
    shelters = [
        p
        for p, row in projects.items()
        if re.search(r"(?i)\bA shelter|shelters? victims|\bthe shelter", row["note"] + row["summary_en"])
    ]
    assert len(shelters) >= 6
    for project_id in set(shelters) - {"001-NG-07"}:
        assert set(regions_of[project_id]) <= QARKS | {""}, project_id


def test_no_street_or_building_stands_in_any_text():
    street = re.compile(r"\b([Rr]rug[aën]\w*|[Rr]r\.|[Bb]ulevard\w*|[Pp]all\.|Street)\s+[“\"«„]?[A-ZËÇ]")
    rows = [*read("projects.csv"), *read("project_places.csv")]
    assert [t for row in rows for t in row.values() if street.search(t)] == []


def test_no_small_count_of_people_is_written(projects):
    for project_id, row in projects.items():
        if row["reached_kind"] == "persons":
            assert int(row["reached_n"]) > 10, project_id
        assert bool(row["reached_n"]) == bool(row["reached_kind"]) == bool(row["reached_scope"]), project_id


def test_law_enforcement_and_research_are_not_called_prevention_on_the_spot(projects):
    for project_id, row in projects.items():
        types = set(row["types"].split(";"))
        if "law_enforcement" in types:
            assert "prevention" not in types, project_id
    assert projects["001-KV-13"]["types"] == "research;capacity"


def test_windows_agree_with_the_dates_they_explain(projects):
    for project_id, row in projects.items():
        if row["window"] in {"report_period", "undated"}:
            assert (row["start"], row["end"]) == ("", ""), project_id
        else:
            assert row["start"], f"{project_id} would count from the beginning of time"
        if row["window"] == "derived":
            assert "derived" in row["note"], project_id


def test_planned_projects_are_those_only_announced(projects):
    assert {p for p, row in projects.items() if row["status"] == "planned"} == {"001-DN-11", "000-02", "000-03"}


def test_the_phase_3_counties_show_no_programme_before_phase_3(projects, regions_of):
    assert regions_of["001-DN-30"] == ["AL"]
    phase_3 = projects["001-DN-30-F3"]
    assert sorted(regions_of["001-DN-30-F3"]) == ["AL011", "AL013", "AL015", "AL031", "AL033", "AL034"]
    assert phase_3["start"] == "2005-12"
    assert all(row["start"] >= "2005-12" for row in projects.values() if row["phase"] == "3")


def test_the_mark_before_phase_3_is_the_day_before_its_first_grant(projects):
    marks = {row["mark_id"]: row for row in read("marks.csv")}
    assert min(row["start"] for row in projects.values() if row["phase"] == "3") == "2005-12"
    assert marks["before-phase-3"]["start"] == "2005-11-30"


def test_the_last_full_picture_is_the_last_month_of_the_complete_source():
    marks = {row["mark_id"]: row for row in read("marks.csv")}
    source = tomllib.loads((ROOT / "data" / "sources" / "doc-001.toml").read_text(encoding="utf-8"))
    complete = [c for c in source["coverage"] if c["complete"]]
    assert [c["to"] for c in complete] == [marks["last-full-picture"]["start"][:7]]


def test_only_one_founding_document_claims_to_be_complete():
    complete = []
    for path in sorted((ROOT / "data" / "sources").glob("doc-*.toml")):
        coverage = tomllib.loads(path.read_text(encoding="utf-8"))["coverage"]
        assert all(c["reason"] for c in coverage), path.name
        complete += [path.stem for c in coverage if c["complete"]]
    assert complete == ["doc-001"]


def test_programme_marks_agree_with_the_projects_they_stand_for(projects):
    marks = {row["mark_id"]: row for row in read("marks.csv")}
    for mark_id, project_id in {"tact-3": "000-01", "unicef-cycle-1": "004-01", "unicef-cycle-2": "004-02"}.items():
        mark, project = marks[mark_id], projects[project_id]
        assert mark["start"].startswith(project["start"])
        assert mark["end"].startswith(project["end"])
    for row in marks.values():
        assert (row["kind"] == "programme") == bool(row["end"]), row["mark_id"]
        assert row["sentence_sq"].endswith("."), row["mark_id"]
        assert row["sentence_en"].endswith("."), row["mark_id"]


def test_no_result_of_the_survey_is_given_for_a_single_county():
    waves = {row["wave"]: row for row in read("kap_waves.csv")}
    assert [row["region_ids"] for row in waves.values()] == [KAP_QARKS, KAP_QARKS]
    results = read("kap_results.csv")
    assert [(row["wave"], row["region_ids"], row["percent"]) for row in results] == [
        ("1", KAP_QARKS, p) for p in ("47", "22", "10")
    ]
    assert waves["2"]["sample_n"] == waves["2"]["fieldwork"] == ""


def test_a_merged_record_is_gone_and_the_kept_one_cites_both_places(projects):
    merges = [row for row in read("merged.csv") if row["kept_id"] in projects]
    assert merges
    for row in merges:
        assert row["merged_id"] not in projects
        assert projects[row["kept_id"]]["citations"].count("#") >= 2
        assert row["merged_id"] in projects[row["kept_id"]]["note"]


def test_a_component_of_a_programme_points_at_it_so_that_nobody_adds_the_two(projects):
    for part, whole in {
        "000-01": "001-NG-02",
        "001-DN-23": "001-DN-26",
        "001-DN-24": "001-DN-26",
        "001-DN-25": "001-DN-26",
    }.items():
        assert whole in projects[part]["note"]
        assert part in projects[whole]["note"]
