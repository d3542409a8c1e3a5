"""The command as programs use it: exit codes, one clear line and no traceback on bad input."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.cli import main

ROOT = Path(__file__).parents[2]
WANTED = [
    *("region_id", "name_sq", "name_en", "qark_id", "vulnerability", "knowledge_gap", "thin_prevention", "risk"),
    *("priority", "class", "rank", "reliability", "share_available", "share_inherited", "gap"),
]


@dataclass(frozen=True)
class Done:
    """What a call of the command left behind."""

    returncode: int
    stdout: str
    stderr: str


def in_another_process(*arguments: str, **environment: str) -> Done:
    command = [sys.executable, "-m", "dashboard.cli", *arguments]
    env = {**os.environ, **environment}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env=env, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def run(*arguments: str) -> Done:
    """Call the command in this process: the same function that the installed command calls."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return Done(code, out.getvalue(), err.getvalue())


def score(*arguments: str) -> list[dict[str, str]]:
    done = run("score", "--format", "csv", *arguments)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_score_prints_every_qark_with_the_columns_promised() -> None:
    rows = score("--level", "qark", "--as-of", "2006-07-31", "--basis", "structural")
    assert len(rows) == 12
    assert list(rows[0])[: len(WANTED)] == WANTED
    assert all(row["priority"] and row["class"] and row["rank"] for row in rows)
    assert {row["knowledge_gap"] for row in rows} == {""}


def test_municipalities_have_a_class_and_no_rank() -> None:
    rows = score("--level", "municipality", "--as-of", "2006-07-31")
    assert len(rows) == 61
    assert {row["rank"] for row in rows} == {""}
    assert all(row["class"] for row in rows)


def test_today_nothing_is_ranked_and_the_gap_is_named() -> None:
    rows = score("--as-of", "2026-11-22")
    assert {row["gap"] for row in rows} == {"not_recorded"}
    assert {row["priority"] for row in rows} == {""}
    assert all(row["risk"] for row in rows)


@pytest.mark.parametrize("day", ["1990-01-01", "2003-02-28", "2015-06-30", "2099-12-31"])
@pytest.mark.parametrize("level", ["qark", "municipality"])
def test_score_runs_for_any_date(day: str, level: str) -> None:
    assert len(score("--as-of", day, "--level", level)) == {"qark": 12, "municipality": 61}[level]


def test_json_has_null_for_what_is_missing() -> None:
    rows = json.loads(run("score", "--as-of", "2026-11-22", "--format", "json").stdout)
    assert rows[0]["priority"] is None
    assert rows[0]["rank"] is None


def test_same_command_same_bytes() -> None:
    first, second = (in_another_process("score", "--format", "json", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.stdout == second.stdout


def test_check_says_ok_and_counts() -> None:
    done = run("check", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["ok"], report["problems"]) == (0, True, [])
    assert report["counts"]["regions"] == 74
    assert {"projects", "services", "mechanisms", "indicators", "regions"} <= set(report["counts"])


def test_check_lists_every_problem_and_fails(tiny: Path) -> None:
    (tiny / "records" / "services.csv").write_bytes(b"\xff\xfe")
    done = run("check", "--format", "json", "--data", str(tiny))
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert not report["ok"]
    assert any(problem["file"] == "services.csv" and "UTF-8" in problem["message"] for problem in report["problems"])


def test_indicators_are_listed_in_both_languages() -> None:
    for language in ("sq", "en"):
        rows = json.loads(run("indicators", "--format", "json", "--lang", language).stdout)
        assert sum(row["pillar"] == "vulnerability" for row in rows) in range(6, 11)
        assert sum(row["pillar"] == "thin_prevention" for row in rows) == 4


def test_boundaries_status_says_which_kind_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARANDALIM_BOUNDARIES", raising=False)
    status = json.loads(run("boundaries", "status", "--format", "json").stdout)
    assert status["kind"] == "approximate"


def test_boundaries_fetch_without_a_network_is_one_line_and_changes_nothing(tmp_path: Path) -> None:
    where = {"PARANDALIM_CACHE": str(tmp_path), "PARANDALIM_BOUNDARIES_URL": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"}
    done = in_another_process("boundaries", "fetch", "--quiet", "--timeout", "5", **where)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("parandalim: the surveyed boundaries were not fetched: 127.0.0.1 cannot be reached")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_boundaries_fetch_shows_progress_on_standard_error_only(tmp_path: Path) -> None:
    done = run("boundaries", "fetch", "--from", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "73 more" not in done.stderr
    assert "0 of 73 records are kept" in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "words"), [("--timeout", "0", "--timeout 0"), ("--url", "file:///etc", "web address")]
)
def test_boundaries_fetch_refuses_what_cannot_be(option: str, value: str, words: str) -> None:
    done = run("boundaries", "fetch", option, value)
    assert done.returncode == 1
    assert words in done.stderr


def test_bad_input_shows_no_traceback_in_a_process_of_its_own() -> None:
    done = in_another_process("score", "--as-of", "yesterday")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "parandalim: 'yesterday' is not a day: write it as YYYY-MM-DD, such as 2006-07-31\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("score", "--as-of", "31.07.2006"), "write it as YYYY-MM-DD"),
        (("score", "--as-of", "2006-02-30"), "is not a day"),
        (("score", "--basis", "with-survey"), "no survey results are loaded"),
        (("score", "--level", "village"), "qark"),
        (("indicators", "--lang", "de"), "use sq or en"),
        (("check", "--data", "/nowhere"), ""),
        (("score", "--data", "/nowhere"), "the file is missing"),
        (("serve", "--port", "99999"), "out of range"),
        (("nonsense",), "No such command"),
    ],
)
def test_bad_input_ends_with_a_clear_line_and_no_traceback(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_user_file_that_is_not_there_is_told() -> None:
    done = in_another_process("boundaries", "status", PARANDALIM_BOUNDARIES="/nowhere/municipalities.gpkg")
    assert done.returncode == 1
    assert "municipalities.gpkg" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_refuses_a_bad_boundaries_file_in_plain_words(tmp_path: Path) -> None:
    bad = tmp_path / "mine.geojson"
    bad.write_bytes(b"\xff\xfe")
    done = in_another_process("serve", "--port", "8999", PARANDALIM_BOUNDARIES=str(bad))
    assert done.returncode == 1
    assert "mine.geojson: the file is not UTF-8" in done.stderr
    assert "Traceback" not in done.stderr
