from collections import Counter
from pathlib import Path

import pytest

from data.geo.regions import load_regions
from data.geo.sites import ADMIN_UNITS_FILE, AdminUnitRow, ExtraPlaceRow, read_sites
from data.problems import DataError


def codes() -> list[str]:
    return [region.region_id for region in load_regions().values() if region.level == "municipality"]


def test_every_municipality_has_a_known_point():
    assert set(Counter(site.region_id for site in read_sites(codes()))) == set(codes())


def test_all_373_administrative_units_are_listed_even_those_without_a_point():
    lines = ADMIN_UNITS_FILE.read_text(encoding="utf-8").splitlines()[1:]
    assert len({line.split(",")[0] for line in lines}) == 373


def test_faults_of_both_files_are_reported_together(tmp_path: Path):
    units, extra = tmp_path / "units.csv", tmp_path / "extra.csv"
    units.write_text(",".join(AdminUnitRow.model_fields) + "\n1,X,AL999,Has,X,42.1,20.4,\n", encoding="utf-8")
    extra.write_text(",".join(ExtraPlaceRow.model_fields) + "\nY,AL131,Y,12,20.4,,geonames\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_sites(["AL131"], units, extra)
    assert "units.csv, row 2, region_id: unknown municipality (found 'AL999')" in str(caught.value)
    assert "extra.csv, row 2, lat: input should be greater than or equal to 39.5 (found '12')" in str(caught.value)
