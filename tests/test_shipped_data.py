"""Everything that ships is loaded and held against what it must mean, one case per file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.checks import check_data
from data.strict import first_day
from data.types import GAPS, STATES, TIERS, WINDOWS

ROOT = Path(__file__).parent.parent
INDICATORS = sorted(p.stem for p in (ROOT / "data/indicators").glob("*.toml"))
SOURCES = sorted(p.stem for p in (ROOT / "data/sources").glob("*.toml"))
LAYERS = sorted(p.stem for p in (ROOT / "data/geo").glob("*.toml"))
RECORD_FILES = sorted(p.name for p in (ROOT / "data/records").glob("*.csv"))


def test_the_shipped_data_has_no_problem():
    assert [p.as_line() for p in check_data().problems] == []


@pytest.mark.parametrize("name", INDICATORS)
def test_indicator(name, shipped):
    item = shipped.indicators[name]
    values = [v for v in shipped.values if v.indicator_id == name]
    for text in (item.title, item.short, item.meaning, item.unit_text):
        assert all(text[language].strip() for language in ("sq", "en"))
    assert item.title["sq"] != item.title["en"]
    assert bool(values) != bool(item.computed)
    assert all(source in shipped.sources for source in item.source_ids)
    for value in values:
        assert value.region_id in shipped.regions
        assert value.gap in GAPS if value.gap else value.state in STATES
        assert value.state != "example"
        assert value.gap or item.valid_min <= value.value <= item.valid_max
    if item.goalposts and not item.computed:
        qarks = [v.value for v in values if not v.gap and shipped.regions[v.region_id].level == "qark"]
        assert item.goalposts.low <= min(qarks)
        assert max(qarks) <= item.goalposts.high
        assert {shipped.regions[v.region_id].level for v in values} >= {"qark"}
        assert len({v.region_id for v in values if shipped.regions[v.region_id].level == "qark" and not v.gap}) == 12


@pytest.mark.parametrize("name", SOURCES)
def test_source(name, shipped):
    source = shipped.sources[name]
    assert source.citation
    assert source.licence
    assert source.title["sq"]
    assert source.title["en"]
    assert source.url == "" or source.url.startswith(("http://", "https://"))
    assert source.published == "" or first_day(source.published)


@pytest.mark.parametrize("name", LAYERS)
def test_layer(name, shipped):
    layer = shipped.layers[name]
    assert all(text[language] for text in (layer.title, layer.short, layer.meaning) for language in ("sq", "en"))


@pytest.mark.parametrize("name", RECORD_FILES)
def test_record_file_is_read(name):
    """A file that no reader opens would be data that nobody checks."""
    code = (ROOT / "data/records/registry.py").read_text(encoding="utf-8")
    assert f'"{name}"' in code


def test_records_are_public_cited_and_dated(shipped):
    for record in (*shipped.projects.values(), *shipped.services.values(), *shipped.mechanisms.values()):
        assert record.citations
        assert record.tier in TIERS
        assert record.name["sq"]
        assert record.name["en"]
        assert getattr(record, "window", "stated") in WINDOWS


def test_only_the_2006_report_and_nothing_else_is_complete(shipped):
    complete = {s.source_id for s in shipped.sources.values() for c in s.coverage if c.complete}
    assert complete == {"doc-001"}


def test_shelters_have_no_place_more_precise_than_the_qark(shipped):
    shelters = [s for s in shipped.services.values() if shipped.service_categories[s.category].counts_as == "shelter"]
    assert shelters
    for shelter in shelters:
        assert shelter.region_id == "" or shipped.regions[shelter.region_id].level in ("qark", "country")


def test_no_small_count_of_people_is_shipped(shipped):
    for item in shipped.communities:
        if item.region_id != "AL" and not item.gap:
            assert not 1 <= item.value <= 10
        if item.gap == "suppressed":
            assert not re.search(r"\d", item.note.replace(item.period, ""))
    for value in shipped.values:
        if shipped.indicators[value.indicator_id].unit in ("persons", "cases") and value.region_id != "AL" and not value.gap:
            assert not 1 <= value.value <= 10


def test_every_merge_keeps_both_sources(shipped):
    everything = {**shipped.projects, **shipped.services, **shipped.mechanisms}
    assert shipped.merged
    for kept in shipped.merged.values():
        assert len(everything[kept].citations) >= 2
