"""The app serves the slim plotly.js where there is one that fits, and the whole one otherwise."""

from __future__ import annotations

import ast
import hashlib
from datetime import date
from pathlib import Path

import brotli
import pytest
from plotly.offline import get_plotlyjs_version

import dashboard
from dashboard.app import _load_slim as load_slim
from dashboard.app import create_app
from dashboard.plotly_file import BUNDLE, FOLDER_SETTING, MANIFEST, TRACES, check_slim, write_manifest
from data.geo.boundaries import load_boundaries

BODY = b"var Plotly = {};"
WHOLE = "/_dash-component-suites/plotly/package_data/plotly.min.js"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))
    return tmp_path


def built(folder: Path, version: str = get_plotlyjs_version(), traces: tuple[str, ...] = TRACES) -> None:
    (folder / BUNDLE).write_bytes(BODY)
    (folder / MANIFEST).write_text(write_manifest(BODY, version, list(traces)), encoding="utf-8")


def client_of(shipped):
    return create_app(shipped, load_boundaries(), date(2026, 11, 22)).server.test_client()


def test_a_slim_build_is_named_in_the_page_and_kept_for_good(folder: Path, shipped) -> None:
    built(folder)
    client = client_of(shipped)
    url = f"/plotly/{hashlib.sha256(BODY).hexdigest()[:10]}/plotly.js"
    page = client.get("/")
    assert f'<script defer src="{url}">' in page.get_data(as_text=True)
    assert "unsafe" not in page.headers["Content-Security-Policy"].split("script-src")[1].split(";")[0]
    answer = client.get(url, headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.data) == BODY
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/plotly/0000000000/plotly.js").status_code == 404


def test_without_a_slim_build_the_page_names_none_and_dash_brings_the_whole(folder: Path, shipped) -> None:
    client = client_of(shipped)
    assert "/plotly/" not in client.get("/").get_data(as_text=True).replace(WHOLE, "")
    assert client.get("/plotly/0000000000/plotly.js").status_code == 404
    assert client.get(WHOLE).status_code == 200


@pytest.mark.parametrize("harm", ["another version", "a trace is missing", "cut short", "no manifest", "not a manifest"])
def test_a_build_that_does_not_fit_is_left_alone(folder: Path, harm: str) -> None:
    built(folder, *(("4.0.0",) if harm == "another version" else ()))
    if harm == "a trace is missing":
        built(folder, traces=TRACES[1:])
    if harm == "cut short":
        (folder / BUNDLE).write_bytes(BODY[:5])
    if harm == "no manifest":
        (folder / MANIFEST).unlink()
    if harm == "not a manifest":
        (folder / MANIFEST).write_text("[]", encoding="utf-8")
    assert load_slim() is None


def test_the_list_of_traces_is_what_the_figures_draw() -> None:
    drawn = set()
    for path in (Path(dashboard.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "go":
                drawn.add(node.attr.lower())
    assert drawn - {"figure"} == set(TRACES)


def test_a_manifest_tells_of_one_body_only() -> None:
    manifest = write_manifest(BODY, get_plotlyjs_version(), list(TRACES)).encode()
    assert check_slim(manifest, BODY) is not None
    assert check_slim(manifest, BODY + b" ") is None
