"""The card of one entry: all that is recorded of it, and what is not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.state import Selection, Wanted, to_query
from dashboard.text import Words
from dashboard.view_models.corrections import CorrectView, build_correct
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.directory_entries import Entry
from dashboard.view_models.directory_words import (
    EntryLine,
    audiences_said,
    entry_line,
    item_address,
    money_said,
    place_said,
    reach_said,
)
from dashboard.view_models.world import World
from data.types import Place, Project

# How an entry stands that a reader must not overlook.
LOUD = ("stale", "planned", "not_activated", "not_functioning", "closed", "unknown")
INEXACT = ("inferred", "organisation_seat", "former_district")


@dataclass(frozen=True)
class AreaLink:
    """An area of the entry: its name, its page on the map, and the directory of just this area."""

    region_id: str
    name: str
    map_address: str
    directory_address: str


@dataclass(frozen=True)
class SeeAlso:
    """Another entry that this one names."""

    entry_id: str
    name: str
    address: str


@dataclass(frozen=True)
class CardView:
    """One entry in full. ``warning`` says plainly what is wrong with taking it for granted; ``asks`` what would help."""

    line: EntryLine
    kind_said: str
    said: str
    warning: bool
    asks: str
    facts: tuple[tuple[str, str], ...]
    areas: tuple[AreaLink, ...]
    see_also: tuple[SeeAlso, ...]
    notes: tuple[str, ...]
    address: str
    correct: CorrectView


@dataclass(frozen=True)
class MissingCard:
    """A link asks for an entry that is not there."""

    said: str


def build_card(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> CardView | MissingCard | None:
    """Build the card that the address asks for; a merged id opens the record that was kept."""
    if not selection.wanted.item:
        return None
    entry = catalogue.by_id.get(selection.wanted.item)
    if entry is None:
        return MissingCard(words("directory.card.missing", item=selection.wanted.item))
    line = entry_line(world, catalogue, entry, selection, words)
    confirmed = words.month(entry.last_confirmed) if entry.last_confirmed else ""
    key = f"directory.said.{line.standing}"
    if line.standing == "stale" and not confirmed:
        key = "directory.said.unknown"
    return CardView(
        line=line,
        kind_said=words(f"directory.kind_one.{entry.kind}"),
        said=words(key, date=words.date(selection.date), confirmed=confirmed),
        warning=line.standing in LOUD,
        asks=_asks(entry, line.standing, words),
        facts=tuple((name, text) for name, text in _facts(world, entry, words) if text),
        areas=_areas(world, entry, selection, words),
        see_also=_see_also(catalogue, entry, selection, words),
        notes=_notes(entry, words),
        address=item_address(selection, entry.entry_id),
        correct=build_correct(world, entry, words),
    )


def _notes(entry: Entry, words: Words) -> tuple[str, ...]:
    """Say what a reader may wonder at: one record of two, and the place of a shelter."""
    merged = words("directory.card.merged", ids=words.listed(entry.merged)) if entry.merged else ""
    shelter = words("directory.card.shelter") if entry.shelter else ""
    return tuple(filter(None, (merged, shelter)))


def _asks(entry: Entry, standing: str, words: Words) -> str:
    """Say that a confirmation is wanted, where one would help."""
    if entry.kind == "service" and standing in ("stale", "unknown", "not_functioning"):
        return words("directory.card.confirm_wanted")
    return ""


def _facts(world: World, entry: Entry, words: Words) -> list[tuple[str, str]]:
    record = entry.record
    named = [place for place in entry.places if place.named_sq]
    facts = [
        (words("directory.fact.organisation"), words.listed(entry.organisations)),
        (words("directory.fact.partners"), getattr(record, "partners", "").replace(";", ",")),
        (words("directory.fact.donor"), words.listed(entry.donors)),
        (words("directory.fact.place"), place_said(world, entry, words)),
        (words("directory.fact.named"), ", ".join(dict.fromkeys(place.named_sq for place in named))),
        (words("directory.fact.basis"), _basis(entry.places, words)),
    ]
    if entry.window:
        facts.append((words("directory.fact.window"), words(f"directory.window.{entry.window}")))
    if isinstance(record, Project):
        facts += [
            (words("directory.fact.programme"), words(f"directory.programme_{record.programme}")),
            (words("directory.fact.audience"), audiences_said(entry, words)),
            (words("directory.fact.reached"), reach_said(record, words)),
            (words("directory.fact.money"), money_said(record, words)),
        ]
    return facts


def _basis(places: tuple[Place, ...], words: Words) -> str:
    """Say where a place is not simply the one that the source names."""
    found = dict.fromkeys(place.basis for place in places if place.basis in INEXACT)
    return " ".join(words(f"directory.basis.{basis}") for basis in found)


def _areas(world: World, entry: Entry, selection: Selection, words: Words) -> tuple[AreaLink, ...]:
    links = {}
    for place in entry.places:
        region = world.dataset.regions.get(place.region_id)
        if region is not None and region.level != "country":
            on_map = replace(selection, page="", region=region.region_id, level=region.level, wanted=Wanted())
            here = replace(selection, page="directory", region="", wanted=Wanted(area=region.region_id))
            name = words(f"place.{region.level}", name=region.name[words.lang])
            links[region.region_id] = AreaLink(region.region_id, name, to_query(on_map), to_query(here))
    return tuple(links.values())


def _see_also(catalogue: Catalogue, entry: Entry, selection: Selection, words: Words) -> tuple[SeeAlso, ...]:
    others = dict.fromkeys(catalogue.by_id[name].entry_id for name in entry.see_also if name in catalogue.by_id)
    return tuple(
        SeeAlso(name, catalogue.by_id[name].name[words.lang], item_address(selection, name))
        for name in others
        if name != entry.entry_id
    )
