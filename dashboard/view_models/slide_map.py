"""The map as a slide: one map, two side by side, or one area on its map."""

from __future__ import annotations

from dataclasses import replace

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.headline import build_headline
from dashboard.view_models.layer_words import layer_short, layer_title
from dashboard.view_models.layers import BIVARIATE
from dashboard.view_models.legend import build_legend
from dashboard.view_models.map_view import MapArea, MapView, build_map_view
from dashboard.view_models.markers import build_marks_view
from dashboard.view_models.pair import PairView, build_pair_view, is_pair, other_side
from dashboard.view_models.panel import AreaPanel, build_area_panel
from dashboard.view_models.slide_types import MapPair, SlideMap, SlideView
from dashboard.view_models.slide_words import foot_line, gap_lines, map_labels, map_twin, wall_legend
from dashboard.view_models.world import World
from models.method import METHOD_VERSION
from models.risk_index import CLASSES

SCORE = "score"
# The field of the gap view where risk is high and prevention thin.
BOTH_HIGH = 8
MOST_NAMES = 4
MOST_LINES = 4
# That the survey is not published is the survey's slide, and in the table; beside an area there is little room.
SURVEY_GAPS = ("not_published", "not_surveyed")


def build_map_slide(world: World, selection: Selection) -> SlideView:
    """Build the slide of a map's view: of the area that is chosen, of both maps where two are compared, else of the map."""
    # A slide is drawn once and never asked for again.
    world.studied(selection.level, selection.date, wait=None)
    if selection.region:
        return build_area_slide(world, selection) if _scored(world, selection) else _figure_slide(world, selection)
    return _pair_slide(world, selection) if selection.view == "many" and is_pair(selection) else _map_slide(world, selection)


def build_area_slide(world: World, selection: Selection) -> SlideView:
    """Build the slide of one area: its finding beside its place on the map; without an area, the map."""
    if not selection.region:
        return build_map_slide(world, selection)
    level = world.level_of(selection.region)
    selection = replace(selection, level=level)
    world.studied(level, selection.date, wait=None)
    words, panel = load_words(selection.lang), build_area_panel(world, selection)
    whole = _map_slide(world, selection)
    title = words("present.area_title", name=panel.name, lead=panel.lead)
    return replace(
        whole,
        title=title,
        said=_area_said(panel, words),
        notes=(*_area_notes(panel), *whole.notes[1:]),
        twin=_area_twin(panel, words),
    )


def _scored(world: World, selection: Selection) -> bool:
    return world.layers[selection.layer].kind in (SCORE, BIVARIATE)


def _figure_slide(world: World, selection: Selection) -> SlideView:
    """Build the slide of one figure of one area: the map keeps its layer, the title says the area's figure."""
    whole = _map_slide(world, selection)
    picture = whole.picture
    shown = picture.picture.areas if isinstance(picture, SlideMap) else ()
    found = next((area for area in shown if area.region_id == selection.region), None)
    words = load_words(selection.lang)
    return replace(whole, title=words("present.pair", name=found.name, value=found.hover)) if found else whole


def _area_said(panel: AreaPanel, words: Words) -> tuple[str, ...]:
    score = words("present.priority", score=panel.score) if panel.score else ""
    pillars = [words("present.pair", name=bar.name, value=bar.text) for bar in panel.pillars if bar.gap not in SURVEY_GAPS]
    sure = panel.sureness.lines[:1] if panel.sureness else ()
    return tuple(filter(None, (score, *sure, *pillars)))[:MOST_LINES]


def _area_notes(panel: AreaPanel) -> tuple[str, ...]:
    reasons = (panel.reasons.lead, panel.reasons.sentence, *panel.reasons.moves) if panel.reasons else ()
    sure = panel.sureness.lines if panel.sureness else ()
    return tuple(filter(None, (*reasons, *sure, panel.reliability, *panel.silence)))


def _area_twin(panel: AreaPanel, words: Words) -> Grid:
    rows = tuple((Cell(bar.name), Cell(f"{bar.text} {bar.note}".strip())) for bar in panel.pillars)
    return Grid(panel.name, (words("present.part"), words("present.figure")), rows)


