"""One map as plain values, ready to be drawn by any program: outlines, fills, legend, words, and where it all comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.export.map_outlines import Frame, Outline, Point, frame_of, outlines_of, project
from dashboard.state import LEVELS, Selection, to_query
from dashboard.text import Words, load_words
from dashboard.view_models.area_values import list_area_values
from dashboard.view_models.headline import build_headline
from dashboard.view_models.legend import LegendView, build_legend, legend_of
from dashboard.view_models.linked import lasting
from dashboard.view_models.map_view import MapView, build_map_view, map_ends
from dashboard.view_models.markers import MarksView, PlaceMarker, build_marks_view
from dashboard.view_models.played import build_played_note
from dashboard.view_models.survey_page import SurveyBody, build_survey_page
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

COUNTRY_MARGIN, QARK_MARGIN = 0.025, 0.06
SCALE_LENGTHS = (100, 50, 20, 10, 5, 2)
# The bar fills at most this share of the picture's width.
LONGEST_BAR = 0.4
SHOWN_OF_VERSION = 12
NO_MARKS = MarksView((), ())


@dataclass(frozen=True)
class PictureMark:
    """One marker: services or projects that share a place, with their number."""

    kind: str
    at: Point
    count: int
    hollow: bool
    stale: bool
    label: str


@dataclass(frozen=True)
class Said:
    """What is written over a picture, and where its view is found."""

    title: str
    subtitle: str
    notes: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class MapPicture:
    """Everything that a drawn map shows. Outlines and places are in kilometres (``map_outlines``), texts in one language.

    ``view`` and ``legend`` are those of the screen. ``title`` says the finding; ``notes`` is what a reader must know of the
    view: a changed method, filters. ``land`` is drawn behind, without a figure.
    """

    lang: str
    view: MapView
    legend: LegendView
    frame: Frame
    land: tuple[Outline, ...]
    areas: tuple[Outline, ...]
    qarks: tuple[Outline, ...]
    chosen: tuple[Outline, ...]
    marks: tuple[PictureMark, ...]
    labels: tuple[tuple[str, str, Point], ...]
    title: str
    subtitle: str
    notes: tuple[str, ...]
    source: str
    boundaries: str
    boundary_kind: str
    versions: str
    link: str
    watermark: str
    scale_km: int
    scale_text: str


def build_picture(
    world: World, selection: Selection, *, within: str = "", host: str = "", names: bool = False, wait: float | None = None
) -> MapPicture:
    """Build the picture of one view: the survey page's map where the view is of that page, else the map's.

    ``within`` is a qark whose municipalities alone are drawn. ``host`` is where the app is reached, for the link. ``wait`` is
    how long, in seconds, to wait for the hatch that rests on the plausible versions; None waits for as long as it takes, for
    a file is never asked for again. The world must be a protected one, as the app's is.
    """
    if within:
        selection = _at_municipalities(world, selection)
    words = load_words(selection.lang)
    world.studied(selection.level, selection.date, wait=wait)
    view, legend, marks, title, subtitle = _shown(world, selection, within, words)
    shown = lasting(selection, world.dataset.version, world.today)
    link = words("picture.link", link=f"{host.rstrip('/')}/{to_query(shown)}")
    said = Said(title, subtitle, _notes(world, selection, words), link)
    return picture_of(world, view, legend, marks, said, words, within=within, names=names or bool(within))


def picture_of(
    world: World,
    view: MapView,
    legend: LegendView,
    marks: MarksView,
    said: Said,
    words: Words,
    *,
    within: str = "",
    names: bool = False,
    pins: tuple[str, ...] = (),
) -> MapPicture:
    """Return any map of the app as a picture; ``pins`` are further areas to outline."""
    keep = {r.region_id for r in world.municipalities_of(within)} if within else {area.region_id for area in view.areas}
    view = replace(view, areas=tuple(a for a in view.areas if a.region_id in keep))
    frame = frame_of(outlines_of(world, "qark", (within,) if within else None), QARK_MARGIN if within else COUNTRY_MARGIN)
    bar = _scale(frame)
    return MapPicture(
        lang=words.lang,
        view=view,
        legend=legend,
        frame=frame,
        land=(*outlines_of(world, "neighbours"), *(outlines_of(world, "qark") if within else ())),
        areas=outlines_of(world, view.level, keep),
        qarks=outlines_of(world, "qark", (within,) if within else None),
        chosen=(*_chosen(world, view.selected), *outlines_of(world, view.level, pins)),
        marks=_marks(marks, keep, within),
        labels=_labels(world, view) if names else (),
        title=said.title,
        subtitle=said.subtitle,
        notes=said.notes,
        source=legend.source,
        boundaries=words("picture.boundaries", kind=world.shapes.attribution[words.lang]),
        boundary_kind=world.shapes.kind,
        versions=words("picture.versions", data=world.dataset.version[:SHOWN_OF_VERSION], method=METHOD_VERSION),
        link=said.link,
        watermark=view.watermark,
        scale_km=bar,
        scale_text=words("picture.km", n=words.number(bar)),
    )


def _at_municipalities(world: World, selection: Selection) -> Selection:
    """Return the view at the level of municipalities, with a layer that there is."""
    there = LEVELS[1] in world.layers[selection.layer].levels
    return replace(selection, level=LEVELS[1], layer=selection.layer if there else "priority")


def _shown(world: World, selection: Selection, within: str, words: Words) -> tuple[MapView, LegendView, MarksView, str, str]:
    """Return map, legend, marks, title and subtitle of the page that the view is of."""
    body = build_survey_page(world, selection).body if selection.page == "survey" else None
    if isinstance(body, SurveyBody):
        where = body.map
        return replace(where.picture, watermark=where.watermark), where.legend, NO_MARKS, where.title, where.subtitle
    if body is not None:
        return body.picture, body.legend, NO_MARKS, body.map_title, body.map_subtitle
    view, legend = build_map_view(world, selection), _legend(world, selection, within, words)
    marks = build_marks_view(world, selection)
    if within:
        return view, legend, marks, view.title, f"{world.region(within).name[words.lang]} · {view.subtitle}"
    finding = finding_of(world, selection, view)
    named = "" if finding.startswith(view.title) else view.title
    return view, legend, marks, finding, " · ".join(part for part in (named, view.subtitle, legend.unit) if part)


def _legend(world: World, selection: Selection, within: str, words: Words) -> LegendView:
    """Return the legend of what is drawn: gaps and hatches are counted in the qark alone where it stands alone."""
    if not within:
        return build_legend(world, selection)
    there, layer = world.under(selection), world.layers[selection.layer]
    values = list_area_values(there, layer, selection.level, selection.date, words)
    inside = tuple(value for value in values if world.region(value.region_id).qark_id == within)
    return legend_of(there, layer, inside, selection, words)


def finding_of(world: World, selection: Selection, view: MapView) -> str:
    """Say what the map shows: the headline over the priority, the ends of a figure, or that there is none."""
    words = load_words(selection.lang)
    if world.layers[selection.layer].key == "priority":
        return build_headline(world, selection).finding
    layer = world.layers[selection.layer]
    values = list_area_values(world.under(selection), layer, selection.level, selection.date, words)
    if all(value.gap for value in values):
        return words(f"picture.nothing.{selection.level}", title=view.title)
    ends = map_ends(layer, values, words)
    return f"{view.title}. {ends}" if ends else view.title


def _notes(world: World, selection: Selection, words: Words) -> tuple[str, ...]:
    played = build_played_note(world, selection)
    return (played.banner, played.what) if played else ()


def _chosen(world: World, region_id: str) -> tuple[Outline, ...]:
    if not region_id:
        return ()
    level = world.level_of(region_id)
    return outlines_of(world, level, (region_id,))


def _marks(marks: MarksView, keep: set[str], within: str) -> tuple[PictureMark, ...]:
    there = {*keep, within} if within else None
    found = (("services", marks.services), ("projects", marks.projects))
    return tuple(_mark(kind, mark) for kind, some in found for mark in some if there is None or mark.region_id in there)


def _mark(kind: str, mark: PlaceMarker) -> PictureMark:
    return PictureMark(kind, project(mark.lon, mark.lat), mark.count, mark.hollow, mark.stale, mark.label)


def _labels(world: World, view: MapView) -> tuple[tuple[str, str, Point], ...]:
    points = world.shapes.label_points
    return tuple((a.region_id, a.name, project(points[a.region_id][1], points[a.region_id][0])) for a in view.areas)


def _scale(frame: Frame) -> int:
    width = frame[2] - frame[0]
    return next((length for length in SCALE_LENGTHS if length <= width * LONGEST_BAR), SCALE_LENGTHS[-1])
