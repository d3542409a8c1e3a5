from __future__ import annotations

import csv
import io
import json

import pytest
from index_examples import SPEC, TABLE, swap, write

from dashboard.cli import main


def command(capsys, *arguments: object) -> tuple[str, str, int]:
    """Run the command; return what it printed, what it complained of, and its exit code."""
    try:
        main([str(a) for a in arguments])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    printed = capsys.readouterr()
    return printed.out, printed.err, code


def test_csv_has_a_row_per_unit_and_a_column_per_node_with_every_digit(tmp_path, capsys):
    spec, table = write(tmp_path, table=swap(TABLE, "10,80,1", "10,80,2"))
    out, _, code = command(capsys, "index", "run", spec, table, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert list(rows[0]) == ["place", "poor", "school", "roads", "people", "total"]
    assert rows[1]["roads"] == "33.33333333333333"


def test_json_has_null_for_what_is_missing(tmp_path, capsys):
    spec, table = write(tmp_path, table=swap(TABLE, "10,80", "x,80"))
    rows = json.loads(command(capsys, "index", "run", spec, table, "--format", "json")[0])
    assert rows[0] == {"place": "a", "poor": None, "school": 20.0, "roads": 0.0, "people": None, "total": None}


def test_table_is_for_people(tmp_path, capsys):
    out, _, _ = command(capsys, "index", "run", *write(tmp_path, table=swap(TABLE, "10,80,1", "10,80,2")))
    assert "33.3333 " in out
    assert "nan" not in out


def test_shipped_specifications_go_by_name(capsys):
    out, _, _ = command(capsys, "index", "list", "--format", "csv")
    names = [row["spec"] for row in csv.DictReader(io.StringIO(out))]
    assert {"hdi_2022", "inform_2020", "svi_2020", "coinr_asem", "parandalim"} <= set(names)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("weights = [3, 1]", "weights = [3, -1]", "a weight is negative"),
        ("weights = [3, 1]", "weights = [0, 0]", "the weights sum to zero"),
        ('["poor", "school"]', '["poor", "school", "total"]', "groups contain each other"),
        ('["poor", "school"]', '["poor", "school", "scool"]', "unknown indicator or group"),
        ("high = 50", "high = 0", "the goalposts are equal"),
        ('main = "total"', 'main = "total"\nkind = 1', "unknown key"),
        ("a,10,80,1", "a,10,80,one", "this is not a number"),
        ("a,10,80,1", "a,10,80,inf", "the number is not finite"),
        ("b,25,50,3\nc,50,0,5\n", "", "there is one unit only"),
        ("a,10,80,1\nb,25,50,3\nc,50,0,5", "a,,80,1\nb,,50,3\nc,,0,5", "every value is missing"),
        ("1\nb,25,50,3\nc,50,0,5", "4\nb,25,50,4\nc,50,0,4", "roads: all values are alike, and minmax measures"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_ends_in_one_clear_line(tmp_path, capsys, old, new, words):
    spec, table = (swap(SPEC, old, new), TABLE) if old in SPEC else (SPEC, swap(TABLE, old, new))
    out, error, code = command(capsys, "index", "run", *write(tmp_path, spec, table))
    assert (out, code) == ("", 1)
    assert sum(words in line for line in error.splitlines()) == 1
    assert "Traceback" not in error


def test_a_missing_file_is_said(tmp_path, capsys):
    _, error, code = command(capsys, "index", "run", tmp_path / "none.toml", tmp_path / "none.csv")
    assert code == 1
    assert "none.toml: the file is missing" in error