def _map_slide(world: World, selection: Selection) -> SlideView:
    words = load_words(selection.lang)
    view, legend = build_map_view(world, selection), build_legend(world, selection)
    headline = build_headline(world, selection) if _scored(world, selection) else None
    found = _finding(world, selection, view, words)
    source = words("present.source_score", version=METHOD_VERSION) if headline else legend.source
    notes = (headline.finding, headline.today) if headline else (view.summary,)
    return SlideView(
        title=found or view.title,
        subtitle=words("present.subtitle", what=view.title, where=view.subtitle),
        picture=SlideMap(
            view, build_marks_view(world, selection), map_labels(world, selection.level, words) if not selection.markers else ()
        ),
        legends=(wall_legend(legend, view, words),),
        said=(*(_leaders(view, words) if headline and not selection.markers else ()), *gap_lines(view, words)),
        source=foot_line(world, source, words.date(selection.date), words),
        watermark=view.watermark,
        notes=tuple(
            filter(None, (*notes, legend.meaning, legend.caveat, *(row.text for row in legend.rows if row.class_index is None)))
        ),
        twin=map_twin(view, view.summary, words),
        summary=view.summary,
    )


def _finding(world: World, selection: Selection, view: MapView, words: Words) -> str:
    """Say in one short sentence what the map shows; empty where its title says all there is."""
    layer = world.layers[selection.layer]
    known = [area for area in view.areas if area.class_index is not None]
    if layer.kind == BIVARIATE and known:
        both = [area.name for area in known if area.class_index == BOTH_HIGH]
        said = words.count("fund.scatter.title", len(both), names=words.listed(both))
        unsure = both and all(area.region_id in view.unsettled for area in known if area.class_index == BOTH_HIGH)
        return words("present.unsure_too", said=said) if unsure else said
    if layer.kind in (SCORE, BIVARIATE):
        if not known:
            return build_headline(world, selection).finding
        return _score_finding(layer_short(layer, words), view, known, words)
    if layer.kind != "indicator" or not known:
        return ""
    values = list_area_values(world.under(selection), layer, selection.level, selection.date, words)
    ranked = sorted((v for v in values if not v.gap), key=lambda v: (v.value, v.region_id))
    told = {"low": ranked[0].text, "low_name": ranked[0].name, "high": ranked[-1].text, "high_name": ranked[-1].name}
    return words("present.ends", layer=layer_title(layer, words), **told)


def _score_finding(name: str, view: MapView, known: list[MapArea], words: Words) -> str:
    """Name the areas of the highest class in use, as long as their class is settled; say so where none is."""
    top = max(area.class_index or 0 for area in known)
    leaders = [area for area in known if area.class_index == top]
    sure = [area.name for area in leaders if area.region_id not in view.unsettled]
    told = {"layer": name, "class_name": words(f"class.{CLASSES[top]}")}
    if not sure:
        return words.count(f"present.unsure.{view.level}", len(leaders), **told)
    if len(sure) > MOST_NAMES:
        return words.count(f"present.many.{view.level}", len(sure), **told)
    return words("present.named", names=words.listed(sure), **told)


def _pair_source(world: World, selection: Selection, both: PairView, words: Words) -> str:
    return words("present.source_score", version=METHOD_VERSION) if _scored(world, selection) else both.legends[0].source


def _leaders(view: MapView, words: Words) -> tuple[str, ...]:
    """Name the areas of the highest class in use, where a few are: colours alone are hard to tell from the back of a room."""
    known = [area for area in view.areas if area.class_index is not None]
    top = max((area.class_index or 0 for area in known), default=0)
    names = [area.name for area in known if area.class_index == top]
    if view.ramp == BIVARIATE or not names or len(names) > MOST_NAMES:
        return ()
    return (words("present.leaders", class_name=words(f"class.{CLASSES[top]}"), names=words.listed(names)),)


def _pair_slide(world: World, selection: Selection) -> SlideView:
    words = load_words(selection.lang)
    both = build_pair_view(world, selection)
    sides = tuple(replace(one, markers=()) for one in (selection, other_side(selection)))
    views = tuple(build_map_view(world, side) for side in sides)
    labels = map_labels(world, selection.level, words)
    none = build_marks_view(world, sides[0])
    maps = [SlideMap(v, none, labels, s.title) for v, s in zip(views, (both.first, both.second), strict=True)]
    rows = tuple((Cell(row.name), Cell(row.first), Cell(row.second)) for row in both.rows)
    return SlideView(
        title=both.finding,
        subtitle=f"{both.first.title} · {both.second.title}",
        picture=MapPair(maps[0], maps[1]),
        legends=tuple(wall_legend(one, views[0], words) for one in both.legends),
        said=(),
        source=foot_line(world, _pair_source(world, selection, both, words), words.date(selection.date), words),
        watermark=both.first.watermark or both.second.watermark,
        notes=tuple(filter(None, (both.first.summary, both.second.summary, *(one.meaning for one in both.legends)))),
        twin=Grid(both.finding, (words("present.area"), both.first.title, both.second.title), rows),
        summary=f"{both.first.summary} {both.second.summary}",
    )
