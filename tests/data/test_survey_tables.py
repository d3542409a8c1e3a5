from __future__ import annotations

import math
from dataclasses import astuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from workspace_examples import survey

from data.survey_tables import ROWS, from_tables, to_tables
from data.survey_types import NO_SURVEY, SurveyData


def through_parquet(tables):
    sinks = {name: pa.BufferOutputStream() for name in tables}
    for name, table in tables.items():
        pq.write_table(table, sinks[name])
    return {name: pq.read_table(pa.BufferReader(sink.getvalue())) for name, sink in sinks.items()}


def comparable(rows) -> list[str]:
    """NaN differs from itself; as text it does not."""
    return [repr(astuple(row)) for row in rows]


@pytest.mark.parametrize("example", [True, False])
def test_a_survey_comes_back_from_parquet_as_it_was(example: bool) -> None:
    before = survey(example=example)
    after = from_tables(through_parquet(to_tables(before)))
    assert comparable(after.estimates) == comparable(before.estimates)
    assert (after.changes, after.designs, after.example) == (before.changes, before.designs, example)
    assert dict(after.groups) == dict(before.groups)
    assert {k: dict(q.wording) for k, q in after.questions.items()} == {k: q.wording for k, q in before.questions.items()}


def test_a_gap_stays_nan_and_never_becomes_null_or_0() -> None:
    column = through_parquet(to_tables(survey()))["estimates"].column("percent").to_pylist()
    assert column[0] == 40.0
    assert math.isnan(column[1])


def test_an_empty_survey_has_every_table_and_no_rows() -> None:
    tables = through_parquet(to_tables(NO_SURVEY))
    assert {name: table.num_rows for name, table in tables.items()} == dict.fromkeys(ROWS, 0)
    assert from_tables(tables) == SurveyData()


def test_a_table_without_a_column_is_named() -> None:
    tables = dict(to_tables(survey()))
    tables["changes"] = tables["changes"].drop_columns(["p_adjusted"])
    with pytest.raises(ValueError, match=r"changes.*p_adjusted"):
        from_tables(tables)


def test_what_is_read_back_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        from_tables(to_tables(survey())).questions["q2"] = None  # type: ignore[index]
