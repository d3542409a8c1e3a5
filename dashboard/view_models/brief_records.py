"""The brief's second page: what is recorded in the area, what the survey and the estimates say, and on what it all rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.text import Words
from dashboard.view_models.area_types import AreaServices, AreaSurvey, AreaView, SurveyLine
from dashboard.view_models.brief_cuts import Room, Short, clip, in_sentence, shorten
from dashboard.view_models.equity_words import equity_said
from dashboard.view_models.estimate_words import source_short, span_said
from dashboard.view_models.panel_records import RecordLine
from dashboard.view_models.world import World
from models.communities import GROUPS, span_of

# What counts for sure comes first, and in that order.
STANDINGS = ("confirmed", "active", "assumed", "stale", "unknown")
UNKNOWN_TYPES = ("none", "not_recorded")


@dataclass(frozen=True)
class ServiceRow:
    """One recorded type of service: how many, and which ones by name, place and last confirmation."""

    name: str
    said: str
    names: str


@dataclass(frozen=True)
class ProjectRow:
    """One project at work: its name, who runs it, where, and how sure that is."""

    name: str
    who: str
    place: str
    said: str


@dataclass(frozen=True)
class BriefRecords:
    """The second page."""

    services_said: str
    services: Short[ServiceRow]
    silent: tuple[str, ...]
    services_notes: tuple[str, ...]
    projects_said: str
    projects: Short[ProjectRow]
    others: str
    mechanisms_said: str
    institutions: str
    plan: str
    communities: tuple[str, ...]
    survey: tuple[str, ...]
    results_title: str
    results: tuple[tuple[str, str], ...]
    results_note: str
    sources: Short[str]
    versions: tuple[str, ...]


def build_brief_records(world: World, area: AreaView, on: date, room: Room, words: Words) -> BriefRecords:
    """Build the second page with as much of each list as there is room for."""
    services, time = area.services, area.timeline
    known = [one for one in services.types if one.state not in UNKNOWN_TYPES]
    results_title, results = _results(area.survey, room, words)
    institutions = tuple(clip(line.name, room.name) for line in area.mechanisms.institutions if line.standing in STANDINGS[:3])
    return BriefRecords(
        services_said=services.said,
        services=shorten([ServiceRow(one.name, one.said, _named(one.lines, room, words)) for one in known], room.types, words),
        silent=_silent(services, room, words),
        services_notes=tuple(note for note in (services.nearest,) if note),
        projects_said=time.said,
        projects=shorten([_project(line, room) for line in sorted(time.at_work, key=_sureness)], room.projects, words),
        others=words.count("brief.other_projects", len(time.others)) if time.others else "",
        mechanisms_said=area.mechanisms.said,
        institutions=_listed(shorten(institutions, room.institutions, words)),
        plan=area.plan.said,
        communities=_communities(world, area, on, room, words),
        survey=area.survey.said,
        results_title=results_title,
        results=results,
        results_note=clip(area.survey.source, room.said) if results else "",
        sources=shorten([clip(source.name, room.name + 40) for source in area.sources], room.sources, words),
        versions=area.versions,
    )


def _sureness(line: RecordLine) -> int:
    return STANDINGS.index(line.standing) if line.standing in STANDINGS else len(STANDINGS)


def _listed(few: Short[str]) -> str:
    return "; ".join((*few.items, *((few.more,) if few.items and few.more else ())))


def _named(lines: tuple[RecordLine, ...], room: Room, words: Words) -> str:
    """Name the services of one type, each with its place and when it was last seen."""
    told = [
        clip(line.name, room.name) + (f" ({line.place})" if line.place and line.place not in line.name else "") for line in lines
    ]
    return _listed(shorten(tuple(dict.fromkeys(told)), max(room.names, 1), words))


def _silent(services: AreaServices, room: Room, words: Words) -> tuple[str, ...]:
    """Name the types of which nothing is recorded: those that a complete source leaves out, those that nobody knows of."""
    said = []
    for state in UNKNOWN_TYPES:
        names = [in_sentence(one.name) for one in services.types if one.state == state]
        if names:
            said.append(words(f"brief.silent.{state}", names=_listed(shorten(names, room.types, words))))
    return tuple(said)


def _project(line: RecordLine, room: Room) -> ProjectRow:
    return ProjectRow(clip(line.name, room.name), clip(line.kind, room.name), clip(line.place, room.name), line.said)


def _communities(world: World, area: AreaView, on: date, room: Room, words: Words) -> tuple[str, ...]:
    """Say the range of each community over its sources, then how many known places have no number, then what reaches them."""
    said = []
    for group in GROUPS:
        span = span_of(world.estimates(), group, area.region_id)
        name = words(f"community.{group}")
        if span is None:
            said.append(words("brief.community.none", group=name))
            continue
        sources = words.listed([source_short(world.dataset, source, words) for source in span.source_ids])
        said.append(words("brief.community.range", group=name, range=span_said(span, words), sources=sources))
    if area.communities.named:
        said.append(words.count("brief.community.named", len(area.communities.named)))
    reach = equity_said(world, area.region_id, on, words)[: room.estimates]
    return (*said, *(clip(text, room.said) for text in reach), words("community.warning"))


def _results(view: AreaSurvey, room: Room, words: Words) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return imported results of the area, else the published ones of all surveyed areas together, named as such."""
    if view.lines:
        return words("brief.kap.here"), tuple(
            (clip(line.wording, room.name), _estimate(line, words)) for line in view.lines[: room.results]
        )
    return words("brief.kap.pooled"), tuple((f"{one.question}: {one.answer}", one.percent) for one in view.pooled[: room.results])


def _estimate(line: SurveyLine, words: Words) -> str:
    own = words(f"gap.{line.own.gap}") if line.own.gap else f"{line.own.percent} ({line.own.interval})"
    beside = words(f"gap.{line.together.gap}") if line.together.gap else f"{line.together.percent} ({line.together.interval})"
    return words("brief.kap.figure", wave=line.wave, own=own, together=beside)
