"""One qark's directory for paper: every entry recorded there, the lines of the whole country, and the sources in full."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dashboard.state import KINDS, Selection, Wanted
from dashboard.text import Words
from dashboard.view_models.directory_catalogue import Catalogue, is_national, type_label, use_rank
from dashboard.view_models.directory_entries import Entry, fold
from dashboard.view_models.directory_list import count_said, silence_said
from dashboard.view_models.directory_words import EntryLine, entry_line, where_said
from dashboard.view_models.world import World
from data.types import Citation


@dataclass(frozen=True)
class PrintLine:
    """One entry, with the numbers of its sources in the list at the end and where in them it stands."""

    line: EntryLine
    cited: str


@dataclass(frozen=True)
class PrintSection:
    """The entries of one type."""

    title: str
    lines: tuple[PrintLine, ...]


@dataclass(frozen=True)
class PrintView:
    """The whole sheet, or the choice of a qark where none is chosen."""

    title: str
    said: str
    silence: str
    sections: tuple[PrintSection, ...]
    sources: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    region_id: str = ""


def build_print(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> PrintView:
    """Build the sheet of the chosen qark; a municipality stands for its qark."""
    qarks = sorted(world.areas("qark"), key=lambda region: fold(region.name[words.lang]))
    choices = tuple((qark.region_id, qark.name[words.lang]) for qark in qarks)
    region = world.dataset.regions.get(selection.wanted.area)
    if region is None or region.level == "country":
        return PrintView(words("directory.print.choose"), words("directory.print.choose_said"), "", (), (), choices)
    qark = world.region(region.qark_id)
    here = replace(selection, wanted=Wanted(area=qark.region_id))
    entries = [catalogue.entries[number] for number in catalogue.find(here.wanted, here.date).numbers]
    national = [e for e in catalogue.entries if e.kind == "service" and is_national(e)]
    numbers = _numbered((*entries, *national))
    sections = [
        *_sections(world, catalogue, entries, here, words, numbers),
        *_national(world, catalogue, national, here, words, numbers),
    ]
    said = count_said(Counter(entry.kind for entry in entries), words)
    return PrintView(
        title=words("directory.print.title", qark=qark.name[words.lang]),
        said=words("directory.print.said", date=words.date(here.date), listed=said),
        silence=silence_said(world, here, words),
        sections=tuple(sections),
        sources=tuple(_source(world, source_id, words) for source_id in numbers),
        choices=choices,
        region_id=qark.region_id,
    )


def _sections(
    world: World, catalogue: Catalogue, entries: list[Entry], here: Selection, words: Words, numbers: dict[str, int]
) -> list[PrintSection]:
    """Return services type by type, then projects, then mechanisms."""
    by_title: dict[str, list[Entry]] = {}
    for kind in KINDS:
        own = [entry for entry in entries if entry.kind == kind]
        if kind == "service":
            own.sort(key=lambda e: (use_rank(world.dataset, e), fold(type_label(world.dataset, e.types[0], words.lang))))
        for entry in own:
            label = type_label(world.dataset, entry.types[0], words.lang)
            title = label if kind == "service" else words(f"directory.kind.{kind}")
            by_title.setdefault(title, []).append(entry)
    return [
        PrintSection(title, tuple(_line(world, catalogue, entry, here, words, numbers) for entry in own))
        for title, own in by_title.items()
    ]


def _national(
    world: World, catalogue: Catalogue, national: list[Entry], here: Selection, words: Words, numbers: dict[str, int]
) -> list[PrintSection]:
    lines = tuple(_line(world, catalogue, entry, here, words, numbers) for entry in national)
    return [PrintSection(words("directory.print.national"), lines)] if lines else []


def _line(world: World, catalogue: Catalogue, entry: Entry, here: Selection, words: Words, numbers: dict[str, int]) -> PrintLine:
    cited = (_cited(citation, numbers, words) for citation in entry.citations)
    return PrintLine(entry_line(world, catalogue, entry, here, words), "; ".join(cited))


def _cited(citation: Citation, numbers: dict[str, int], words: Words) -> str:
    where = where_said(citation, words)
    return f"[{numbers[citation.source_id]}] {where}".strip()


def _numbered(entries: tuple[Entry, ...]) -> dict[str, int]:
    names = dict.fromkeys(citation.source_id for entry in entries for citation in entry.citations)
    return {name: number for number, name in enumerate(names, start=1)}


def _source(world: World, source_id: str, words: Words) -> str:
    source = world.dataset.sources.get(source_id)
    parts = (world.source_name(source_id, words.lang), world.source_url(source_id)) if source else (source_id,)
    return ". ".join(part for part in parts if part)
