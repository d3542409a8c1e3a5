"""`parandalim survey estimate`: what it prints, and how it refuses."""

from __future__ import annotations

import csv
import io
import json

import pytest
from survey_cases import HOUSEHOLDS, REFERENCE, households, write_csv

from dashboard.cli import main

MEAN = ["--measure", "y", "--weight", "weight", "--psu", "psu", "--stratum", "stratum", "--fpc", "n_psu"]
COLUMNS = ["group", "n", "n_eff", "df", "estimate", "se", "deff", "lower", "upper", "state"]


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Exit code, what was printed, and what was said on standard error."""
    with pytest.raises(SystemExit) as stop:
        main(["survey", "estimate", *arguments])
    out = capsys.readouterr()
    return int(stop.value.code or 0), out.out, out.err


@pytest.fixture
def path(tmp_path):
    return str(write_csv(tmp_path / "three.csv", households("s4")))


def test_csv_has_every_digit_and_the_promised_columns(capsys, path):
    code, out, err = run(capsys, path, *MEAN, "--by", "place", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    r = REFERENCE["three"]["one_stage_fpc"]
    assert code == 0
    assert list(rows[0]) == COLUMNS
    assert [row["group"] for row in rows] == ["all", "coast", "north", "south"]
    assert float(rows[0]["se"]) == pytest.approx(r["mean"]["se"], rel=1e-12)
    assert float(rows[3]["upper"]) == pytest.approx(r["places"]["south"]["mean"]["ci"][1], rel=1e-12)
    assert "note: 2 of 76 rows have no answer" in err


def test_a_table_rounds_and_json_has_null_for_what_is_not_there(capsys, path):
    share = ["--measure", "answer", "--kind", "proportion", "--equals", "Yes", "--weight", "weight", "--ci", "wilson"]
    assert "0.5419" in run(capsys, path, *share)[1]
    (row,) = json.loads(run(capsys, str(HOUSEHOLDS), "--measure", "f_psu", "--format", "json")[1])
    assert row["estimate"] == pytest.approx(0.4, abs=0.2)
    assert row["deff"] is None


def test_too_few_answers_are_printed_and_marked(capsys, path):
    rows = list(csv.DictReader(io.StringIO(run(capsys, path, *MEAN, "--by", "place", "--format", "csv")[1])))
    assert {row["state"] for row in rows[1:]} == {"too_few"}
    assert all(row["estimate"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([str(HOUSEHOLDS), *MEAN], "single PSU"),
        (["nowhere.csv", *MEAN], "there is no file nowhere.csv"),
        ([str(HOUSEHOLDS), *MEAN, "--level", "95"], "level must lie between 0 and 1"),
        ([str(HOUSEHOLDS), *MEAN, "--ci", "logit"], "interval is for shares"),
        ([str(HOUSEHOLDS), *MEAN, "--by", "village"], "column 'village' is not there"),
        ([str(HOUSEHOLDS), *MEAN, "--engine", "oracle://x"], "unknown engine 'oracle://x'"),
        ([str(HOUSEHOLDS), "--measure", "answer", "--kind", "proportion", "--equals", "Perhaps"], "its answers are 'Yes', 'No'"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_each(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    lines = [line for line in err.splitlines() if line.startswith("parandalim: ")]
    assert (code, out) == (1, "")
    assert len(lines) == 1
    assert words in lines[0]
    assert "Traceback" not in err


def test_a_rule_for_lonely_psus_lets_the_estimate_be_made(capsys):
    out = run(capsys, str(HOUSEHOLDS), *MEAN, "--lonely", "average", "--format", "csv")[1]
    r = REFERENCE["lonely"]["average"]["one_stage_fpc"]["mean"]
    assert float(next(csv.DictReader(io.StringIO(out)))["se"]) == pytest.approx(r["se"], rel=1e-9)


def test_answers_without_a_group_are_told(capsys, tmp_path):
    table = tmp_path / "loose.csv"
    table.write_text("y,g\n1,a\n2,a\n3,\n4,b\n", encoding="utf-8")
    _, out, err = run(capsys, str(table), "--measure", "y", "--by", "g", "--format", "csv")
    assert [row["n"] for row in csv.DictReader(io.StringIO(out))] == ["4", "2", "1"]
    assert "note: 1 of 4 answers have an empty g and count in all only" in err
