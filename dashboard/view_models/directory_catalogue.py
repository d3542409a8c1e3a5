"""The directory's entries with what they are searched and filtered by, made once per dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from dashboard.state import KINDS, Wanted
from dashboard.text import load_words
from dashboard.view_models.directory_entries import COUNTRY, NOWHERE, Entry, list_entries, slug, tokens
from dashboard.view_models.directory_search import Mask, SearchIndex
from dashboard.view_models.world import World
from data.types import LANGUAGES, Dataset
from models.standing import AT_WORK, STANDINGS, standing_of

FIELDS = ("kind", "type", "area", "org", "donor", "standing", "audience")
# One choice of the standing filter that stands for several: at work on the day, as far as is known.
WORKING = "at_work"
# What a category of services counts as, in the order of the list.
USES = ("prevention", "shelter", "line", "institution")


@dataclass(frozen=True)
class Found:
    """Which entries answer a question: by filter alone, and all together in the order of the list."""

    by_field: Mapping[str, Mask]
    said: Mask
    numbers: tuple[int, ...]

    def without(self, field: str) -> Mask:
        """Return the entries that answer everything but one filter: what its choices are counted over."""
        found = self.said.copy()
        for name, mask in self.by_field.items():
            if name != field:
                found &= mask
        return found


class Catalogue:
    """All entries, the words in them, and for each filter which entries each choice holds."""

    def __init__(self, dataset: Dataset, entries: tuple[Entry, ...] | None = None) -> None:
        """Take the dataset; ``entries`` are its own unless given."""
        self.dataset = dataset
        self.entries = list_entries(dataset) if entries is None else entries
        self.by_id = {name: entry for entry in self.entries for name in (entry.entry_id, *entry.merged)}
        self.numbers = {entry.entry_id: number for number, entry in enumerate(self.entries)}
        self.names = SearchIndex([_names(entry) for entry in self.entries])
        self.texts = SearchIndex([_text(dataset, entry) for entry in self.entries])
        self._sorted = np.argsort(np.array([_order(dataset, entry) for entry in self.entries], dtype=object), kind="stable")
        self.org_names = {slug(name): name for entry in self.entries for name in entry.organisations}
        self.donor_names = {slug(name): name for entry in self.entries for name in entry.donors}
        self.masks: dict[str, dict[str, Mask]] = {
            "kind": self._masks((entry.kind,) for entry in self.entries),
            "type": self._masks(entry.types for entry in self.entries),
            "area": self._masks(areas_of(dataset, entry) for entry in self.entries),
            "org": self._masks([slug(name) for name in entry.organisations] for entry in self.entries),
            "donor": self._masks([slug(name) for name in entry.donors] for entry in self.entries),
            "audience": self._masks(entry.audiences for entry in self.entries),
        }
        self.standings = lru_cache(maxsize=64)(self._standings)
        self.standing_masks = lru_cache(maxsize=64)(self._standing_masks)

    def _masks(self, codes: Iterable[Iterable[str]]) -> dict[str, Mask]:
        found: dict[str, Mask] = {}
        for number, several in enumerate(codes):
            for code in several:
                found.setdefault(code, np.zeros(len(self.entries), dtype=bool))[number] = True
        return found

    def _standings(self, on: date) -> tuple[str, ...]:
        return tuple(standing_of(self.dataset, entry.record, on) for entry in self.entries)

    def _standing_masks(self, on: date) -> dict[str, Mask]:
        masks = self._masks((standing,) for standing in self.standings(on))
        both = [masks[name] for name in AT_WORK if name in masks]
        ordered = {name: masks[name] for name in STANDINGS if name in masks}
        return {WORKING: np.logical_or.reduce(both), **ordered} if both else ordered

    def masks_of(self, field: str, on: date) -> dict[str, Mask]:
        """Return, for one filter, the entries of each of its choices on a day."""
        return self.standing_masks(on) if field == "standing" else self.masks[field]

    def standing(self, entry: Entry, on: date) -> str:
        """Return how an entry stands on a day."""
        return self.standings(on)[self.numbers[entry.entry_id]]

    def find(self, wanted: Wanted, on: date) -> Found:
        """Return the entries that answer a question: those with its words in their name first, then by kind and name."""
        said = self.texts.find(wanted.words)
        nobody = np.zeros(len(self.entries), dtype=bool)
        by_field = {}
        for field in FIELDS:
            if code := getattr(wanted, field):
                by_field[field] = self.masks_of(field, on).get(code, nobody)
        found = said.copy()
        for mask in by_field.values():
            found &= mask
        numbers = self._sorted[found[self._sorted]]
        if wanted.words:
            named = self.names.find(wanted.words)[numbers]
            numbers = np.concatenate([numbers[named], numbers[~named]])
        return Found(by_field, said, tuple(int(number) for number in numbers))


_KNOWN: WeakKeyDictionary[World, Catalogue] = WeakKeyDictionary()
_MAKING = Lock()


def catalogue_of(world: World) -> Catalogue:
    """Return the world's catalogue, made anew only when its data are others."""
    with _MAKING:
        known = _KNOWN.get(world)
        if known is None or known.dataset is not world.dataset:
            known = _KNOWN[world] = Catalogue(world.dataset)
    return known


