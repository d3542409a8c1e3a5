"""The directory page as it is sent: whole in both languages, harmless whatever a record is called, exact in its files."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.callbacks.directory_page import DirectoryPage
from dashboard.state import DIRECTORY_PARTS, KINDS, Selection, Wanted, default_selection, parse_selection, to_query
from dashboard.view_models.directory_catalogue import catalogue_of
from dashboard.view_models.world import World, build_choices
from data.geo.boundaries import load_boundaries

TODAY = date(2026, 11, 22)
SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
CODES = st.text(alphabet="az09_.-", min_size=1, max_size=20)


@pytest.fixture(scope="module")
def client(shipped):
    return create_app(shipped, load_boundaries(), TODAY).server.test_client()


@pytest.fixture(scope="module")
def hostile(shipped, real) -> World:
    """The shipped data with a service and a project of ill-meant names."""
    service = next(s for s in shipped.services.values() if s.category == "day_centre")
    project = shipped.projects["001-KV-20"]
    bad = {"sq": SCRIPT, "en": FORMULA}
    data = replace(
        shipped,
        services={**shipped.services, "BAD": replace(service, service_id="BAD", name=bad, operator=FORMULA, summary=bad)},
        projects={**shipped.projects, "BADP": replace(project, project_id="BADP", name=bad, organisation=SCRIPT, donor="+1+1")},
    )
    return World(data, real.shapes, TODAY)


def written(part) -> str:
    return json.dumps(part.to_plotly_json(), default=lambda inner: inner.to_plotly_json(), ensure_ascii=False)


def rows(client, address: str) -> list[dict[str, str]]:
    sent = client.get(address)
    assert sent.status_code == 200
    assert sent.get_data().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(sent.get_data().decode("utf-8-sig"))))


@settings(max_examples=50)
@given(
    st.sampled_from(DIRECTORY_PARTS),
    st.sampled_from(("", *KINDS)),
    st.text(alphabet="abçë =<&%+ 1", max_size=30),
    CODES,
    st.sampled_from(("", "AL", "none", "AL031", "AL224")),
    st.integers(40, 100_000),
)
def test_the_whole_state_survives_the_address_bar(real, part, kind, words, code, area, shown) -> None:
    wanted = Wanted(part, kind, " ".join(words.split()), code, area, code, code, code, code, "001-KV-01", shown)
    choices = build_choices(real)
    selection = replace(default_selection(choices), page="directory", wanted=wanted)
    assert parse_selection(to_query(selection), choices) == selection


@given(st.dictionaries(st.sampled_from(["part", "kind", "q", "type", "area", "upto", "item"]), st.text(max_size=20)))
def test_junk_in_the_address_is_no_error(real, junk: dict[str, str]) -> None:
    from urllib.parse import urlencode

    found = parse_selection(urlencode(junk), build_choices(real)).wanted
    assert found.part in DIRECTORY_PARTS
    assert 40 <= found.shown <= 100_000


@pytest.mark.parametrize("lang", ["sq", "en"])
@pytest.mark.parametrize("part", DIRECTORY_PARTS)
def test_the_page_is_drawn_in_every_view_and_language(real, lang: str, part: str) -> None:
    page = DirectoryPage(real)
    sent = written(page.page(f"?page=directory&lang={lang}&part={part}&area=AL031&item=X036"))
    assert "S065" in sent
    assert len(page.answer(f"?lang={lang}&part={part}")) == 5


@pytest.mark.parametrize("part", DIRECTORY_PARTS)
@pytest.mark.parametrize("lang", ["sq", "en"])
def test_a_name_that_is_a_script_stays_a_name(hostile: World, part: str, lang: str) -> None:
    page = DirectoryPage(hostile)
    for item in ("BAD", "BADP"):
        sent = written(page.page(f"?page=directory&lang={lang}&part={part}&item={item}&date=2006-06-30&area=AL034"))
        frozen = "".join(re.findall(r'"data-html": "((?:[^"\\]|\\.)*)"', sent))
        assert "<script" not in frozen
        if lang == "sq":
            assert "&lt;script&gt;" in frozen


def test_a_name_that_is_a_formula_is_text_in_every_file(hostile: World) -> None:
    served = create_app(hostile.dataset, load_boundaries(), TODAY).server.test_client()
    for name in ("directory", "directory-3w"):
        cells = [c for row in rows(served, f"/download/{name}.csv?date=2006-06-30") for c in row.values()]
        assert any(c == f"'{FORMULA}" for c in cells)
        assert any(c == "'+1+1" for c in cells)
        assert not [c for c in cells if c[:1] in "=+-@" and c and not re.fullmatch(r"-?[\d.]+", c)]


def listed_ids(real, choose, **wanted: str) -> list[str]:
    catalogue = catalogue_of(real)
    return [catalogue.entries[n].entry_id for n in catalogue.find(Wanted(**wanted), date(2006, 7, 31)).numbers]


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"words": "vatra"},
        {"kind": "project", "area": "AL015"},
        {"type": "s.helpline"},
        {"standing": "at_work", "audience": "roma"},
        {"area": "AL224", "words": "nothing like this"},
    ],
)
def test_a_file_holds_exactly_the_records_that_the_list_shows(client, real, choose, wanted: dict[str, str]) -> None:
    query = to_query(choose(real, wanted=Wanted(**wanted)))
    assert [row["record_id"] for row in rows(client, f"/download/directory.csv{query}")] == listed_ids(real, choose, **wanted)


def test_a_file_cites_the_sources_and_their_lines(client, real) -> None:
    found = {row["record_id"]: row for row in rows(client, "/download/directory.csv")}
    entry = catalogue_of(real).by_id["X036"]
    row = found[entry.entry_id]
    assert row["merged_ids"] == "X036"
    assert row["source_refs"] == "; ".join(f"{c.source_id}#{c.locator}" for c in entry.citations)
    assert all(row["sources"] and row["source_refs"] for row in found.values())


def test_a_file_places_a_shelter_at_its_qark_only(client, real) -> None:
    shelters = {e.entry_id for e in catalogue_of(real).entries if e.shelter}
    for row in rows(client, "/download/directory.csv?type=s.shelter"):
        assert row["record_id"] in shelters
        assert re.fullmatch(r"(AL0\d\d)?", row["region_ids"])


def test_hxl_tags_stand_under_the_heads_when_asked_for(client) -> None:
    for name in ("directory", "directory-3w"):
        plain, tagged = (rows(client, f"/download/{name}.csv?date=2006-06-30{more}") for more in ("", "&hxl=1"))
        assert tagged[1:] == plain
        assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tagged[0].values())
        assert len(set(tagged[0].values())) == len(tagged[0])


def test_the_3w_file_holds_the_projects_at_work_on_the_day(client) -> None:
    assert [r["record_id"] for r in rows(client, "/download/directory-3w.csv?date=2021-06-30")] == ["004-01"]
    assert rows(client, "/download/directory-3w.csv?date=2026-11-22") == []


def test_an_unknown_file_is_not_found(client) -> None:
    assert client.get("/download/directory-secret.csv").status_code == 404


def test_the_links_of_the_files_ask_for_the_filters_that_are_set(real, choose) -> None:
    from dashboard.view_models.directory import build_answer

    selection: Selection = choose(real, wanted=Wanted(words="x y", area="AL031", item="S001"))
    (plain, tagged) = build_answer(real, selection).listed.files
    assert "q=x+y" in plain.address
    assert "area=AL031" in plain.address
    assert "item=" not in plain.address
    assert tagged.address == f"{plain.address}&hxl=1"
