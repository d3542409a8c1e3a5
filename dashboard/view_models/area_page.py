"""One qark or municipality on a page that a committee can run a meeting from; without one, the choice of a qark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard.state import PILLAR_MEANS, PRIORITY_MEANS, Selection, default_selection, to_fields
from dashboard.text import Words, load_words
from dashboard.view_models.area_communities import build_area_communities
from dashboard.view_models.area_gaps import build_gaps
from dashboard.view_models.area_links import build_files, build_links, view_query
from dashboard.view_models.area_list import fold
from dashboard.view_models.area_news import build_corrections_said, build_news
from dashboard.view_models.area_places import build_places
from dashboard.view_models.area_said import build_headline, build_questions
from dashboard.view_models.area_services import build_services
from dashboard.view_models.area_sources import build_sources, build_versions
from dashboard.view_models.area_survey import build_area_survey
from dashboard.view_models.area_types import AreaServices, AreaView
from dashboard.view_models.area_words import place_forms
from dashboard.view_models.area_work import build_area_plan, build_mechanisms, build_timeline
from dashboard.view_models.directory_catalogue import catalogue_of
from dashboard.view_models.linked import lasting
from dashboard.view_models.page import Place, list_places
from dashboard.view_models.panel import AreaPanel, build_area_panel
from dashboard.view_models.panel_records import AreaRecords, build_area_records
from dashboard.view_models.survey_words import capital, watermark
from dashboard.view_models.timeline import NamedDate, named_dates
from dashboard.view_models.world import World, build_choices
from data.types import Region
from models.presence import is_complete


@dataclass(frozen=True)
class QarkChoice:
    """One qark to choose: its name, a sentence on it, and its municipalities by id and name."""

    region_id: str
    name: str
    said: str
    inside: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AreaPageView:
    """The whole page: ``area`` where one is chosen, else ``choices``."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    title: str
    area: AreaView | None
    choices: tuple[QarkChoice, ...]
    dates: tuple[NamedDate, ...]
    date_said: str
    attribution: str


def build_area_page(world: World, selection: Selection) -> AreaPageView:
    """Build the page of one selection."""
    words, shown = load_words(selection.lang), as_published(selection)
    area = build_area_view(world, shown) if shown.region else None
    return AreaPageView(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(build_choices(world))),
        places=list_places(world, selection),
        title=area.title if area else words("area.choose"),
        area=area,
        choices=() if area else _choices(world, shown, words),
        dates=named_dates(world, shown),
        date_said=words("timeline.state_on", date=words.date(shown.date)),
        attribution=world.shapes.attribution[selection.lang],
    )


def as_published(selection: Selection) -> Selection:
    """Return the selection by the published method: what a committee takes along is not one visitor's weights."""
    return replace(selection, weights=(), mean=PILLAR_MEANS[0], blend=PRIORITY_MEANS[0])


def build_area_view(world: World, selection: Selection) -> AreaView:
    """Build everything that is said of the selected area, by the published method."""
    selection, words, catalogue = as_published(selection), load_words(selection.lang), catalogue_of(world)
    region = world.region(selection.region)
    selection = replace(selection, level=region.level)
    panel = _panel(world, selection)
    gaps = build_gaps(world, catalogue, selection, region, panel, words)
    services = _services(world, region, panel.records, selection.date, words)
    today = _services(world, region, build_area_records(world, region, world.today, words), world.today, words)
    plan = build_area_plan(world, catalogue, selection, region, words)
    place = place_forms(region, words)
    return AreaView(
        region_id=region.region_id,
        qark_id=region.qark_id,
        level=region.level,
        lang=words.lang,
        name=region.name[words.lang],
        title=capital(place["who"]),
        level_said=panel.level,
        date_said=words("timeline.state_on", date=words.date(selection.date)),
        caution=words("area.caution"),
        gaps_said=words.count("area.gaps.said", sum(len(g.lines) for g in gaps), date=words.date(world.today), **place),
        gaps=gaps,
        headline=build_headline(world, selection, region, panel, gaps, words),
        panel=panel,
        method_said=words("area.published_method"),
        places=build_places(world, selection, region, words),
        survey=build_area_survey(world, region, words),
        services=services,
        timeline=build_timeline(world, selection, region, panel, words),
        mechanisms=build_mechanisms(world, catalogue, selection, region, panel, words),
        plan=plan,
        communities=build_area_communities(world, catalogue, selection, region, panel, words),
        news=build_news(world, words),
        corrections=build_corrections_said(world, catalogue, region, words),
        sources=build_sources(world, catalogue, selection, region, words),
        versions=build_versions(world, selection, region, words),
        questions=build_questions(region, gaps, today, plan, selection.date, words),
        links=build_links(region, words),
        files=build_files(selection, words),
        query=view_query(lasting(selection, world.dataset.version, world.today)),
        watermark=watermark(world, words),
    )


def _panel(world: World, selection: Selection) -> AreaPanel:
    """Build what the map's panel says of the area, without the choice of an area to compare with."""
    panel = build_area_panel(world, replace(selection, compare=""))
    if panel.reasons is None:
        return panel
    alone = replace(panel.reasons.comparison, choices=())
    return replace(panel, reasons=replace(panel.reasons, comparison=alone))


def _services(world: World, region: Region, records: AreaRecords, on: date, words: Words) -> AreaServices:
    return build_services(region, records, is_complete(world.dataset, region.region_id, "services", on), world, words)


def _choices(world: World, selection: Selection, words: Words) -> tuple[QarkChoice, ...]:
    qarks = sorted(world.areas("qark"), key=lambda region: fold(region.name[words.lang]))
    return tuple(_choice(world, qark, selection, words) for qark in qarks)


def _choice(world: World, qark: Region, selection: Selection, words: Words) -> QarkChoice:
    catalogue, place = catalogue_of(world), place_forms(qark, words)
    panel = build_area_panel(world, replace(selection, region=qark.region_id, level="qark"))
    gaps = build_gaps(world, catalogue, replace(selection, region=qark.region_id), qark, panel, words)
    inside = sorted(world.municipalities_of(qark.region_id), key=lambda m: fold(m.name[words.lang]))
    open_things = words.count("area.choose_gaps", sum(len(group.lines) for group in gaps))
    said = " ".join((f"{panel.lead}.", open_things))
    return QarkChoice(qark.region_id, capital(place["who"]), said, tuple((m.region_id, m.name[words.lang]) for m in inside))
