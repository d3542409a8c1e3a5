"""The JSON interface keeps to its own description."""

from __future__ import annotations

import json
from datetime import date

import pytest
from data_file_examples import HIDDEN, NOTE, TODAY, evil_dataset
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from dashboard.api.catalogue import ENDPOINTS
from dashboard.app import create_app
from data.geo.boundaries import load_boundaries
from models.method import METHOD_VERSION

ROOT = "/api/v1"
# One question of each path that is more than the bare path, and lists of both levels.
ASKED = (
    "/regions?level=municipality&parent=AL013",
    "/indicators?pillar=vulnerability&level=qark",
    "/values?level=municipality&region=AL013&as_of=2024-06-30&limit=1000",
    "/values?indicator=hdi",
    "/score?level=municipality&limit=500",
    "/score?region=AL013&as_of=2026-11-22",
    "/records?kind=project&standing=active&as_of=2006-07-31",
    "/records?type=s.shelter",
    "/records?q=shkoder&area=AL015&limit=1000",
    "/communities?group=roma&limit=1000",
    "/sources?limit=1000",
)


@pytest.fixture(scope="module")
def client(shipped):
    return create_app(shipped, load_boundaries(), TODAY).server.test_client()


@pytest.fixture(scope="module")
def described(client) -> dict:
    return client.get(f"{ROOT}/openapi.json").get_json()


def schema_of(described: dict, path: str) -> dict:
    found = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {**found, "components": described["components"]}


def pattern_of(path: str) -> str:
    first = path.lstrip("/").partition("?")[0].split("/")
    return f"/{first[0]}{'/{id}' if len(first) > 1 else ''}"


def get(client, path: str, **headers: str):
    return client.get(f"{ROOT}{path}", headers=headers)


def items(client, path: str) -> list[dict]:
    answer = get(client, path)
    assert answer.status_code == 200, answer.text
    return answer.get_json()["data"]


def test_the_description_is_valid_openapi(described) -> None:
    assert described["openapi"] == "3.1.0"
    validate(described)


def test_every_path_that_is_described_answers_by_its_own_schema(client, described) -> None:
    assert set(described["paths"]) == {endpoint.path for endpoint in ENDPOINTS}
    for path, methods in described["paths"].items():
        examples = {p["name"]: p["example"] for p in methods["get"]["parameters"] if p["in"] == "path"}
        answer = get(client, path.format(**examples))
        assert answer.status_code == 200
        assert answer.content_type.startswith("application/json")
        Draft202012Validator(schema_of(described, path)).validate(answer.get_json())
        assert answer.get_json()["data"]


@pytest.mark.parametrize("path", ASKED)
def test_filtered_answers_keep_to_the_schema_and_hold_something(client, described, path: str) -> None:
    answer = get(client, path)
    assert answer.status_code == 200, answer.text
    Draft202012Validator(schema_of(described, pattern_of(path))).validate(answer.get_json())
    assert answer.get_json()["data"]
    assert b"NaN" not in answer.data


def test_a_schema_that_lacks_a_member_would_be_noticed(client, described) -> None:
    body = get(client, "/regions").get_json()
    del body["data"][0]["pcode"]
    assert not Draft202012Validator(schema_of(described, "/regions")).is_valid(body)


def test_every_answer_carries_the_versions(client, shipped) -> None:
    for path in ("/regions", "/indicators/hdi", "/versions", "/score"):
        meta = get(client, path).get_json()["meta"]
        assert (meta["data_version"], meta["method_version"]) == (shipped.version, METHOD_VERSION)


def test_a_list_is_walked_by_its_links_and_nothing_comes_twice(client) -> None:
    whole = items(client, "/regions?limit=1000")
    found, path, steps = [], "/regions?limit=30", 0
    while path:
        body = get(client, path).get_json()
        found += body["data"]
        assert body["meta"]["total"] == len(whole) == 74
        path = (body["links"]["next"] or "").removeprefix(ROOT)
        steps += 1
    assert found == whole
    assert steps == 3
    assert 'rel="next"' in get(client, "/regions?limit=30").headers["Link"]


def test_every_value_is_a_figure_with_a_state_or_a_gap_with_a_reason(client) -> None:
    values = items(client, "/values?level=municipality&limit=1000")
    assert all((value["value"] is None) == (value["gap"] is not None) for value in values)
    assert all((value["value"] is None) == (value["state"] is None) for value in values)
    assert {value["gap"] for value in values} - {None}


