"""Search and filters of the directory: forgiving words, exact filters, nothing that cannot be found."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import Wanted
from dashboard.view_models.directory_catalogue import FIELDS, Catalogue, areas_of, catalogue_of
from dashboard.view_models.directory_entries import fold, list_entries, slug, tokens
from dashboard.view_models.directory_search import SearchIndex
from models.standing import AT_WORK, STANDINGS

ROOT = Path(__file__).resolve().parents[3]
SHARED = next((p / "shared" for p in ROOT.parents if (p / "shared" / "facts").is_dir()), None)
needs_shared = pytest.mark.skipif(SHARED is None, reason="the folder beside the project is absent")
JULY = date(2006, 7, 31)
DAYS = (date(2005, 11, 30), date(2006, 6, 30), date(2021, 6, 30), date(2024, 6, 30), date(2026, 11, 22))


@pytest.fixture(scope="module")
def catalogue(real) -> Catalogue:
    return catalogue_of(real)


def ids(catalogue: Catalogue, on: date = JULY, **wanted: str) -> list[str]:
    return [catalogue.entries[n].entry_id for n in catalogue.find(Wanted(**wanted), on).numbers]


@given(st.lists(st.text(alphabet="abçëÇË xy-", max_size=12), min_size=1, max_size=8), st.text(alphabet="abçeë x", max_size=6))
def test_the_index_answers_as_reading_every_text_would(texts: list[str], question: str) -> None:
    asked = tokens(question)
    slow = [all(any(word.startswith(part) for word in tokens(text)) for part in asked) for text in texts]
    assert SearchIndex(texts).find(question).tolist() == slow


@pytest.mark.parametrize(
    ("one", "other"),
    [("shkoder", "SHKODËR"), ("puke", "pukë"), ("strehëz", "Strehez"), ("ceshtj", "Çështj"), ("vlor vatra", "Vatra  Vlor")],
)
def test_case_diacritics_and_order_of_words_do_not_matter(catalogue: Catalogue, one: str, other: str) -> None:
    assert ids(catalogue, words=one)
    assert set(ids(catalogue, words=one)) == set(ids(catalogue, words=other))


def test_the_beginning_of_a_word_is_enough_and_its_middle_is_not(catalogue: Catalogue) -> None:
    assert set(ids(catalogue, words="strehëza")) <= set(ids(catalogue, words="strehë"))
    assert ids(catalogue, words="trehëz") == []


def test_both_languages_find_the_same_record(catalogue: Catalogue) -> None:
    assert "X002" in ids(catalogue, words="linja kombetare 116 006")
    assert "X002" in ids(catalogue, words="national helpline 116")


def test_records_that_bear_the_words_in_their_name_come_first(catalogue: Catalogue) -> None:
    found = ids(catalogue, words="vatra")
    named = [any("vatra" in fold(t) for t in catalogue.by_id[name].name.values()) for name in found]
    assert named == sorted(named, reverse=True)
    assert 0 < sum(named) < len(named)


def test_every_record_is_found_by_its_id_and_by_its_name_in_either_language(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        for asked in (entry.entry_id, entry.name["sq"], entry.name["en"]):
            assert entry.entry_id in ids(catalogue, words=asked), (entry.entry_id, asked)


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(("file", "key"), [("services", "service_id"), ("projects", "project_id"), ("systems", "system_id")])
def test_everything_the_facts_name_is_found_and_traceable_to_its_lines(catalogue: Catalogue, file: str, key: str) -> None:
    with (SHARED / "facts" / f"{file}.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    documents = {f"doc-{number:03}" for number in range(5)}
    for row in rows:
        found = ids(catalogue, words=row[key])
        assert found, row[key]
        entry = catalogue.by_id[row[key]]
        assert entry.entry_id in found
        assert entry.citations
        # A document is cited with its lines, a page elsewhere by its address.
        assert all(c.locator for c in entry.citations if c.source_id in documents), row[key]
        assert all(c.locator or catalogue.dataset.sources[c.source_id].citation for c in entry.citations)


def test_a_merged_record_is_one_that_cites_both_and_opens_by_either_id(catalogue: Catalogue) -> None:
    assert catalogue.dataset.merged
    for merged, kept in catalogue.dataset.merged.items():
        assert catalogue.by_id[merged].entry_id == kept
        assert ids(catalogue, words=merged) == [kept]
        assert len(catalogue.by_id[kept].citations) > 1
    assert len(catalogue.entries) == len({entry.entry_id for entry in catalogue.entries})


@pytest.mark.parametrize("field", FIELDS)
def test_a_filter_leaves_exactly_the_entries_that_hold_its_choice(catalogue: Catalogue, field: str) -> None:
    def holds(entry, code: str) -> bool:
        standing = catalogue.standing(entry, JULY)
        own = {
            "kind": {entry.kind},
            "type": set(entry.types),
            "area": set(areas_of(catalogue.dataset, entry)),
            "org": {slug(name) for name in entry.organisations},
            "donor": {slug(name) for name in entry.donors},
            "audience": set(entry.audiences),
            "standing": {standing, "at_work"} if standing in AT_WORK else {standing},
        }[field]
        return code in own

    choices = catalogue.masks_of(field, JULY)
    assert choices
    for code in choices:
        found = set(ids(catalogue, **{field: code}))
        assert found == {e.entry_id for e in catalogue.entries if holds(e, code)}
        assert found


def test_filters_hold_all_at_once_and_an_unknown_choice_finds_nothing(catalogue: Catalogue) -> None:
    both = ids(catalogue, kind="project", area="AL015", audience="roma")
    assert set(both) == set(ids(catalogue, kind="project")) & set(ids(catalogue, area="AL015")) & set(
        ids(catalogue, audience="roma")
    )
    assert ids(catalogue, org="nobody-at-all") == []


def test_a_qark_holds_its_municipalities_and_a_municipality_only_itself(catalogue: Catalogue) -> None:
    whole, town = set(ids(catalogue, area="AL022")), set(ids(catalogue, area="AL224"))
    assert town < whole


def test_a_shelter_is_found_under_its_qark_and_no_municipality(catalogue: Catalogue) -> None:
    shelters = [entry for entry in catalogue.entries if entry.shelter]
    assert shelters
    for entry in shelters:
        levels = {
            catalogue.dataset.regions[a].level for a in areas_of(catalogue.dataset, entry) if a in catalogue.dataset.regions
        }
        assert levels <= {"qark"}


@pytest.mark.parametrize("on", DAYS)
def test_every_record_stands_somehow_on_every_day(catalogue: Catalogue, on: date) -> None:
    assert set(catalogue.standings(on)) <= set(STANDINGS)
    total = sum(int(mask.sum()) for code, mask in catalogue.standing_masks(on).items() if code != "at_work")
    assert total == len(catalogue.entries)


def test_a_record_that_is_not_public_is_in_no_list(shipped) -> None:
    name = sorted(shipped.services)[0]
    hidden = replace(shipped.services[name], tier="partner")
    kept = list_entries(replace(shipped, services={**shipped.services, name: hidden}))
    assert name not in {entry.entry_id for entry in kept}


def test_other_data_make_another_catalogue(world, tiny_dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    before = catalogue_of(world)
    assert catalogue_of(world) is before
    monkeypatch.setattr(world, "dataset", replace(tiny_dataset, projects={}))
    assert {entry.kind for entry in catalogue_of(world).entries} == {"service", "mechanism"}