def areas_of(dataset: Dataset, entry: Entry) -> tuple[str, ...]:
    """Return the areas that an entry is found under: its places and their qarks, the country, or none."""
    found: dict[str, None] = {}
    for place in entry.places:
        region = dataset.regions.get(place.region_id)
        if region is not None:
            found[region.region_id] = None
            if region.level != "country":
                found[region.qark_id] = None
    return tuple(found) or (NOWHERE,)


def is_national(entry: Entry) -> bool:
    """Return whether an entry speaks of the whole country."""
    return any(place.region_id == COUNTRY for place in entry.places)


def use_rank(dataset: Dataset, entry: Entry) -> int:
    """Return the place of a service's use in :data:`USES`; what is no service comes after all."""
    category = dataset.service_categories.get(getattr(entry.record, "category", ""))
    return USES.index(category.counts_as) if category and category.counts_as in USES else len(USES)


def _order(dataset: Dataset, entry: Entry) -> str:
    """Return where an entry stands in the list: by kind, of the services those first that people can turn to, then by name."""
    name = " ".join(tokens(entry.name["sq"]))
    return f"{KINDS.index(entry.kind)} {use_rank(dataset, entry)} {name} {entry.entry_id}"


def _names(entry: Entry) -> str:
    return " ".join((entry.entry_id, *entry.merged, *entry.name.values()))


def _text(dataset: Dataset, entry: Entry) -> str:
    """Return all that an entry is found by: names, summaries, who, where and what, in both languages."""
    regions = [dataset.regions[area] for area in areas_of(dataset, entry) if area in dataset.regions]
    places = [text for region in regions for text in (*region.name.values(), *region.full_name.values())]
    extra = [getattr(entry.record, "partners", ""), getattr(entry.record, "programme", "")]
    labels = [type_label(dataset, code, lang) for code in entry.types for lang in LANGUAGES]
    groups = [load_words(lang)(f"directory.audience.{code}") for code in entry.audiences for lang in LANGUAGES]
    named = [place.named_sq for place in entry.places]
    parts = (*entry.summary.values(), *entry.organisations, *entry.donors, *places, *named, *labels, *groups, *extra)
    return " ".join((_names(entry), *parts))


def type_label(dataset: Dataset, code: str, lang: str) -> str:
    """Return what a type is called: a service's category from the data, the others from the locale."""
    letter, _, name = code.partition(".")
    if letter == "s":
        category = dataset.service_categories.get(name)
        return category.label[lang] if category else name
    return load_words(lang)(f"directory.type.p.{name}" if letter == "p" else f"directory.mechanism_{name}")
