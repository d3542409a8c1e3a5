from __future__ import annotations

from datetime import date

import pytest

from dashboard.state import default_selection, parse_selection, to_query
from dashboard.view_models.many import build_many_view
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.pair import build_pair_view, is_pair, other_side
from dashboard.view_models.world import build_choices

NOVEMBER, JULY = date(2005, 11, 30), date(2006, 7, 31)


def test_a_second_layer_or_date_makes_a_pair_and_the_same_again_does_not(real, choose) -> None:
    assert not is_pair(choose(real))
    assert not is_pair(choose(real, beside="priority", against=choose(real).date))
    assert is_pair(choose(real, beside="risk"))
    assert is_pair(choose(real, against=NOVEMBER))
    assert build_many_view(real, choose(real)).pair is None


def test_the_address_holds_the_pair_and_forgets_a_layer_that_the_level_has_not(real) -> None:
    choices = build_choices(real)
    asked = parse_selection("?view=many&beside=risk&against=2005-11-30", choices)
    assert (asked.beside, asked.against) == ("risk", NOVEMBER)
    assert parse_selection(to_query(asked), choices) == asked
    only_qark = min(choices.layers["qark"] - choices.layers["municipality"])
    assert parse_selection(f"?level=municipality&beside={only_qark}", choices).beside == ""
    assert parse_selection("?beside=intruder", choices) == default_selection(choices)


@pytest.mark.parametrize("level", ["qark", "municipality"])
@pytest.mark.parametrize("changes", [{"beside": "risk"}, {"against": NOVEMBER}, {"beside": "bivariate", "against": NOVEMBER}])
def test_each_side_is_the_map_itself(real, choose, level: str, changes: dict) -> None:
    selection = choose(real, level=level, **changes)
    for day in {JULY, selection.date, changes.get("against", JULY)}:
        real.studied(level, day, wait=None)
    view = build_pair_view(real, selection)
    for side, chosen in ((view.first, choose(real, level=level)), (view.second, other_side(selection))):
        whole = build_map_view(real, chosen)
        assert (side.areas, side.unsettled, side.summary) == (whole.areas, whole.unsettled, whole.summary)
    assert [(row.first, row.second) for row in view.rows] == [
        (a.hover, b.hover) for a, b in zip(view.first.areas, view.second.areas, strict=True)
    ]


def test_one_scale_has_one_legend_that_names_every_swatch(real, choose) -> None:
    for changes in ({"against": NOVEMBER}, {"beside": "risk"}):
        view = build_pair_view(real, choose(real, lang="en", **changes))
        assert len(view.legends) == 1
        gaps = {area.gap for side in (view.first, view.second) for area in side.areas if area.gap}
        assert gaps <= {row.swatch for row in view.legends[0].rows}
        assert not any(row.text.endswith("(12)") for row in view.legends[0].rows)
    both = build_pair_view(real, choose(real, lang="en", beside="risk")).legends[0].meaning
    assert "Priority" in both
    assert "Risk" in both


def test_two_scales_have_two_legends_and_no_word_on_what_differs(real, choose) -> None:
    view = build_pair_view(real, choose(real, lang="en", beside="census_population"))
    assert len(view.legends) == 2
    assert "cannot be compared" in view.finding
    assert {row.changed for row in view.rows} == {None}


def test_what_differs_is_counted_by_class_and_gap(real, choose) -> None:
    view = build_pair_view(real, choose(real, lang="en", against=NOVEMBER))
    differing = sum(
        (a.class_index, a.gap) != (b.class_index, b.gap) for a, b in zip(view.first.areas, view.second.areas, strict=True)
    )
    assert sum(bool(row.changed) for row in view.rows) == differing
    assert str(differing) in view.finding or "none" in view.finding


def test_a_square_legend_of_two_dates_counts_nothing(real, choose) -> None:
    square = build_pair_view(real, choose(real, layer="bivariate", against=NOVEMBER)).legends[0].square
    assert square is not None
    assert {cell.count for row in square.rows for cell in row} == {""}
