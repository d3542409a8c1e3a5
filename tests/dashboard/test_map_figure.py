from __future__ import annotations

from dashboard import theme
from dashboard.figures.map_figure import AREAS, CHOSEN, PROJECTS, QARKS, SERVICES, UNSETTLED, draw_map, layer_parts, mark_parts
from dashboard.view_models.map_view import build_map_view
from dashboard.view_models.markers import build_marks_view


def drawn(world, selection):
    return draw_map(build_map_view(world, selection), build_marks_view(world, selection))


def test_the_figure_speaks_only_of_addresses_and_plain_lists(real, choose) -> None:
    figure = drawn(real, choose(real, markers=("services", "projects"))).to_dict()
    areas = figure["data"][AREAS]
    assert areas["geojson"] == "/geo/0/qark.json"
    assert isinstance(areas["z"], (list, tuple))
    assert areas["locations"] == [region.region_id for region in real.areas("qark")]


def test_traces_keep_their_order_even_when_empty(real, choose) -> None:
    figure = drawn(real, choose(real)).to_dict()
    kinds = [trace["type"] for trace in figure["data"]]
    assert kinds == ["choropleth"] * 5 + ["scattergeo"] * 2
    assert figure["data"][CHOSEN]["locations"] == ["-"]
    assert [figure["data"][t]["visible"] for t in (SERVICES, PROJECTS)] == [False, False]
    assert len(figure["data"][QARKS]["locations"]) == 12


def test_every_code_falls_in_the_middle_of_its_colour(real, choose) -> None:
    trace = drawn(real, choose(real)).to_dict()["data"][AREAS]
    steps = len(theme.fill_colours())
    assert (trace["zmin"], trace["zmax"]) == (-0.5, steps - 0.5)
    for code, colour in enumerate(theme.fill_colours()):
        share = (code - trace["zmin"]) / steps
        below = [stop for stop in trace["colorscale"] if stop[0] <= share][-1]
        assert below[1] == colour


def test_a_browser_that_has_the_level_gets_values_alone(real, choose) -> None:
    view = build_map_view(real, choose(real, layer="risk"))
    assert set(layer_parts(view, "qark")[AREAS]) == {"z", "customdata"}
    assert set(layer_parts(view, "qark")[UNSETTLED]) == {"z"}
    assert set(layer_parts(view, "municipality")[AREAS]) == {"z", "customdata", "geojson", "locations", "text"}
    assert set(layer_parts(view, "municipality")[UNSETTLED]) == {"z", "geojson", "locations"}


def test_the_chosen_area_is_outlined(real, choose) -> None:
    figure = drawn(real, choose(real, region="AL011")).to_dict()
    assert figure["data"][CHOSEN]["locations"] == ["AL011"]


def hatched(real, choose, layer: str) -> set[str]:
    parts = layer_parts(build_map_view(real, choose(real, layer=layer)), "")[UNSETTLED]
    return {region_id for region_id, code in zip(parts["locations"], parts["z"], strict=True) if code}


def test_only_scores_are_hatched_and_only_where_the_interval_crosses_a_cut(real, choose) -> None:
    sure = real.sure("qark", choose(real).date, wait=None)
    for measure in ("priority", "risk", "thin_prevention"):
        wavering = {region_id for region_id, area in sure.items() if not area.settled[measure]}
        assert hatched(real, choose, measure) == wavering
    assert hatched(real, choose, "gdp_per_capita") == set()


def test_the_hatch_lies_clear_over_what_is_settled(real, choose) -> None:
    trace = drawn(real, choose(real)).to_dict()["data"][UNSETTLED]
    assert trace["colorscale"] == [[0, "rgba(0,0,0,0)"], [1, theme.UNSETTLED_FILL]]
    assert (trace["zmin"], trace["zmax"]) == (0, 1)


def test_markers_carry_their_counts(real, choose) -> None:
    marks = build_marks_view(real, choose(real, markers=("projects",)))
    trace = mark_parts(marks)[PROJECTS]
    assert trace["text"] == [str(m.count) for m in marks.projects]
    assert mark_parts(marks)[SERVICES] == {"visible": False}
