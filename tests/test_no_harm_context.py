"""The context layers and the communities' reach give away no hidden count: whatever it is, what is sent stays the same."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import asdict, replace
from datetime import date

import pytest

from dashboard.app import create_app
from dashboard.export.community_table import community_table
from dashboard.export.tables import values_table
from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.communities import build_community_lines
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.world import World
from data.geo.boundaries import load_boundaries
from data.types import Dataset, Place, frozen_map
from models.context import CONTEXT
from models.context_access import services_within_reach
from models.reach import people_reached
from models.risk_index import score_areas
from tests.test_no_harm import DAYS, shapes_for, shelters

DAY = date(2006, 7, 31)
SECRETS = (1.0, 6.0, 10.0)
AREAS = ("AL112", "AL011", "AL")


def with_few(shipped: Dataset, persons: float) -> Dataset:
    """The shipped data with a project in one municipality, for Roma, that says it reached so few."""
    project = replace(
        shipped.projects["001-KV-16"],
        project_id="FEW",
        places=(Place("AL112", "Dibër", "municipality", "stated"),),
        reached_n=persons,
        reached_kind="persons",
        reached_scope="project",
    )
    return replace(shipped, projects=frozen_map({**shipped.projects, "FEW": project}))


def told(dataset: Dataset) -> dict[str, str]:
    """Everything about reach that a visitor can be sent, as text, by what it is."""
    world = World(dataset, shapes_for(dataset), DAYS[-1])
    told: dict[str, str] = {}
    for level in ("qark", "municipality"):
        for layer in ("people_reached", "projects_for_communities"):
            selection = Selection("en", level, layer, DAY, "", (), "map")
            told[f"map {layer} {level}"] = repr(build_map_view(world, selection))
        told[f"values {level}"] = repr(values_table(world, selection))
        told[f"score {level}"] = json.dumps(asdict(score_areas(dataset, level, DAY)), default=str)  # type: ignore[arg-type]
    told["communities file"] = repr(community_table(world, selection))
    told["panels"] = repr([build_community_lines(world, world.region(r), DAY, load_words("en")) for r in AREAS])
    return told


@pytest.fixture(scope="module")
def versions(shipped: Dataset) -> list[dict[str, str]]:
    return [told(with_few(shipped, persons)) for persons in SECRETS]


def test_no_output_depends_on_a_hidden_number_of_persons(versions: list[dict[str, str]]) -> None:
    first = versions[0]
    for other in versions[1:]:
        assert [name for name in first if first[name] != other[name]] == []


def test_the_same_outputs_do_depend_on_a_number_that_may_be_shown(shipped: Dataset, versions: list[dict[str, str]]) -> None:
    """Else the test above could not fail."""
    shown = told(with_few(shipped, 11.0))
    changed = {name for name in shown if shown[name] != versions[0][name]}
    assert changed >= {
        "map people_reached qark", "map people_reached municipality", "values qark", "values municipality", "communities file",
        "panels",
    }  # fmt: skip
    assert {name for name in changed if name.startswith("score")} == {"score qark", "score municipality"}


def test_a_response_gives_the_rate_of_the_others_and_for_the_few_only_that_it_is_hidden(shipped: Dataset) -> None:
    alone = frozen_map({k: p for k, p in with_few(shipped, SECRETS[1]).projects.items() if k in ("FEW", "001-KV-11")})
    for dataset, hidden in ((with_few(shipped, SECRETS[1]), False), (replace(shipped, projects=alone), True)):
        client = create_app(dataset, load_boundaries(), DAYS[-1]).server.test_client()
        without = replace(dataset, projects=frozen_map({k: p for k, p in dataset.projects.items() if k != "FEW"}))
        rates = people_reached(without, DAY)
        for level, area in (("municipality", "AL112"), ("qark", "AL011")):
            body = client.get(f"/download/values.csv?level={level}&date={DAY}&lang=en").get_data(as_text=True)
            rows = csv.DictReader(io.StringIO(body.lstrip("\ufeff")))
            row = next(r for r in rows if (r["region_id"], r["indicator_id"]) == (area, "people_reached"))
            if hidden or math.isnan(rates[area].value):
                assert (row["value"], row["gap"]) == ("", "suppressed")
            else:
                assert (float(row["value"]), row["note"]) == (pytest.approx(rates[area].value, abs=1e-6), "at_least")


def test_shelters_move_no_layer_and_tell_no_place_in_their_qark(shipped: Dataset) -> None:
    hidden = {s.service_id for s in shelters(shipped)}
    without = replace(shipped, services=frozen_map({k: s for k, s in shipped.services.items() if k not in hidden}))
    for day in DAYS:
        scored = {"services_in_reach": services_within_reach, "people_reached": people_reached}
        for name, reckon in {**CONTEXT, **scored}.items():
            if name != "records_to_confirm":
                assert repr(reckon(shipped, day)) == repr(reckon(without, day)), name
        with_, bare = CONTEXT["records_to_confirm"](shipped, day), CONTEXT["records_to_confirm"](without, day)
        for qark in shipped.regions_at("qark"):
            towns = [t.region_id for t in shipped.regions_at("municipality") if t.qark_id == qark.region_id]
            more = {(with_[t].value if t in with_ else 0) - (bare[t].value if t in bare else 0) for t in towns}
            assert len(more) == 1
