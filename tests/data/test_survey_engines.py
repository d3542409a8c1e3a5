"""PostgreSQL and Spark run the same expression and give DuckDB's figures (skipped, with the reason, where they are not there)."""

from __future__ import annotations

import os
from collections.abc import Iterator

import engines
import pytest
from survey_cases import DESIGNS, HOUSEHOLDS, households, numbers

from data.survey_columns import SurveyColumns
from data.survey_connect import connected
from data.survey_engine import reduce_survey
from models.survey import Estimate, EstimateOptions, estimate_cells

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # sockets of py4j
CASES = [("y", None, "mean", "one_stage_fpc"), ("answer", "Yes", "proportion", "two_stage"), ("y", None, "total", "strata_rows")]


def missing(reason: str) -> None:
    """`make test-engines` wants both engines: there what is missing is a failure, not a skip."""
    if reason and os.environ.get("PARANDALIM_REQUIRE_ENGINES") == "1":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    missing(engines.postgres_missing())
    with engines.postgres() as url:
        yield url


@pytest.fixture(scope="module")
def spark_url() -> str:
    missing(engines.spark_missing())
    if os.environ.get("PARANDALIM_REQUIRE_ENGINES") != "1":
        pytest.skip("Spark takes a minute to start: make test-engines runs it")
    return engines.SPARK


def figures(source: str, case: tuple, engine: str) -> list[Estimate]:
    measure, equals, kind, name = case
    stratum, psu, fpc = DESIGNS[name]
    reduced = reduce_survey(source, SurveyColumns(measure, kind, equals, "place", "weight", stratum, psu, fpc), engine)
    return estimate_cells(reduced.frame, reduced.cells, kind, EstimateOptions(lonely="adjust"))


def assert_same(found: list[Estimate], duckdb: list[Estimate]) -> None:
    assert [(e.group, e.n, e.df, e.state) for e in found] == [(e.group, e.n, e.df, e.state) for e in duckdb]
    for a, b in zip(found, duckdb, strict=True):
        ours, theirs = ((e.n_eff, e.estimate, e.se, e.deff, e.lower, e.upper) for e in (a, b))
        assert ours == pytest.approx(theirs, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[3])
def test_postgresql_gives_duckdbs_figures(postgres_url, case):
    assert_same(figures(str(HOUSEHOLDS), case, postgres_url), figures(str(HOUSEHOLDS), case, "duckdb"))


def test_a_table_that_lives_in_postgresql_is_used_where_it_is(postgres_url):
    table = households()
    rows = zip(
        table["stratum"], table["psu"], numbers(table["weight"]), table["answer"], table["place"], table["ssu"], strict=True
    )
    with connected(postgres_url) as connection, connection.con.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE kap (stratum text, psu text, weight float8, answer text, place text, ssu int, n_psu int, n_ssu int)"
        )
        sizes = zip(numbers(table["n_psu"]), numbers(table["n_ssu"]), strict=True)
        values = [
            (str(a), str(b), float(c), str(d), str(e), int(f), int(n), int(m))
            for (a, b, c, d, e, f), (n, m) in zip(rows, sizes, strict=True)
        ]
        cursor.executemany("INSERT INTO kap VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", values)
        connection.con.commit()
    assert_same(figures("kap", CASES[1], postgres_url), figures(str(HOUSEHOLDS), CASES[1], "duckdb"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[3])
def test_spark_gives_duckdbs_figures(spark_url, case):
    assert_same(figures(str(HOUSEHOLDS), case, spark_url), figures(str(HOUSEHOLDS), case, "duckdb"))
