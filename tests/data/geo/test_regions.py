import pytest

from data.geo.regions import load_regions


def test_the_shipped_table_names_the_country_12_qarks_and_61_municipalities():
    regions = load_regions()
    assert len(regions) == 74
    assert regions["AL314"].name == {"sq": "Skrapar", "en": "Skrapar"}
    assert regions["AL013"].full_name == {"sq": "Qarku i Kukësit", "en": "Kukës County"}
    assert regions["AL224"].name["en"] == "Tirana"


def test_every_municipality_lies_in_the_qark_that_its_code_and_pcode_say():
    regions = load_regions()
    for region in regions.values():
        if region.level == "municipality":
            assert region.pcode.startswith(regions[region.qark_id].pcode)
            assert region.region_id[:4] == "AL" + region.qark_id[3:]


def test_the_official_areas_of_the_municipalities_add_up_to_the_country():
    regions = load_regions().values()
    total = sum(region.area_km2 for region in regions if region.level == "municipality")
    assert total == pytest.approx(28_748, rel=0.03)
