"""The routes and the command of the data files, and the links that lead to them."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from subprocess import run

import openpyxl
import pytest
from workspace_examples import publish, workspace_environ

from dashboard import cli
from dashboard.app import create_app
from dashboard.export.plan_table import NOT_RECORDED
from dashboard.view_models.directory import build_directory
from dashboard.view_models.method_page import build_method_page
from dashboard.view_models.table import build_table_view
from data.geo.boundaries import load_boundaries
from data.workspace import Workspace

TODAY = date(2026, 11, 22)
TINY = Path(__file__).parents[2] / "fixtures" / "tiny"
ENDINGS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}


@pytest.fixture(scope="module")
def client(shipped):
    return create_app(shipped, load_boundaries(), TODAY).server.test_client()


def read_csv(client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_form_is_sent_as_what_it_is_under_a_name_that_says_what_it_holds(client, ending: str) -> None:
    answer = client.get(f"/download/data.{ending}?lang=en&level=qark&table=dictionary&layer=hdi")
    if ending in ("geojson", "parquet"):
        assert answer.status_code == 400
        assert "choose one of" in answer.text
        answer = client.get(f"/download/data.{ending}?lang=en&level=qark&layer=hdi")
        assert "parandalim-view-hdi-qark-2006-07-31" in answer.headers["Content-Disposition"]
    assert answer.status_code == 200
    assert answer.content_type.startswith(ENDINGS[ending])
    assert re.search(rf'filename="parandalim-[\w-]+\.{ending}"', answer.headers["Content-Disposition"])


def test_the_hxl_row_comes_on_request(client) -> None:
    plain = read_csv(client, "/download/data.csv?layer=hdi")
    tags, *tagged = read_csv(client, "/download/data.csv?layer=hdi&hxl=1")
    assert tagged == plain
    assert tags["region_id"] == "#adm1+code+lau"


def test_a_page_s_file_holds_what_the_page_shows(client) -> None:
    listed = read_csv(client, "/download/data.csv?page=directory&kind=service&type=s.shelter&date=2006-07-31")
    same = read_csv(client, "/download/directory.csv?kind=service&type=s.shelter&date=2006-07-31")
    assert [row["record_id"] for row in listed] == [row["record_id"] for row in same]
    assert listed


@pytest.mark.parametrize("region", ["AL013", "AL022"])
def test_an_area_s_workbook_speaks_of_that_area_alone(client, region: str) -> None:
    answer = client.get(f"/download/area.xlsx?region={region}&lang=sq&date=2006-07-31")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    heads, _, *rows = book["scores"].iter_rows(values_only=True)
    assert {row[heads.index("qark_id")] for row in rows} == {region}
    heads, _, *rows = book["services"].iter_rows(values_only=True)
    assert all(region in row[heads.index("qark_ids")] for row in rows)
    assert client.get("/download/area.xlsx").status_code == 400


def test_the_plan_s_matrix_says_what_is_not_recorded(client) -> None:
    rows = read_csv(client, "/download/directory-plan.csv?date=2006-07-31")
    today = read_csv(client, "/download/directory-plan.csv?date=2026-11-22")
    assert {row["plan"] for row in rows} == {"pkv-2005-07", "children-2005-07", "nrm"}
    assert any(row["AL013"].isdigit() for row in rows)
    assert {row["AL013"] for row in today} == {NOT_RECORDED}
    tags, *_ = read_csv(client, "/download/directory-plan.csv?hxl=1")
    assert tags["AL013"] == "#activity+supporting+num+al013"


def test_the_pages_lead_to_files_that_are_there(client, real, choose) -> None:
    view = choose(real, lang="en", layer="hdi", region="AL013", find="k")
    addresses = [address for _, address in build_table_view(real, view).files]
    method = build_method_page(real, replace(view, page="method"))
    links = [block.href for section in method.sections for block in section.blocks if hasattr(block, "href")]
    plan = build_directory(real, replace(view, page="directory", wanted=replace(view.wanted, part="plan")))
    plans = [action.address for action in plan.answer.plan.files]
    found = [*addresses, *plans, *(link for link in links if "data." in link or "/api/" in link)]
    assert len(found) == len(set(found)) == 14
    for address in found:
        assert client.get(address).status_code == 200
    assert not any("region=" in address for address in addresses if "data." in address)


def test_what_is_imported_shows_in_files_and_interface_without_a_restart(tiny_dataset, tmp_path) -> None:
    environ, now = workspace_environ(tmp_path), [100.0]
    client = create_app(None, load_boundaries(), TODAY, environ, lambda: now[0]).server.test_client()
    before = client.get("/api/v1/versions")
    publish(Workspace.create(environ))
    now[0] += 2
    after = client.get("/api/v1/versions", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert [own["name"] for own in after.get_json()["data"]["imported"]] == ["survey-wave-1"]
    named = json.loads(client.get("/download/data.geojson?layer=hdi").data)["data_version"]
    assert named == after.get_json()["meta"]["data_version"] != before.get_json()["meta"]["data_version"]


def test_the_command_writes_what_is_asked_and_says_what_it_does_not_know(tmp_path, capsys) -> None:
    out = tmp_path / "scores.geojson"
    options = ["--level", "municipality", "--lang", "en", "--data", str(TINY)]
    with pytest.raises(SystemExit) as done:
        cli.main(["export", "data", "--format", "geojson", "--region", "AL012", "--out", str(out), *options])
    assert not done.value.code
    assert {f["id"] for f in json.loads(out.read_bytes())["features"]} == {"AL121", "AL122"}
    capsys.readouterr()
    with pytest.raises(SystemExit) as done:
        cli.main(["export", "data", "--region", "AL999", "--out", str(out), *options])
    assert done.value.code == 1
    assert "choose one of AL011" in capsys.readouterr().err


def test_starting_the_app_loads_nothing_that_only_files_need() -> None:
    code = "import sys, dashboard.app; print([m for m in ('geopandas', 'xlsxwriter', 'pyogrio') if m in sys.modules])"
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
