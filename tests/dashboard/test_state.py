from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import LANGUAGES, LEVELS, MARKERS, VIEWS, Choices, Selection, default_selection, parse_selection, to_query

CHOICES = Choices(
    layers={"qark": frozenset({"priority", "risk"}), "municipality": frozenset({"priority", "people"})},
    regions=frozenset({"AL031", "AL314"}),
    first=date(2003, 1, 31),
    last=date(2026, 11, 22),
    default_date=date(2006, 7, 31),
)


@st.composite
def selections(draw) -> Selection:
    level = draw(st.sampled_from(LEVELS))
    return Selection(
        lang=draw(st.sampled_from(LANGUAGES)),
        level=level,
        layer=draw(st.sampled_from(sorted(CHOICES.layers[level]))),
        date=draw(st.dates(CHOICES.first, CHOICES.last)),
        region=draw(st.sampled_from(["", *sorted(CHOICES.regions)])),
        markers=tuple(m for m in MARKERS if draw(st.booleans())),
        view=draw(st.sampled_from(VIEWS)),
    )


@given(selections())
def test_a_view_survives_the_address_bar(selection: Selection) -> None:
    assert parse_selection(to_query(selection), CHOICES) == selection


@given(st.text())
def test_junk_is_never_an_error(search: str) -> None:
    found = parse_selection(search, CHOICES)
    assert found.layer in CHOICES.layers[found.level]
    assert CHOICES.first <= found.date <= CHOICES.last


def test_junk_gets_the_opening_view() -> None:
    junk = "?lang=xx&level=planet&layer=none&date=2006-13-45&region=AL999&markers=spies&view=hologram"
    assert parse_selection(junk, CHOICES) == default_selection(CHOICES)
    assert parse_selection(None, CHOICES) == default_selection(CHOICES)


def test_a_layer_that_a_level_lacks_falls_back() -> None:
    assert parse_selection("?level=municipality&layer=risk", CHOICES).layer == "priority"


def test_a_date_outside_the_line_falls_back() -> None:
    assert parse_selection("?date=1999-01-01", CHOICES).date == CHOICES.default_date
    assert parse_selection("?date=2031-01-01", CHOICES).date == CHOICES.default_date


def test_the_query_says_everything_even_where_it_is_the_default() -> None:
    query = to_query(default_selection(CHOICES))
    assert query == "?lang=sq&level=qark&layer=priority&date=2006-07-31&view=map"
