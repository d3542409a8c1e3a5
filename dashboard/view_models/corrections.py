"""What can be confirmed and corrected from the screen, or how to tell the steward where nothing can be sent."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection, default_selection, to_fields
from dashboard.text import Words
from dashboard.view_models.directory_entries import Entry
from dashboard.view_models.page import Place, list_places
from dashboard.view_models.world import World, build_choices

QARK = "qark"


@dataclass(frozen=True)
class CorrectView:
    """What one record's card asks. ``tell`` is set, and nothing else counts, where nothing can be sent from here.

    ``level`` narrows the places to choose from (a shelter's is its qark); ``standing`` are the record's places by id and name
    where there are several, so that the wrong one can be named. ``latest`` is the last day that can be given.
    """

    record: str
    tell: str
    latest: str
    level: str
    standing: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MissingView:
    """What the list asks: which service is missing. ``tell`` as on a card."""

    tell: str
    latest: str
    categories: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CorrectionsPageView:
    """The steward's page; ``off`` says why there is none here."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    attribution: str
    off: str


def build_correct(world: World, entry: Entry, words: Words) -> CorrectView:
    """Build what the card of one record asks."""
    regions = dict.fromkeys(place.region_id for place in entry.places if place.region_id)
    names = tuple((name, _place_name(world, name, words)) for name in regions if name in world.dataset.regions)
    return CorrectView(
        record=entry.entry_id,
        tell="" if world.steward else words("corrections.tell", record=entry.entry_id),
        latest=world.today.isoformat(),
        level=QARK if entry.shelter else "",
        standing=names if len(names) > 1 else (),
    )


def build_missing(world: World, words: Words) -> MissingView:
    """Build what the list asks."""
    named = ((code, one.label[words.lang]) for code, one in world.dataset.service_categories.items())
    return MissingView(
        tell="" if world.steward else words("corrections.tell_missing"),
        latest=world.today.isoformat(),
        categories=tuple(sorted(named, key=lambda pair: pair[1])),
    )


def build_corrections_page(world: World, selection: Selection, words: Words) -> CorrectionsPageView:
    """Build the steward's page, which holds no proposal: those are sent for the token only."""
    return CorrectionsPageView(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(build_choices(world))),
        places=list_places(world, selection),
        attribution=world.shapes.attribution[words.lang],
        off="" if world.steward else words("corrections.page.off"),
    )


def _place_name(world: World, region_id: str, words: Words) -> str:
    region = world.region(region_id)
    return words(f"place.{region.level}", name=region.name[words.lang])
