"""Imported travel times from beginning to end: what they change in the score, and how every screen and file says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from plain_shapes import shapes_of
from record_files import record_file
from typer.testing import CliRunner

from dashboard.commands.fund_commands import app
from dashboard.export.tables import dictionary_table, values_table
from dashboard.record_importing import import_records
from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.world import World
from data.dataset import with_workspace
from data.types import Dataset
from data.workspace import open_workspace
from models.access import places_with_service, seat_distances_km
from models.risk_index import score_areas
from models.travel import REACH_KM, REACH_MINUTES

DAY = date(2006, 7, 31)
LAYER = "services_in_reach"


def a_pair(dataset: Dataset) -> tuple[str, str]:
    """A municipality without a service and one with some, within reach of each other in a straight line."""
    ids, km = seat_distances_km(dataset)
    places = places_with_service(dataset, DAY)
    return next((a, b) for a in ids for b in places if a not in places and km[ids.index(a), ids.index(b)] <= REACH_KM)


@pytest.fixture(scope="module")
def imported(shipped: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The shipped data with one slow way, brought in by the real importer."""
    folder: Path = tmp_path_factory.mktemp("travel")
    environ = {"PARANDALIM_WORKSPACE": str(folder / "workspace")}
    a, b = a_pair(shipped)
    row = {"from": a, "to": b, "mode": "car", "minutes": f"{REACH_MINUTES + 30:g}"}
    import_records(record_file(folder, "travel-times", [row]), "ana", environ, dataset=shipped)
    workspace = open_workspace(environ)
    assert workspace is not None
    return with_workspace(shipped, workspace)


def test_a_slow_way_takes_services_out_of_reach_and_so_makes_prevention_thinner(shipped: Dataset, imported: Dataset) -> None:
    town, place = a_pair(shipped)
    before, after = (score_areas(dataset, "municipality", DAY) for dataset in (shipped, imported))
    reach = {name: next(r for r in table[town].readings if r.indicator_id == LAYER) for name, table in
             (("before", before), ("after", after))}  # fmt: skip
    assert reach["after"].value < reach["before"].value
    assert (reach["before"].note, reach["after"].note) == ("", "by_time")
    assert after[town].thin_prevention > before[town].thin_prevention
    assert after[place].thin_prevention <= before[place].thin_prevention, "fewer people share what is there"
    distances = [[r.value for r in table[town].readings if r.indicator_id == "distance_to_service"] for table in (before, after)]
    assert distances[0] == distances[1], "kilometres stay kilometres"


@pytest.mark.parametrize(("lang", "said"), [("en", "by imported travel times"), ("sq", "kohëve të importuara të udhëtimit")])
def test_every_screen_and_file_says_by_what_reach_is_told(shipped: Dataset, imported: Dataset, lang: str, said: str) -> None:
    plain, world = (World(dataset, shapes_of(dataset), date(2026, 11, 22)) for dataset in (shipped, imported))
    words = load_words(lang)
    minutes = f"{REACH_MINUTES:g}"
    for name in (LAYER, "units_in_reach"):
        assert minutes in world.layers[name].caveat[lang].removeprefix(plain.layers[name].caveat[lang])
        assert minutes not in plain.layers[name].caveat[lang]
    assert world.layers["people_reached"].caveat == plain.layers["people_reached"].caveat
    values = list_area_values(world, world.layers[LAYER], "qark", DAY, words)
    assert all(any(said in mark for mark in value.marks) for value in values)
    selection = Selection(lang, "qark", LAYER, DAY, "", (), "map")
    heads, *rows = values_table(world, selection)
    notes = {row[heads.index("note")] for row in rows if row[heads.index("indicator_id")] == LAYER}
    assert notes == {"by_time"}
    heads, *rows = dictionary_table(world, selection)
    row = next(row for row in rows if row[0] == LAYER)
    assert row[heads.index(f"caveat_{lang}")] == world.layers[LAYER].caveat[lang]


def test_points_by_time_name_the_ways_that_nobody_knows(imported: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.commands.fund_commands.open_dataset", lambda root: imported)
    asked = ["locate", "--sites", "2", "--by", "time", "--minutes", "90", "--lang", "en", "--format", "csv"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.exception
    assert "90 minutes by car by the imported travel times; for 3,658 of 3,660 ways no time is known" in done.stderr


def test_without_a_table_points_by_time_are_refused_in_words(shipped: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.commands.fund_commands.open_dataset", lambda root: shipped)
    done = CliRunner().invoke(app, ["locate", "--by", "time", "--lang", "sq"])
    assert done.exit_code != 0
    assert "asnjë kohë udhëtimi" in str(done.exception)
