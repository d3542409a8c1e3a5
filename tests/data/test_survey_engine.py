"""Reading, checking and reducing a survey's file: the engine gives what the arrays give, and says all that is wrong."""

from __future__ import annotations

import dataclasses
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet
from survey_cases import HOUSEHOLDS, households, numbers

from data.survey_columns import SurveyColumns, spellings
from data.survey_connect import connect, engine_kind
from data.survey_engine import chosen_engine, reduce_survey
from data.survey_sums import SurveyError
from models.survey import Estimate, EstimateOptions, estimate, estimate_cells
from models.survey_design import survey_design

COLUMNS = SurveyColumns("y", "mean", None, "place", "weight", "stratum", ("psu",), ("n_psu",))
ADJUST = EstimateOptions(lonely="adjust")
HEADER = "s,p,w,y,g,N\n"
GOOD = ["a,1,1,0,x,9", "a,2,1,1,y,9", "b,3,2,1,x,9", "b,4,1,0,y,9"]
DESIGN = SurveyColumns("y", "proportion", None, "g", "w", "s", ("p",), ("N",))


def estimates(
    path: Path | str, columns: SurveyColumns, options: EstimateOptions = ADJUST, engine: str = "duckdb"
) -> list[Estimate]:
    reduced = reduce_survey(str(path), columns, engine)
    return estimate_cells(reduced.frame, reduced.cells, columns.kind, options)


def assert_equal(one: list[Estimate], other: list[Estimate], rel: float = 1e-12) -> None:
    assert [e.group for e in one] == [e.group for e in other]
    for a, b in zip(one, other, strict=True):
        for field in dataclasses.fields(Estimate):
            x, y = getattr(a, field.name), getattr(b, field.name)
            assert x == (y if isinstance(x, str) else pytest.approx(y, rel=rel, nan_ok=True)), field.name


def write(path: Path, lines: list[str], header: str = HEADER) -> Path:
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_parquet_file_gives_what_the_arrays_give(tmp_path):
    table, path = households(), tmp_path / "h.parquet"
    typed = {k: numbers(v) if k in ("y", "weight", "n_psu") else v.tolist() for k, v in table.items()}
    parquet.write_table(pa.table(typed), path)
    design = survey_design(typed["weight"], table["stratum"], table["psu"], fpc=[typed["n_psu"]])
    assert_equal(estimates(path, COLUMNS), estimate(design, typed["y"], "mean", table["place"], ADJUST))
    assert_equal(estimates(path, COLUMNS), estimates(HOUSEHOLDS, COLUMNS))


def test_groups_that_are_numbers_come_in_their_order_and_without_decimals(tmp_path):
    path = tmp_path / "g.parquet"
    parquet.write_table(pa.table({"y": [0, 1, 1, 0, 1, 0], "g": [10.0, 9.0, 10.0, 9.0, float("nan"), 9.0]}), path)
    found = estimates(path, SurveyColumns("y", "proportion", by="g"))
    assert [e.group for e in found] == ["", "9", "10"]
    assert found[0].n == 6


def test_true_and_false_are_1_and_0(tmp_path):
    typed = tmp_path / "b.parquet"
    parquet.write_table(pa.table({"y": [True, False, None, True]}), typed)
    text = write(tmp_path / "b.csv", ["TRUE", "FALSE", "NA", "TRUE"], "y\n")
    columns = SurveyColumns("y", "proportion")
    assert estimates(typed, columns)[0].estimate == estimates(text, columns)[0].estimate == pytest.approx(2 / 3)
    counted = SurveyColumns("y", "proportion", "FALSE")
    assert estimates(typed, counted)[0].estimate == estimates(text, counted)[0].estimate == pytest.approx(1 / 3)


def test_an_answer_may_be_spelt_as_a_number():
    assert spellings("1") == ("1", "1.0")
    assert spellings("Po") == ("Po",)
    assert spellings("inf") == ("inf",)


def test_semicolons_quotes_and_albanian_letters_are_read(tmp_path):
    path = write(tmp_path / "q.csv", ['"po; shumë";Dibër', "jo;Kukës", '"po; shumë";Dibër'], "pyetja;qarku\n")
    found = estimates(path, SurveyColumns("pyetja", "proportion", "po; shumë", "qarku"))
    assert [(e.group, e.n) for e in found] == [("", 3), ("Dibër", 2), ("Kukës", 1)]


def test_psu_numbers_may_start_anew_in_every_stratum(tmp_path):
    lines = [line.replace(",3,", ",1,").replace(",4,", ",2,") for line in GOOD]
    path = write(tmp_path / "n.csv", lines)
    with pytest.raises(SurveyError, match=r"PSU in two strata: 1, 2.*--nest"):
        estimates(path, DESIGN)
    nested = estimates(path, dataclasses.replace(DESIGN, nest=True))
    assert_equal(nested, estimates(write(tmp_path / "m.csv", GOOD), DESIGN))


BAD = [
    (["a,1,-1,0,x,9"], "column 'w' is negative: line 6 '-1'"),
    (["a,1,,0,x,9"], "column 'w' is empty: line 6"),
    (["a,1,NA,0,x,9"], "column 'w' is empty: line 6 'NA'"),
    (['a,1,"1,5",0,x,9'], "column 'w' is no number: line 6 '1,5'.*decimal points"),
    (["a,1,1,maybe,x,9"], "column 'y' is no number: line 6 'maybe'"),
    (["a,1,1,2,x,9"], "measure of 0 and 1"),
    ([",1,1,0,x,9"], "column 's' is empty: line 6"),
    (["a,,1,0,x,9"], "column 'p' is empty: line 6"),
    (["b,1,1,0,x,9"], "PSU in two strata: 1"),
    (["a,1,1,0,x,8"], "FPC of stage 1 varies inside stratum a: from 8 to 9"),
    (["c,7,1,0,x,0.5"], "partly fractions .0.5. and partly sizes .9."),
    (["c,7,1,0,x,-2"], "FPC is negative"),
    (["c,7,1,0,x,2", "c,8,1,0,x,2", "c,9,1,0,x,2"], "FPC of stage 1 in stratum c is smaller than the sample: 2 for 3 drawn"),
    (["c,7,1,0,x"], "cannot be read as csv"),
]


