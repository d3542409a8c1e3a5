"""The offline pack: one file that asks nobody for anything, with map, table and the area's page, and nothing hidden in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from conftest import TODAY

from dashboard.export.pack import build_pack, pack_name
from dashboard.export.pack_parts import pack_script
from dashboard.geometry import files_of
from dashboard.geometry import shapes_of as drawn_shapes
from dashboard.text import load_words
from dashboard.view_models.area_page import build_area_view
from dashboard.view_models.world import World
from data.geo.boundaries import load_boundaries
from data.types import frozen_map

FETCHING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "manifest"}
MOST_BYTES = 500_000
KUKES, HAS = "AL013", "AL131"


class Read(HTMLParser):
    """What a browser would find in a file: attributes that fetch, scripts, anchors, ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.hrefs: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in FETCHING and not (value or "").startswith("data:"):
                self.fetched.append(f"{tag} {name}={value}")
            if name == "href" or name.endswith(":href"):
                self.hrefs.append((tag, value or ""))
            if name == "id":
                self.ids.append(value or "")


@pytest.fixture(scope="module")
def drawn(shipped) -> World:
    boundaries = load_boundaries()
    return World(shipped, drawn_shapes(files_of(boundaries), boundaries), TODAY)


@pytest.fixture(scope="module")
def kukes(drawn, choose) -> str:
    return build_pack(drawn, choose(drawn, region=KUKES, lang="sq"))


def test_the_file_fetches_nothing_and_is_small(kukes: str) -> None:
    found = Read(kukes)
    assert found.fetched == []
    assert not {"link", "iframe", "object", "embed", "base", "form", "img"} & set(found.tags)
    assert all(tag == "a" for tag, _ in found.hrefs)
    assert "@import" not in kukes
    assert not re.search(r"url\(\s*['\"]?(?!data:|#)", kukes.partition("<body>")[0])
    assert len(kukes.encode()) < MOST_BYTES


def test_no_link_leads_to_an_app_that_is_not_there(kukes: str) -> None:
    found = Read(kukes)
    inside = {f"#{name}" for name in found.ids}
    assert all(href in inside or href.startswith("http") for _, href in found.hrefs)
    assert "data-set=" not in kukes


def test_the_policy_lets_only_its_own_script_run(kukes: str) -> None:
    import base64
    import hashlib

    scripts = re.findall(r"<script>(.*?)</script>", kukes, re.DOTALL)
    assert scripts == [pack_script()]
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', kukes)
    assert policy
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert f"script-src &#x27;sha256-{digest}&#x27;" in policy[1]


def test_map_table_and_the_whole_page_are_in_it(drawn, choose, kukes: str) -> None:
    view = build_area_view(drawn, choose(drawn, region=KUKES, lang="sq"))
    assert re.search(r'pack-country"><svg', kukes)
    assert re.search(r'pack-municipalities"><svg', kukes)
    for qark in drawn.areas("qark"):
        assert f">{qark.name['sq']}</th>" in kukes
    assert all(question.replace("'", "&#x27;") in kukes or question in kukes for question in view.questions)
    assert all(group.who in kukes for group in view.gaps)
    assert all(f'id="area-{name}"' in kukes for name in ("gaps", "headline", "score", "survey", "sources", "country", "table"))
    assert kukes.index('id="area-gaps"') < kukes.index('id="area-headline"')


@pytest.fixture
def unstudied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes long: how sure the scores are is not what these tests ask."""
    monkeypatch.setattr(World, "studied", lambda *_args, **_more: None)


@pytest.mark.usefixtures("unstudied")
def test_a_municipality_has_its_own_file_in_english(drawn, choose) -> None:
    text = build_pack(drawn, choose(drawn, region=HAS, lang="en"))
    assert '<html lang="en">' in text
    assert load_words("en")("pack.note") in text
    assert len(Read(text).fetched) == 0
    assert pack_name(choose(drawn, region=HAS, lang="en")) == "parandalim-AL131-2006-07-31-en.html"


@pytest.mark.usefixtures("unstudied")
def test_markup_in_a_record_is_text(drawn, choose) -> None:
    bad = "<script>alert(1)</script>=cmd|' /C calc'!A0"
    services = {
        name: replace(s, name={"sq": bad, "en": bad}) if s.region_id in (KUKES, "AL132") else s
        for name, s in drawn.dataset.services.items()
    }
    world = World(replace(drawn.dataset, services=frozen_map(services)), drawn.shapes, drawn.today)
    text = build_pack(world, choose(world, region=KUKES))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert Read(text).tags.count("script") == 1


@pytest.mark.usefixtures("unstudied")
def test_example_data_are_marked_over_the_whole_file(with_example, drawn, choose) -> None:
    world = World(with_example.dataset, drawn.shapes, drawn.today)
    text = build_pack(world, choose(world, region=KUKES))
    assert 'data-mark="SHEMBULL"' in text
    assert text.count("SHEMBULL") > 3


@pytest.mark.usefixtures("unstudied")
def test_a_hidden_count_is_in_no_byte_of_it(drawn, choose) -> None:
    from data.tiers import tier_of
    from models.suppress_dataset import protect_dataset

    known = next(p for p in drawn.dataset.projects.values() if any(place.region_id == KUKES for place in p.places))
    small = replace(known, reached_n=7.0, reached_kind="persons", reached_scope="qark", summary={"sq": "", "en": ""})
    dataset = replace(drawn.dataset, projects=frozen_map({**drawn.dataset.projects, known.project_id: small}))
    world = World(protect_dataset(dataset, tier_of({})), drawn.shapes, drawn.today)
    found = world.dataset.projects[known.project_id]
    assert found.reached_n != 7.0
    text = build_pack(world, choose(world, region=KUKES))
    assert not re.search(r"\b7 persona\b", text)


@pytest.mark.usefixtures("unstudied")
def test_the_route_gives_the_file_of_the_view_and_nothing_without_an_area(drawn) -> None:
    from flask import Flask

    from dashboard.export.pack import register_packs

    server = Flask("packs")
    register_packs(server, drawn)
    client = server.test_client()
    answer = client.get(f"/download/pack.html?region={KUKES}&lang=en&page=area")
    assert answer.status_code == 200
    assert 'filename="parandalim-AL013-2006-07-31-en.html"' in answer.headers["Content-Disposition"]
    assert client.get("/download/pack.html?lang=en").status_code == 404


@pytest.mark.usefixtures("unstudied")
def test_the_command_writes_the_file_and_refuses_an_area_that_there_is_not(drawn, tmp_path, monkeypatch, capsys) -> None:
    from dashboard.cli import main
    from dashboard.commands import packs

    monkeypatch.setattr(packs, "open_world", lambda _root: drawn)
    out = tmp_path / "has.html"
    with pytest.raises(SystemExit) as done:
        main(["pack", "--region", HAS, "--lang", "en", "--out", str(out)])
    assert done.value.code == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(SystemExit) as failed:
        main(["pack", "--region", "AL999", "--out", str(tmp_path / "none.html")])
    assert failed.value.code == 1
    assert "AL999" in capsys.readouterr().err
    assert not (tmp_path / "none.html").exists()
