"""The method page: every number from the models, nothing left out, and a changed method never the published one."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.state import LANGUAGES
from dashboard.view_models.document import Entry, Grid, Pending, RangeChart, ShareChart
from dashboard.view_models.method_page import build_method_page
from dashboard.view_models.play import build_play
from models.agreement import agreement_with
from models.method import METHOD_VERSION, VARIANTS
from models.method_history import HISTORY
from models.play import play_scores, played_rule
from models.uncertainty_plan import FACTORS

JULY, TODAY = date(2006, 7, 31), date(2026, 11, 22)


@pytest.fixture(scope="module")
def known(real):
    real.hindcast(wait=None)
    for level in ("qark", "municipality"):
        real.studied(level, JULY, wait=None)
        real.drivers(level, JULY, wait=None)
        real.patterns(level, JULY, wait=None)
    return real


def sections(view):
    return {section.anchor: section for section in view.sections}


def grids(section) -> list[Grid]:
    return [block for block in section.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("level", ["qark", "municipality"])
@pytest.mark.parametrize("on", [JULY, TODAY])
def test_the_page_can_be_built_for_every_view(known, choose, lang: str, level: str, on: date) -> None:
    found = sections(build_method_page(known, choose(known, lang=lang, level=level, date=on, page="method")))
    assert next(iter(found)) == "limits"
    assert all(section.title and section.blocks for section in found.values())


def test_limits_begin_with_the_missing_truth(known, choose) -> None:
    first = build_method_page(known, choose(known, lang="en")).sections[0].blocks[0]
    assert first.text.startswith("There is no ground truth")


def test_the_dictionary_and_the_sources_leave_none_out(known, choose) -> None:
    found = sections(build_method_page(known, choose(known)))
    entries = [block for block in found["indicators"].blocks if isinstance(block, Entry)]
    assert len(entries) == len(known.dataset.indicators)
    assert len(grids(found["sources"])[0].rows) == len(known.dataset.sources)


def test_the_hindcast_tells_every_variant(known, choose) -> None:
    found = sections(build_method_page(known, choose(known, lang="en")))["hindcast"]
    rows = grids(found)[0].rows
    assert len(rows) == len(known.hindcast().variants)
    assert any(row[2].text == "0.0032" for row in rows)


def test_the_matrix_has_a_cell_for_every_area_and_scored_indicator(known, choose) -> None:
    for level, areas in (("qark", 12), ("municipality", 61)):
        rows = grids(sections(build_method_page(known, choose(known, level=level)))["quality"])[0].rows
        assert len(rows) == areas
        assert {len(row) for row in rows} == {2 + 8 + 4}, "name, grade, and a cell for each scored indicator"
    assert any("Q" in cell.text for row in rows for cell in row)
    today = grids(sections(build_method_page(known, choose(known, date=TODAY)))["quality"])[0].rows
    assert any(cell.mark == "gap-not_recorded" for row in today for cell in row)


def test_sensitivity_shows_every_area_factor_and_variant(known, choose) -> None:
    blocks = sections(build_method_page(known, choose(known)))["sensitivity"].blocks
    assert not any(isinstance(block, Pending) for block in blocks)
    ranking = next(block for block in blocks if isinstance(block, RangeChart))
    assert [len(ranking.rows), ranking.descending] == [12, True]
    assert len(next(block for block in blocks if isinstance(block, ShareChart)).names) == len(FACTORS)
    assert [len(block.rows) for block in blocks if isinstance(block, Grid)] == [len(FACTORS), len(VARIANTS)]


def test_the_history_ends_with_the_method_in_force() -> None:
    assert HISTORY[-1].version == METHOD_VERSION
    assert list(HISTORY) == sorted(HISTORY, key=lambda change: change.day)


def test_the_shipped_rule_gives_the_shipped_scores(known) -> None:
    for level in ("qark", "municipality"):
        profiles = known.profiles(level, JULY)
        played = play_scores(profiles, played_rule(profiles, {}, "arithmetic", "geometric"))
        for mine, row in zip(played, profiles.table.rows, strict=True):
            assert mine.priority == pytest.approx(row.priority, abs=1e-9)
            assert (mine.class_id, mine.rank) == (row.class_id, row.rank)


def test_a_changed_method_says_so_and_the_published_one_does_not(known, choose) -> None:
    published = build_play(known, choose(known, lang="en"))
    changed = build_play(known, choose(known, lang="en", weights=(("distance_to_service", 0),)))
    assert published.banner == ""
    assert "not the published scores" in changed.banner
    assert any(row.rank_moved or row.class_moved for row in changed.rows)
    assert [row.published for row in sorted(changed.rows, key=lambda r: r.region_id)] == [
        row.score for row in sorted(published.rows, key=lambda r: r.region_id)
    ]


def test_effective_weights_of_a_pillar_sum_to_a_hundred(known, choose) -> None:
    view = build_play(known, choose(known, lang="en", weights=(("wealth_index", 10), ("women_paid_work", 0))))
    for group in view.groups:
        assert sum(float(control.share.rstrip("%")) for control in group.controls) == pytest.approx(100, abs=0.5)


def test_a_pillar_without_any_weight_keeps_equal_ones(known) -> None:
    profiles = known.profiles("qark", JULY)
    nothing = {i.indicator_id: 0.0 for i in profiles.indicators}
    assert played_rule(profiles, nothing, "arithmetic", "geometric") == profiles.equal_rule()


def test_the_answer_to_who_comes_first_is_counted_from_the_versions(known, choose) -> None:
    studied = known.studied("qark", JULY)
    top = [row.region_id for row in known.scores("qark", JULY).rows if row.rank <= 5]
    found = agreement_with(studied, top)
    place = [studied.region_ids.index(region_id) for region_id in top]
    naive = sum(all(1 <= rank <= 5 for rank in version) for version in studied.ranks[:, place].tolist()) / len(studied.ranks)
    assert found.same_set == pytest.approx(naive, abs=0.01)
    assert 0 < found.same_set < 1
    assert 1 <= found.kept <= 5
    assert "3.9 of the 5" in build_play(known, choose(known, lang="en")).agreement
    assert agreement_with(known.studied("municipality", JULY), top) is None
