"""What the directory page says on the dates that matter, of what is not recorded, and of what must not be overlooked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.state import LANGUAGES, Wanted
from dashboard.view_models.directory import build_answer, build_directory
from dashboard.view_models.directory_catalogue import catalogue_of

JULY = date(2006, 7, 31)
DAYS = (date(2005, 11, 30), date(2006, 6, 30), date(2021, 6, 30), date(2024, 6, 30), date(2026, 11, 22))
UNICEF_QARKS = {"AL011", "AL013", "AL015", "AL022"}


@pytest.fixture
def answer(real, choose):
    def build(on: date = JULY, lang: str = "en", **wanted: object):
        return build_answer(real, choose(real, lang=lang, date=on, page="directory", wanted=Wanted(**wanted)))

    return build


def test_who_does_what_where_differs_by_date_as_the_documents_say(answer) -> None:
    by_day = {on: {p.entry_id for p in answer(on, part="who").who.projects} for on in DAYS}
    first, second, cycle_1, cycle_2, today = (by_day[on] for on in DAYS)
    phase_3 = {f"001-KV-{n}" for n in range(14, 24)}
    assert not first & phase_3
    assert phase_3 <= second
    assert cycle_1 == {"004-01"}
    assert cycle_2 == {"004-02"}
    assert today == set()
    assert "not mean that there was none" in answer(DAYS[-1], part="who").who.empty


def test_the_matrix_and_the_list_hold_the_same_projects(answer) -> None:
    view = answer(DAYS[1], part="who").who
    assert sum(len(p.who) > 0 for p in view.projects) == len(view.projects)
    column = view.heads.index("Korçë")
    counted = {row.organisation for row in view.rows if row.cells[column].count}
    assert {"Dorcas Aid International Albania", "Gratë Intelektuale të Pogradecit"} <= counted


def test_money_stands_in_its_own_currency_and_no_sum_is_made(answer, real) -> None:
    view = answer(DAYS[1], part="who", lang="en").who
    told = {p.entry_id: p.money for p in view.projects if p.money}
    known = {p.project_id: p for p in real.dataset.projects.values() if p.amount == p.amount}
    assert told
    assert all(known[name].currency in text and f"{int(known[name].amount):,}" in text for name, text in told.items())


def test_flags_say_what_ends_what_is_absent_and_what_nobody_recorded(answer) -> None:
    flags = {on: {f.region_id: f.flag for f in answer(on, part="programmes").programmes.flags} for on in DAYS}
    assert {flags[DAYS[2]][q] for q in UNICEF_QARKS} == {"at_work"}
    assert {flag for q, flag in flags[DAYS[2]].items() if q not in UNICEF_QARKS} == {"not_recorded"}
    assert set(flags[DAYS[4]].values()) == {"not_recorded"}
    assert not {"not_recorded"} & {*flags[DAYS[0]].values(), *flags[DAYS[1]].values()}
    # The grants end on 31 July 2006, and the second cycle on 31 March 2025.
    assert {"some_end", "all_end"} & set(flags[DAYS[1]].values())
    ending = {f.region_id: f.flag for f in answer(date(2024, 11, 30), part="programmes").programmes.flags}
    assert {ending[q] for q in UNICEF_QARKS} == {"all_end"}


def test_nothing_active_is_said_only_where_a_complete_source_covers_the_day(real, choose) -> None:
    """Without its projects, a qark is empty inside the complete report and not recorded outside it."""
    from dashboard.view_models.world import World

    bare = World(replace(real.dataset, projects={}, nap_refs=()), real.shapes, real.today)
    inside = build_answer(bare, choose(real, date=JULY, wanted=Wanted(part="programmes"))).programmes
    outside = build_answer(bare, choose(real, date=DAYS[2], wanted=Wanted(part="programmes"))).programmes
    assert {f.flag for f in inside.flags} == {"nothing"}
    assert {f.flag for f in outside.flags} == {"not_recorded"}


def test_programmes_stand_in_time_as_their_records_do(answer) -> None:
    lanes = {on: {lane.title: lane.working for lane in answer(on, part="programmes").programmes.lanes} for on in DAYS}
    phase_3 = "Grants 2005–2006, phase 3"
    assert (lanes[DAYS[0]][phase_3], lanes[DAYS[1]][phase_3], lanes[DAYS[2]][phase_3]) == (0, 10, 0)
    assert [lanes[on]["UNICEF, first cycle"] for on in DAYS] == [0, 0, 1, 0, 0]
    assert [lanes[on]["UNICEF, second cycle"] for on in DAYS] == [0, 0, 0, 1, 0]
    assert len(lanes[DAYS[0]]) == 10


def test_the_plan_matrix_counts_projects_by_objective_and_area(answer, real) -> None:
    view = answer(DAYS[1], part="plan").plan
    assert "116" in view.references_said
    projects = {p.project_id: p for p in real.dataset.projects.values()}
    (row,) = [r for r in view.rows if r.plan == "National action plan 2005–2007" and r.title == "Prevention, goal 1, objective C"]
    column = view.heads.index("Korçë")
    cited = {r.project_id for r in real.dataset.nap_refs if (r.plan, r.pillar, r.objective) == ("pkv-2005-07", "prevention", "C")}
    regions = real.dataset.regions
    here = {n for n in cited if any(regions[p.region_id].qark_id == "AL034" for p in projects[n].places if p.region_id)}
    assert row.cells[column].count == len(here) == 1


def test_the_plan_says_what_nothing_supports_only_where_that_is_known(answer) -> None:
    inside, outside = answer(DAYS[0], part="plan", area="AL031").plan, answer(DAYS[2], part="plan", area="AL031").plan
    assert {c.state for row in inside.rows for c in row.cells} == {"some", "none"}
    assert "nothing recorded supports" in inside.area_said
    assert {c.state for row in outside.rows for c in row.cells[:12]} == {"not_recorded"}
    assert "no source describes all projects" in outside.area_said
    later = answer(DAYS[1], part="plan", area="AL031").plan
    assert len(later.area_missing) < len(inside.area_missing)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("item", "word"), [("X002", "not_functioning"), ("X001", "closed"), ("S400", "planned"), ("S001", "stale")]
)
def test_a_card_warns_of_what_is_not_to_be_relied_on(answer, real, lang: str, item: str, word: str) -> None:
    card = answer(DAYS[4], lang=lang, item=item).card
    assert card.line.standing == word
    assert card.warning
    assert bool(card.asks) == (word in ("stale", "not_functioning"))
    assert card.line.sources


def test_a_card_opens_by_the_id_of_a_merged_record_and_cites_both(answer) -> None:
    card = answer(DAYS[3], item="X036").card
    assert card.line.entry_id == "S065"
    assert any("X036" in note for note in card.notes)
    assert len({source.name for source in card.line.sources}) == 2
    assert "item=S065" in card.address


def test_a_link_to_no_record_says_so(answer) -> None:
    assert "ZZ999" in answer(item="ZZ999").card.said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_shelter_is_only_available_in_its_qark(answer, real, lang: str) -> None:
    towns = {r.name[lang] for r in real.areas("municipality")} - {r.name[lang] for r in real.areas("qark")}
    for entry in (e for e in catalogue_of(real).entries if e.shelter):
        card = answer(lang=lang, item=entry.entry_id).card
        assert all(real.region(area.region_id).level == "qark" for area in card.areas)
        assert card.notes
        assert not {town for town in towns if f" {town}" in f" {card.line.place}"}


def test_an_empty_list_says_why_and_what_to_do(answer) -> None:
    listed = answer(DAYS[4], kind="service", standing="active", area="AL031").listed
    assert listed.sections == ()
    assert any("not mean that nothing is there" in text for text in listed.empty)
    assert any(text.startswith("Without the filter") for text in listed.empty)


@pytest.mark.parametrize("on", DAYS)
def test_the_list_says_whether_silence_means_absence(answer, on: date) -> None:
    assert ("taken as absent" in answer(on).listed.silence) == (on.year < 2007)


def test_filter_counts_are_what_choosing_them_gives(answer) -> None:
    view = answer(kind="project", audience="children")
    for one in view.filters.lists:
        for option in (o for group in one.groups for o in group.options):
            given = {"kind": "project", "audience": "children", one.field: option.value, "shown": 100_000}
            assert sum(len(s.lines) for s in answer(**given).listed.sections) == option.count, (one.field, option.value)


def test_the_map_counts_the_entries_of_each_qark_and_hides_nobody_else(answer, real) -> None:
    view = answer(words="vatra").places
    catalogue = catalogue_of(real)
    found = [catalogue.entries[n] for n in catalogue.find(Wanted(words="vatra"), JULY).numbers]
    for area in view.qarks:
        mine = [e for e in found if any(p.region_id and real.region(p.region_id).qark_id == area.region_id for p in e.places)]
        assert area.count == len(mine)
        assert (area.class_index is None) == (not mine)


def test_a_qark_on_paper_holds_its_whole_directory_the_lines_and_every_source(answer, real) -> None:
    sheet = answer(part="print", area="AL154").sheet  # a municipality stands for its qark
    catalogue = catalogue_of(real)
    entries = {catalogue.entries[n].entry_id for n in catalogue.find(Wanted(area="AL015"), JULY).numbers}
    printed = {item.line.entry_id for section in sheet.sections for item in section.lines}
    assert entries <= printed
    assert "X003" in printed
    cited = {c.source_id for name in printed for c in catalogue.by_id[name].citations}
    assert len(sheet.sources) == len(cited)
    assert all(item.cited for section in sheet.sections for item in section.lines)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["", "who", "programmes", "plan", "print"])
def test_every_view_of_the_tiny_world_can_be_built(world, choose, lang: str, part: str) -> None:
    selection = choose(world, lang=lang, page="directory", wanted=Wanted(part=part, area="AL012", item="S1"))
    assert build_directory(world, selection).answer.part == part


def test_the_same_day_is_chosen_whatever_the_month_list_shows(real, choose) -> None:
    view = build_directory(real, choose(real, date=date(2005, 11, 15)))
    chosen = [day for group in view.months for day, _, current in group.months if current]
    assert chosen == ["2005-11-30"]
