"""`score --draws`, `explain` and `hindcast` as programs use them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from test_cli import in_another_process, run

from dashboard.score_commands import DRAWN_COLUMNS, UNCERTAINTY_COLUMNS


def rows_of(*arguments: str) -> list[dict[str, str]]:
    done = run(*arguments, "--format", "csv")
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_draws_add_columns_and_change_nothing_else() -> None:
    plain, drawn = rows_of("score"), rows_of("score", "--draws", "300", "--seed", "5")
    assert tuple(drawn[0]) == (*plain[0], *DRAWN_COLUMNS)
    assert [{k: row[k] for k in plain[0]} for row in drawn] == plain
    for row in drawn:
        assert 1 <= int(row["rank_p05"]) <= int(row["rank_p50"]) <= int(row["rank_p95"]) <= 12
        assert 0 <= float(row["p_class"]) <= 1


def test_where_there_is_no_rank_the_added_columns_are_empty() -> None:
    for arguments in (("--level", "municipality"), ("--as-of", "2026-11-22")):
        rows = json.loads(run("score", *arguments, "--draws", "40", "--format", "json").stdout)
        assert {row[name] for row in rows for name in UNCERTAINTY_COLUMNS} == {None}
        assert all((row["settled"] in ("yes", "no")) == bool(row["class"]) for row in rows)


def test_same_seed_same_bytes_in_two_processes_with_other_thread_counts() -> None:
    command = ("score", "--draws", "2500", "--seed", "3", "--format", "json")
    first = in_another_process(*command, PYTHONHASHSEED="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    second = in_another_process(*command, PYTHONHASHSEED="2", OMP_NUM_THREADS="2", OPENBLAS_NUM_THREADS="2")
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert first.stdout == run(*command).stdout


@pytest.mark.parametrize("bad", [("--draws", "0"), ("--draws", "-3"), ("--draws", "10", "--seed", "-1")])
def test_draws_that_cannot_be_made_are_refused_in_words(bad: tuple[str, ...]) -> None:
    done = run("score", *bad)
    assert done.returncode == 1
    assert "draws must be at least 1 and the seed not negative" in done.stderr


def test_explain_prints_sentences_parts_and_an_object() -> None:
    sentences = run("explain", "AL011", "--lang", "en", "--as-of", "2006-07-31").stdout.splitlines()
    whole = json.loads(run("explain", "AL011", "--lang", "en", "--as-of", "2006-07-31", "--format", "json").stdout)
    assert whole["sentences"] == sentences
    assert abs(whole["residual"]) < 1e-9
    total = sum(part["points"] for part in whole["contributions"])
    assert total == pytest.approx(whole["score"] - whole["reference_score"], abs=1e-9)
    parts = rows_of("explain", "AL011", "--as-of", "2006-07-31")
    assert [part["indicator_id"] for part in parts] == [part["indicator_id"] for part in whole["contributions"]]


def test_explain_speaks_albanian_unless_told_otherwise() -> None:
    assert "cenueshmëria" in run("explain", "AL011", "--as-of", "2021-06-30").stdout
    assert "Durrës" in run("explain", "AL011", "--against", "AL012", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "Tirana"), "is no qark or municipality"),
        (("explain", "AL011", "--lang", "de"), "use sq or en"),
        (("explain", "AL011", "--as-of", "soon"), "is not a day"),
        (("explain", "AL011", "--against", "AL111"), "is not a qark"),
    ],
)
def test_what_cannot_be_explained_is_refused_in_words(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert words in done.stderr


def test_hindcast_reports_every_variant_and_what_it_cannot_show() -> None:
    whole = json.loads(run("hindcast", "--format", "json").stdout)
    assert (len(whole["chosen"]), whole["choices"], len(whole["variants"])) == (6, 924, 17)
    assert any("not a validation" in caution for caution in whole["cautions"])
    assert {row["variant_id"] for row in rows_of("hindcast")} == {v["variant_id"] for v in whole["variants"]}
    assert "jo vërtetim" in run("hindcast", "--lang", "sq").stdout
