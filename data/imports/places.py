"""A place as a document names it, resolved to today's municipality or qark by the shipped tables; what was assumed is named.

A former district stands for the municipality of its name, as in the shipped records; a town or an administrative unit for the
municipality that it is in. What bears several names of one kind is ambiguous, and what is not known comes with suggestions:
neither is guessed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.geo.regions import REGIONS_FILE, load_regions
from data.geo.sites import ADMIN_UNITS_FILE, AdminUnitRow
from data.imports.place_names import fold, forms, take_off_kind
from data.problems import DataError, Reporter
from data.strict import read_rows
from data.types import Region

KINDS = ("country", "qark", "municipality", "district", "town", "unit")
FINER = ("town", "unit")
# What a bare name is taken for, where it names several kinds: a qark only where nothing smaller bears it.
PREFERRED = ("country", "municipality", "district", "town", "unit", "qark")
# The narrowest first: of two that bear the name, a text means the one that the place is in.
HOLDERS = ("municipality", "district", "qark", "town", "unit")
ASSUMPTIONS = (
    "",
    "municipality_of_that_name",
    "municipality_rather_than_unit",
    "former_district",
    "former_district_of_several",
    "former_district_in_part",
    "town_or_unit_in_municipality",
)
MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Candidate:
    """Something that bears a name: its kind, and the region that stands for it today."""

    kind: str
    region_id: str
    name: str


@dataclass(frozen=True)
class ResolvedPlace:
    """What a name stands for.

    ``status`` is ``resolved``, ``ambiguous`` or ``unknown``; ``region_id`` is empty but for the first. ``place_level`` and
    ``basis`` are those of ``project_places.csv``, ``assumption`` one of ``ASSUMPTIONS``. ``candidates`` are what else it may
    mean (resolved) or all that it may mean (ambiguous); ``also`` are further municipalities of a former district.
    """

    asked: str
    status: str
    region_id: str
    place_level: str
    basis: str
    assumption: str
    candidates: tuple[Candidate, ...] = ()
    also: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


class PlaceIndex:
    """All names that are known, by every form in which they are written."""

    def __init__(self, regions: Mapping[str, Region], units: Iterable[AdminUnitRow]) -> None:
        """Take the regions and the administrative units with their municipalities and former districts."""
        self.regions = regions
        self.units = tuple(units)
        self.districts: dict[str, dict[str, int]] = {}
        for unit in self.units:
            held = self.districts.setdefault(unit.former_district, {})
            held[unit.region_id] = held.get(unit.region_id, 0) + 1
        self.exact: dict[str, dict[Candidate, None]] = {}
        self.inflected: dict[str, dict[Candidate, None]] = {}
        for name, candidate in self._named():
            first, *others = forms(name)
            self.exact.setdefault(first, {})[candidate] = None
            for other in others:
                self.inflected.setdefault(other, {})[candidate] = None

    def _named(self) -> Iterable[tuple[str, Candidate]]:
        """Yield every name with what bears it."""
        municipalities = {}
        for region in self.regions.values():
            for name in dict.fromkeys((region.name["sq"], region.name["en"])):
                yield name, Candidate(region.level, region.region_id, region.name["sq"])
            if region.level == "municipality":
                municipalities[region.name["sq"]] = region.region_id
                yield region.seat_name, Candidate("town", region.region_id, region.seat_name)
        for district in self.districts:
            yield district, Candidate("district", municipalities[district], district)
        for unit in self.units:
            yield unit.name_sq, Candidate("unit", unit.region_id, unit.name_sq)

    def find(self, folded: str, kind: str = "") -> tuple[Candidate, ...]:
        """Return all of a kind (of any, where none is said) that bears a folded name, spelled so before inflected so.

        A town may be known only as a unit, and a unit as a town.
        """
        kinds = KINDS if not kind else FINER if kind in FINER else (kind,)
        for table in (self.exact, self.inflected):
            if found := tuple(c for c in table.get(folded, ()) if c.kind in kinds):
                return found
        return ()

    def nearest(self, folded: str) -> tuple[str, ...]:
        """Return the names most like one that is not known."""
        close = difflib.get_close_matches(folded, [*self.exact, *self.inflected], n=3 * MOST_SUGGESTIONS)
        names = dict.fromkeys(candidate.name for form in close for candidate in self.find(form))
        return tuple(names)[:MOST_SUGGESTIONS]


def load_place_index(regions: Path = REGIONS_FILE, units: Path = ADMIN_UNITS_FILE) -> PlaceIndex:
    """Return the index of the shipped tables.

    Raises
    ------
    DataError
        With every problem of the tables.
    """
    report = Reporter(units)
    rows = [item for _, item in read_rows(units, AdminUnitRow, report)]
    if report.problems:
        raise DataError(report.problems)
    return PlaceIndex(load_regions(regions), rows)


def resolve_place(index: PlaceIndex, text: str, kind: str = "") -> ResolvedPlace:
    """Resolve a place.

    Parameters
    ----------
    index : PlaceIndex
        The names that are known.
    text : str
        ``Shkodra``, ``qarku i Shkodrës``, ``Dajç (Lezhë)``, ``Bushat, Shkodër``: after a comma or in brackets, what it is in.
    kind : str
        One of ``KINDS`` where the document says which kind of place it is; else the text may say it (``rrethi i Pukës``).

    Raises
    ------
    ValueError
        For an unknown kind.
    """
    if kind and kind not in KINDS:
        raise ValueError(f"unknown kind of place {kind!r}: use {', '.join(KINDS)}")
    named, *within = [part for part in re.split(r"[,()]", text) if part.strip()] or [""]
    folded, said = _name_and_kind(index, fold(named))
    found = index.find(folded, kind or said)
    found = _inside(index, found, [_name_and_kind(index, fold(part))[0] for part in within])
    if not found:
        return ResolvedPlace(text, "unknown", "", "not_named", "stated", "", suggestions=index.nearest(folded))
    return _choose(index, text, found)


def _name_and_kind(index: PlaceIndex, folded: str) -> tuple[str, str]:
    """Return a name without the word for its kind, unless that word is a part of the name."""
    return (folded, "") if folded in index.exact else take_off_kind(folded)


def _inside(index: PlaceIndex, found: tuple[Candidate, ...], within: list[str]) -> tuple[Candidate, ...]:
    """Return the candidates that lie in all that the text says they are in."""
    for part in within:
        holders = index.find(part)
        if not holders or any(holder.kind == "country" for holder in holders):
            continue
        inner: tuple[Candidate, ...] = ()
        for kind in HOLDERS:
            towns = {t for holder in holders if holder.kind == kind for t in _towns(index, holder)}
            inner = inner or tuple(c for c in found if c.region_id in towns)
        found = tuple(c for c in inner if c.kind in FINER) or inner
    return found


def _towns(index: PlaceIndex, holder: Candidate) -> set[str]:
    """Return the regions that lie in a candidate, itself among them."""
    if holder.kind == "district":
        return set(index.districts[holder.name])
    return {r.region_id for r in index.regions.values() if holder.region_id in (r.region_id, r.qark_id)}


def _choose(index: PlaceIndex, text: str, found: tuple[Candidate, ...]) -> ResolvedPlace:
    """Return what the candidates come to: one region, or several that the name may mean."""
    kinds = {candidate.kind for candidate in found}
    first = next(kind for kind in PREFERRED if kind in kinds)
    chosen = found if first in FINER else tuple(c for c in found if c.kind == first)
    regions = {candidate.region_id for candidate in chosen}
    if len(regions) > 1:
        return ResolvedPlace(text, "ambiguous", "", "not_named", "stated", "", candidates=found)
    region_id = regions.pop()
    others = tuple(c for c in found if c not in chosen and c.region_id != region_id)
    assumption, also = _assumed(index, chosen[0], kinds, others)
    level = index.regions[region_id].level
    basis = "former_district" if chosen[0].kind in ("district", *FINER) else "stated"
    return ResolvedPlace(text, "resolved", region_id, level, basis, assumption, candidates=others, also=also)


def _assumed(index: PlaceIndex, chosen: Candidate, kinds: set[str], others: tuple[Candidate, ...]) -> tuple[str, tuple[str, ...]]:
    """Return what is assumed in taking a candidate, and the further municipalities of a former district."""
    if chosen.kind in FINER:
        return "town_or_unit_in_municipality", ()
    if chosen.kind == "district":
        held = index.districts[chosen.name]
        also = tuple(sorted(set(held) - {chosen.region_id}))
        whole = all(u.former_district == chosen.name for u in index.units if u.region_id == chosen.region_id)
        return ("former_district_of_several" if also else "former_district" if whole else "former_district_in_part"), also
    if chosen.kind == "municipality" and any(other.kind in FINER for other in others):
        return "municipality_rather_than_unit", ()
    if chosen.kind == "municipality" and kinds & {"qark", "district"}:
        return "municipality_of_that_name", ()
    return "", ()
