import math
from pathlib import Path

import pytest

from data.geo.regions import COLUMNS, read_regions
from data.problems import DataError

HEADER = ",".join(COLUMNS)
COUNTRY = "AL,country,,Shqipëria,Albania,Republika e Shqipërisë,Republic of Albania,Tiranë,41.3,19.8,28748,AL,AL"
QARK = "AL013,qark,AL013,Kukës,Kukës,Qarku i Kukësit,Kukës County,Kukës,42.07,20.42,2374,AL-07,AL08"
HAS = "AL131,municipality,AL013,Has,Has,Bashkia Has,Has municipality,Krumë,42.19,20.41,399.62,,AL0801"
TINY = {"country": 1, "qark": 1, "municipality": 1}


def table(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / "regions.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def messages(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_regions(path, TINY)
    return str(caught.value)


def test_the_shipped_table_names_the_country_12_qarks_and_61_municipalities():
    regions = read_regions()
    assert len(regions) == 74
    assert regions["AL314"].name == {"sq": "Skrapar", "en": "Skrapar"}
    assert regions["AL013"].full_name == {"sq": "Qarku i Kukësit", "en": "Kukës County"}
    assert regions["AL224"].name["en"] == "Tirana"


def test_every_municipality_lies_in_the_qark_that_its_code_and_pcode_say():
    regions = read_regions()
    for region in regions.values():
        if region.level == "municipality":
            assert region.pcode.startswith(regions[region.qark_id].pcode)
            assert region.region_id[:4] == "AL" + region.qark_id[3:]


def test_the_official_areas_of_the_municipalities_add_up_to_the_country():
    regions = read_regions().values()
    total = sum(region.area_km2 for region in regions if region.level == "municipality")
    assert total == pytest.approx(28_748, rel=0.03)


def test_a_seat_that_was_not_read_stays_missing():
    finiq = read_regions()["AL354"]
    assert math.isnan(finiq.seat_lat)
    assert math.isnan(finiq.seat_lon)


def test_a_good_small_table_is_read_in_order(tmp_path: Path):
    assert list(read_regions(table(tmp_path, COUNTRY, QARK, HAS), TINY)) == ["AL", "AL013", "AL131"]


def test_all_faults_are_reported_at_once_with_row_and_remedy(tmp_path: Path):
    bad = HAS.replace("AL013", "AL099").replace("42.19", "52.19").replace("Krumë", "")
    text = messages(table(tmp_path, COUNTRY, QARK, bad))
    assert "regions.csv, row 4, qark_id: no such qark in the table (found 'AL099')" in text
    assert "row 4, seat_lat: out of range (found '52.19'). Write a value from 39.6 to 42.7" in text
    assert "row 4, seat_name: the cell is empty" in text


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (HAS.replace("municipality,AL", "city,AL"), "unknown level (found 'city')"),
        (HAS.replace("399.62", "big"), "area_km2: not a number (found 'big')"),
        (HAS.replace("20.41", ""), "only one of the seat's coordinates is given"),
        (HAS + ",more", "wrong number of cells"),
    ],
)
def test_a_bad_row_says_what_is_wrong(tmp_path: Path, row: str, message: str):
    assert message in messages(table(tmp_path, COUNTRY, QARK, row))


def test_a_code_that_stands_twice_is_named_with_both_rows(tmp_path: Path):
    text = messages(table(tmp_path, COUNTRY, QARK, HAS, HAS))
    assert "row 5, region_id: the code stands twice (found 'AL131')" in text
    assert "row 4 has it already" in text
    assert "wrong number of regions of level municipality (found '2'). There must be 1" in text


def test_a_qark_must_name_itself_and_the_country_none(tmp_path: Path):
    text = messages(table(tmp_path, COUNTRY.replace("country,", "country,AL013"), QARK.replace("qark,AL013", "qark,AL014"), HAS))
    assert "the country lies in no qark" in text
    assert "a qark's qark is itself" in text


def test_a_wrong_header_is_shown_with_the_right_one(tmp_path: Path):
    assert f"Write the header {HEADER}" in messages(table(tmp_path, COUNTRY, header="id,name"))


def test_a_file_in_another_encoding_or_missing_is_said_so(tmp_path: Path):
    path = tmp_path / "regions.csv"
    assert "cannot be read" in messages(path)
    path.write_bytes((HEADER + "\n" + HAS).encode("latin-1"))
    assert "not UTF-8" in messages(path)
