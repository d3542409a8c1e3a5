"""The views of the map page: on the small world by hand, and true of the whole real one."""

from __future__ import annotations

import itertools
import math
from datetime import date

import pytest

from dashboard.state import LANGUAGES, LEVELS
from dashboard.text import load_words
from dashboard.view_models.area_list import build_list_view
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.country import CountryPanel
from dashboard.view_models.headline import build_headline
from dashboard.view_models.legend import build_legend
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.markers import build_marks_view, counts_as
from dashboard.view_models.page import build_page_view, build_panel_view
from dashboard.view_models.table import build_table_view
from dashboard.view_models.timeline import build_timeline_view

JULY, TODAY = date(2006, 7, 31), date(2026, 11, 22)
REAL_DATES = (date(2003, 1, 31), date(2005, 11, 30), JULY, date(2025, 3, 31), TODAY)


def test_the_opening_view_is_qarks_and_priority_on_the_last_full_picture(world, choose) -> None:
    view = build_page_view(world, choose(world))
    assert view.fields == {**view.defaults, "date": "2006-07-31", "level": "qark", "layer": "priority", "lang": "sq"}
    assert isinstance(view.panel, CountryPanel)
    assert view.table is None


def test_a_headline_names_an_area_only_if_it_keeps_its_class_in_all_variants(real, choose) -> None:
    for level in LEVELS:
        for on in REAL_DATES:
            rows = real.scores(level, on).rows
            unsure = {real.region(r.region_id).name["en"] for r in rows if r.variants_kept < r.variants_total or not r.class_id}
            sure = {real.region(r.region_id).name["en"] for r in rows if r.class_id and r.variants_kept == r.variants_total}
            said = build_headline(real, choose(real, lang="en", level=level, date=on)).finding
            assert not [name for name in unsure - sure if f" {name}" in said], said


def test_a_headline_of_an_unrecorded_date_says_that_it_cannot_be_said(real, choose) -> None:
    view = build_headline(real, choose(real, date=TODAY))
    assert "Nuk mund të thuhet" in view.finding
    assert view.today == ""


def test_the_headline_says_what_is_not_known_today(real, choose) -> None:
    view = build_headline(real, choose(real, lang="en"))
    assert view.today == "Today it is not known: presence is not recorded in 12 of 12 qarks. Silence is not absence."


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("level", LEVELS)
def test_every_layer_can_be_drawn_at_every_date(real, choose, lang: str, level: str) -> None:
    for layer in real.layers.values():
        if level in layer.levels:
            for on in REAL_DATES:
                selection = choose(real, lang=lang, level=level, layer=layer.layer_id, date=on)
                view, legend = build_map_view(real, selection), build_legend(real, selection)
                assert len(view.areas) == len(real.areas(level))
                assert all(a.hover for a in view.areas)
                assert view.title
                assert legend.rows
                shown_gaps = {a.gap for a in view.areas if a.gap}
                assert shown_gaps == {row.swatch for row in legend.rows} & {*shown_gaps}


def test_a_gap_never_has_a_class_and_a_value_always_has_one(real, choose) -> None:
    words = load_words("en")
    for layer in real.layers.values():
        for level in layer.levels:
            for value in list_area_values(real, layer, level, JULY, words):
                assert bool(value.gap) == (value.class_index is None) == math.isnan(value.value)
                assert value.text not in ("", "–", "nan")


def test_the_kap_layer_says_four_unpublished_and_eight_not_surveyed(real, choose) -> None:
    view = build_map_view(real, choose(real, layer="kap_coverage"))
    gaps = [a.gap for a in view.areas]
    assert (gaps.count("not_published"), gaps.count("not_surveyed")) == (4, 8)


def test_a_figure_of_the_qark_is_marked_in_its_municipalities(real, choose) -> None:
    selection = choose(real, level="municipality", layer="priority")
    areas = build_map_view(real, selection).areas
    assert all(area.inherited for area in areas if not area.gap)
    assert "inherited" in {row.swatch for row in build_legend(real, selection).rows}


def test_the_table_says_what_the_map_says(real, choose) -> None:
    for layer in ("priority", "kap_coverage", "census_population"):
        selection = choose(real, level="municipality", layer=layer)
        table, view = build_table_view(real, selection), build_map_view(real, selection)
        assert {row.region_id: row.gap for row in table.rows} == {area.region_id: area.gap for area in view.areas}
        assert all(len(row.cells) == len(table.heads) for row in table.rows)


def test_the_list_holds_every_area_once_and_no_rank(real, choose) -> None:
    for on in REAL_DATES:
        view = build_list_view(real, choose(real, level="municipality", date=on))
        listed = [item.region_id for group in view.groups for item in group.items]
        assert sorted(listed) == [region.region_id for region in real.areas("municipality")]


def test_a_shelter_is_never_a_point(real, choose) -> None:
    shelters = {s.service_id for s in real.dataset.services.values() if counts_as(real, s.category) == "shelter"}
    assert shelters
    from dashboard.view_models.markers import present_services

    for on in REAL_DATES:
        for region in real.dataset.regions.values():
            assert not shelters & {p.service.service_id for p in present_services(real, region.region_id, on)}