@pytest.mark.parametrize(("lines", "words"), BAD)
def test_a_bad_line_is_named(tmp_path, lines, words):
    with pytest.raises(SurveyError, match=words):
        estimates(write(tmp_path / "bad.csv", [*GOOD, *lines]), DESIGN)


def test_all_problems_are_said_at_once(tmp_path):
    path = write(tmp_path / "bad.csv", [*GOOD, "a,1,-1,perhaps,x,9", ",,x,0,x,9"])
    with pytest.raises(SurveyError) as error:
        estimates(path, DESIGN)
    assert len(error.value.problems) == 6


CHOICES = [
    (SurveyColumns("z", weight="v"), ["column 'z'", "column 'v'"]),
    (SurveyColumns("y", "mean", equals="1"), ["goes with a proportion"]),
    (SurveyColumns("y", weight="w", psu=("p",), fpc=("N", "N")), ["1 stage"]),
    (SurveyColumns("y", weight="w", psu=("p", "g"), fpc=("N",)), ["2 stage"]),
    (SurveyColumns("y", psu=("s", "p", "g")), ["at most two"]),
    (SurveyColumns("y", fpc=("N",)), ["name the column of weights"]),
    (SurveyColumns("g", "proportion", equals="z"), ["no answer in 'g' is 'z': its answers are 'x', 'y'"]),
    (SurveyColumns("g", "proportion"), ["is no number", "the answer that counts"]),
]


@pytest.mark.parametrize(("columns", "words"), CHOICES)
def test_a_choice_of_columns_that_cannot_be_is_refused(tmp_path, columns, words):
    with pytest.raises(SurveyError) as error:
        estimates(write(tmp_path / "good.csv", GOOD), columns)
    assert [word in str(error.value) for word in words] == [True] * len(words)


def test_files_that_are_none_are_refused(tmp_path):
    (tmp_path / "empty.csv").touch()
    (tmp_path / "false.parquet").write_text("no parquet", encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes("y,qarku e Dibr\xebs\n1,2\n".encode("latin-1"))
    (tmp_path / "deep.csv").write_bytes(b"y,g\n1,a\n0,Dib\xebr\n")
    write(tmp_path / "head.csv", [])
    write(tmp_path / "blank.csv", ["a,1,1,,x,9"])
    cases = {"none.csv": "no file", "empty.csv": "is empty", "false.parquet": "cannot be read as parquet", "latin.csv": "UTF-8"}
    cases |= {"deep.csv": "cannot be read as csv", "head.csv": "has no rows", "blank.csv": "no answer at all"}
    for name, words in cases.items():
        columns = SurveyColumns("y", by="g") if name == "deep.csv" else SurveyColumns("y")
        with pytest.raises(SurveyError, match=words):
            estimates(tmp_path / name, columns)
    (tmp_path / "data.sav").write_bytes(b"$FL2")
    with pytest.raises(SurveyError, match=r"give a .csv or .parquet file, not .sav"):
        estimates(tmp_path / "data.sav", SurveyColumns("y"))


def test_an_engine_is_known_by_its_address(monkeypatch):
    kinds = ("duckdb", "postgresql://u@h/d", "spark://h:7077", "local[2]", "local-cluster[2,1,1024]")
    assert [engine_kind(url) for url in kinds] == ["duckdb", "postgresql", "spark", "spark", "spark"]
    with pytest.raises(SurveyError, match="unknown engine 'mysql://h'"):
        engine_kind("mysql://h")
    monkeypatch.setenv("PARANDALIM_ENGINE", "local[2]")
    assert (chosen_engine(None), chosen_engine("duckdb")) == ("local[2]", "duckdb")


def test_an_engine_that_does_not_answer_is_said_without_its_password():
    pytest.importorskip("psycopg")
    with pytest.raises(SurveyError, match="does not answer") as error:
        connect("postgresql://someone:hidden@127.0.0.1:1/none")
    assert "hidden" not in str(error.value)


def test_only_the_sums_of_units_come_back(tmp_path):
    """20,000 people in 50 PSUs: 50 cells for everyone and 50 for the two groups, whatever the number of people."""
    random = np.random.default_rng(1)
    psu = np.repeat(np.arange(50), 400)
    columns = {
        "y": random.integers(0, 2, 20_000),
        "p": psu,
        "s": psu % 5,
        "g": np.where(psu < 20, "a", "b"),
        "w": random.uniform(1, 2, 20_000),
    }
    parquet.write_table(pa.table(columns), tmp_path / "many.parquet")
    reduced = reduce_survey(
        str(tmp_path / "many.parquet"), SurveyColumns("y", "proportion", by="g", weight="w", stratum="s", psu=("p",))
    )
    assert len(reduced.cells.n) == 100
    assert reduced.cells.n.sum() == 40_000
    assert math.isclose(reduced.cells.w[:50].sum(), columns["w"].sum())


def test_the_web_app_starts_without_the_engine():
    code = "import sys, dashboard.app, dashboard.cli; print(sorted({'ibis', 'duckdb', 'pyspark', 'psycopg'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
