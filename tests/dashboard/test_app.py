from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import brotli
import pytest
from dash import Dash, Input, Output, html

from dashboard import ids
from dashboard.app import create_app
from dashboard.known_parts import known_parts
from dashboard.pages import PAGES
from data.geo.boundaries import load_boundaries

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def app(shipped):
    return create_app(shipped, load_boundaries(), TODAY)


@pytest.fixture(scope="module")
def client(app):
    return app.server.test_client()


def test_the_page_may_load_from_this_host_only(client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == directives["connect-src"] == "'self'"
    assert "unsafe" not in directives["script-src"]
    assert "http" not in policy
    assert "*" not in policy


def test_small_answers_do_not_carry_the_long_headers(client) -> None:
    assert "Content-Security-Policy" not in client.get("/_dash-layout").headers
    assert client.get("/_dash-layout").headers["X-Content-Type-Options"] == "nosniff"


def test_the_first_page_names_no_other_host(client) -> None:
    body = client.get("/").get_data(as_text=True)
    # Its own address stands there in full for those who preview a link.
    hosts = set(re.findall(r"https?://([^/'\"\\ ]+)", body)) - {"www.w3.org", "localhost"}
    assert hosts == set()
    # Names of scripts and styles, and the patterns; never geometry or data.
    assert len(body) < 20_000


@pytest.mark.parametrize("level", ["qark", "municipality", "neighbours"])
def test_geometry_is_kept_for_good_under_its_own_hash(app, client, level: str) -> None:
    url = geometry_url(app, level)
    answers = {coding: client.get(url, headers={"Accept-Encoding": coding}) for coding in ("br", "gzip", "identity")}
    bodies = {
        "br": brotli.decompress(answers["br"].data),
        "gzip": gzip.decompress(answers["gzip"].data),
        "identity": answers["identity"].data,
    }
    assert len(set(bodies.values())) == 1
    assert json.loads(bodies["br"])["features"]
    assert "immutable" in answers["br"].headers["Cache-Control"]
    assert len(answers["br"].data) < 30_000


def geometry_url(app, level: str) -> str:
    client = app.server.test_client()
    pages = [
        client.post("/_dash-update-component", json=page_request(search)).get_json() for search in ("", "?level=municipality")
    ]
    return re.search(rf"/geo/\w+/{level}\.json", json.dumps(pages)).group()


def page_request(search: str = "") -> dict[str, object]:
    return {
        "output": "app-root.children",
        "outputs": {"id": "app-root", "property": "children"},
        "inputs": [{"id": "query-page", "property": "data", "value": search}],
        "changedPropIds": ["query-page.data"],
    }


def test_another_hash_is_not_found(client) -> None:
    assert client.get("/geo/0000000000/qark.json").status_code == 404
    assert client.get("/geo/0000000000/planet.json").status_code == 404


def test_label_points_lie_within_the_country(app, shipped) -> None:
    from dashboard.geometry import files_of, shapes_of

    boundaries = load_boundaries()
    shapes = shapes_of(files_of(boundaries), boundaries)
    west, south, east, north = shapes.bounds
    assert all(south < lat < north and west < lon < east for lat, lon in shapes.label_points.values())
    assert shapes.ids["qark"] == tuple(r.region_id for r in shipped.regions_at("qark"))


def test_two_apps_live_in_one_process(shipped, tiny_dataset) -> None:
    first = create_app(shipped, load_boundaries(), TODAY)
    second = create_app(shipped, load_boundaries(), date(2024, 1, 1))
    assert first.server is not second.server
    assert set(first.callback_map) == set(second.callback_map)


def test_the_wiring_speaks_of_parts_that_the_pages_really_have(app, real) -> None:
    built = [register(Dash("bare", assets_folder="none"), real).page(f"?page={name}") for name, register in PAGES.items()]
    parts = {part.id: type(part) for page in (app.layout, *built) for part in page._traverse() if getattr(part, "id", None)}
    for part in known_parts(app):
        wanted = type(part)
        assert part.id in parts
        assert wanted is html.Div or wanted is parts[part.id]


def test_dash_knows_each_of_them_once(app) -> None:
    laid = [part.id for part in app.validation_layout._traverse() if getattr(part, "id", None)]
    assert len(laid) == len(set(laid))
    assert {part.id for part in known_parts(app)} <= set(laid)


def test_a_callback_on_an_unknown_property_is_named() -> None:
    bare = Dash("bare", assets_folder="none")
    bare.callback(Output("map-panel", "wings"), Input("query-url", "data"))(lambda data: data)
    with pytest.raises(ValueError, match=r"map-panel\.wings: add the component"):
        known_parts(bare)


def test_starting_the_app_scores_nothing_and_imports_no_scikit_learn() -> None:
    code = "import sys; from dashboard.app import create_app; create_app(); print('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "False"


def test_importing_the_app_builds_nothing_until_it_is_asked() -> None:
    import dashboard.app as module

    with pytest.raises(AttributeError):
        module.no_such_thing  # noqa: B018


def test_the_router_cuts_the_address_into_as_many_slices_as_there_are_stores() -> None:
    router = (Path(ids.__file__).parent / "assets" / "router.js").read_text(encoding="utf-8")
    cut = router.split("var SLICES = [")[1].split("];")[0]
    assert len(re.findall(r"\[", cut)) == len(ids.SLICES)
