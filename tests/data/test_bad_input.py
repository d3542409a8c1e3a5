"""Bad data files: each fault a clear message with file, row, column, value and remedy; all at once; nothing is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.checks import check_data
from data.dataset import load_dataset
from data.problems import DataError

POVERTY = "indicators/tables/poverty.csv"


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def write(name: str, raw: bytes) -> Callable[[Path], None]:
    return lambda root: (root / name).write_bytes(raw) and None


def drop(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


CASES = {
    "unknown TOML key": (edit("indicators/poverty.toml", "theme =", "teme ="), "poverty.toml, teme", "did you mean 'theme'"),
    "missing TOML key": (edit("indicators/poverty.toml", "decimals = 0\n", ""), "poverty.toml, decimals", "the key is missing"),
    "empty text": (edit("indicators/poverty.toml", 'meaning = "M"', 'meaning = ""'), "text.sq.meaning", "the text is empty"),
    "broken TOML": (edit("indicators/poverty.toml", "levels = [", "levels = "), "poverty.toml", "not valid TOML"),
    "missing source": (drop("sources/stats.toml"), "poverty.toml, sources", "add data/sources/stats.toml"),
    "duplicate region row": (
        edit(POVERTY, "AL012,2017-18", "AL011,2017-18"),
        "poverty.csv, row 4, region_id",
        "keep one of rows 3 and 4",
    ),
    "value out of range": (edit(POVERTY, ",30,", ",300,"), "poverty.csv, row 2, value", "the valid range is 0 to 100"),
    "value outside its interval": (edit(POVERTY, ",30,", ",36,"), "poverty.csv, row 2, value", "outside its own interval"),
    "unknown region": (edit(POVERTY, "AL012", "AL099"), "poverty.csv, row 4, region_id", "unknown region"),
    "a name instead of a code": (edit(POVERTY, "AL012", "Jug"), "poverty.csv, row 4, region_id", "wrong form"),
    "level not spoken of": (edit(POVERTY, "AL012", "AL121"), "poverty.csv, row 4, region_id", "does not speak of this level"),
    "decimal comma": (edit(POVERTY, ",10,", ',"10,5",'), "poverty.csv, row 4, value", "write it with a decimal point"),
    "infinity": (edit(POVERTY, ",10,", ",inf,"), "poverty.csv, row 4, value", "not finite"),
    "a gap with a value": (edit(POVERTY, "10,observed", "10,too_few"), "poverty.csv, row 4, state", "value and state do not fit"),
    "a value without a state": (edit(POVERTY, "10,observed", "10,"), "poverty.csv, row 4, state", "not one of the allowed words"),
    "an unknown gap": (edit(POVERTY, "10,observed", ",missing"), "poverty.csv, row 4, state", "not_published"),
    "a strange period": (edit(POVERTY, "AL011,2008-09", "AL011,spring"), "poverty.csv, row 2, period", "write 2011"),
    "missing column": (edit(POVERTY, "period,", ""), "poverty.csv, row 1, period", "the column is missing"),
    "unknown column": (edit(POVERTY, "note,", "notes,"), "poverty.csv, row 1, notes", "did you mean 'note'"),
    "column twice": (edit(POVERTY, "upper", "lower"), "poverty.csv, row 1, lower", "stands there twice"),
    "ragged row": (edit(POVERTY, "AL012,2017-18,10,", "AL012,2017-18,10,1,"), "poverty.csv, row 4", "the row has 10 cells"),
    "broken UTF-8": (write(POVERTY, b"region_id,period\nAL011,20\xff"), "poverty.csv, row 2", "not UTF-8"),
    "empty file": (write(POVERTY, b""), "poverty.csv", "the file is empty"),
    "header only": (write(POVERTY, b"region_id,period,value,state,note\n"), "poverty.csv", "a header but no row"),
    "file missing": (drop("records/services.csv"), "services.csv", "missing"),
    "table without an indicator": (write("indicators/tables/orphan.csv", b"x"), "orphan.csv", "no indicator uses this table"),
    "goalposts reversed": (edit("indicators/poverty.toml", "low = 0.0", "low = 60.0"), "goalposts.low", "low must be under high"),
    "context with goalposts": (edit("indicators/poverty.toml", '"vulnerability"', '"context"'), "goalposts", "context indicator"),
    "a shelter at a municipality": (
        edit("records/services.csv", "shelter,AL011", "shelter,AL111"),
        "services.csv, row 3, region_id",
        "never placed more precisely",
    ),
    "unknown category": (edit("records/services.csv", "police,AL111", "polis,AL111"), "row 4, category", "unknown category"),
    "a small count of people": (
        edit("records/communities.csv", "roma,2011,=,,suppressed", "roma,2011,=,7,observed"),
        "communities.csv, row 3, value",
        "write state suppressed",
    ),
    "citation without a source": (edit("records/projects.csv", "partial#1", "nobody#1"), "row 6, citations", "unknown source"),
    "unknown project type": (edit("records/projects.csv", ",research,", ",reserch,"), "row 4, types", "unknown word"),
    "dates reversed": (edit("records/projects.csv", "2005-06,2005-08", "2005-09,2005-08"), "row 4, start", "after the end"),
    "an undated record with dates": (
        edit("records/projects.csv", ",,,report_period", ",2005,,report_period"),
        "window",
        "has dates",
    ),
    "an impossible month": (edit("records/projects.csv", "2005-06,2005-08", "2005-13,2005-08"), "row 4, start", "wrong form"),
    "id twice": (edit("records/projects.csv", "P2,Dy", "P1,Dy"), "projects.csv, row 3, project_id", "stands there already"),
    "a place of nobody": (edit("records/project_places.csv", "P7,", "P8,"), "project_places.csv", "belongs to no record"),
    "place and level apart": (
        edit("records/project_places.csv", "AL012,Jug,qark", "AL012,Jug,municipality"),
        "row 4, place_level",
        "do not fit",
    ),
    "coverage of an unknown region": (edit("sources/partial.toml", '"AL011"', '"AL088"'), "coverage.regions", "unknown region"),
    "coverage reversed": (edit("sources/partial.toml", '"2025-03"', '"2018-03"'), "coverage.from", "correct from and to"),
    "coverage of an unknown theme": (edit("sources/partial.toml", '["projects"]', '["projekts"]'), "coverage.themes", "theme"),
    "region code twice": (edit("geo/regions.csv", "AL122,", "AL121,"), "regions.csv, row 8, region_id", "stands twice"),
    "a municipality of no qark": (
        edit("geo/regions.csv", "AL122,municipality,AL012", "AL122,municipality,AL013"),
        "qark_id",
        "fit",
    ),
    "a merge not carried out": (edit("records/merged.csv", "S9", "S2"), "merged.csv", "not carried out"),
    "a link to nowhere": (edit("records/mechanisms.csv", "report#9,S1", "report#9,S77"), "M1, see_also", "unknown record"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_named_with_its_place_and_remedy(tiny: Path, name: str) -> None:
    change, place, words = CASES[name]
    change(tiny)
    report = check_data(tiny)
    lines = [problem.as_line() for problem in report.problems]
    assert not report.ok
    assert any(place in line and words in line for line in lines), lines
    assert all(problem.remedy for problem in report.problems)


def test_a_faulty_folder_is_not_loaded_and_every_fault_is_told_at_once(tiny: Path) -> None:
    for name in ("value out of range", "unknown project type", "a small count of people", "coverage of an unknown theme"):
        CASES[name][0](tiny)
    with pytest.raises(DataError) as caught:
        load_dataset(tiny)
    assert {p.file for p in caught.value.problems} == {"poverty.csv", "projects.csv", "communities.csv", "partial.toml"}


def test_the_tiny_folder_itself_is_good(tiny: Path) -> None:
    assert check_data(tiny).as_dict()["problems"] == []


def test_a_source_that_nothing_cites_is_told(tiny: Path) -> None:
    (tiny / "sources" / "idle.toml").write_bytes((tiny / "sources" / "stats.toml").read_bytes())
    assert [problem.file for problem in check_data(tiny).problems] == ["idle.toml"]


def test_the_version_changes_with_any_byte(tiny: Path) -> None:
    before = load_dataset(tiny).version
    edit(POVERTY, ",30,", ",31,")(tiny)
    assert load_dataset(tiny).version != before
