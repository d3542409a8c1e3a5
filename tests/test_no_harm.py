"""The gate on what ships: no small count of people below the country's level, none that can be worked out, no shelter drawn."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.callbacks.map_page import MapPage
from dashboard.state import default_selection
from dashboard.view_models.markers import build_marks_view, present_services
from dashboard.view_models.world import Shapes, World, build_choices
from data.geo.boundaries import load_boundaries
from data.types import CommunityEstimate, Dataset, Service, Value
from models.access import distances_to_service, nearest_service
from models.presence import services_at
from models.suppress import Cell, build_count_table
from models.suppress_dataset import COUNT_UNITS, Finding, audit_dataset, protect_dataset
from models.suppress_solve import audit_table

DAYS = [date(2005, 11, 30), date(2006, 7, 31), date(2021, 6, 30), date(2024, 6, 30), date(2026, 11, 22)]
HIDDEN = {"RE11": "1", "RE12": "7"}
"""Small counts that a source published; what must not stand in the shipped data, nor in a response."""


def shelters(dataset: Dataset) -> list[Service]:
    return [s for s in dataset.services.values() if dataset.service_categories[s.category].counts_as == "shelter"]


def with_value(dataset: Dataset, region_id: str, value: float) -> Dataset:
    """The dataset with one more figure, as an import might bring it."""
    like = next(v for v in dataset.values if v.indicator_id == "roma_census" and v.region_id == "AL032")
    others = tuple(
        v for v in dataset.values if (v.indicator_id, v.region_id, v.period) != ("roma_census", region_id, like.period)
    )
    return replace(dataset, values=(*others, replace(like, region_id=region_id, value=value)))


def test_nothing_that_ships_is_small_or_can_be_worked_out(shipped: Dataset) -> None:
    assert audit_dataset(shipped) == ()


def test_what_ships_needs_no_further_hiding(shipped: Dataset) -> None:
    safe = protect_dataset(shipped)
    assert [v for v in safe.values if v.gap] == [v for v in shipped.values if v.gap]
    assert [c.estimate_id for c in safe.communities if c.gap] == [c.estimate_id for c in shipped.communities if c.gap]
    assert safe.projects.keys() == shipped.projects.keys()


def test_small_counts_that_a_source_published_are_gone(shipped: Dataset) -> None:
    for estimate in shipped.communities:
        if estimate.estimate_id in HIDDEN:
            assert estimate.gap == "suppressed"
            assert HIDDEN[estimate.estimate_id] not in estimate.note.split()


@pytest.mark.parametrize("region_id", ["AL011", "AL032"])
def test_the_gate_fails_on_a_small_count(shipped: Dataset, region_id: str) -> None:
    bad = with_value(shipped, region_id, 7)
    assert audit_dataset(bad) == (Finding("roma_census 2011", region_id, "shown"),)
    assert audit_dataset(protect_dataset(bad)) == ()


def test_the_gate_fails_on_a_hidden_cell_that_its_total_gives_away(shipped: Dataset) -> None:
    like = next(v for v in shipped.values if v.indicator_id == "roma_census" and v.region_id == "AL032")
    qarks = [r.region_id for r in shipped.regions_at("qark")]
    rows = [replace(like, region_id=q, value=800.0, period="2031") for q in qarks[1:]]
    rows += [replace(like, region_id="AL", value=8804.0, period="2031")]
    small = replace(like, region_id=qarks[0], value=4.0, period="2031")
    bare = replace(small, value=float("nan"), state="", gap="suppressed")
    told = replace(shipped, values=(*shipped.values, *rows, bare))
    assert audit_dataset(told) == (Finding("roma_census 2031", qarks[0], "exact"),)
    safe = protect_dataset(replace(shipped, values=(*shipped.values, *rows, small)))
    assert audit_dataset(safe) == ()
    assert sum(v.gap == "suppressed" for v in safe.values if v.period == "2031") == 2
    assert next(v for v in safe.values if v.period == "2031" and v.region_id == "AL").value == 8804.0


def test_small_community_counts_reached_persons_and_samples_are_found_and_hidden(shipped: Dataset) -> None:
    estimate: CommunityEstimate = next(c for c in shipped.communities if c.estimate_id == "RE32")
    project = next(p for p in shipped.projects.values() if p.reached_kind == "persons")
    value: Value = next(v for v in shipped.values if v.n > 0 and v.region_id == "AL011")
    bad = replace(
        shipped,
        communities=(*shipped.communities, replace(estimate, estimate_id="X1", region_id="AL154", value=3.0)),
        projects={**shipped.projects, "X2": replace(project, project_id="X2", reached_n=5.0)},
        values=(*shipped.values, replace(value, period="2031", n=9.0)),
    )
    assert {f.where.split()[0] for f in audit_dataset(bad)} == {estimate.source_id, "X2", value.indicator_id}
    assert audit_dataset(protect_dataset(bad)) == ()


def test_a_partner_record_is_not_given_to_the_public(shipped: Dataset) -> None:
    name, project = next(iter(shipped.projects.items()))
    mixed = replace(shipped, projects={**shipped.projects, name: replace(project, tier="partner")})
    assert name not in protect_dataset(mixed, "public").projects
    assert name in protect_dataset(mixed, "partner").projects


def test_no_shelter_stands_finer_than_its_qark(shipped: Dataset) -> None:
    assert shelters(shipped)
    for shelter in shelters(shipped):
        assert shelter.region_id == "" or shipped.regions[shelter.region_id].level in ("qark", "country")
        towns = {r.seat_name for r in shipped.regions_at("municipality")} - {r.seat_name for r in shipped.regions_at("qark")}
        told = " ".join((shelter.note, *shelter.summary.values(), *shelter.name.values()))
        assert not {town for town in towns if f" {town} " in f" {told} "}


def shapes_for(dataset: Dataset) -> Shapes:
    points = {r.region_id: (r.seat_lat, r.seat_lon) for r in dataset.regions.values()}
    levels = ("qark", "municipality", "neighbours")
    ids = {level: tuple(r.region_id for r in dataset.regions.values() if r.level == level) for level in levels}
    return Shapes(
        {level: f"/geo/{level}.json" for level in levels},
        ids,
        points,
        (19.0, 39.6, 21.0, 42.7),
        {"sq": "kufij", "en": "borders"},
        "user",
    )


@pytest.fixture(scope="module")
def world(shipped: Dataset) -> World:
    return World(shipped, shapes_for(shipped), DAYS[-1])


@pytest.fixture(scope="module")
def client(shipped: Dataset) -> FlaskClient:
    return create_app(shipped, load_boundaries(), DAYS[-1]).server.test_client()


@pytest.mark.parametrize("day", DAYS)
def test_no_marker_stands_for_a_shelter(shipped: Dataset, world: World, day: date) -> None:
    ids = {s.service_id for s in shelters(shipped)}
    for level in ("municipality", "qark"):
        for region in shipped.regions_at(level):  # type: ignore[arg-type]
            assert not ids & {p.service.service_id for p in present_services(world, region.region_id, day)}
    seats = {r.region_id: (r.seat_lat, r.seat_lon) for r in shipped.regions_at("municipality")}
    chosen = replace(default_selection(build_choices(world)), date=day, markers=("services", "projects"))
    for marker in build_marks_view(world, chosen).services:
        if marker.region_id in seats:
            lat, lon = seats[marker.region_id]
            assert abs(marker.lat - lat) < 0.001
            assert 0.03 < abs(marker.lon - lon) < 0.04


@pytest.mark.parametrize("day", DAYS)
def test_a_shelter_is_found_at_its_qark_and_never_as_a_municipality_s_own(shipped: Dataset, day: date) -> None:
    ids = {s.service_id for s in shelters(shipped)}
    for town in shipped.regions_at("municipality"):
        here = [p for p in services_at(shipped, town.region_id, day) if p.service.service_id in ids]
        assert all(p.qark_wide for p in here)


@pytest.mark.parametrize("day", DAYS)
def test_distances_that_leave_the_models_are_steps_of_five_kilometres(shipped: Dataset, day: date) -> None:
    found = distances_to_service(shipped, day)
    assert all(km % 5 == 0 for km in found.values())
    nearest = [nearest_service(shipped, town.region_id, day) for town in shipped.regions_at("municipality")]
    assert all(near is None or near.distance_km % 5 == 0 for near in nearest)


@pytest.mark.parametrize("level", ["qark", "municipality"])
@pytest.mark.parametrize("day", [DAYS[1], DAYS[-1]])
def test_no_download_holds_a_small_count_a_finer_distance_or_a_shelter(
    shipped: Dataset, client: FlaskClient, level: str, day: date
) -> None:
    counts = {i for i, item in shipped.indicators.items() if item.unit in COUNT_UNITS}
    body = client.get(f"/download/values.csv?level={level}&date={day}").get_data(as_text=True)
    rows = [row for row in csv.DictReader(io.StringIO(body)) if row["value"]]
    assert not [r for r in rows if r["indicator_id"] in counts and 1 <= float(r["value"]) <= 10]
    assert not [r for r in rows if r["indicator_id"] == "distance_to_service" and float(r["value"]) % 5]
    assert rows
    assert not [s.service_id for s in shelters(shipped) if s.service_id in body or s.name["sq"] in body]


@pytest.mark.parametrize("day", [DAYS[1], DAYS[-1]])
def test_no_map_table_or_marker_payload_names_a_shelter(shipped: Dataset, world: World, day: date) -> None:
    page = MapPage(world)
    for level in ("qark", "municipality"):
        search = f"?level={level}&date={day}&markers=services.projects"
        for body in (page.map, page.marks, page.table, page.overview):
            sent = json.dumps(body(search), default=lambda part: part.to_plotly_json(), ensure_ascii=False)
            assert not [s.service_id for s in shelters(shipped) if s.service_id in sent or s.name["sq"] in sent]


def test_a_municipality_s_panel_gives_no_place_of_a_shelter_but_its_qark(shipped: Dataset, world: World) -> None:
    page = MapPage(world)
    for shelter in shelters(shipped):
        for town in shipped.regions_at("municipality"):
            if town.qark_id != shelter.region_id:
                search = f"?level=municipality&date={DAYS[1]}&region={town.region_id}"
                sent = json.dumps(page.panel(search), default=lambda part: part.to_plotly_json(), ensure_ascii=False)
                assert shelter.name["sq"] not in sent
                break


def test_what_is_hidden_cannot_be_worked_out_from_the_bytes_that_are_sent(shipped: Dataset) -> None:
    """An import brings a small count with all its totals: the audit is run on what a visitor receives, not on what we hold."""
    like = next(v for v in shipped.values if v.indicator_id == "census_population" and v.region_id == "AL011")
    towns = shipped.regions_at("municipality")
    counts = {t.region_id: 1000.0 + 7 * i for i, t in enumerate(towns)} | {towns[0].region_id: 4.0, towns[9].region_id: 9.0}
    for qark in shipped.regions_at("qark"):
        counts[qark.region_id] = sum(counts[t.region_id] for t in towns if t.qark_id == qark.region_id)
    counts["AL"] = sum(counts[t.region_id] for t in towns)
    rows = [replace(like, region_id=r, value=n, period="2025") for r, n in counts.items()]
    safe = protect_dataset(replace(shipped, values=(*shipped.values, *rows)))
    client = create_app(safe, load_boundaries(), DAYS[-1]).server.test_client()
    sent: dict[str, str] = {"AL": str(counts["AL"])}
    for asked in ("qark", "municipality"):
        body = client.get(f"/download/values.csv?level={asked}&date={DAYS[-1]}").get_data().decode("utf-8-sig")
        held = (row for row in csv.DictReader(io.StringIO(body)) if row["indicator_id"] == "census_population")
        sent |= {row["region_id"]: row["value"] for row in held if row["period"] == "2025"}
    assert len(sent) == 74
    assert sent[towns[0].region_id] == sent[towns[9].region_id] == ""
    parents = {r.region_id: r.qark_id for r in towns} | {q.region_id: "AL" for q in shipped.regions_at("qark")}
    cells = [Cell((r,), float(v or "nan"), "" if v else "suppressed", r == "AL") for r, v in sent.items()]
    found = audit_table(build_count_table(cells, [parents]))
    assert len(found) > 2
    assert not [interval for interval in found if interval.harm]
    page = MapPage(World(safe, shapes_for(safe), DAYS[-1]))
    for level in ("qark", "municipality"):
        layer = page.map(f"?level={level}&layer=census_population&date={DAYS[-1]}")
        payload = json.dumps(layer, default=lambda part: part.to_plotly_json())
        assert not [n for n in (counts[r] for r, v in sent.items() if not v and counts[r] > 10) if f"{n:g}" in payload]
