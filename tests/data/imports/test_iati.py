"""IATI activities become projects with places: whole or not at all, nothing finer than a municipality, currencies apart."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from data.geo.boundaries import APPROXIMATE, load_boundaries
from data.imports.iati import Reading, activities_of, parse_iati, read_iati
from data.imports.iati_places import Resolver, make_resolver, point_finder
from data.imports.iati_types import ParsedProjects
from data.imports.places import load_place_index
from data.problems import Reporter
from data.records.rows import ProjectPlaceRow, ProjectRow

FIXTURE = Path(__file__).parents[2] / "fixtures" / "iati" / "activities.xml"
READING = Reading("test-source")
MINIMAL = "<iati-identifier>{name}</iati-identifier><title><narrative>T</narrative></title>{more}"


@pytest.fixture(scope="module")
def resolve() -> Resolver:
    return make_resolver(load_place_index(), point_finder(load_boundaries(APPROXIMATE)))


@pytest.fixture(scope="module")
def parsed(resolve: Resolver) -> ParsedProjects:
    found = read_iati(FIXTURE, resolve, READING)
    assert [p.as_line() for p in found.problems] == []
    return found


def file_of(*activities: str, version: str = "2.03") -> bytes:
    inner = "".join(f"<iati-activity default-currency='EUR'>{activity}</iati-activity>" for activity in activities)
    return f"<iati-activities version='{version}'>\n{inner}\n</iati-activities>".encode()


def one(more: str = "", name: str = "A-1") -> str:
    return MINIMAL.format(name=name, more=more)


def parse(content: bytes, resolve: Resolver, reading: Reading = READING) -> ParsedProjects:
    return parse_iati(io.BytesIO(content), "file.xml", resolve, reading)


def test_rows_have_exactly_the_columns_of_the_record_files_and_pass_their_strict_models(parsed: ParsedProjects) -> None:
    for row in parsed.projects:
        assert set(row) == set(ProjectRow.model_fields)
        ProjectRow.model_validate(row)
    for row in parsed.places:
        assert set(row) == set(ProjectPlaceRow.model_fields)
        ProjectPlaceRow.model_validate(row)
    assert {row["project_id"] for row in parsed.places} == {row["project_id"] for row in parsed.projects}


def test_texts_organisations_dates_and_status_are_read(parsed: ParsedProjects) -> None:
    row = parsed.projects[0]
    assert row["name_sq"] == "Fëmijët qëndrojnë në shkollë"
    assert row["name_en"] == "Children stay in school"
    assert row["summary_en"] == "Work with families and schools."
    assert row["organisation"] == "Local association, XX-IMP-2"
    assert row["partners"] == "Ministry of tests, Extending body"
    assert row["donor"] == "Donor one"
    assert (row["start"], row["end"], row["window"]) == ("2024-02-01", "2026-12-31", "stated")
    assert row["status"] == "active"
    assert "planned end" in row["note"]
    assert "75 % of it for Albania" in row["note"]
    assert row["citations"] == "test-source#XX-TEST-1/AL.001"


def test_what_kind_of_prevention_it_is_is_not_guessed(parsed: ParsedProjects, resolve: Resolver) -> None:
    assert {row["types"] for row in parsed.projects} == {""}
    said = parse(file_of(one()), resolve, Reading("s", types=("prevention", "research"), audiences=("children",)))
    assert (said.projects[0]["types"], said.projects[0]["audiences"]) == ("prevention;research", "children")


def test_codes_names_and_points_lead_to_municipalities_and_what_is_assumed_is_said(parsed: ParsedProjects) -> None:
    project_id = parsed.projects[0]["project_id"]
    places = [(r["region_id"], r["place_level"], r["basis"]) for r in parsed.places if r["project_id"] == project_id]
    assert places == [
        ("AL314", "municipality", "stated"),
        ("AL153", "municipality", "former_district"),
        ("AL154", "municipality", "inferred"),
        ("", "not_named", "stated"),
    ]
    remarks = {(r.code, r.about.split(":")[0]) for r in parsed.remarks if r.identifier == "XX-TEST-1/AL.001"}
    assert {
        ("former_district_of_several", "rrethi i Pukës"),
        ("municipality_of_point", "Dajç"),
        ("unknown_place", "Nowhereville"),
    } <= remarks


def test_no_point_contact_or_description_of_a_location_is_kept(parsed: ParsedProjects) -> None:
    everything = repr(parsed)
    for hidden in ("40.504", "20.227", "42.068", "31.616", "yellow house", "Nobody", "nobody@", "Not read", "javascript"):
        assert hidden not in everything
    assert all(location.point is None for activity in parsed.activities.values() for location in activity.locations)
    assert {"point", "contacts"} <= {d.code for d in parsed.dropped}


def test_sums_keep_their_currency_and_value_date_and_revised_budgets_replace_the_original(parsed: ParsedProjects) -> None:
    row = parsed.projects[0]
    assert (row["amount"], row["currency"]) == ("3500.50", "EUR")
    money = parsed.activities[row["project_id"]].money
    assert [(m.kind, m.code, m.value, m.currency) for m in money] == [
        ("budget", "1", 1000.0, "EUR"),
        ("budget", "2", 1500.5, "EUR"),
        ("budget", "1", 2000.0, "EUR"),
        ("transaction", "2", 4000.0, "USD"),
        ("transaction", "4", 250000.0, "ALL"),
    ]
    assert [str(m.value_date) for m in money] == ["2024-01-01", "2024-06-01", "2025-01-01", "2024-02-01", "None"]


def test_budgets_in_several_currencies_are_never_added(parsed: ParsedProjects) -> None:
    bare = parsed.projects[1]
    assert (bare["amount"], bare["currency"]) == ("", "")
    assert ("several_currencies", "GBP, USD") in {(r.code, r.about) for r in parsed.remarks if r.identifier == "XX-TEST-1-BARE"}


def test_sectors_recipients_and_safe_documents_are_kept(parsed: ParsedProjects) -> None:
    activity = parsed.activities[parsed.projects[0]["project_id"]]
    assert activity.sectors == (("1", "11220", 60.0), ("1", "15160", 40.0))
    assert activity.recipients == (("country", "AL", 75.0), ("country", "XK", 25.0))
    assert [d.url for d in activity.documents] == ["https://example.org/report.pdf"]


def test_missing_dates_and_places_stay_missing(parsed: ParsedProjects) -> None:
    bare = parsed.projects[1]
    assert (bare["start"], bare["end"], bare["window"], bare["status"]) == ("", "", "undated", "not_activated")
    assert (bare["name_sq"], bare["organisation"]) == ("Bare activity", "Test fund")
    codes = {r.code for r in parsed.remarks if r.identifier == "XX-TEST-1-BARE"}
    assert {"no_location", "no_date", "title_in_other_language"} <= codes
    assert [r["place_level"] for r in parsed.places if r["project_id"] == bare["project_id"]] == ["not_named"]


def test_an_activity_elsewhere_stands_abroad_or_is_listed_as_dropped(parsed: ParsedProjects, resolve: Resolver) -> None:
    abroad = parsed.projects[2]
    assert [(r["region_id"], r["place_level"]) for r in parsed.places if r["project_id"] == abroad["project_id"]] == [
        ("", "foreign")
    ]
    found = read_iati(FIXTURE, resolve, Reading("s", keep_elsewhere=False))
    assert len(found.projects) == 2
    assert ("other_country", "AF") in {(d.code, d.about) for d in found.dropped}


def test_a_national_activity_without_a_location_is_the_countrys(resolve: Resolver) -> None:
    found = parse(file_of(one("<activity-scope code='4'/><recipient-country code='AL'/>")), resolve)
    assert [(r["region_id"], r["place_level"]) for r in found.places] == [("AL", "country")]


def test_a_parent_whose_children_are_in_the_file_is_dropped_and_said_so(resolve: Resolver) -> None:
    parent = one("<related-activity type='2' ref='C-1'/>", "P-1")
    child = one("<related-activity type='1' ref='P-2'/>", "C-1")
    other = one("", "P-2")
    found = parse(file_of(parent, other, child), resolve)
    assert [row["note"] for row in found.projects] == ["IATI C-1."]
    assert {d.identifier for d in found.dropped if d.code == "children_in_file"} == {"P-1", "P-2"}
    assert len(found.activities) == len(found.places) == 1


@pytest.mark.parametrize(
    ("content", "message", "row"),
    [
        (b"", "no element found", 1),
        (b"<iati-activities version='2.03'/>", "holds no activity", 1),
        (b"<rss version='2.0'/>", "no file of IATI activities", 1),
        (file_of(one(), version="1.04"), "version of IATI is not read", 1),
        (b"<iati-activities><iati-activity/></iati-activities>", "version of IATI is not read", 1),
        (file_of("<title><narrative>T</narrative></title>"), "no iati-identifier", 2),
        (file_of("<iati-identifier>A</iati-identifier>"), "no title", 2),
        (file_of(one(), one()), "the identifier stands twice", 2),
        (file_of(one("\n<activity-date type='1' iso-date='2024-13-01'/>")), "not a day", 3),
        (file_of(one("<activity-date type='9' iso-date='2024-01-01'/>")), "unknown type of date", 2),
        (file_of(one("<budget><value>a lot</value></budget>")), "not a number", 2),
        (file_of(one("<budget><value currency='euros'>1</value></budget>")), "no currency", 2),
        (file_of(one("<location><point><pos>41.0</pos></point></location>")), "two numbers", 2),
        (file_of(one("<location><point><pos>141.0 20.0</pos></point></location>")), "no point on earth", 2),
        (file_of(one("<recipient-country code='AL' percentage='all'/>")), "not a number", 2),
        (
            file_of(one("<activity-date type='1' iso-date='2024-02-01'/><activity-date type='3' iso-date='2023-01-01'/>")),
            "start lies after",
            2,
        ),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + file_of(one()), "document type", 1),
        (b"<?xml version='1.0' encoding='martian'?>" + file_of(one()), "unknown encoding", 1),
        (b"\xff\xfe\x00" + file_of(one()), "the XML is broken", 1),
    ],
)
def test_a_fault_names_its_line_and_nothing_is_imported(content: bytes, message: str, row: int, resolve: Resolver) -> None:
    found = parse(content, resolve)
    assert found.projects == ()
    assert found.places == ()
    assert len(found.activities) == 0
    hit = [p for p in found.problems if message in p.message]
    assert hit, [p.as_line() for p in found.problems]
    assert hit[0].row == row
    assert hit[0].file == "file.xml"
    assert hit[0].remedy


def test_xml_that_breaks_off_in_the_middle_names_line_and_column(resolve: Resolver) -> None:
    whole = FIXTURE.read_bytes()
    broken = whole[: whole.index(b"XX-TEST-1-BARE")] + b"</oops>"
    found = parse(broken, resolve)
    line = broken.count(b"\n") + 1
    assert [(p.row, p.column.split()[0]) for p in found.problems] == [(line, "column")]
    assert found.projects == ()


def test_every_fault_of_a_file_is_reported_at_once(resolve: Resolver) -> None:
    found = parse(file_of("<title/>", one("<budget><value>x</value></budget>"), one(name="B")), resolve)
    assert len(found.problems) == 3


def test_entities_that_expand_without_end_are_refused_before_they_expand(resolve: Resolver) -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    bomb = f"<!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}]><iati-activities version='2.03'>&l9;</iati-activities>"
    tracemalloc.start()
    found = parse(bomb.encode(), resolve)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "document type" in found.problems[0].message
    assert peak < 2_000_000


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path, resolve: Resolver) -> None:
    assert "cannot be read" in read_iati(tmp_path / "none.xml", resolve, READING).problems[0].message


class Endless(io.RawIOBase):
    """A file of many activities that is never whole in memory."""

    def __init__(self, count: int, more: str = "") -> None:
        self.more = more
        self.pieces = self._pieces(count)
        self.rest = b""

    def _pieces(self, count: int) -> Iterator[bytes]:
        sums = "".join(f"<transaction><transaction-type code='4'/><value>{n}</value></transaction>" for n in range(30))
        yield b"<iati-activities version='2.03'>"
        for n in range(count):
            activity = one(f"<description><narrative>{'words ' * 300}</narrative></description>{sums}{self.more}", f"A-{n}")
            yield f"<iati-activity default-currency='EUR'>{activity}</iati-activity>".encode()
        yield b"</iati-activities>"

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (piece := next(self.pieces, b"")):
            self.rest += piece
        out, self.rest = self.rest[:size], self.rest[size:]
        return out


def peak_of(count: int) -> int:
    report = Reporter("large.xml")
    tracemalloc.start()
    read = sum(1 for _ in activities_of(Endless(count), report))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (read, report.problems) == (count, [])
    return peak


def peak_elsewhere(count: int) -> int:
    """Return the peak of a file of activities for another country; none of them may become a project."""
    tracemalloc.start()
    stream = Endless(count, "<recipient-country code='XK'/>")
    found = parse_iati(stream, "large.xml", lambda _: None, Reading("s", keep_elsewhere=False))  # type: ignore[arg-type,return-value]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found.projects, len(found.dropped), found.dropped[-1].about) == ((), 21, f"+ {count - 20}")
    return peak


def test_ten_times_as_many_activities_take_no_more_memory() -> None:
    """Measured in a process of its own: what other threads take meanwhile is not the file's."""
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    for small, large in json.loads(done.stdout):
        assert large < 1.3 * small
        assert large < 4_000_000


def test_one_record_without_end_is_refused(resolve: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.imports.xml_stream.MOST_ELEMENTS", 50)
    assert "more than 50 elements" in parse(file_of(one("<a/>" * 60)), resolve).problems[0].message
    monkeypatch.setattr("data.imports.xml_stream.DEEPEST", 10)
    assert "nested" in parse(file_of(one("<a>" * 20 + "</a>" * 20)), resolve).problems[0].message


def test_a_wrong_point_of_a_known_name_does_not_win_over_the_name(resolve: Resolver) -> None:
    found = parse(
        file_of(one("<location><name><narrative>Pukë</narrative></name><point><pos>41.33 19.82</pos></point></location>")),
        resolve,
    )
    assert found.places[0]["region_id"] == "AL153"


def test_parsed_values_are_frozen(parsed: ParsedProjects) -> None:
    assert {f.name for f in fields(parsed)} == {"projects", "places", "activities", "remarks", "dropped", "problems"}
    with pytest.raises(AttributeError):
        parsed.projects = ()  # type: ignore[misc]


if __name__ == "__main__":
    print(json.dumps([[peak(25), peak(250)] for peak in (peak_of, peak_elsewhere)]))
