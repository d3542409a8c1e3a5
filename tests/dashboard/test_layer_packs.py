"""The packs say what the map says, stand under a hash of all they hang on, and are kept only once they are final."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date, timedelta

import brotli
import pytest
from flask import Flask

from dashboard.figures.layer_pack import fill_codes, hatch_codes, write_pack
from dashboard.figures.map_figure import AREAS, UNSETTLED, layer_parts
from dashboard.layer_packs import register_layer_packs
from dashboard.view_models import layer_pack
from dashboard.view_models.layer_pack import build_later_pack, build_layer_pack, pack_url
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.world import World

DATES = (date(2003, 1, 31), date(2005, 11, 30), date(2006, 6, 30), date(2015, 7, 31), date(2026, 11, 22))
LEVELS = ("qark", "municipality")
LEAST = 2048


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch):
    """Let every date count as reckoned, or not; the pictures speak of the stated variants, whatever comes meanwhile."""
    monkeypatch.setattr(World, "studied", lambda *_, **__: None)

    def say(done: bool) -> None:
        monkeypatch.setattr(layer_pack, "is_final", lambda *_: done)

    say(True)
    return say


@pytest.fixture
def client(real, reckoned):
    server = Flask("packs")
    register_layer_packs(server, real)
    return server.test_client()


def unpacked(opening: dict, later: dict | None, layer: str) -> tuple[list[int], list[str], list[int]]:
    """Read a pack as the browser does (assets/picture.js)."""
    fills, said, hatched = (later or {"layers": {}})["layers"].get(layer) or opening["layers"][layer]
    return fills, said, [int(at in hatched) for at in range(len(opening["ids"]))]


@pytest.mark.parametrize("lang", ["sq", "en"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("on", DATES, ids=str)
def test_a_pack_says_of_every_layer_what_the_map_says(real, choose, reckoned, lang: str, level: str, on: date) -> None:
    opening = json.loads(json.dumps(write_pack(build_layer_pack(real, lang, level, real.default_date), named=True)))
    later = json.loads(json.dumps(write_pack(build_later_pack(real, lang, level, on), named=False)))
    layers = [layer.layer_id for layer in real.layers.values() if level in layer.levels]
    assert set(opening["layers"]) == set(layers)
    for layer in layers:
        view = build_map_view(real, choose(real, lang=lang, level=level, layer=layer, date=on))
        parts = layer_parts(view, "")
        assert unpacked(opening, later, layer) == (parts[AREAS]["z"], parts[AREAS]["customdata"], parts[UNSETTLED]["z"])
        assert opening["ids"] == parts[AREAS]["locations"]
        assert opening["names"] == parts[AREAS]["text"]


def test_a_pack_is_final_once_the_plausible_versions_are_reckoned_and_then_speaks_of_them(real, choose) -> None:
    on = real.default_date
    real.studied("qark", on, wait=None)
    pack = build_layer_pack(real, "en", "qark", on)
    view = build_map_view(real, choose(real, lang="en"))
    assert pack.final
    assert pack.pictures["priority"].areas == view.areas
    assert pack.pictures["priority"].unsettled == view.unsettled


def test_a_pack_holds_nothing_beside_what_the_map_shows(real, reckoned) -> None:
    opening = write_pack(build_layer_pack(real, "sq", "qark", real.default_date), named=True)
    assert set(opening) == {"layers", "ids", "names"}
    assert all(len(picture) == 3 for picture in opening["layers"].values())
    assert set(write_pack(build_later_pack(real, "sq", "qark", DATES[1]), named=False)) == {"layers"}


def test_another_date_brings_only_the_layers_that_differ(real, reckoned) -> None:
    assert build_later_pack(real, "sq", "qark", real.default_date).pictures == {}
    changed = build_later_pack(real, "sq", "qark", DATES[1]).pictures
    assert "priority" in changed
    assert "kap_coverage" not in changed


def test_an_unsettled_class_is_hatched_and_no_other(real, choose) -> None:
    view = build_map_view(real, choose(real))
    assert [a.region_id for a, h in zip(view.areas, hatch_codes(view), strict=True) if h] == list(view.unsettled)
    assert len(fill_codes(view)) == len(view.areas)


@pytest.mark.parametrize("day", ["opening", "2005-11-30"])
def test_packs_are_kept_for_good_under_a_hash_in_every_coding(client, real, day: str) -> None:
    url = f"{pack_url(real, 'sq')}municipality/{day}.json"
    answers = {coding: client.get(url, headers={"Accept-Encoding": coding}) for coding in ("br", "gzip", "identity")}
    bodies = {
        brotli.decompress(answers["br"].data),
        gzip.decompress(answers["gzip"].data),
        answers["identity"].data,
    }
    assert len(bodies) == 1
    assert json.loads(bodies.pop())["layers"]
    assert all("immutable" in answer.headers["Cache-Control"] for answer in answers.values())
    assert all(answer.headers["Vary"] == "Accept-Encoding" for answer in answers.values())


def test_a_date_moves_under_two_kilobytes(client, real) -> None:
    named = {mark.end or mark.start for mark in real.dataset.marks} | set(DATES)
    for lang in ("sq", "en"):
        for level in LEVELS:
            for day in sorted(d for d in named if d <= real.today):
                url = f"{pack_url(real, lang)}{level}/{day}.json"
                assert len(client.get(url, headers={"Accept-Encoding": "br"}).data) < LEAST - 300, url


@pytest.mark.parametrize(
    "path",
    [
        "/pack/0000000000/sq/qark/opening.json",
        "{sq}planet/opening.json",
        "{sq}qark/2006-02-30.json",
        "{sq}qark/20060731.json",
        "{sq}qark/1999-01-31.json",
        "{sq}qark/2199-01-31.json",
        "{sq}qark/closing.json",
    ],
)
def test_what_there_is_not_is_not_found(client, real, path: str) -> None:
    assert client.get(path.format(sq=pack_url(real, "sq"))).status_code == 404
    assert client.get(pack_url(real, "sq").replace("/sq/", "/en/") + "qark/opening.json").status_code == 200
    assert client.get(pack_url(real, "sq").replace("/sq/", "/xx/") + "qark/opening.json").status_code == 404


def test_a_pack_is_not_kept_while_something_in_it_is_still_being_reckoned(client, real, reckoned) -> None:
    url = f"{pack_url(real, 'sq')}qark/2011-04-30.json"
    reckoned(False)
    assert client.get(url).headers["Cache-Control"] == "no-store"
    reckoned(True)
    assert "immutable" in client.get(url).headers["Cache-Control"]


def test_the_address_changes_with_data_boundaries_method_code_and_words(real, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = pack_url(real, "sq")
    other_data = World(replace(real.dataset, version="another"), real.shapes, real.today)
    other_shapes = World(real.dataset, replace(real.shapes, urls={**real.shapes.urls, "qark": "/geo/1/qark.json"}), real.today)
    other_code = World(real.dataset, real.shapes, real.today, edition="another")
    found = [pack_url(world, "sq") for world in (other_data, other_shapes, other_code)]
    with monkeypatch.context() as patch:
        patch.setattr(layer_pack, "METHOD_VERSION", "another")
        found.append(pack_url(real, "sq"))
    with monkeypatch.context() as patch:
        patch.setattr(layer_pack, "load_locale", lambda lang: {"gap.too_few": "another"})
        found.append(pack_url(real, "sq"))
    assert len({usual, *found}) == len(found) + 1
    assert pack_url(World(real.dataset, real.shapes, real.today + timedelta(days=1)), "sq") == usual
