"""An entry in the words of one language: its type, place, dates, how it stands on a day, and who says so."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from dashboard.state import Selection, Wanted, to_query
from dashboard.text import Words
from dashboard.view_models.directory_catalogue import Catalogue, type_label
from dashboard.view_models.directory_entries import Entry
from dashboard.view_models.world import World
from data.types import Citation, Place, Project


@dataclass(frozen=True)
class SourceLine:
    """One source of an entry: its name, where in it, its full citation, its address ("" = none)."""

    name: str
    where: str
    citation: str
    url: str


@dataclass(frozen=True)
class EntryLine:
    """One entry of the list. ``standing`` is the code of how it stands, ``standing_said`` the same in a word or two."""

    entry_id: str
    kind: str
    name: str
    types: str
    organisation: str
    place: str
    dates: str
    standing: str
    standing_said: str
    confirmed: str
    summary: str
    sources: tuple[SourceLine, ...]
    address: str
    open: bool


def entry_line(world: World, catalogue: Catalogue, entry: Entry, selection: Selection, words: Words) -> EntryLine:
    """Say one entry as the list shows it."""
    standing = catalogue.standing(entry, selection.date)
    return EntryLine(
        entry_id=entry.entry_id,
        kind=entry.kind,
        name=entry.name[words.lang],
        types=types_said(world, entry, words),
        organisation=words.listed(entry.organisations),
        place=place_said(world, entry, words),
        dates=dates_said(entry, words),
        standing=standing,
        standing_said=words(f"directory.standing.{standing}"),
        confirmed=confirmed_said(entry, words),
        summary=entry.summary[words.lang],
        sources=sources_of(world, entry.citations, words),
        address=item_address(selection, entry.entry_id),
        open=selection.wanted.item in (entry.entry_id, *entry.merged),
    )


def item_address(selection: Selection, entry_id: str) -> str:
    """Return the link that opens one entry's card, and nothing else."""
    return to_query(replace(selection, page="directory", region="", wanted=Wanted(item=entry_id)))


def types_said(world: World, entry: Entry, words: Words) -> str:
    """Say an entry's types: the first with a capital, the others after commas."""
    labels = [type_label(world.dataset, code, words.lang) for code in entry.types]
    return ", ".join((labels[0], *(label[:1].lower() + label[1:] for label in labels[1:]))) if labels else ""


def place_said(world: World, entry: Entry, words: Words) -> str:
    """Say where an entry stands; a shelter is available in its qark, and no more is said."""
    if entry.shelter:
        region = world.dataset.regions.get(entry.places[0].region_id)
        if region is None:
            return words("directory.place.shelter_nowhere")
        return words("directory.place.shelter", qark=region.name[words.lang])
    return words.listed(tuple(dict.fromkeys(_place(world, place, words) for place in entry.places)))


def _place(world: World, place: Place, words: Words) -> str:
    region = world.dataset.regions.get(place.region_id)
    if region is None:
        return words(f"directory.place.{place.place_level}")
    return words(f"place.{region.level}", name=region.name[words.lang])


def dates_said(entry: Entry, words: Words) -> str:
    """Say from when until when, as exactly as the source does."""
    if entry.start and entry.start == entry.end:
        return words.date(entry.start)
    if entry.start and entry.end:
        return words("directory.dates.both", start=_begin(entry.start, words), end=_end(entry.end, words))
    if entry.start:
        return words("directory.dates.start", start=_begin(entry.start, words))
    if entry.end:
        return words("directory.dates.end", end=_end(entry.end, words))
    return words("directory.dates.report" if entry.window == "report_period" else "directory.dates.none")


def _begin(day: date, words: Words) -> str:
    """Write a first day; the first of January is how the files hold a year alone."""
    return str(day.year) if (day.month, day.day) == (1, 1) else words.month(day)


def _end(day: date, words: Words) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else words.month(day)


def confirmed_said(entry: Entry, words: Words) -> str:
    """Say when a service was last confirmed; nothing for other kinds."""
    if entry.kind != "service":
        return ""
    if entry.last_confirmed is None:
        return words("directory.confirmed.never")
    return words("directory.confirmed.on", date=words.month(entry.last_confirmed))


def sources_of(world: World, citations: tuple[Citation, ...], words: Words) -> tuple[SourceLine, ...]:
    """Return the sources of an entry, each with its lines."""
    lines = []
    for citation in citations:
        source = world.dataset.sources.get(citation.source_id)
        lines.append(
            SourceLine(
                world.source_name(citation.source_id, words.lang),
                where_said(citation, words),
                source.citation if source else "",
                world.source_url(citation.source_id),
            )
        )
    return tuple(lines)


def where_said(citation: Citation, words: Words) -> str:
    """Say where in its source an entry stands."""
    if not citation.locator:
        return ""
    return words("directory.source.lines" if "-" in citation.locator else "directory.source.line", where=citation.locator)


def reach_said(project: Project, words: Words) -> str:
    """Say whom or what a project reached, at the scope that its source states; nothing where it states none."""
    if math.isnan(project.reached_n):
        # What is known to have a number that is not there was hidden, to protect people.
        return words("gap.suppressed") if project.reached_kind else ""
    said = words.count(f"directory.reached.{project.reached_kind}", int(project.reached_n))
    scope = f"directory.reached.scope_{project.reached_scope}" if project.reached_scope else ""
    return f"{said} ({words(scope)})" if scope else said


def money_said(project: Project, words: Words) -> str:
    """Say a project's money in its own currency; nothing where none is stated."""
    return "" if math.isnan(project.amount) else f"{words.number(project.amount)} {project.currency}".strip()


def audiences_said(entry: Entry, words: Words) -> str:
    """Say for whom an entry is."""
    return words.listed(tuple(words(f"directory.audience.{code}") for code in entry.audiences))
