"""The communities on every screen and in every file: sources side by side, the pick kept, what is hidden never sent."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.app import create_app
from dashboard.callbacks.directory_page import DirectoryPage
from dashboard.callbacks.map_page import MapPage
from dashboard.state import Wanted, default_selection, parse_selection, to_query
from dashboard.text import load_words
from dashboard.view_models.communities import build_community_lines
from dashboard.view_models.communities_part import build_communities
from dashboard.view_models.directory_catalogue import catalogue_of
from dashboard.view_models.layer_pack import build_layer_pack
from dashboard.view_models.legend import build_legend
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.world import World, build_choices
from data.geo.boundaries import load_boundaries
from data.types import CommunityEstimate, Dataset
from models.communities import FIRST_SOURCES
from models.suppress import Cell, build_count_table
from models.suppress_solve import audit_table

DESCRIBED, TODAY = date(2006, 7, 31), date(2026, 11, 22)
CENSUS, CESS, BANK = "instat-census-2011-ethnicity", "ext-cess-unicef-2011", "ext-world-bank-2003"
LAYERS = [f"roma-{source}" for source in FIRST_SOURCES] + [f"egyptian-{s}" for s in (*FIRST_SOURCES[:2], BANK)]
SECRET = 7.0


def part_of(real: World, choose, area: str = "", estimate: str = "", lang: str = "en", **changes):
    wanted = Wanted(part="communities", area=area)
    selection = choose(real, page="directory", lang=lang, wanted=wanted, estimate=estimate, **changes)
    return build_communities(real, catalogue_of(real), selection, load_words(lang))


def written(part) -> str:
    return json.dumps(part, default=lambda inner: inner.to_plotly_json(), ensure_ascii=False)


def rows(client, query: str) -> list[dict[str, str]]:
    sent = client.get(f"/download/directory-communities.csv?{query}")
    assert sent.status_code == 200
    return list(csv.DictReader(io.StringIO(sent.get_data().decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def client(shipped: Dataset):
    return create_app(shipped, load_boundaries(), TODAY).server.test_client()


def test_the_pick_is_in_the_address_and_junk_is_no_pick(real: World) -> None:
    choices = build_choices(real)
    picked = replace(default_selection(choices), page="directory", wanted=Wanted(part="communities"), estimate=CENSUS)
    assert f"estimate={CENSUS}" in to_query(picked)
    assert parse_selection(to_query(picked), choices) == picked
    assert parse_selection("?estimate=doc-001", choices).estimate == ""


def test_every_source_stands_beside_the_others_and_nothing_is_their_sum_or_mean(real: World, choose) -> None:
    view = part_of(real, choose)
    roma, egyptian = view.tables
    first = ["census 2011", "census 2023", "UNICEF and CESS 2011", "OSFA 2014", "World Bank 2003"]
    assert [text for text, _ in roma.heads[:5]] == first
    country = roma.rows[0]
    figures = [c.text for c in country.cells]
    assert figures == ["8,301", "9,813", "14,564", "18,276", "–", "95,000", "80,000 to 120,000"]
    assert country.span == "8,301 to 120,000"
    assert (egyptian.rows[0].span, [c.text for c in egyptian.rows[0].cells]) == ("3,368 to 12,375", ["3,368", "12,375", "–"])


def test_a_qark_has_its_own_count_or_none_and_a_municipality_never_its_qark_s(real: World, choose) -> None:
    found = {row.area: row for row in part_of(real, choose).tables[0].rows}
    fier = next(row for name, row in found.items() if row.level == "qark" and "Fier" in name)
    assert [c.text for c in fier.cells[:2]] == ["1,640", "–"]
    towns = [row for row in found.values() if row.level == "municipality"]
    assert [[c.state for c in row.cells if c.state != "none"] for row in towns] == [["suppressed"]]


def test_places_that_are_no_area_of_today_are_listed_apart(real: World, choose) -> None:
    view = part_of(real, choose)
    told = {(line.place, line.source): line.figure for line in view.unplaced if line.group == "Roma"}
    assert told["Tiranë", "World Bank 2003"] == "10,000 to 12,000"
    assert told["Tiranë", "UNICEF and CESS 2011"] == "over 3,000"
    assert told["Librazhd", "UNICEF and CESS 2011"] == load_words("en")("gap.suppressed")
    assert part_of(real, choose, area="AL022").unplaced == ()


def test_a_chosen_area_leaves_its_qark_and_its_own_equity_line(real: World, choose) -> None:
    view = part_of(real, choose, area="AL034")
    assert [row.level for row in view.tables[0].rows] == ["country", "qark", "municipality"]
    assert [one.qark for one in view.named] == ["Korçë"]
    assert "2 of the 13" in view.equity[0]


def test_the_equity_line_says_recorded_its_denominator_and_its_date(real: World, choose) -> None:
    said = part_of(real, choose).equity
    assert "4 of the 46 recorded prevention projects" in said[0]
    assert "31 July 2006" in said[0]
    assert "(9 %)" in said[0] or "(9%)" in said[0]
    assert "40,610" in said[1]
    assert "3,196" in said[1]
    today = part_of(real, choose, date=TODAY).equity
    assert len(today) == 1
    assert "not recorded" in today[0]


def test_a_picked_source_is_marked_and_said(real: World, choose) -> None:
    view = part_of(real, choose, estimate=CESS)
    assert [picked for _, picked in view.tables[0].heads] == [False, False, True, False, False, False, False]
    assert any("UNICEF and CESS 2011" in text and "14,564" in text for text in view.said)
    assert [p.source_id for p in view.picks if p.current] == [CESS]
    assert f"layer=roma-{CESS}" in view.tables[0].map_address


@pytest.mark.parametrize("lang", ["sq", "en"])
@pytest.mark.parametrize("query", ["", f"&estimate={CENSUS}", "&area=AL034", "&area=AL342&date=2026-11-22"])
def test_the_part_is_drawn_in_both_languages(real: World, lang: str, query: str) -> None:
    sent = written(DirectoryPage(real).page(f"?page=directory&lang={lang}&part=communities{query}"))
    assert "presence-table" in sent
    assert "presence-picks" in sent


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("level", ["qark", "municipality"])
def test_every_picked_source_is_a_layer_with_counts_as_published_or_a_reason(real: World, choose, layer: str, level: str) -> None:
    view = build_map_view(real, choose(real, layer=layer, level=level))
    assert all((area.class_index is None) == bool(area.gap) for area in view.areas)
    assert {area.gap for area in view.areas} <= {"", "not_published", "suppressed"}
    assert build_legend(real, choose(real, layer=layer, level=level)).source


def test_the_legend_says_what_a_source_gives_and_the_map_cannot_show(real: World, choose) -> None:
    census = build_legend(real, choose(real, layer="roma-instat-census-2023-ethnicity", lang="en"))
    assert "For the whole country this source gives 9,813." in census.caveat
    bank = build_legend(real, choose(real, layer=f"egyptian-{BANK}", lang="en"))
    assert "a place that is no area of today (Elbasan)" in bank.caveat


def test_hover_tells_the_figure_and_the_range_over_the_sources(shipped: Dataset, real: World, choose) -> None:
    like = next(e for e in shipped.communities if e.estimate_id == "RE05")
    more = replace(like, estimate_id="X", source_id=BANK, value=2500.0, period="2003")
    other = World(replace(shipped, communities=(*shipped.communities, more)), real.shapes, TODAY)
    view = build_map_view(other, choose(other, layer=f"roma-{CENSUS}", lang="en"))
    hover = next(area.hover for area in view.areas if area.region_id == "AL032")
    assert hover.startswith("1,640")
    assert "1,640 to 2,500" in hover
    lines = [line.text for line in build_community_lines(other, other.region("AL032"), DESCRIBED, load_words("en"))]
    assert "2 sources: 1,640 to 2,500" in lines[0]


def test_the_panel_says_what_reaches_the_communities_even_where_no_source_names_one(real: World) -> None:
    lines = build_community_lines(real, real.region("AL011"), DESCRIBED, load_words("en"))
    assert any("recorded prevention projects" in line.text for line in lines)


def test_the_file_holds_ranges_sources_the_pick_and_the_reach_with_its_denominator(client) -> None:
    found = rows(client, f"lang=en&estimate={BANK}&date=2006-07-31")
    durres = next(r for r in found if (r["place_named"], r["group"], r["source_id"]) == ("Durrës", "roma", BANK))
    assert (durres["low"], durres["high"], durres["picked"], durres["region_id"]) == ("3000", "4000", "yes", "")
    country = next(r for r in found if (r["region_id"], r["source_id"], r["group"]) == ("AL", CENSUS, "roma"))
    assert (country["low"], country["projects_naming"], country["projects_at_work"], country["picked"]) == ("8301", "4", "46", "")
    assert {r["gap"] for r in found if not r["low"] and not r["high"]} == {"not_published", "suppressed"}
    name = client.get(f"/download/directory-communities.csv?estimate={BANK}").headers["Content-Disposition"]
    assert BANK in name
    tags = rows(client, "hxl=1")[0]
    assert all(tag.startswith("#") for tag in tags.values())


def test_nothing_finer_than_a_municipality_is_sent(client, real: World) -> None:
    """No settlement, no coordinate: the only places are areas of today or those that the source names no better."""
    found = rows(client, "lang=sq")
    assert {r["region_id"] for r in found} <= {*real.dataset.regions, ""}
    heads = " ".join(found[0])
    assert not re.search(r"lat|lon|coord|settlement", heads)
    assert all(not e.region_id or real.region(e.region_id).level in ("country", "qark", "municipality") for e in real.estimates())


@pytest.fixture(scope="module")
def secretive(shipped: Dataset) -> tuple[Dataset, dict[str, float]]:
    """The shipped data with an import that holds one small count, all its neighbours, its qark and the country."""
    like: CommunityEstimate = next(e for e in shipped.communities if e.estimate_id == "RE05")
    towns = shipped.regions_at("municipality")
    counts = {t.region_id: 1013.0 + 17 * i for i, t in enumerate(towns)} | {towns[0].region_id: SECRET}
    for qark in shipped.regions_at("qark"):
        counts[qark.region_id] = sum(counts[t.region_id] for t in towns if t.qark_id == qark.region_id)
    counts["AL"] = sum(counts[t.region_id] for t in towns)
    levels = {r: shipped.regions[r].level for r in counts}
    told = [
        replace(like, estimate_id=f"I-{r}", region_id=r, place_level=levels[r], value=n, period="2031", note=f"exactly {n:g}")
        for r, n in counts.items()
    ]
    kept = tuple(e for e in shipped.communities if e.source_id != CENSUS)
    return replace(shipped, communities=(*kept, *told)), counts


def test_a_hidden_count_cannot_be_worked_out_from_the_file(secretive: tuple[Dataset, dict[str, float]]) -> None:
    """The app is given the count as it was imported; the audit is run on what a visitor receives."""
    dataset, _ = secretive
    served = create_app(dataset, load_boundaries(), TODAY).server.test_client()
    sent = {r["region_id"]: r for r in rows(served, "lang=en") if r["period"] == "2031" and r["source_id"] == CENSUS}
    assert len(sent) == 74
    hidden = [r for r, row in sent.items() if row["gap"] == "suppressed"]
    assert dataset.regions_at("municipality")[0].region_id in hidden
    assert len(hidden) > 1
    assert not [row for r, row in sent.items() if r in hidden and (row["low"] or row["high"] or row["note"])]
    towns = dataset.regions_at("municipality")
    parents = {t.region_id: t.qark_id for t in towns} | {q.region_id: "AL" for q in dataset.regions_at("qark")}
    cells = [Cell((r,), float(row["low"] or "nan"), row["gap"], r == "AL") for r, row in sent.items()]
    assert not [found for found in audit_table(build_count_table(cells, [parents])) if found.harm]


def test_no_layer_pack_page_panel_or_table_holds_a_hidden_count(secretive: tuple[Dataset, dict[str, float]], real: World) -> None:
    dataset, counts = secretive
    world = World(dataset, real.shapes, TODAY)
    hidden = [e.region_id for e in world.estimates() if e.period == "2031" and e.gap == "suppressed"]
    telling = {load_words(lang).number(counts[r]) for r in hidden for lang in ("sq", "en") if counts[r] > 10}
    telling |= {f"exactly {counts[r]:g}" for r in hidden}
    pack = build_layer_pack(world, "en", "municipality", DESCRIBED).pictures[f"roma-{CENSUS}"]
    assert {a.gap for a in pack.areas if a.region_id in hidden} == {"suppressed"}
    page, directory = MapPage(world), DirectoryPage(world)
    sent = [area.hover for area in pack.areas]
    sent.append(written(directory.page("?page=directory&part=communities&lang=en")))
    for region in hidden:
        sent.append(written(page.panel(f"?lang=en&region={region}&level={dataset.regions[region].level}")))
    for level in ("qark", "municipality"):
        search = f"?lang=en&level={level}&layer=roma-{CENSUS}"
        sent += [written(body(search)) for body in (page.map, page.table)]
    for body in sent:
        assert not [text for text in telling if re.search(rf"(?<![\d,.]){re.escape(text)}(?![\d,])", body)]
