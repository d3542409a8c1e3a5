from pathlib import Path

import pytest

from data.geo.regions import RegionRow, load_regions
from data.problems import DataError

HEADER = ",".join(RegionRow.model_fields)
COUNTRY = "AL,country,,Shqipëria,Albania,Republika e Shqipërisë,Republic of Albania,Tiranë,41.3,19.8,28748,AL,AL"
QARK = "AL013,qark,AL013,Kukës,Kukës,Qarku i Kukësit,Kukës qark,Kukës,42.07,20.42,2374,AL-07,AL08"
HAS = "AL131,municipality,AL013,Has,Has,Bashkia Has,Has municipality,Krumë,42.19,20.41,399.62,,AL0801"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "regions.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def messages(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_regions(path)
    return str(caught.value)


def test_the_shipped_table_names_the_country_12_qarks_and_61_municipalities():
    regions = load_regions()
    assert len(regions) == 74
    assert regions["AL314"].name == {"sq": "Skrapar", "en": "Skrapar"}
    assert regions["AL013"].full_name == {"sq": "Qarku i Kukësit", "en": "Kukës qark"}
    assert regions["AL224"].name["en"] == "Tirana"


def test_every_municipality_lies_in_the_qark_that_its_code_and_pcode_say():
    regions = load_regions()
    for region in regions.values():
        if region.level == "municipality":
            assert region.pcode.startswith(regions[region.qark_id].pcode)
            assert region.region_id[:4] == "AL" + region.qark_id[3:]


def test_the_official_areas_of_the_municipalities_add_up_to_the_country():
    total = sum(region.area_km2 for region in load_regions().values() if region.level == "municipality" and region.area_km2 > 0)
    assert total == pytest.approx(28_748, rel=0.03)


def test_a_good_small_table_is_read_in_order(tmp_path: Path):
    assert list(load_regions(table(tmp_path, COUNTRY, QARK, HAS))) == ["AL", "AL013", "AL131"]


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        (HAS.replace("municipality,AL", "city,AL"), "row 4, level", "not one of the allowed words"),
        (HAS.replace("399.62", "big"), "row 4, area_km2", "not a number"),
        (HAS.replace("20.41", ""), "row 4, seat_lon", "not a number"),
        (HAS.replace("42.19", "52.19"), "row 4, seat_lat", "less than or equal to 43"),
        (HAS.replace("Krumë", ""), "row 4, seat_name", "the text is empty"),
        (HAS.replace("municipality,AL013", "municipality,AL099"), "row 4, qark_id", "names a qark of this table"),
        (HAS + ",more", "row 4", "has 14 cells"),
    ],
)
def test_a_bad_row_says_what_is_wrong(tmp_path: Path, row: str, place: str, words: str):
    text = messages(table(tmp_path, COUNTRY, QARK, row))
    assert place in text
    assert words in text


def test_a_code_that_stands_twice_is_named_with_both_rows(tmp_path: Path):
    text = messages(table(tmp_path, COUNTRY, QARK, HAS, HAS))
    assert "row 5, region_id: the code stands twice (found 'AL131')" in text
    assert "row 4 has it already" in text
