"""Pictures of a map: drawing and PNG agree with the screen, every gap can be told, and nothing hidden or harmful is in them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image

from dashboard import theme
from dashboard.export.map_drawing import PAD, build_picture, draw_map_png, draw_map_svg, to_png
from dashboard.export.map_outlines import project
from dashboard.export.map_paint import GAP_PAINTS, GREY_GAPS, GREYS, PAIR_GREYS, Hatch, lightness, paint_of
from dashboard.export.map_sheet import paints_of, window_of
from dashboard.index_page import INDEX
from dashboard.view_models.legend import LegendRow
from dashboard.view_models.markers import build_marks_view
from dashboard.view_models.world import World
from models.suppress_dataset import protect_dataset

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert(1)</script> & \"co\" =cmd|' /C calc'!A0"


@pytest.fixture
def picture_of(drawn, choose):
    def make(world=drawn, within="", names=False, **changes):
        return build_picture(world, choose(world, **changes), within=within, names=names, wait=0)

    return make


def areas_in(svg: str) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return {e.attrib["data-region"]: e for e in root.iter(f"{SVG}path") if "data-region" in e.attrib}


@pytest.mark.parametrize("level", ["qark", "municipality"])
def test_every_area_is_filled_as_on_the_screen(drawn, picture_of, level) -> None:
    picture = picture_of(layer="census_population", level=level)
    found = areas_in(draw_map_svg(picture))
    assert set(found) == {region.region_id for region in drawn.areas(level)}
    for area in picture.view.areas:
        assert found[area.region_id].attrib["fill"] == theme.ramp_colour(picture.view.ramp, area.class_index, area.inherited)
        assert area.hover in found[area.region_id].findtext(f"{SVG}title")


def test_the_png_shows_the_colours_of_the_drawing(drawn, picture_of) -> None:
    picture = picture_of(layer="gdp_per_capita")
    svg = draw_map_svg(picture, parts="map", width=300)
    image = Image.open(io.BytesIO(to_png(svg))).convert("RGB")
    window, fills = window_of(picture, 0, 0, *image.size), areas_in(svg)
    for region in drawn.areas("qark"):
        lat, lon = drawn.shapes.label_points[region.region_id]
        x, y = window.place(project(lon, lat))
        assert "#{:02x}{:02x}{:02x}".format(*image.getpixel((round(x), round(y)))) == fills[region.region_id].attrib["fill"]


@pytest.mark.parametrize("scale", [1, 2])
def test_the_scale_multiplies_the_pixels(picture_of, scale) -> None:
    image = Image.open(io.BytesIO(draw_map_png(picture_of(layer="hdi"), scale=scale, width=400)))
    assert image.width == 400 * scale


def test_another_scale_is_refused(picture_of) -> None:
    with pytest.raises(ValueError, match="scale 3 is none of 1, 2, 4"):
        draw_map_png(picture_of(layer="hdi"), scale=3)


def test_the_full_drawing_says_all_that_a_reader_needs(drawn, picture_of) -> None:
    picture = picture_of(layer="hdi", lang="sq")
    root = ElementTree.fromstring(draw_map_svg(picture))
    told = " ".join(e.text or "" for e in root.iter(f"{SVG}text") if "aria-hidden" not in e.attrib)
    for words in (picture.title, picture.subtitle, picture.source, picture.boundaries, picture.versions, picture.scale_text):
        assert words in told
    assert picture.link.replace(" ", "") in told.replace(" ", "")
    assert "31.07.2006" in picture.subtitle
    assert drawn.dataset.version[:12] in picture.versions
    assert all(row.text in told for row in picture.legend.rows)


@pytest.mark.parametrize("paints", [GAP_PAINTS, GREY_GAPS])
def test_no_two_gaps_look_alike(paints) -> None:
    assert set(paints) == set(theme.GAP_IDS)
    looks = [(paint.fill, paint.hatches, paint.edge) for paint in paints.values()]
    assert len(set(looks)) == len(looks)


def test_in_greys_a_gap_is_told_from_every_class_by_its_marks(picture_of) -> None:
    marks = [tuple((h.kind, h.way, h.period) for h in paint.hatches) for paint in GREY_GAPS.values()]
    assert len(set(marks)) == len(marks)
    fills = {paint_of(ramp, i, "", lighter, grey=True).fill for ramp in theme.RAMP_IDS for i in range(5) for lighter in (0, 1)}
    assert not fills & {paint.fill for paint in GREY_GAPS.values()}


@pytest.mark.parametrize("greys", [GREYS, PAIR_GREYS])
def test_greys_fall_in_lightness(greys) -> None:
    light = [lightness(grey) for grey in greys]
    assert all(a - b > 0.1 for a, b in pairwise(light))


def test_the_nine_fields_of_the_gap_view_differ_in_greys() -> None:
    assert len({paint_of(theme.BIVARIATE, index, "", grey=True) for index in range(9)}) == 9


def hatch_on_screen(name: str) -> tuple[str, float, str, float]:
    """A pattern of the page: its ground, its period, and the colour and width of its marks."""
    block = re.search(rf'<pattern id="{name}" width="([\d.]+)".*?</pattern>', INDEX, re.S)
    assert block
    fills = re.findall(r'fill="(#\w{6})"', block[0])
    marks = re.findall(r'<(?:rect|circle)[^>]*?(?:width|r|height)="([\d.]+)"[^>]*fill="#\w{6}"', block[0])
    return fills[0], float(block[1]), fills[-1], float(marks[-1])


@pytest.mark.parametrize("gap", ["not_surveyed", "too_few", "suppressed", "insufficient"])
def test_the_hatches_are_those_of_the_screen(gap) -> None:
    ground, period, colour, width = hatch_on_screen(f"gap-{gap}")
    paint = GAP_PAINTS[gap]
    assert paint.fill == ground
    assert {h.period for h in paint.hatches} == {period}
    assert {h.colour for h in paint.hatches} == {colour}
    if gap == "not_surveyed":
        assert paint.hatches[0].width == width


def test_what_is_not_settled_is_hatched_in_drawing_and_legend(picture_of) -> None:
    picture = picture_of()
    hatched = [region_id for region_id, paint in paints_of(picture).items() if paint.hatches]
    gaps = {area.region_id for area in picture.view.areas if area.gap}
    assert set(picture.view.unsettled)
    assert set(hatched) - gaps == set(picture.view.unsettled)
    assert any(row.swatch == "unsettled" for row in picture.legend.rows)


def test_a_hatch_stays_inside_its_area() -> None:
    import shapely

    from dashboard.export.map_hatch import area_of, hatch_path

    ring = [(10.0, 10.0), (60.0, 12.0), (40.0, 70.0)]
    inside = area_of([ring]).buffer(0.2)
    for hatch in (Hatch("lines", "rising", 6, 1, "#000000"), Hatch("dots", "level", 6, 2, "#000000")):
        points = [tuple(map(float, pair)) for pair in re.findall(r"[ML]([\d.]+) ([\d.]+)", hatch_path(area_of([ring]), hatch))]
        assert len(points) > 10
        assert all(inside.contains(shapely.Point(point)) for point in points)


def test_one_qark_shows_its_municipalities_alone(drawn, picture_of) -> None:
    picture = picture_of(within="AL013")
    ours = {region.region_id for region in drawn.municipalities_of("AL013")}
    assert set(areas_in(draw_map_svg(picture))) == ours
    assert {name for _, name, _ in picture.labels} == {region.name["sq"] for region in drawn.municipalities_of("AL013")}
    counted = [re.search(r"\((\d+) (?:nga|of) (\d+)\)", row.text) for row in picture.legend.rows]
    assert all(int(found[2]) <= len(ours) for found in counted if found)


def test_markers_are_those_of_the_screen_and_no_shelter_is_one(drawn, choose, picture_of) -> None:
    picture = picture_of(markers=("services", "projects"))
    marks = build_marks_view(drawn, choose(drawn, markers=("services", "projects")))
    assert [(m.kind, m.count) for m in picture.marks] == [
        *(("services", m.count) for m in marks.services),
        *(("projects", m.count) for m in marks.projects),
    ]
    assert picture.marks


def test_names_stay_clear_of_markers(picture_of) -> None:
    bare = draw_map_svg(picture_of(names=True), parts="map")
    marked = draw_map_svg(picture_of(names=True, markers=("services", "projects")), parts="map")
    assert bare.count("aria-hidden") > marked.count("aria-hidden")


def test_harmful_names_are_mere_words(picture_of) -> None:
    picture = picture_of(names=True, within="AL013")
    areas = tuple(replace(area, name=NASTY, hover=NASTY) for area in picture.view.areas)
    legend = replace(picture.legend, rows=(LegendRow("class", 0, NASTY),), unit=NASTY)
    told = {"title": NASTY, "subtitle": NASTY, "source": NASTY, "link": NASTY, "watermark": NASTY, "notes": (NASTY,)}
    bad = replace(picture, view=replace(picture.view, areas=areas, summary=NASTY), legend=legend, **told)
    root = ElementTree.fromstring(draw_map_svg(bad, carry_font=True))
    assert not {"script", "foreignObject", "a", "image"} & {e.tag.removeprefix(SVG) for e in root.iter()}
    assert not [name for e in root.iter() for name in e.attrib if name.startswith("on") or "href" in name]
    assert root.attrib["aria-label"] == NASTY
    assert draw_map_png(bad, width=400).startswith(b"\x89PNG")


@pytest.mark.parametrize(("values", "same"), [((4, 7), True), ((700, 30000), False)])
def test_no_picture_depends_on_a_hidden_number(shipped, drawn_shapes, drawn, choose, values, same) -> None:
    like = next(v for v in shipped.values if v.indicator_id == "roma_census" and v.region_id == "AL032")
    others = tuple(v for v in shipped.values if v is not like)
    drawings = []
    for number in values:
        dataset = protect_dataset(replace(shipped, values=(*others, replace(like, value=float(number)))))
        world = World(dataset, drawn_shapes, drawn.today)
        drawings.append(draw_map_svg(build_picture(world, choose(world, layer="roma_census"), wait=0)))
    assert (drawings[0] == drawings[1]) is same


def test_example_data_are_marked_on_the_picture(drawn_example, picture_of) -> None:
    picture = picture_of(drawn_example, page="survey", lang="en")
    assert picture.watermark == "EXAMPLE"
    assert draw_map_svg(picture, parts="map").count(">EXAMPLE<") == 1
    assert draw_map_svg(picture).count(">EXAMPLE<") == 2


def test_without_a_survey_the_picture_says_where_one_was(picture_of) -> None:
    picture = picture_of(page="survey", lang="en")
    assert {area.gap for area in picture.view.areas} == {"not_published", "not_surveyed"}
    assert picture.watermark == ""


def test_a_changed_method_is_said(picture_of) -> None:
    picture = picture_of(weights=(("hdi", 9),))
    assert picture.notes
    assert picture.notes[0] in draw_map_svg(picture)


def test_the_file_carries_its_letters_and_asks_no_host(picture_of) -> None:
    svg = draw_map_svg(picture_of(layer="hdi"), carry_font=True)
    assert "url(data:font/woff2;base64," in svg
    assert set(re.findall(r"https?://[^\s\"'<]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert ' id="' not in svg


def test_a_narrow_sheet_has_the_legend_below(picture_of) -> None:
    picture = picture_of(layer="hdi")
    wide, narrow = (ElementTree.fromstring(draw_map_svg(picture, width=w)) for w in (1000, 500))
    assert float(narrow.attrib["height"]) / 500 > float(wide.attrib["height"]) / 1000
    for root in (wide, narrow):
        right = float(root.attrib["width"]) - PAD + 1
        assert all(float(e.attrib["x"]) < right for e in root.iter(f"{SVG}text"))
