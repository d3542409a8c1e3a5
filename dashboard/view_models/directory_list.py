"""The list of the directory: what was found, in words and by kind, and why there is nothing where there is nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dashboard.state import FIRST_SHOWN, KINDS, Selection, Wanted, to_query
from dashboard.text import Words
from dashboard.view_models.addresses import directory_download
from dashboard.view_models.directory_catalogue import Catalogue, Found
from dashboard.view_models.directory_entries import COUNTRY
from dashboard.view_models.directory_words import EntryLine, entry_line
from dashboard.view_models.world import World
from models.standing import AT_WORK


@dataclass(frozen=True)
class ListSection:
    """The entries of one kind; ``said`` counts them in words."""

    kind: str
    said: str
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True)
class Action:
    """A link below or above the list."""

    text: str
    address: str


@dataclass(frozen=True)
class DirectoryList:
    """The whole list. ``empty`` says why nothing is listed and what to do; ``more``: how many to list next, 0 = all are."""

    said: str
    at_work: str
    silence: str
    sections: tuple[ListSection, ...]
    empty: tuple[str, ...]
    more: int
    more_said: str
    files: tuple[Action, ...]
    print_action: Action | None
    wider: Action | None


def build_list(world: World, catalogue: Catalogue, found: Found, selection: Selection, words: Words) -> DirectoryList:
    """Build the list of one selection."""
    wanted = selection.wanted
    listed = [catalogue.entries[number] for number in found.numbers[: wanted.shown]]
    counts = Counter(catalogue.entries[number].kind for number in found.numbers)
    lines = {kind: [entry_line(world, catalogue, e, selection, words) for e in listed if e.kind == kind] for kind in KINDS}
    left = len(found.numbers) - len(listed)
    standings = catalogue.standings(selection.date)
    working = sum(standings[number] in AT_WORK for number in found.numbers)
    return DirectoryList(
        said=count_said(counts, words),
        at_work=words.count("directory.list.at_work", working, date=words.date(selection.date)) if found.numbers else "",
        silence=silence_said(world, selection, words),
        sections=tuple(
            ListSection(kind, words.count(f"directory.count.{kind}", counts[kind]), tuple(lines[kind]))
            for kind in KINDS
            if lines[kind]
        ),
        empty=_empty(catalogue, selection, words) if not found.numbers else (),
        more=wanted.shown + 4 * FIRST_SHOWN if left > 0 else 0,
        more_said=words.count("directory.list.more", left) if left > 0 else "",
        files=tuple(
            Action(words(f"directory.file.{name}"), directory_download("directory", selection, hxl=name == "hxl"))
            for name in ("csv", "hxl")
        ),
        print_action=_print_action(world, selection, words),
        wider=_wider(world, catalogue, selection, words),
    )


def count_said(counts: Counter[str], words: Words) -> str:
    """Say how many entries there are of each kind, in one sentence."""
    total = sum(counts.values())
    if not total:
        return words("directory.list.nothing")
    parts = [words.count(f"directory.count.{kind}", counts[kind]) for kind in KINDS if counts[kind]]
    return words("directory.list.said", listed=words.listed(parts))


def silence_said(world: World, selection: Selection, words: Words) -> str:
    """Say whether the sources' silence means absence in the chosen area on the chosen day."""
    region = world.dataset.regions.get(selection.wanted.area)
    found = world.covering(region.region_id if region else COUNTRY, "services", selection.date)
    key = "covered" if found is not None and found.complete else "open"
    return words(f"directory.silence.{key}", date=words.date(selection.date))


def _empty(catalogue: Catalogue, selection: Selection, words: Words) -> tuple[str, ...]:
    """Say why the list is empty and what to do about it."""
    wanted = selection.wanted
    said = [words("directory.empty.why"), words("directory.empty.silence")]
    if wanted.standing:
        others = len(catalogue.find(replace(wanted, standing=""), selection.date).numbers)
        if others:
            said.append(words.count("directory.empty.standing", others))
    return (*said, words("directory.empty.do"))


def _print_action(world: World, selection: Selection, words: Words) -> Action | None:
    """Return the link to a qark's printable directory, where a qark or a municipality of it is chosen."""
    region = world.dataset.regions.get(selection.wanted.area)
    if region is None or region.level == "country":
        return None
    qark = world.region(region.qark_id)
    sheet = replace(selection, page="directory", region="", wanted=Wanted(part="print", area=qark.region_id))
    return Action(words("directory.print.action", qark=qark.name[words.lang]), to_query(sheet))


def _wider(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> Action | None:
    """Say how many entries are recorded for a municipality's whole qark, and lead there."""
    region = world.dataset.regions.get(selection.wanted.area)
    if region is None or region.level != "municipality":
        return None
    whole = replace(selection.wanted, area=region.qark_id)
    wide = [
        number
        for number in catalogue.find(whole, selection.date).numbers
        if any(place.region_id == region.qark_id for place in catalogue.entries[number].places)
    ]
    qark = world.region(region.qark_id).name[words.lang]
    if not wide:
        return None
    return Action(words.count("directory.list.wider", len(wide), qark=qark), to_query(replace(selection, wanted=whole)))
