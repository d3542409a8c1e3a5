from __future__ import annotations

import math
from datetime import date

from dashboard.text import load_words
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.gap_view import build_square, pair_class
from dashboard.view_models.legend import build_legend
from dashboard.view_models.map_view import build_map_view

JULY, TODAY = date(2006, 7, 31), date(2026, 11, 22)


def test_the_cuts_are_two_of_the_scores_own() -> None:
    assert [pair_class(risk, thin) for risk, thin in ((0, 0), (39.9, 60), (40, 59.9), (60, 39.9), (100, 100))] == [0, 2, 4, 6, 8]


def test_risk_without_prevention_is_set_against_prevention(real) -> None:
    layer = real.layers["bivariate"]
    scores = real.scores("qark", JULY)
    for value in list_area_values(real, layer, "qark", JULY, load_words("en")):
        row = scores[value.region_id]
        assert row.risk == row.vulnerability
        assert value.class_index == pair_class(row.risk, row.thin_prevention)


def test_where_presence_is_not_recorded_there_is_no_field(real) -> None:
    values = list_area_values(real, real.layers["bivariate"], "qark", TODAY, load_words("en"))
    assert {(v.gap, v.class_index) for v in values} == {("not_recorded", None)}
    assert all(math.isnan(v.value) for v in values)


def test_the_square_counts_every_area_that_is_drawn(real, choose) -> None:
    selection = choose(real, layer="bivariate", lang="en")
    square = build_legend(real, selection).square
    assert square is not None
    assert sum(int(cell.count or 0) for row in square.rows for cell in row) == 12
    assert [cell.index for row in square.rows for cell in row] == [6, 7, 8, 3, 4, 5, 0, 1, 2]
    assert "lowest" not in build_map_view(real, selection).summary.lower()


def test_an_empty_square_has_no_counts() -> None:
    assert {cell.count for row in build_square((), load_words("sq")).rows for cell in row} == {""}
