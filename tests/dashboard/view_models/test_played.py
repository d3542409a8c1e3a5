"""A changed method on the map page: every part shows it, says so, and no published figure moves."""

from __future__ import annotations

import math
from datetime import date

import pytest

from dashboard.layouts.play import layout_played_note
from dashboard.state import LANGUAGES, LEVELS
from dashboard.text import load_words
from dashboard.view_models.area_list import build_list_view
from dashboard.view_models.headline import build_headline
from dashboard.view_models.legend import build_legend
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.page import build_page_view, build_panel_view
from dashboard.view_models.play import build_play
from dashboard.view_models.table import build_table_view
from models.play import played_table

JULY, TODAY = date(2006, 7, 31), date(2026, 11, 22)
CHANGED = {"weights": (("distance_to_service", 0), ("wealth_index", 10)), "mean": "inverted_geometric", "blend": "arithmetic"}


@pytest.fixture(scope="module")
def sure(real):
    for level in LEVELS:
        real.studied(level, JULY, wait=None)
    return real


def test_the_published_rule_gives_the_published_scores(real) -> None:
    for level in LEVELS:
        profiles = real.profiles(level, JULY)
        table = played_table(profiles, profiles.equal_rule())
        for row, shipped in zip(table.rows, real.scores(level, JULY).rows, strict=True):
            for field in ("vulnerability", "risk", "thin_prevention", "priority"):
                assert getattr(row, field) == pytest.approx(getattr(shipped, field), abs=1e-9, nan_ok=True)
            assert (row.rank, row.class_id, row.risk_class, row.gap) == (
                shipped.rank, shipped.class_id, shipped.risk_class, shipped.gap,
            )  # fmt: skip


def test_the_published_world_is_its_own(real, choose) -> None:
    assert real.under(choose(real)) is real
    assert real.rule("qark", JULY) is None


def test_a_changed_method_moves_the_map_the_list_the_table_and_the_panel_alike(sure, choose) -> None:
    plain, changed = choose(sure, lang="en", region="AL013"), choose(sure, lang="en", region="AL013", **CHANGED)
    assert [a.class_index for a in build_map_view(sure, plain).areas] != [
        a.class_index for a in build_map_view(sure, changed).areas
    ]
    played = sure.under(changed).scores("qark", JULY)
    points = {row.region_id: round(row.priority) for row in played.rows}
    listed = {item.region_id: item for group in build_list_view(sure, changed).groups for item in group.items}
    assert {r: item.rank for r, item in listed.items()} == {row.region_id: row.rank for row in played.rows}
    for row in build_table_view(sure, changed).rows:
        assert row.value == played[row.region_id].priority
    assert {r.region_id: r.rank for r in build_play(sure, changed).rows} == {r.region_id: str(r.rank) for r in played.rows}
    panel = build_panel_view(sure, changed)
    assert abs(float(panel.score.split()[0]) - points["AL013"]) <= 1
    assert f"(by your changed method: {played['AL013'].rank})" in panel.sureness.lines[0]
    assert panel.variants == ""


def test_the_reasons_are_those_of_the_changed_method(sure, choose) -> None:
    changed = choose(sure, lang="en", region="AL013", compare="AL022", **CHANGED)
    why = build_panel_view(sure, changed).reasons
    row = sure.under(changed).scores("qark", JULY)["AL013"]
    assert f"Its priority of {row.priority:.1f} is" in why.lead
    distance = sure.dataset.indicators["distance_to_service"].short["en"]
    assert next(bar for bar in why.bars if bar.name == distance).points == "0.0"
    assert next(line for line in why.comparison.lines if line.name == distance).points == "0.0"


def test_no_published_figure_moves(sure, choose) -> None:
    before = sure.scores("qark", JULY)
    build_page_view(sure, choose(sure, region="AL013", **CHANGED))
    assert sure.scores("qark", JULY) is before
    assert sure.changed is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_that_the_method_is_changed_how_and_leads_back(sure, choose, lang: str) -> None:
    selection = choose(sure, lang=lang, **CHANGED)
    note = build_page_view(sure, selection).played
    words = load_words(lang)
    wealth = sure.dataset.indicators["wealth_index"].short[lang]
    assert f"{wealth} " in note.what
    assert words.number(10_000) in note.agreement
    banner = str(layout_played_note(note, words)[0].to_plotly_json())
    assert "weights=&mean=&blend=" in banner.replace("&amp;", "&")
    mark = {"en": "changed method", "sq": "metodë e ndryshuar"}[lang]
    assert mark in build_map_view(sure, selection).title
    assert mark in build_table_view(sure, selection).title
    assert any(mark in row.text for row in build_legend(sure, selection).rows)


def test_the_published_page_has_no_such_note(sure, choose) -> None:
    assert build_page_view(sure, choose(sure)).played is None
    assert "changed" not in build_map_view(sure, choose(sure, lang="en")).title


def test_a_figure_that_no_weight_touches_is_not_called_changed(sure, choose) -> None:
    assert "changed" not in build_map_view(sure, choose(sure, lang="en", layer="gdp_per_capita", **CHANGED)).title


def test_what_is_missing_stays_missing_whatever_the_weights(real, choose) -> None:
    changed = choose(real, date=TODAY, **CHANGED)
    for row in real.under(changed).scores("qark", TODAY).rows:
        shipped = real.scores("qark", TODAY)[row.region_id]
        assert math.isnan(row.priority) == math.isnan(shipped.priority)
        assert math.isnan(row.thin_prevention) == math.isnan(shipped.thin_prevention)
        assert row.gap == shipped.gap


def test_a_headline_under_a_changed_method_never_speaks_of_variants_that_were_not_reckoned(sure, choose) -> None:
    said = build_headline(sure, choose(sure, lang="en", **CHANGED)).finding
    assert "0 stated" not in said
    assert said
