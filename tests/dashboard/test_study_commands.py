"""`drivers` and `patterns` as programs use them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from test_cli import run

from dashboard.commands.study_rows import DRIVER_COLUMNS, PATTERN_COLUMNS
from models.agreement import SOBOL_DRAWS, drivers_of
from models.risk_index import score_areas
from models.uncertainty_plan import FACTORS

JULY = date(2006, 7, 31)


def rows_of(*arguments: str) -> list[dict[str, str]]:
    done = run(*arguments, "--format", "csv")
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_drivers_prints_what_the_method_page_shows(shipped) -> None:
    rows = json.loads(run("drivers", "--as-of", "2006-07-31", "--draws", str(SOBOL_DRAWS), "--format", "json").stdout)
    shown = drivers_of(shipped, score_areas(shipped, "qark", JULY))
    assert [(row["factor"], row["first"], row["total"]) for row in rows] == [(s.factor, s.first, s.total) for s in shown]
    assert {row["target"] for row in rows} == {"rank"}


def test_drivers_names_every_group_of_choices_and_repeats_itself() -> None:
    first, second = (run("drivers", "--draws", "64", "--seed", "7", "--format", "csv").stdout for _ in range(2))
    assert first == second
    rows = list(csv.DictReader(io.StringIO(first)))
    assert tuple(rows[0]) == DRIVER_COLUMNS
    assert [row["factor"] for row in rows] == list(FACTORS)
    assert first != run("drivers", "--draws", "64", "--seed", "8", "--format", "csv").stdout


def test_where_nothing_is_ranked_the_scores_are_explained() -> None:
    rows = rows_of("drivers", "--level", "municipality", "--draws", "32")
    assert {row["target"] for row in rows} == {"score"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("drivers", "--as-of", "2026-11-22"), "no qark has a priority on 2026-11-22"),
        (("drivers", "--draws", "1"), "draws must be at least 2"),
        (("drivers", "--seed", "-1"), "the seed not negative"),
        (("patterns", "--field", "wealth"), "unknown field 'wealth'"),
        (("patterns", "--level", "municipality"), "neighbours are alike by construction"),
        (("patterns", "--level", "municipality", "--field", "wealth_index"), "neighbours are alike by construction"),
        (("patterns", "--as-of", "2026-11-22"), "fewer than four"),
    ],
)
def test_what_cannot_be_studied_is_refused_in_words(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stdout == ""


def test_patterns_prints_the_country_first_and_then_every_area(shipped) -> None:
    rows = rows_of("patterns", "--as-of", "2006-07-31")
    assert tuple(rows[0]) == PATTERN_COLUMNS
    assert [row["figure"] for row in rows[:3]] == ["moran", "geary", "getis_ord"]
    assert [row["region_id"] for row in rows[3:]] == [r.region_id for r in shipped.regions_at("qark")]
    assert all(0 < float(row["p"]) <= 1 for row in rows)
    assert all(float(row["p_fdr"]) >= float(row["p"]) for row in rows[3:])


def test_patterns_of_an_indicator_leave_out_and_name_who_has_no_figure() -> None:
    whole = json.loads(run("patterns", "--level", "municipality", "--field", "census_population", "--format", "json").stdout)
    assert whole["exploratory"] is True
    assert {figure["name"] for figure in whole["global"]} == {"moran", "geary", "getis_ord"}
    assert len(whole["local"]) + len(whole["left_out"]) == 61
    assert "Exploratory" in run("patterns", "--field", "risk").stdout
