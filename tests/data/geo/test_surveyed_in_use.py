"""What was fetched is what is drawn, credited and reported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from survey_server import Survey

from dashboard.cli import main
from data.geo.boundaries import FOLDER, boundaries_status, load_boundaries
from data.geo.surveyed_fetch import fetch_surveyed


def test_the_fetched_set_is_drawn_and_credited(survey: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PARANDALIM_CACHE", str(tmp_path))
    fetch_surveyed(url=survey.url, manifest=survey.manifest)
    boundaries, status = load_boundaries(), boundaries_status()
    assert boundaries.kind == status["kind"] == "surveyed"
    assert all("Who's On First (CC BY)" in words and "b0ed6a52a402" in words for words in boundaries.attribution.values())
    assert set(boundaries.attribution) == {"sq", "en"}
    assert status["path"] == str(tmp_path / "surveyed")
    assert status["accuracy"] == {}
    assert len(boundaries.label_points) == 74
    assert boundaries_status(Path("approximate"))["kind"] == load_boundaries(Path("approximate")).kind == "approximate"


def test_a_start_with_fetched_boundaries_needs_neither_network_code_nor_geopandas(survey: Survey, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PARANDALIM_CACHE", str(tmp_path))
    fetch_surveyed(url=survey.url, manifest=survey.manifest)
    code = (
        "import sys; from data.geo.boundaries import load_boundaries; assert load_boundaries().kind == 'surveyed';"
        "sys.exit('geopandas' in sys.modules or 'data.geo.surveyed_download' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=FOLDER.parents[1], check=False).returncode == 0


def test_the_command_fetches_once_and_status_says_so(
    survey: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PARANDALIM_CACHE", str(tmp_path))
    monkeypatch.setattr("data.geo.surveyed_manifest.MANIFEST_FILE", survey.manifest)
    for words in ("73 records fetched, 0 kept", "0 records fetched, 73 kept"):
        with pytest.raises(SystemExit) as stop:
            main(["boundaries", "fetch", "--url", survey.url + "/"])
        out, err = capsys.readouterr()
        assert stop.value.code == 0
        assert out.startswith(words)
        assert "surveyed boundaries" in err
    assert survey.requests == 73
    with pytest.raises(SystemExit):
        main(["boundaries", "status", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["kind"] == "surveyed"