def test_the_score_is_that_of_the_csv_file(client) -> None:
    import csv
    import io

    text = client.get("/download/scores.csv?level=qark&date=2006-07-31").data.decode("utf-8-sig")
    filed = {row["region_id"]: row for row in csv.DictReader(io.StringIO(text))}
    for score in items(client, "/score?as_of=2006-07-31"):
        row = filed[score["region_id"]]
        assert float(row["priority"]) == pytest.approx(score["priority"], abs=1e-4)
        assert row["class"] == score["class"]
        ranges = score["rank_range"]
        assert score["rank_range_state"] == "pending" or int(row["rank_p05"]) == ranges["p05"]


def test_what_is_known_already_is_not_sent_again(client) -> None:
    mark = get(client, "/sources").headers["ETag"]
    for accepted in ("identity", "br"):
        again = get(client, "/sources", **{"If-None-Match": mark, "Accept-Encoding": accepted})
        assert (again.status_code, again.data) == (304, b"")
    assert get(client, "/sources", **{"If-None-Match": 'W/"other"'}).status_code == 200
    assert get(client, "/sources").headers["Cache-Control"] == "no-cache"


def test_pages_of_other_sites_may_read_and_nobody_may_write(client) -> None:
    assert get(client, "/regions").headers["Access-Control-Allow-Origin"] == "*"
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(client, method)(f"{ROOT}/regions")
        assert refused.status_code == 405
        assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert refused.content_type == "application/problem+json"
    assert client.options(f"{ROOT}/regions").status_code == 204
    head = client.head(f"{ROOT}/regions")
    assert (head.status_code, head.data) == (200, b"")


@pytest.mark.parametrize(
    ("path", "parameter", "allowed"),
    [
        ("/score?level=town", "level", "qark"),
        ("/score?levle=qark", "levle", "level"),
        ("/score?as_of=1990-01-01", "as_of", "a day from 2003-01-31"),
        ("/score?as_of=soon", "as_of", "a day from 2003-01-31"),
        ("/values?indicator=hdj", "indicator", "hdi"),
        ("/values?limit=0", "limit", "a whole number from 1 to 1000"),
        ("/values?offset=-1", "offset", "a whole number from 0"),
        ("/records?kind=house", "kind", "service"),
        ("/records?area=Tirana", "area", "AL022"),
        ("/values?region=AL011&region=AL012", "region", "one value"),
    ],
)
def test_a_fault_says_what_is_allowed(client, described, path: str, parameter: str, allowed: str) -> None:
    answer = get(client, path)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    body = answer.get_json()
    Draft202012Validator({"$ref": "#/components/schemas/Problem", "components": described["components"]}).validate(body)
    (fault,) = body["errors"]
    assert fault["parameter"] == parameter
    assert any(text.startswith(allowed) for text in fault["allowed"])


def test_all_faults_are_told_at_once(client) -> None:
    assert len(get(client, "/score?level=x&as_of=y&limit=z").get_json()["errors"]) == 3


@pytest.mark.parametrize("path", ["/nothing", "/regions/AL011/more", "/indicators/nothing", "/openapi.yaml"])
def test_what_is_not_there_is_told_as_a_problem(client, path: str) -> None:
    answer = get(client, path)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_the_page_for_people_lists_every_path_and_loads_nothing_from_elsewhere(client) -> None:
    for lang, other in (("sq", "en"), ("en", "sq")):
        page = client.get(f"{ROOT}/?lang={lang}")
        assert page.content_type.startswith("text/html")
        assert f'<html lang="{lang}">' in page.text
        assert f"?lang={other}" in page.text
        assert all(endpoint.path in page.text for endpoint in ENDPOINTS)
        assert "http://" not in page.text
        assert "https://" not in page.text
    assert client.get(ROOT, follow_redirects=True).status_code == 200


def test_shelters_have_no_place_below_their_qark(client) -> None:
    found = items(client, "/records?type=s.shelter&limit=1000")
    assert found
    assert {place["level"] for record in found for place in record["places"]} <= {"qark", "country"}


@pytest.mark.parametrize("tier", ["public", "partner", "restricted"])
def test_only_what_is_public_leaves_whatever_the_build_shows(tiny_dataset, tmp_path, tier: str) -> None:
    environ = {"PARANDALIM_TIER": tier, "PARANDALIM_WORKSPACE": str(tmp_path / "none")}
    client = create_app(evil_dataset(tiny_dataset), load_boundaries(), TODAY, environ).server.test_client()
    bodies = [get(client, path).text for path in ("/records?limit=1000", "/values?level=municipality&limit=1000", "/score")]
    assert not any(HIDDEN in body or NOTE in body for body in bodies)
    (small,) = (v for v in json.loads(bodies[1])["data"] if v["gap"] == "suppressed")
    assert (small["region_id"], small["indicator_id"], small["value"]) == ("AL111", "census_population", None)
    assert date.fromisoformat(json.loads(bodies[2])["data"][0]["as_of"]) <= TODAY
