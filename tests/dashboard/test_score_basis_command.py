"""`parandalim score` on the survey basis: surveyed areas only, the example only when named."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import replace

import pytest
from kap_fixture import QARKS, invented_survey

from dashboard.cli import main
from dashboard.commands import scoring

COLUMNS = (*scoring.SCORE_COLUMNS, *scoring.SURVEY_COLUMNS)


@pytest.fixture
def run(shipped, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command over a dataset with a survey by hand."""

    def go(*arguments: str, example: bool = False) -> tuple[list[dict[str, str]], str]:
        dataset = replace(shipped, survey=invented_survey(example))
        monkeypatch.setattr(scoring, "open_dataset", lambda root: dataset)
        with suppress(SystemExit):
            main(["score", "--format", "csv", *arguments])
        out, err = capsys.readouterr()
        return list(csv.DictReader(io.StringIO(out))), err

    return go


def test_the_structural_score_prints_as_it_did(run) -> None:
    rows, _ = run("--as-of", "2022-06-01")
    assert tuple(rows[0]) == scoring.SCORE_COLUMNS
    assert {row["knowledge_gap"] for row in rows} == {""}


def test_with_a_survey_only_surveyed_areas_have_a_risk(run) -> None:
    rows, _ = run("--basis", "with-survey", "--as-of", "2022-06-01")
    assert tuple(rows[0]) == COLUMNS
    assert tuple(row["region_id"] for row in rows if row["risk"]) == QARKS
    assert {row["gap"] for row in rows if not row["risk"]} == {"not_surveyed"}
    assert {row["wave"] for row in rows} == {"2"}
    assert {row["example"] for row in rows} == {""}


def test_the_example_is_refused_as_a_survey_and_marked_where_it_is_named(run) -> None:
    rows, told = run("--basis", "with-survey", example=True)
    assert rows == []
    assert "only the synthetic example is loaded" in told
    rows, _ = run("--basis", "with-survey", "--with-example", "--as-of", "2022-06-01", example=True)
    assert {row["example"] for row in rows} == {"EXAMPLE"}
    assert {row["basis"] for row in rows} == {"with-example"}
