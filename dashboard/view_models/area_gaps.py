"""What is not recorded of an area, as a list to go through: each thing with who could fill it. The first part of its page."""

from __future__ import annotations

from dataclasses import replace

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.area_types import GapGroup
from dashboard.view_models.area_words import place_forms
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.directory_checklist import CheckLine, checklist_groups
from dashboard.view_models.panel import AreaPanel
from dashboard.view_models.survey_areas import imported_here
from dashboard.view_models.world import NO_PRODUCER, World
from data.types import Region
from models.communities import GROUPS, span_of


def build_gaps(
    world: World, catalogue: Catalogue, selection: Selection, region: Region, panel: AreaPanel, words: Words
) -> tuple[GapGroup, ...]:
    """Return every kind of thing that is not recorded; those of the records as of today, the figures as of the date."""
    today = replace(selection, date=world.today)
    checked = (
        GapGroup(g.code, g.title, g.said, words(f"area.gaps.who.{g.code}"), g.lines, g.boxes)
        for g in checklist_groups(world, catalogue, today, region, words)
    )
    more = (_figures(world, region, panel, words), _survey(world, region, words), _communities(world, region, words))
    return tuple(group for group in (*checked, *more) if group.lines)


def _figures(world: World, region: Region, panel: AreaPanel, words: Words) -> GapGroup:
    """Return the figures of the score that are not known for the area itself."""
    lines = tuple(CheckLine("", line.title, line.value, "") for line in panel.indicators if line.gap)
    level = "municipality" if region.level == "municipality" else "qark"
    inherited = words("state.inherited")
    lines += tuple(CheckLine("", line.title, inherited, "") for line in panel.indicators if inherited in line.marks)
    said = words.count(f"area.gaps.figures_said.{level}", len(lines))
    return GapGroup(
        "figures", words("area.gaps.figures"), said, words("area.gaps.who.figures", names=_producers(world, words)), lines, ()
    )


def _producers(world: World, words: Words) -> str:
    """Name those who publish the figures behind vulnerability."""
    scored = (i for i in world.dataset.indicators.values() if i.goalposts and i.pillar == "vulnerability")
    ids = sorted({source for indicator in scored for source in indicator.source_ids})
    known = (world.dataset.sources[source].producer for source in ids if source in world.dataset.sources)
    return words.listed(tuple(dict.fromkeys(name for name in known if name not in NO_PRODUCER)))


def _survey(world: World, region: Region, words: Words) -> GapGroup:
    asked = any(region.qark_id in wave.region_ids for wave in world.dataset.kap_waves)
    gap = "not_published" if asked else "not_surveyed"
    line = CheckLine("", words(f"area.gaps.survey_head.{gap}"), words(f"silence.survey.{gap}"), "")
    lines = () if imported_here(world, region) else (line,)
    said, who = words(f"area.gaps.survey_said.{gap}"), words(f"area.gaps.who.survey_{gap}")
    return GapGroup(f"survey_{gap}", words("area.gaps.survey"), said, who, lines, ())


def _communities(world: World, region: Region, words: Words) -> GapGroup:
    """Return the communities of which no source gives a number here."""
    without = (group for group in GROUPS if span_of(world.estimates(), group, region.region_id) is None)
    place = place_forms(region, words)
    about = words("area.gaps.communities_about", **place)
    lines = tuple(CheckLine("", words(f"community.{group}"), about, "") for group in without)
    said = words.count("area.gaps.communities_said", len(lines), **place)
    return GapGroup("communities", words("area.gaps.communities"), said, words("area.gaps.who.communities"), lines, ())