def test_a_shelter_is_told_without_its_name_or_place(real, choose) -> None:
    for region in (*real.areas("qark"), *real.areas("municipality")):
        for lang in LANGUAGES:
            panel = build_panel_view(real, choose(real, region=region.region_id, lang=lang))
            shown = {
                line.name
                for lines in (panel.records.services, panel.records.qark_wide, panel.records.institutions)
                for line in lines
            }
            services = real.dataset.services.values()
            shelters = {s.name[lang] for s in services if counts_as(real, s.category) == "shelter"}
            assert not shown & shelters


def test_planned_records_are_not_drawn(world, choose) -> None:
    marks = build_marks_view(world, choose(world, markers=("services", "projects")))
    assert [(m.region_id, m.count) for m in marks.services] == [("AL121", 1)]
    names = {m.region_id for m in marks.projects}
    assert all(m.count >= 1 for m in marks.projects)
    assert names <= set(world.dataset.regions)


def test_markers_are_built_only_where_they_are_switched_on(world, choose) -> None:
    marks = build_marks_view(world, choose(world, markers=("projects",)))
    assert marks.services == ()


def test_a_record_of_the_whole_qark_is_hollow_and_stands_at_its_middle(real, choose) -> None:
    marks = build_marks_view(real, choose(real, markers=("services", "projects")))
    hollow = [m for m in (*marks.services, *marks.projects) if m.hollow]
    assert hollow
    assert all(real.level_of(m.region_id) == "qark" for m in hollow)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_area_has_a_panel_at_every_date(real, choose, lang: str) -> None:
    for region in (*real.areas("qark"), *real.areas("municipality")):
        for on in REAL_DATES:
            panel = build_panel_view(real, choose(real, region=region.region_id, date=on, lang=lang))
            assert panel.name == region.name[lang]
            assert panel.lead
            assert panel.silence
            assert all(line.source or line.gap == "not_recorded" for line in panel.indicators)


@pytest.mark.parametrize(("lang", "said"), [("sq", "dihen 3 nga 4 pjesë"), ("en", "3 of 4 parts known")])
def test_the_panel_says_where_thin_prevention_rests_on_three_parts(real, choose, lang: str, said: str) -> None:
    notes = set()
    for region in real.areas("qark"):
        panel = build_panel_view(real, choose(real, region=region.region_id, date=date(2006, 7, 31), lang=lang))
        missing = [line for line in panel.indicators if line.pillar == panel.pillars[2].name and line.gap]
        assert panel.pillars[2].note == (said if missing else "")
        assert all(line.gap == "not_published" and line.source for line in missing)
        notes.add(panel.pillars[2].note)
    assert notes == {"", said}


def test_the_country_speaks_of_victims_with_the_warning(real, choose) -> None:
    panel = build_panel_view(real, choose(real, lang="en"))
    assert panel.cases
    assert "detection, not risk" in panel.cases_warning


def test_competing_estimates_stand_side_by_side(real, choose) -> None:
    panel = build_panel_view(real, choose(real, lang="en"))
    roma_2011 = [line for line in panel.communities if line.text.startswith("Roma, 2011")]
    assert len(roma_2011) >= 2
    assert all(line.source for line in roma_2011)


def test_the_line_of_dates_has_four_names_and_bands_that_do_not_overlap(real, choose) -> None:
    view = build_timeline_view(real, choose(real))
    assert [d.day for d in view.dates] == ["2005-11-30", "2006-07-31", "2025-03-31", "2026-11-22"]
    assert [d.current for d in view.dates] == [False, True, False, False]
    assert all(d.sentence for d in view.dates)
    assert view.days[view.index] == "2006-07-31"
    assert (view.days[0], view.days[-1]) == ("2003-01-31", "2026-11-22")
    for lane in {band.lane for band in view.bands}:
        inside = [b for b in view.bands if b.lane == lane]
        assert all(a.left + a.width <= b.left for a, b in itertools.pairwise(inside))


def test_a_programmes_own_text_never_turns_silence_into_absence(real, choose) -> None:
    covered = build_panel_view(real, choose(real, lang="en", region="AL013", date=date(2025, 3, 31))).silence
    assert covered[0] == "Projects: no source describes all of them here on 31 March 2025. There may be others."
    full = build_panel_view(real, choose(real, lang="en", region="AL013", date=JULY)).silence
    assert "taken as absent" in full[0]


def test_what_nobody_records_cites_nobody(real, choose) -> None:
    panel = build_panel_view(real, choose(real, lang="en", region="AL013", date=TODAY))
    gaps = [line for line in panel.indicators if line.gap == "not_recorded"]
    assert gaps
    assert all(line.source == "" for line in gaps)


def test_the_headline_tells_of_partial_records(real, choose) -> None:
    said = build_headline(real, choose(real, lang="en", date=date(2025, 3, 31))).finding
    assert "the sources record projects in 4 of 12 qarks" in said
