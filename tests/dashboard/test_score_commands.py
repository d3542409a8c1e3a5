"""`score --draws`, `explain` and `hindcast` as programs use them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from test_cli import in_another_process, run

from dashboard.score_commands import UNCERTAINTY_COLUMNS


def rows_of(*arguments: str) -> list[dict[str, str]]:
    done = run(*arguments, "--format", "csv")
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_draws_add_columns_and_change_nothing_else() -> None:
    plain, drawn = rows_of("score"), rows_of("score", "--draws", "300", "--seed", "5")
    assert tuple(drawn[0]) == (*plain[0], *UNCERTAINTY_COLUMNS)
    assert [{k: row[k] for k in plain[0]} for row in drawn] == plain
    for row in drawn:
        assert 1 <= int(row["rank_p05"]) <= int(row["rank_p50"]) <= int(row["rank_p95"]) <= 12
        assert 0 <= float(row["p_class"]) <= 1


def test_where_there_is_no_rank_the_added_columns_are_empty() -> None:
    for arguments in (("--level", "municipality"), ("--as-of", "2026-11-22")):
        rows = json.loads(run("score", *arguments, "--draws", "40", "--format", "json").stdout)
        assert {row[name] for row in rows for name in UNCERTAINTY_COLUMNS} == {None}


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
