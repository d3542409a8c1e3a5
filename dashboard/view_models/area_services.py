"""The services of an area by type: which types are recorded, which are not, and which are known for the qark only."""

from __future__ import annotations

from dashboard.text import Words
from dashboard.view_models.area_types import AreaServices, ServiceType
from dashboard.view_models.area_words import place_forms
from dashboard.view_models.markers import DRAWN_SERVICES
from dashboard.view_models.panel_records import AreaRecords, RecordLine
from dashboard.view_models.world import World
from data.types import Region, ServiceCategory

SHELTER = "shelter"
STATES = ("some", "qark", "none", "not_recorded")
STALE = "stale"


def build_services(region: Region, records: AreaRecords, complete: bool, world: World, words: Words) -> AreaServices:
    """Build the services by type; ``complete``: a source set out to name them all on the date."""
    categories = [c for c in world.dataset.service_categories.values() if c.counts_as in (*DRAWN_SERVICES, SHELTER)]
    types = [_type(category, records, words, complete) for category in categories]
    types.sort(key=lambda one: (STATES.index(one.state), one.name))
    recorded = sum(one.state in ("some", "qark") for one in types)
    told = {"total": words.number(len(types)), **place_forms(region, words)}
    said = [words.count("area.services.said", recorded, **told)]
    if recorded < len(types):
        said.append(words.count(f"area.services.rest_{'complete' if complete else 'open'}", recorded))
    return AreaServices(" ".join(said), tuple(types), records.nearest, records.shelter)


def _type(category: ServiceCategory, records: AreaRecords, words: Words, complete: bool) -> ServiceType:
    name = category.label[words.lang]
    if category.counts_as == SHELTER:
        return _shelter(category.category, name, records, words, complete)
    own = tuple(line for line in (*records.services, *records.other_services) if line.kind == name)
    wide = tuple(line for line in records.qark_wide if line.kind == name)
    state = "some" if own else "qark" if wide else "none" if complete else "not_recorded"
    return ServiceType(category.category, name, state, _said(state, own or wide, words), own or wide)


def _said(state: str, lines: tuple[RecordLine, ...], words: Words) -> str:
    if not lines:
        return words(f"area.services.{state}")
    said = words.count(f"area.services.{state}", len(lines))
    stale = sum(line.standing == STALE for line in lines)
    return f"{said} {words.count('area.services.stale', stale)}" if stale else said


def _shelter(category: str, name: str, records: AreaRecords, words: Words, complete: bool) -> ServiceType:
    """Say that shelter is available in the qark, and no more; never how many, never where."""
    if records.shelter:
        return ServiceType(category, name, "qark", records.shelter, ())
    state = "none" if complete else "not_recorded"
    return ServiceType(category, name, state, words(f"area.services.{state}"), ())
