"""An organisation's own records from beginning to end: what they change on the pages, and what never leaves the workspace."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from plain_shapes import shapes_of
from record_files import COMMUNITY, FIGURE, GOOD, HXL, PROJECT, SERVICE, record_file, write_lines, write_source

from dashboard.app import create_app
from dashboard.callbacks.map_page import MapPage
from dashboard.cli import main
from dashboard.commands.output import open_dataset
from dashboard.export.directory_tables import register_directory_downloads
from dashboard.export.downloads import register_downloads
from dashboard.figures.layer_pack import write_pack
from dashboard.living_world import LivingWorld
from dashboard.record_importing import Done, import_records
from dashboard.record_words import in_words
from dashboard.text import load_locale, load_words
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.layer_pack import build_layer_pack
from dashboard.view_models.world import World
from data.dataset import load_dataset, with_workspace
from data.imports.places import ASSUMPTIONS
from data.imports.read_records import IATI, WHO_WHAT_WHERE, RecordFile
from data.imports.record_specs import SPECS
from data.imports.templates import TEMPLATES, write_template
from data.problems import DataError
from data.types import Dataset
from data.workspace import Workspace, open_workspace
from models.presence import is_complete, last_complete_date
from models.suppress_dataset import protect_dataset

TODAY = date(2026, 11, 22)
KUKES, HAS = "AL132", "AL131"
IATI_FILE = Path(__file__).parents[1] / "fixtures" / "iati" / "activities.xml"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"PARANDALIM_WORKSPACE": str(tmp_path / "workspace")}


def opened(environ: dict[str, str]) -> Workspace:
    workspace = open_workspace(environ)
    assert workspace is not None
    return workspace


def bring(folder: Path, environ, dataset: Dataset, kind: str, *rows: dict[str, str], **more) -> Done:
    return import_records(record_file(folder, kind, rows or [GOOD[kind]], **more), "ana", environ, dataset=dataset)


def joined(environ, dataset: Dataset) -> Dataset:
    return with_workspace(dataset, opened(environ))


def gap_of(dataset: Dataset, on: date = TODAY) -> tuple[str, bool]:
    world = World(protect_dataset(dataset), shapes_of(dataset), TODAY)
    values = list_area_values(world, world.layers["bivariate"], "qark", on, load_words("en"))
    found = next(value for value in values if value.region_id == "AL013")
    return found.gap, found.class_index is not None


def test_a_complete_directory_of_kukes_gives_its_gap_view_a_value_and_a_withdrawal_takes_it_back(
    tmp_path, environ, shipped
) -> None:
    source = write_source(tmp_path, ("AL013",))
    assert gap_of(shipped) == ("not_recorded", False)
    bring(tmp_path, environ, shipped, "services", source=source)
    assert gap_of(joined(environ, shipped)) == ("not_recorded", False)
    bring(tmp_path, environ, shipped, "projects", source=source)
    assert gap_of(joined(environ, shipped)) == ("", True)
    world = World(joined(environ, shipped), shapes_of(shipped), TODAY)
    scores = world.scores("qark", TODAY)
    assert not math.isnan(scores["AL013"].thin_prevention)
    assert scores["AL011"].gap == "not_recorded"
    opened(environ).withdraw("projects", "ana")
    assert gap_of(joined(environ, shipped)) == ("not_recorded", False)
    opened(environ).rollback("projects", 1, "ana")
    assert gap_of(joined(environ, shipped)) == ("", True)
    opened(environ).withdraw("projects", "ana")
    opened(environ).withdraw("services", "ana")
    assert joined(environ, shipped) is shipped


def test_a_source_speaks_only_for_what_was_imported(tmp_path, environ, shipped) -> None:
    done = bring(tmp_path, environ, shipped, "services", source=write_source(tmp_path, ("AL013",)))
    known = joined(environ, shipped)
    assert is_complete(known, "AL013", "services", TODAY)
    assert not is_complete(known, "AL013", "projects", TODAY)
    assert done.told.not_covered == ("projects",)
    assert not is_complete(known, "AL011", "services", TODAY)


def test_with_complete_records_of_the_whole_country_in_parts_today_is_the_default(tmp_path, environ, shipped) -> None:
    qarks = [qark.region_id for qark in shipped.regions_at("qark")]
    bring(tmp_path, environ, shipped, "services", source=write_source(tmp_path, ("AL",), end="2026-12-31"))
    bring(tmp_path, environ, shipped, "projects", source=write_source(tmp_path, qarks[:6], end="2026-12-31"))
    assert last_complete_date(joined(environ, shipped)) == last_complete_date(shipped) == date(2006, 7, 31)
    bring(tmp_path, environ, shipped, "projects", name="more", source=write_source(tmp_path, qarks[6:], end="2026-12-31"))
    assert World(joined(environ, shipped), shapes_of(shipped), TODAY).default_date == TODAY
    opened(environ).withdraw("more", "ana")
    assert World(joined(environ, shipped), shapes_of(shipped), TODAY).default_date == date(2006, 7, 31)


def test_own_records_stand_beside_the_shipped_ones_and_never_in_their_place(tmp_path, environ, shipped) -> None:
    same = next(iter(shipped.services))
    bring(tmp_path, environ, shipped, "services", {**SERVICE, "service_id": same, "see_also": same})
    bring(tmp_path, environ, shipped, "services", {**SERVICE, "service_id": same}, name="others")
    known = joined(environ, shipped)
    mine = [name for name in known.services if name not in shipped.services]
    assert len(mine) == 2
    assert all(name.startswith("own-") and len(name) <= 60 for name in mine)
    assert not [name for name in (*shipped.services, *shipped.projects, *shipped.sources) if name.startswith("own-")]
    assert all(known.services[name] is shipped.services[name] for name in shipped.services)
    assert known.services[mine[0]].see_also == ()
    assert known.services[mine[1]].see_also == (mine[1],)
    assert known.services[mine[0]].citations[0].source_id == "own-others"
    assert known.sources["own-services"].title["sq"] == "Lista e provës"


def test_places_of_every_kind_are_resolved_and_what_was_assumed_is_told_and_kept(tmp_path, environ, shipped) -> None:
    rows = [
        {**PROJECT, "project_id": "P1", "place": "rrethi i Pukës; KUKES; AL011"},
        {**PROJECT, "project_id": "P2", "place": "Bajram Curri; Askundi i Epërm"},
        {**PROJECT, "project_id": "P3", "place": ""},
    ]
    done = bring(tmp_path, environ, shipped, "projects", *rows)
    projects = {p.project_id[-2:]: p for p in joined(environ, shipped).projects.values() if p.project_id.startswith("own-")}
    assert [p.region_id for p in projects["P1"].places] == ["AL153", KUKES, "AL011"]
    assert [(p.region_id, p.named_sq, p.place_level) for p in projects["P2"].places] == [
        ("AL133", "Bajram Curri", "municipality"),
        ("", "Askundi i Epërm", "not_named"),
    ]
    assert [p.place_level for p in projects["P3"].places] == ["not_named"]
    codes = [remark.code for remark in done.told.remarks]
    assert {"former_district_of_several", "unknown_place", "no_location", "town_or_unit_in_municipality"} <= set(codes)
    assert [fact[2] for fact in done.version.facts["remarks"]] == codes
    assert any("Askundi i Epërm" in line for line in in_words(done, "sq"))


def test_a_shelter_is_placed_at_its_qark_and_nothing_tells_where_it_is(tmp_path, environ, shipped) -> None:
    row = {**SERVICE, "category": "shelter", "place": "Tropojë", "Adresa": "Rr. e Provës 7", "Kapaciteti": "12"}
    done = bring(tmp_path, environ, shipped, "services", {**row, "geo_lat": "42.35"})
    service = next(s for s in joined(environ, shipped).services.values() if s.service_id.startswith("own-"))
    assert service.region_id == "AL013"
    assert set(done.told.dropped) == {"address", "capacity", "exact place"}
    assert [r.code for r in done.told.remarks] == ["shelter_coarsened"]
    kept = opened(environ).read_table(done.version, "rows").to_pylist()
    told = json.dumps([kept, dict(done.version.facts), in_words(done), repr(service)], ensure_ascii=False)
    assert not [secret for secret in ("Trop", "Rr. e", "42.35", '"12"', "AL133") if secret in told]


def test_records_for_partners_stay_in_the_workspace_and_then_silence_is_no_absence(tmp_path, environ, shipped) -> None:
    source = write_source(tmp_path, ("AL013",))
    rows = [SERVICE, {**SERVICE, "service_id": "K2", "name_sq": "Vetëm për partnerët", "tier": "partner"}]
    done = bring(tmp_path, environ, shipped, "services", *rows, source=source)
    assert done.told.withheld == {"partner": 1}
    public = joined(environ, shipped)
    assert [s.tier for s in public.services.values() if s.service_id.startswith("own-")] == ["public"]
    assert not is_complete(public, "AL013", "services", TODAY)
    partner = joined({**environ, "PARANDALIM_TIER": "partner"}, shipped)
    assert [s.tier for s in partner.services.values() if s.service_id.startswith("own-")] == ["public", "partner"]
    assert is_complete(partner, "AL013", "services", TODAY)
    assert partner.version != public.version


def test_an_unknown_tier_stops_with_what_to_write(environ, shipped) -> None:
    with pytest.raises(ValueError, match=r"PARANDALIM_TIER is 'all': write one of public, partner, restricted"):
        create_app(shipped, environ={**environ, "PARANDALIM_TIER": "all"})


def test_what_ships_is_the_same_behind_the_protection(shipped) -> None:
    safe = protect_dataset(shipped)
    assert (safe.version, safe.sources, dict(safe.projects), dict(safe.services)) == (
        shipped.version, shipped.sources, dict(shipped.projects), dict(shipped.services),
    )  # fmt: skip
    assert [repr(v) for v in safe.values] == [repr(v) for v in shipped.values]
    assert [repr(c) for c in safe.communities] == [repr(c) for c in shipped.communities]
    assert dict(safe.mechanisms) == dict(shipped.mechanisms)


def bodies(dataset: Dataset, monkeypatch) -> dict[str, str]:
    """All that a visitor receives of the imported figures: map, table, files, layer pack."""
    from flask import Flask

    monkeypatch.setattr(World, "studied", lambda *_, **__: None)
    world = World(dataset, shapes_of(dataset), TODAY)
    page, server = MapPage(world), Flask("bytes")
    register_downloads(server, world)
    register_directory_downloads(server, world)
    client = server.test_client()
    search = f"?level=qark&layer=roma_census&date={TODAY}&region=AL013"
    found = {
        name: json.dumps(body(search), default=lambda part: part.to_plotly_json(), ensure_ascii=False, sort_keys=True)
        for name, body in (("map", page.map), ("table", page.table), ("panel", page.panel))
    }
    found["pack"] = json.dumps(write_pack(build_layer_pack(world, "en", "qark", TODAY), named=True))
    for name in ("values", "directory", "directory-3w"):
        found[name] = client.get(f"/download/{name}.csv?level=qark&date={TODAY}").get_data(as_text=True)
    return found


def test_imported_small_counts_are_told_at_import_and_no_byte_that_leaves_hangs_on_them(
    tmp_path, shipped, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {}
    for count in ("3", "7", "700"):
        folder = tmp_path / count
        folder.mkdir()
        environ = {"PARANDALIM_WORKSPACE": str(folder / "workspace")}
        figure = {**FIGURE, "indicator_id": "roma_census", "value": count, "note": f"{count} persons"}
        told = [
            bring(folder, environ, shipped, "indicators", figure).told.hidden,
            bring(folder, environ, shipped, "projects", {**PROJECT, "reached_n": count}).told.hidden,
            bring(folder, environ, shipped, "communities", {**COMMUNITY, "value": count}).told.hidden,
        ]
        assert told == (
            [(), (), ()]
            if count == "700"
            else [("roma_census AL013 2026",), ("Projekti i provës: reached_n",), ("roma AL131 2025",)]
        )
        monkeypatch.setenv("PARANDALIM_WORKSPACE", environ["PARANDALIM_WORKSPACE"])
        held = open_dataset(None)
        assert [c.gap for c in held.communities if c.estimate_id.startswith("own-")] == ["" if count == "700" else "suppressed"]
        sent[count] = bodies(replace(held, version="same"), monkeypatch)
    assert sent["3"] == sent["7"]
    assert {name for name in sent["3"] if sent["3"][name] != sent["700"][name]} >= {"map", "table", "pack", "values"}


def test_a_running_server_hides_what_was_imported(tmp_path, environ, tiny_dataset, shipped) -> None:
    figure = {**FIGURE, "indicator_id": "roma_census", "value": "7"}
    bring(tmp_path, environ, shipped, "indicators", figure)
    client = create_app(None, None, TODAY, environ).server.test_client()
    body = client.get(f"/download/values.csv?level=qark&date={TODAY}").get_data(as_text=True)
    (line,) = [line for line in body.splitlines() if line.startswith("AL013,") and ",roma_census," in line]
    assert "suppressed" in line
    assert ",7," not in line


def test_counts_that_contradict_their_sums_are_refused(tmp_path, environ, shipped) -> None:
    base = {**FIGURE, "indicator_id": "census_population"}
    rows = [{**base, "place": place, "value": value} for place, value in ((KUKES, "900"), (HAS, "900"), ("AL133", "5"))]
    with pytest.raises(DataError, match="cannot be less than its municipalities"):
        bring(tmp_path, environ, shipped, "indicators", *rows, {**base, "place": "AL013", "value": "800"})


@pytest.mark.parametrize("kind", sorted(SPECS))
def test_each_template_is_filled_in_and_imported_as_a_workbook(kind: str, tmp_path, environ, shipped) -> None:
    import openpyxl

    path = write_template(kind, tmp_path / "filled.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book[kind]
    heads = [cell.value for cell in sheet[1]]
    assert {head for head in heads if sheet.cell(1, heads.index(head) + 1).fill.fgColor.rgb.endswith("F5D9A8")} == SPECS[
        kind
    ].required
    for column, value in GOOD[kind].items():
        sheet.cell(2, heads.index(column) + 1).value = value
    book.save(path)
    file = RecordFile(path, kind, f"my-{kind}", source=write_source(tmp_path))
    done = import_records(file, "ana", environ, dataset=shipped)
    assert done.told.records == 1
    assert joined(environ, shipped).imported[0].kind == kind
    csv = write_template(kind, tmp_path / "empty.csv").read_text(encoding="utf-8-sig")
    assert csv.strip().split(",") == heads


def test_every_kind_has_a_template_and_the_source_too() -> None:
    assert {*SPECS, "source"} <= set(TEMPLATES)


def test_travel_times_and_figures_join_the_data(tmp_path, environ, shipped) -> None:
    bring(tmp_path, environ, shipped, "travel-times")
    bring(tmp_path, environ, shipped, "indicators", {**FIGURE, "value": "900"})
    known = joined(environ, shipped)
    (way,) = known.travel_times
    assert (way.from_id, way.to_id, way.mode, way.minutes, way.source_id) == (KUKES, HAS, "car", 45.0, "own-travel-times")
    (value,) = [v for v in known.values if v.source_id == "own-indicators"]
    assert (value.region_id, value.period, value.value, value.state) == ("AL013", "2026", 900.0, "observed")
    assert "own-indicators" in known.indicators["economic_aid_families"].source_ids


def test_of_two_imports_with_the_same_figure_the_second_is_refused(tmp_path, environ, shipped) -> None:
    bring(tmp_path, environ, shipped, "indicators")
    with pytest.raises(ValueError, match="this figure is there already"):
        bring(tmp_path, environ, shipped, "indicators", name="more")
    assert bring(tmp_path, environ, shipped, "indicators").version.number == 2


def test_iati_activities_become_projects_with_every_sum_and_organisation_kept(tmp_path, environ, shipped) -> None:
    file = RecordFile(IATI_FILE, "projects", "projects-iati", IATI, write_source(tmp_path), types=("prevention",))
    done = import_records(file, "ana", environ, dataset=shipped)
    mine = {name: p for name, p in joined(environ, shipped).projects.items() if name.startswith("own-")}
    assert len(mine) == done.told.records == 2
    assert all(p.types == ("prevention",) for p in mine.values())
    assert {place.region_id for p in mine.values() for place in p.places} > {""}
    money = opened(environ).read_table(done.version, "money").to_pylist()
    assert len({row["currency"] for row in money}) > 1
    assert {row["role"] for row in opened(environ).read_table(done.version, "organisations").to_pylist()} >= {
        "funding",
        "implementing",
    }
    assert not [file for file in done.version.tables.values() if file.micro]
    for lang in ("sq", "en"):
        lines = in_words(done, lang)
        assert not [line for line in lines if "{" in line]
        assert len(lines) > 5


def test_a_file_that_is_all_for_other_countries_is_refused_in_words(tmp_path, environ, shipped) -> None:
    path = tmp_path / "elsewhere.xml"
    activity = (
        "<iati-activity><iati-identifier>X-1</iati-identifier><title><narrative>T</narrative></title>"
        "<recipient-country code='XK'/></iati-activity>"
    )
    path.write_text(f"<iati-activities version='2.03'>{activity}</iati-activities>")
    with pytest.raises(DataError, match="no activity of the file is for Albania"):
        import_records(RecordFile(path, "projects", "x", IATI, write_source(tmp_path)), "ana", environ, dataset=shipped)


def test_a_3w_file_is_recognised_by_its_tags_and_says_what_it_took_them_for(tmp_path, environ, shipped) -> None:
    lines = [["Lista jonë"], [], *map(list, HXL)]
    path = write_lines(tmp_path / "3w.xlsx", lines)
    file = RecordFile(path, "projects", "projects-3w", WHO_WHAT_WHERE, write_source(tmp_path), types=("prevention",))
    done = import_records(file, "ana", environ, dataset=shipped)
    projects = sorted(
        (p for p in joined(environ, shipped).projects.values() if p.project_id.startswith("own-")), key=lambda p: p.organisation
    )
    assert [(p.organisation, p.name["sq"], p.reached_n, p.status) for p in projects[:1]] == [("OJF", "Klube", 100.0, "active")]
    assert {place.region_id for place in projects[0].places} == {KUKES, HAS}
    assert (projects[1].start, projects[1].end, math.isnan(projects[1].reached_n)) == (date(2025, 3, 1), None, True)
    assert done.told.mapping["#adm2 +name"] == "adm2"
    assert done.told.dropped == {"unknown tag": ("#x_colour",)}
    assert {r.code for r in done.told.remarks} >= {"reach_added", "no_status"}
    assert "#org is read as the organisation" in in_words(done, "en")


def test_every_code_that_a_reader_gives_has_words_in_both_languages() -> None:
    from_iati = ("title_in_other_language", "no_date", "several_currencies", "no_status", "sum_without_value_date", "no_location",
                 "abroad", "municipality_of_point", "ambiguous_place", "unknown_place")  # fmt: skip
    for lang in ("sq", "en"):
        known = load_locale(lang)
        assert all(f"imports.remark.{code}" in known for code in (*filter(None, ASSUMPTIONS), *from_iati))
        assert all(f"imports.dropped.{code}" in known for code in ("other_country", "contacts", "point", "children_in_file"))


def test_the_command_imports_and_says_what_it_did(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("PARANDALIM_WORKSPACE", str(tmp_path / "workspace"))
    file = record_file(tmp_path, "services", [SERVICE], source=write_source(tmp_path, ("AL013",)))
    said = ["import", "services", str(file.path), "--source", str(file.source), "--by", "ana", "--lang", "sq"]
    with pytest.raises(SystemExit) as ended:
        main(said)
    assert ended.value.code in (0, None)
    out = capsys.readouterr().out
    assert "u lexua 1 e dhënë" in out
    assert "burimi është i plotë për AL013 nga 01.01.2026 deri më 22.11.2026" in out
    assert "u botua: services, versioni 1" in out
    with pytest.raises(SystemExit) as ended:
        main(["import", "services", str(tmp_path / "source.toml"), "--source-id", "doc-001"])
    assert ended.value.code == 1
    assert "nothing was published" in capsys.readouterr().err


def test_a_living_world_takes_own_records_up_and_lets_them_go(tmp_path, environ, shipped) -> None:
    now = [0.0]
    living = LivingWorld(shipped, lambda known: World(known, shapes_of(known), TODAY), environ, lambda: now[0])
    bring(tmp_path, environ, load_dataset(), "services")
    now[0] += 60
    living.look()
    assert len(living.world.dataset.services) == len(shipped.services) + 1
    opened(environ).withdraw("services", "ana")
    now[0] += 60
    living.look()
    assert len(living.world.dataset.services) == len(shipped.services)
