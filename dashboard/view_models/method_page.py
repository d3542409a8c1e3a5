"""The whole method page of one selection, generated from the specification and the data."""

from __future__ import annotations

from dashboard.state import Selection, default_selection, to_fields
from dashboard.text import Words, load_words
from dashboard.view_models.addresses import data_address, download_address
from dashboard.view_models.document import Bullets, Cell, Grid, Link, MethodPageView, Para, Section
from dashboard.view_models.method_indicators import build_indicators_section, build_sources_section
from dashboard.view_models.method_quality import build_quality_section
from dashboard.view_models.method_score import build_score_section
from dashboard.view_models.method_sensitivity import build_sensitivity_section
from dashboard.view_models.method_tests import build_hindcast_section, build_patterns_section
from dashboard.view_models.method_when import build_when
from dashboard.view_models.page import list_places
from dashboard.view_models.play import build_play
from dashboard.view_models.world import World, build_choices
from models.method import METHOD_VERSION
from models.method_history import HISTORY

LIMITS = ("no_truth", "silence", "later_figures", "judgements", "few_areas", "equal_weights", "no_survey", "detection")
DOWNLOADS = ("scores", "values", "dictionary")
# Further files: the key of what is said, its ending, and the table where it holds only one.
DATA_FILES = (
    ("book", "xlsx", "all"),
    ("geo", "gpkg", ""),
    ("package", "zip", ""),
    ("scores_geo", "geojson", "scores"),
    ("scores_parquet", "parquet", "scores"),
)
API = "/api/v1/"


def build_method_page(world: World, selection: Selection) -> MethodPageView:
    """Build the page of one selection."""
    words = load_words(selection.lang)
    return MethodPageView(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(build_choices(world))),
        places=list_places(world, selection),
        title=words("doc.title"),
        lead=words("doc.lead", version=METHOD_VERSION),
        sections=(
            build_limits(world, words),
            build_score_section(world, words),
            Section("play", words("play.title"), (Para(words("play.lead")),), build_play(world, selection)),
            build_sensitivity_section(world, selection, words),
            build_quality_section(world, selection, words),
            build_hindcast_section(world, words),
            build_patterns_section(world, selection, words),
            build_indicators_section(world, words),
            build_sources_section(world, words),
            _changes(words),
            _downloads(selection, words),
        ),
        attribution=world.shapes.attribution[selection.lang],
        when=build_when(world, selection, words),
    )


def build_limits(world: World, words: Words) -> Section:
    """Build the section of what the figures cannot say."""
    names = (_survey_limit(world) if name == "no_survey" else name for name in LIMITS)
    first, *others = (words(f"limit.{name}") for name in names)
    return Section("limits", words("limit.title"), (Para(first, "warning"), Bullets(tuple(others))))


def _survey_limit(world: World) -> str:
    """Return what is said of the survey: that it is not loaded, or where to see it and why the score goes without."""
    survey = world.dataset.survey
    if not survey.estimates:
        return "no_survey"
    return "survey_example" if survey.example else "survey_loaded"


def _changes(words: Words) -> Section:
    rows = tuple(
        (
            Cell(change.version),
            Cell(words.date(change.day)),
            Cell(" ".join(words(f"method_change.{key}") for key in change.keys)),
            Cell(
                words(
                    "changes.unmoved"
                    if not change.scores_moved
                    else "changes.moved"
                    if change is HISTORY[0]
                    else "changes.moved_again"
                )
            ),
        )
        for change in reversed(HISTORY)
    )
    heads = tuple(words(f"changes.head_{head}") for head in ("version", "date", "what", "moved"))
    return Section("changes", words("changes.title"), (Grid(words("changes.table"), heads, rows),))


def _downloads(selection: Selection, words: Words) -> Section:
    links = tuple(_file(name, selection, words) for name in DOWNLOADS)
    links += tuple(
        Link(words(f"data.file.{key}"), words(f"data.file.{key}_note"), data_address(ending, selection, table))
        for key, ending, table in DATA_FILES
    )
    links += (Link(words("data.file.api"), words("data.file.api_note"), API),)
    return Section("downloads", words("download.title"), (Para(words("download.lead")), Para(words("hxl.note"), "note"), *links))


def _file(name: str, selection: Selection, words: Words) -> Link:
    address = download_address(name, selection)
    return Link(words(f"download.{name}"), words(f"download.{name}_note"), address, words("hxl.link"), f"{address}&hxl=1")
