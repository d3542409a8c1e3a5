"""The filters of the directory: every choice with how many entries it would leave, and those that are set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dashboard.state import KINDS, Selection
from dashboard.text import Words
from dashboard.view_models.directory_catalogue import WORKING, Catalogue, Found, type_label
from dashboard.view_models.directory_entries import COUNTRY, KIND_LETTERS, NOWHERE, fold
from dashboard.view_models.directory_search import Mask
from dashboard.view_models.world import World
from models.standing import STANDINGS

# What each view can be filtered by; what would change nothing is not offered.
OFFERED = {"plan": ("area",), "programmes": (), "print": (), "communities": ("area",)}
LISTS = ("type", "area", "standing", "audience", "org", "donor")


@dataclass(frozen=True)
class Option:
    """One choice of a filter, with how many entries it would leave."""

    value: str
    text: str
    count: int
    current: bool


@dataclass(frozen=True)
class OptionGroup:
    """Choices that stand together; ``title`` is empty for those that need none."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class FilterView:
    """One filter: the field of the address it sets, its name, its choices."""

    field: str
    title: str
    everything: str
    groups: tuple[OptionGroup, ...]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the field that takes it away."""

    field: str
    text: str


@dataclass(frozen=True)
class FiltersView:
    """All filters of one selection."""

    kinds: tuple[Option, ...]
    lists: tuple[FilterView, ...]
    chips: tuple[Chip, ...]


def build_filters(world: World, catalogue: Catalogue, found: Found, selection: Selection, words: Words) -> FiltersView:
    """Build every filter: a choice that leaves nothing is not offered, unless it is the one that is set."""
    kind_counts = found.without("kind")
    masks = catalogue.masks["kind"]
    wanted = selection.wanted
    kinds = [Option("", words("directory.kind.all"), int(kind_counts.sum()), not wanted.kind)]
    for kind in KINDS:
        count = int((kind_counts & masks[kind]).sum()) if kind in masks else 0
        kinds.append(Option(kind, words(f"directory.kind.{kind}"), count, wanted.kind == kind))
    lists = tuple(_filter(world, catalogue, found, selection, words, field) for field in OFFERED.get(wanted.part, LISTS))
    return FiltersView(tuple(kinds), lists, _chips(world, catalogue, selection, words))


def _filter(world: World, catalogue: Catalogue, found: Found, selection: Selection, words: Words, field: str) -> FilterView:
    masks, base = catalogue.masks_of(field, selection.date), found.without(field)
    current = getattr(selection.wanted, field)
    options = {code: _option(world, catalogue, words, field, code, mask, base, current) for code, mask in masks.items()}
    if current and current not in options and _is_known(world, catalogue, selection, field, current):
        options[current] = Option(current, choice_said(world, catalogue, words, field, current), 0, True)
    offered = {code: option for code, option in options.items() if option.count or option.current}
    title, everything = words(f"directory.filter.{field}"), words(f"directory.filter.{field}_all")
    return FilterView(field, title, everything, _grouped(world, words, field, offered))


def _option(
    world: World, catalogue: Catalogue, words: Words, field: str, code: str, mask: Mask, base: Mask, current: str
) -> Option:
    return Option(code, choice_said(world, catalogue, words, field, code), int(np.count_nonzero(mask & base)), code == current)


def _grouped(world: World, words: Words, field: str, options: dict[str, Option]) -> tuple[OptionGroup, ...]:
    if field == "type":
        groups = [
            OptionGroup(
                words(f"directory.kind.{kind}"), _by_name(o for code, o in options.items() if code.startswith(f"{letter}."))
            )
            for kind, letter in KIND_LETTERS.items()
        ]
        return tuple(group for group in groups if group.options)
    if field == "area":
        return _areas(world, words, options)
    if field == "standing":
        return (OptionGroup("", tuple(options.values())),)
    return (OptionGroup("", _by_name(options.values())),)


def _by_name(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: fold(option.text)))


def _areas(world: World, words: Words, options: dict[str, Option]) -> tuple[OptionGroup, ...]:
    """Return the country and no place first, then each qark with its municipalities."""
    wide = tuple(options[code] for code in (COUNTRY, NOWHERE) if code in options)
    groups = [OptionGroup("", wide)]
    for qark in sorted(world.areas("qark"), key=lambda region: fold(region.name[words.lang])):
        inside = _by_name(options[r.region_id] for r in world.municipalities_of(qark.region_id) if r.region_id in options)
        whole = (options[qark.region_id],) if qark.region_id in options else ()
        groups.append(OptionGroup(words("place.qark", name=qark.name[words.lang]), (*whole, *inside)))
    return tuple(group for group in groups if group.options)


def choice_said(world: World, catalogue: Catalogue, words: Words, field: str, code: str) -> str:
    """Return what one choice of a filter is called."""
    if field == "type":
        return type_label(world.dataset, code, words.lang)
    if field == "area":
        region = world.dataset.regions.get(code)
        return words(f"search.{region.level}" if region and region.level != "country" else f"directory.area.{code}",
                     name=region.name[words.lang] if region else "")  # fmt: skip
    if field in ("org", "donor"):
        names = catalogue.org_names if field == "org" else catalogue.donor_names
        return names.get(code, code)
    if field == "standing":
        return words("directory.standing.at_work" if code == WORKING else f"directory.standing.{code}")
    return words(f"directory.{field}.{code}")


def _chips(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> tuple[Chip, ...]:
    wanted = selection.wanted
    chips = [Chip("q", words("directory.chip.words", words=wanted.words))] if wanted.words else []
    for field in ("kind", *LISTS):
        if code := getattr(wanted, field):
            known = _is_known(world, catalogue, selection, field, code)
            said = choice_said(world, catalogue, words, field, code) if known else code
            chips.append(Chip(field, words("directory.chip.filter", name=words(f"directory.filter.{field}"), value=said)))
    return tuple(chips)


def _is_known(world: World, catalogue: Catalogue, selection: Selection, field: str, code: str) -> bool:
    """Return whether a choice has a name, also where no entry holds it on this day."""
    if field == "standing":
        return code in (*STANDINGS, WORKING)
    if field == "area":
        return code in world.dataset.regions or code == NOWHERE
    return field == "kind" or code in catalogue.masks_of(field, selection.date)
