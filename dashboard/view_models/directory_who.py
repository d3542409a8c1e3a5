"""Who does what, where: organisations by qark on a day, and each project with its dates, reach and money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.addresses import directory_download
from dashboard.view_models.directory_catalogue import Catalogue, areas_of
from dashboard.view_models.directory_entries import COUNTRY, NOWHERE, Entry, fold
from dashboard.view_models.directory_list import Action, silence_said
from dashboard.view_models.directory_words import (
    SourceLine,
    audiences_said,
    dates_said,
    item_address,
    money_said,
    place_said,
    reach_said,
    sources_of,
    types_said,
)
from dashboard.view_models.world import World
from data.types import Project, Region
from models.standing import AT_WORK


@dataclass(frozen=True)
class WhoCell:
    """What one organisation does in one area: how many projects, their kinds of work as letters, and both in words."""

    count: int
    letters: str
    said: str


@dataclass(frozen=True)
class WhoRow:
    """One organisation across the areas."""

    organisation: str
    cells: tuple[WhoCell, ...]


@dataclass(frozen=True)
class WhoProject:
    """One project by the columns who, what, where, when, for whom, with its reach and its money."""

    entry_id: str
    who: str
    what: str
    types: str
    where: str
    when: str
    dates_known: str
    for_whom: str
    reached: str
    money: str
    sources: tuple[SourceLine, ...]
    address: str


@dataclass(frozen=True)
class WhoView:
    """The whole view; ``empty`` says why there is nothing where there is nothing."""

    said: str
    silence: str
    heads: tuple[str, ...]
    rows: tuple[WhoRow, ...]
    letters: tuple[tuple[str, str], ...]
    projects: tuple[WhoProject, ...]
    empty: str
    files: tuple[Action, ...]


def working_projects(catalogue: Catalogue, selection: Selection) -> tuple[Entry, ...]:
    """Return the projects that the filters leave and that were at work on the day, or stood as the filter asks."""
    wanted = replace(selection.wanted, kind="project", item="")
    found = (catalogue.entries[number] for number in catalogue.find(wanted, selection.date).numbers)
    return tuple(e for e in found if wanted.standing or catalogue.standing(e, selection.date) in AT_WORK)


def build_who(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> WhoView:
    """Build the matrix and the list of one selection."""
    entries = working_projects(catalogue, selection)
    columns = (*(q.region_id for q in qarks_by_name(world, words)), COUNTRY, NOWHERE)
    names = {name for entry in entries for name in _organisations(entry, words)}
    rows = tuple(
        WhoRow(
            name, tuple(_cell(world, [e for e in entries if name in _organisations(e, words)], area, words) for area in columns)
        )
        for name in sorted(names, key=fold)
    )
    used = {code.partition(".")[2] for entry in entries for code in entry.types}
    letters = tuple((words(f"directory.letter.{code}"), words(f"directory.type.p.{code}")) for code in sorted(used))
    said = words.count("directory.who.said", len(entries), date=words.date(selection.date), who=words.number(len(names)))
    return WhoView(
        said=said,
        silence=silence_said(world, selection, words),
        heads=(
            *(q.name[words.lang] for q in qarks_by_name(world, words)),
            words("directory.area.AL"),
            words("directory.area.none"),
        ),
        rows=rows,
        letters=letters,
        projects=tuple(_project(world, entry, selection, words) for entry in entries),
        empty="" if entries else words("directory.who.empty", date=words.date(selection.date)),
        files=tuple(
            Action(words(f"directory.file.{name}"), directory_download("directory-3w", selection, hxl=name == "hxl"))
            for name in ("csv", "hxl")
        ),
    )


def qarks_by_name(world: World, words: Words) -> list[Region]:
    """Return the qarks by their name in the language."""
    return sorted(world.areas("qark"), key=lambda region: fold(region.name[words.lang]))


def _organisations(entry: Entry, words: Words) -> tuple[str, ...]:
    return entry.organisations or (words("directory.who.nobody"),)


def _cell(world: World, entries: Iterable[Entry], area: str, words: Words) -> WhoCell:
    here = [entry for entry in entries if area in areas_of(world.dataset, entry)]
    codes = sorted({code.partition(".")[2] for entry in here for code in entry.types})
    said = "; ".join(f"{entry.name[words.lang]} ({types_said(world, entry, words)})" for entry in here)
    return WhoCell(len(here), " ".join(words(f"directory.letter.{code}") for code in codes), said)


def _project(world: World, entry: Entry, selection: Selection, words: Words) -> WhoProject:
    record = entry.record
    assert isinstance(record, Project)
    return WhoProject(
        entry_id=entry.entry_id,
        who=words.listed(_organisations(entry, words)),
        what=entry.name[words.lang],
        types=types_said(world, entry, words),
        where=place_said(world, entry, words),
        when=dates_said(entry, words),
        dates_known=words(f"directory.window.{entry.window}"),
        for_whom=audiences_said(entry, words),
        reached=reach_said(record, words),
        money=money_said(record, words),
        sources=sources_of(world, entry.citations, words),
        address=item_address(selection, entry.entry_id),
    )
