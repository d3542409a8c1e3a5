"""The set in force: whole or not at all, whatever the disk does."""

import errno
import json
import os
import stat
import time
from pathlib import Path

import pytest
from survey_server import Survey, made_up_survey

from data.geo import surveyed_store
from data.geo.boundaries import boundaries_status, load_boundaries
from data.geo.surveyed_download import SurveyError
from data.geo.surveyed_fetch import fetch_surveyed
from data.geo.surveyed_store import SurveyedSet, read_set, store_folder, sweep, write_set, write_whole

OLD = SurveyedSet({"qark": "{}", "municipality": "[]"}, "abc", "one")
NEW = SurveyedSet({"qark": "[1]", "municipality": "[2]"}, "def", "two")


def from_folder(survey: Survey, folder: Path, store: Path) -> None:
    for path, body in survey.bodies.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    fetch_surveyed(store, source=folder, manifest=survey.manifest)


def test_a_set_comes_back_as_it_was_written_and_the_old_one_is_gone(tmp_path: Path):
    write_set(tmp_path, OLD)
    write_set(tmp_path, NEW)
    assert read_set(tmp_path) == (NEW, "")
    assert len(list(tmp_path.iterdir())) == 3
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o644 for path in tmp_path.iterdir())


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_disk_full_at_any_step_leaves_the_old_set_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int):
    write_set(tmp_path, OLD)
    real, steps = os.replace, iter(range(1, 10))

    def full(source: str, target: Path) -> None:
        if next(steps) == step:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    monkeypatch.setattr(surveyed_store.os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_set(tmp_path, NEW)
    assert read_set(tmp_path) == (OLD, "")
    assert list(tmp_path.glob(".part-*")) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full at .*PARANDALIM_CACHE"),
        (errno.EACCES, "may not be written to.*PARANDALIM_CACHE"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_refuses_is_said_in_one_line_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
):
    def refuse(*args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(surveyed_store.os, "replace", refuse)
    with pytest.raises(SurveyError, match=words) as raised:
        from_folder(made_up_survey(tmp_path), tmp_path / "given", tmp_path / "surveyed")
    assert "\n" not in str(raised.value)
    assert [path for path in (tmp_path / "surveyed").rglob("*") if path.is_file()] == []


def test_a_file_where_the_folder_should_be_is_one_line(tmp_path: Path):
    (tmp_path / "surveyed").write_text("in the way")
    with pytest.raises(SurveyError, match="not fetched"):
        from_folder(made_up_survey(tmp_path), tmp_path / "given", tmp_path / "surveyed")


@pytest.mark.parametrize("harm", ["cut", "gone", "pointer cut", "pointer of another kind", "not text"])
def test_a_damaged_set_is_passed_over_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, harm: str
):
    monkeypatch.setenv("PARANDALIM_CACHE", str(tmp_path))
    store, given = store_folder(), tmp_path / "given"
    survey = made_up_survey(tmp_path)
    from_folder(survey, given, store)
    drawn, pointer = next(store.glob("qark-*.geojson")), store / "set.json"
    if harm == "gone":
        drawn.unlink()
    elif harm in ("cut", "not text"):
        drawn.write_bytes(drawn.read_bytes()[:-9] if harm == "cut" else b"\xff\xfe")
    else:
        pointer.write_text(pointer.read_text()[:20] if harm == "pointer cut" else json.dumps([1]))
    status = boundaries_status()
    assert status["kind"] == load_boundaries().kind == "approximate"
    assert "surveyed boundaries" in status["warning"]
    assert "parandalim boundaries fetch" in status["warning"]
    assert status["warning"] in caplog.text
    for body in given.rglob("*.geojson"):
        body.unlink()
    fetch_surveyed(store, source=given, manifest=survey.manifest)
    assert boundaries_status()["kind"] == "surveyed"


def test_without_a_fetch_there_is_no_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PARANDALIM_CACHE", str(tmp_path))
    status = boundaries_status()
    assert (status["kind"], status["warning"]) == ("approximate", "")


def test_only_what_a_killed_fetch_left_long_ago_is_swept(tmp_path: Path):
    for name in (".part-old", ".part-new", "set.json"):
        write_whole(tmp_path / name, b"x")
    os.utime(tmp_path / ".part-old", (time.time() - 7200,) * 2)
    os.utime(tmp_path / "set.json", (time.time() - 7200,) * 2)
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".part-new", "set.json"]


def test_the_folder_follows_the_environment():
    assert store_folder({}).parts[-3:] == ("data", "geo", "surveyed")
    assert store_folder({"PARANDALIM_CACHE": " /var/cache "}) == Path("/var/cache/surveyed")
