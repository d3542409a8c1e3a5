"""The routes and the command that hand pictures out."""

from __future__ import annotations

import re
from datetime import date

import pytest
from typer.testing import CliRunner

from dashboard.app import create_app
from dashboard.cli import app as command
from dashboard.export.map_files import ask_view, picture_name
from data.geo.boundaries import load_boundaries


@pytest.fixture(scope="module")
def client(shipped):
    return create_app(shipped, load_boundaries(), date(2026, 11, 22)).server.test_client()


def test_a_picture_is_named_after_what_it_shows(client) -> None:
    answer = client.get("/download/map.svg?lang=en&layer=hdi&date=2006-07-31")
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert 'filename="parandalim-hdi-qark-2006-07-31-en.svg"' in answer.headers["Content-Disposition"]
    assert "http://localhost/?lang=en" in answer.text


def test_a_png_is_a_png(client) -> None:
    assert client.get("/download/map.png?layer=hdi").data.startswith(b"\x89PNG")


@pytest.mark.parametrize("address", ["map.gif", "map.png?scale=9", "map.svg?within=AL999", "map.svg?within=AL111"])
def test_what_is_not_there_is_not_found(client, address) -> None:
    assert client.get(f"/download/{address}").status_code == 404


def test_a_changed_method_is_in_the_name(drawn, choose) -> None:
    assert picture_name(choose(drawn, weights=(("hdi", 9),)), "png").endswith("-changed-method.png")


def test_every_fault_of_a_wish_is_told_at_once(drawn) -> None:
    with pytest.raises(ValueError, match=r"layer 'nothing' is not known; region 'AL999' is not known.*hdi"):
        ask_view(drawn, {"layer": "nothing", "region": "AL999"})


def test_the_command_writes_the_file(tmp_path, monkeypatch, drawn) -> None:
    monkeypatch.setattr("dashboard.commands.export_map.open_world", lambda root: drawn)
    out = tmp_path / "map.svg"
    wish = ["export", "map", "--layer", "hdi", "--lang", "en", "--region", "AL013", "--format", "svg", "--out", str(out)]
    done = CliRunner().invoke(command, wish)
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8").startswith("<svg ")


def test_a_shared_link_tells_of_its_view_from_this_host_alone(client) -> None:
    page = client.get("/?lang=en&layer=hdi").text
    told = dict(re.findall(r'<meta property="og:(\S+)" content="([^"]*)">', page))
    assert "Qarks · 31 July 2006" in told["title"]
    assert "Lowest in" in told["description"]
    assert told["image"].startswith("http://localhost/preview.png?lang=en&amp;")
    assert told["locale"] == "en_GB"


def test_a_link_cannot_write_into_the_page(client) -> None:
    page = client.get('/?lang=en&q="><script>alert(1)</script>&page=directory').text
    assert "<script>alert" not in page


def test_the_preview_has_the_size_that_is_told(client) -> None:
    import io

    from PIL import Image

    answer = client.get("/preview.png?lang=sq&layer=hdi&region=AL013")
    assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
