"""A place in an organisation's own file: a code, or a name in any spelling, resolved to today's areas; assumptions are told."""

from __future__ import annotations

import re

from data.imports.iati_types import Remark
from data.imports.place_names import fold
from data.imports.places import PlaceIndex, ResolvedPlace, resolve_place

_CODED = re.compile(r"AL(\d{3}|\d{2})?(?![\w-])")


def find_place(index: PlaceIndex, text: str) -> ResolvedPlace:
    """Resolve ``AL131``, ``AL131 Bashkia Has`` (as a drop-down offers it), a P-code, an ISO 3166-2 code or a name."""
    coded = _CODED.match(text.strip())
    if coded and (region := index.regions.get(coded[0])):
        return ResolvedPlace(text, "resolved", region.region_id, region.level, "stated", "")
    plain = text.strip().upper()
    for region in index.regions.values():
        if plain and plain in (region.pcode.upper(), region.iso_3166_2.upper()):
            return ResolvedPlace(text, "resolved", region.region_id, region.level, "stated", "")
    return resolve_place(index, text)


def remark_on(index: PlaceIndex, place: ResolvedPlace, name: str, row: int) -> Remark | None:
    """Return what was assumed, or that a place is not known, with what it may mean; None where nothing needs saying."""
    if place.status != "resolved":
        return Remark(name, row, f"{place.status}_place", f"{place.asked}{meant(index, place)}")
    if not place.assumption:
        return None
    chosen = index.regions[place.region_id]
    others = [index.regions[region_id].name["sq"] for region_id in place.also]
    told = f" (+ {', '.join(others)})" if others else ""
    return Remark(name, row, place.assumption, f"{place.asked} → {chosen.full_name['sq']} {chosen.region_id}{told}")


def meant(index: PlaceIndex, place: ResolvedPlace) -> str:
    """Return what a name that was not resolved may mean, as `` (? A, B)``; empty where nothing is near."""
    named = [f"{c.name} {c.region_id}" for c in place.candidates]
    near = named or [_coded(index, suggestion) for suggestion in place.suggestions]
    return f" (? {', '.join(dict.fromkeys(near))})" if near else ""


def _coded(index: PlaceIndex, name: str) -> str:
    codes = {candidate.region_id for candidate in index.find(fold(name))}
    return f"{name} {codes.pop()}" if len(codes) == 1 else name
