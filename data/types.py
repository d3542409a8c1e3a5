"""The plain, frozen values that every other layer works with.

Regions are named by Eurostat LAU code (municipality, ``AL314``), NUTS 3 code (qark, ``AL031``) or ``AL``;
always strings, and the only join key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeVar

from data.periods import period_start
from data.survey_types import NO_SURVEY, Imported, SurveyData

K = TypeVar("K")
V = TypeVar("V")

Level = Literal["country", "qark", "municipality"]

STATES = ("observed", "derived", "inherited", "modelled", "example")
GAPS = ("not_surveyed", "not_published", "too_few", "suppressed", "not_recorded")
LEVELS: tuple[Level, ...] = ("country", "qark", "municipality")
PILLARS = ("vulnerability", "knowledge_gap", "thin_prevention", "context")
DIRECTIONS = ("higher_is_worse", "higher_is_better", "none")
WINDOWS = ("stated", "programme", "derived", "report_period", "undated")
TIERS = ("public", "partner", "restricted")
LANGUAGES = ("sq", "en")

Text = Mapping[str, str]
"""A text in every shipped language: ``{"sq": ..., "en": ...}``."""


def frozen_map(values: Mapping[K, V]) -> Mapping[K, V]:
    """Return a read-only view of a copy of ``values``."""
    return MappingProxyType(dict(values))


@dataclass(frozen=True)
class Coverage:
    """What a source speaks for: its silence inside this, and only inside this, means something.

    ``complete`` says whether the source set out to describe everything of its themes there and then.
    ``start`` and ``end`` are inclusive days.
    """

    region_ids: tuple[str, ...]
    start: date
    end: date
    themes: tuple[str, ...]
    complete: bool
    reason: str


@dataclass(frozen=True)
class Source:
    """One publisher's product, as cited on every screen and export."""

    source_id: str
    title: Text
    producer: str
    citation: str
    url: str
    published: str
    accessed: str
    licence: str
    sha256: str
    read_via: str
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True)
class Region:
    """A country, qark or municipality, with its codes and its seat (degrees, EPSG:4326; area in km2, NaN = not read)."""

    region_id: str
    level: Level
    qark_id: str
    name: Text
    full_name: Text
    seat_name: str
    seat_lat: float
    seat_lon: float
    area_km2: float
    iso_3166_2: str
    pcode: str


@dataclass(frozen=True)
class Goalposts:
    """Fixed ends of an indicator's scale in its own unit, and why those."""

    low: float
    high: float
    reason: Text


@dataclass(frozen=True)
class Value:
    """One figure, or the reason there is none.

    ``value`` is NaN exactly when ``gap`` is set; ``state`` is empty exactly then. ``lower`` and ``upper`` are the
    published 95 % interval, NaN where none is published; ``n`` is the sample size, NaN where unknown.
    """

    indicator_id: str
    region_id: str
    period: str
    value: float
    state: str
    gap: str
    lower: float
    upper: float
    n: float
    source_id: str
    note: str


@dataclass(frozen=True)
class Indicator:
    """One indicator as its TOML defines it. ``computed`` names a model function where there is no table.

    ``cuts`` are the fixed bounds of a computed context layer's classes, empty where values or goalposts give them.
    """

    indicator_id: str
    theme: str
    pillar: str
    direction: str
    unit: str
    decimals: int
    valid_min: float
    valid_max: float
    levels: tuple[Level, ...]
    missing: str
    source_ids: tuple[str, ...]
    reviewed: date
    stale_after_years: int
    goalposts: Goalposts | None
    computed: str
    title: Text
    short: Text
    meaning: Text
    unit_text: Text
    caveat: Text
    cuts: tuple[float, ...] = ()


@dataclass(frozen=True)
class Citation:
    """Where in which source a record stands (``locator``: lines or page, may be empty)."""

    source_id: str
    locator: str


@dataclass(frozen=True)
class Place:
    """One place of a record. ``region_id`` is empty where the place is foreign, unnamed or could not be resolved."""

    region_id: str
    named_sq: str
    place_level: str
    basis: str


@dataclass(frozen=True)
class Project:
    """A prevention, protection or other project; dates are inclusive days, ``None`` = not stated."""

    project_id: str
    name: Text
    summary: Text
    organisation: str
    partners: str
    donor: str
    programme: str
    phase: str
    types: tuple[str, ...]
    audiences: tuple[str, ...]
    start: date | None
    end: date | None
    window: str
    status: str
    reached_n: float
    reached_kind: str
    reached_scope: str
    amount: float
    currency: str
    citations: tuple[Citation, ...]
    places: tuple[Place, ...]
    tier: str
    note: str


@dataclass(frozen=True)
class Service:
    """A service or institution, placed at its municipality or qark; a shelter only at its qark, never as a point."""

    service_id: str
    name: Text
    summary: Text
    operator: str
    category: str
    region_id: str
    start: date | None
    end: date | None
    window: str
    status: str
    last_confirmed: date | None
    citations: tuple[Citation, ...]
    see_also: tuple[str, ...]
    tier: str
    note: str


@dataclass(frozen=True)
class ServiceCategory:
    """What a category of service counts as: ``prevention``, ``protection``, ``shelter``, ``institution`` or ``line``."""

    category: str
    counts_as: str
    label: Text


@dataclass(frozen=True)
class Mechanism:
    """A committee, unit, plan, register, survey or network that the sources name."""

    mechanism_id: str
    name: Text
    summary: Text
    kind: str
    start: date | None
    end: date | None
    status: str
    citations: tuple[Citation, ...]
    see_also: tuple[str, ...]
    places: tuple[Place, ...]
    tier: str
    note: str


@dataclass(frozen=True)
class CommunityEstimate:
    """One source's estimate of a community's size somewhere; estimates compete and are never added or averaged."""

    estimate_id: str
    region_id: str
    place_named: str
    place_level: str
    group: str
    period: str
    operator: str
    value: float
    state: str
    gap: str
    source_id: str
    note: str


@dataclass(frozen=True)
class KapWave:
    """A wave of the KAP survey: where and when it asked whom. ``sample_n`` NaN = not published."""

    wave: str
    name: Text
    region_ids: tuple[str, ...]
    fieldwork: str
    age_from: float
    age_to: float
    sample_n: float
    source_id: str
    note: Text


@dataclass(frozen=True)
class KapResult:
    """One published percentage of one wave for the areas of ``region_ids`` taken together."""

    wave: str
    region_ids: tuple[str, ...]
    question: Text
    answer: Text
    percent: float
    source_id: str


@dataclass(frozen=True)
class ProgrammeMark:
    """A programme's span or a named date to mark on the time control."""

    mark_id: str
    kind: str
    start: date
    end: date | None
    label: Text
    sentence: Text
    source_id: str


@dataclass(frozen=True)
class NapReference:
    """One activity of an action plan that a project says it supports.

    ``goal``, ``objective`` and ``activity`` are the plan's own numbers, empty where the source names none.
    ``shared_with`` is the project that the same reference of the source also covers.
    """

    ref_id: str
    project_id: str
    plan: str
    pillar: str
    goal: str
    objective: str
    activity: str
    shared_with: str
    citations: tuple[Citation, ...]
    note: str


@dataclass(frozen=True)
class Layer:
    """A map layer that is not an indicator: what it shows and where in the menu it stands."""

    layer_id: str
    group: str
    kind: str
    order: int
    field: str
    title: Text
    short: Text
    meaning: Text


@dataclass(frozen=True)
class TravelTime:
    """How long the way from one seat to another takes (minutes); ``mode`` is ``car``, ``public_transport`` or ``walking``."""

    from_id: str
    to_id: str
    mode: str
    minutes: float
    source_id: str
    note: str


@dataclass(frozen=True)
class Dataset:
    """Everything that is known, checked and frozen; the only thing models and screens are given."""

    sources: Mapping[str, Source]
    regions: Mapping[str, Region]
    indicators: Mapping[str, Indicator]
    values: tuple[Value, ...]
    projects: Mapping[str, Project]
    services: Mapping[str, Service]
    service_categories: Mapping[str, ServiceCategory]
    mechanisms: Mapping[str, Mechanism]
    communities: tuple[CommunityEstimate, ...]
    kap_waves: tuple[KapWave, ...]
    kap_results: tuple[KapResult, ...]
    marks: tuple[ProgrammeMark, ...]
    merged: Mapping[str, str]
    layers: Mapping[str, Layer]
    version: str = field(default="")
    survey: SurveyData = NO_SURVEY
    imported: tuple[Imported, ...] = ()
    nap_refs: tuple[NapReference, ...] = ()
    travel_times: tuple[TravelTime, ...] = ()

    @cached_property
    def values_by_area(self) -> Mapping[tuple[str, str], tuple[Value, ...]]:
        """Return the values by indicator and region, in order of period."""
        index: dict[tuple[str, str], list[Value]] = {}
        for value in sorted(self.values, key=lambda v: period_start(v.period)):
            index.setdefault((value.indicator_id, value.region_id), []).append(value)
        return {key: tuple(values) for key, values in index.items()}

    @cached_property
    def projects_by_area(self) -> Mapping[str, tuple[Project, ...]]:
        """Return by region the projects with a place in it, or (a municipality's) in its qark as a whole; the country's own."""
        index: dict[str, list[Project]] = {region_id: [] for region_id in self.regions}
        inside: dict[str, list[str]] = {}
        for region in self.regions.values():
            if region.level == "municipality":
                inside.setdefault(region.qark_id, []).append(region.region_id)
        for project in self.projects.values():
            named = [self.regions[place.region_id] for place in project.places if place.region_id]
            areas = {area for r in named for area in (r.region_id, r.qark_id, *inside.get(r.region_id, ()))}
            for area in areas & index.keys():
                index[area].append(project)
        return {area: tuple(found) for area, found in index.items()}

    def regions_at(self, level: Level) -> tuple[Region, ...]:
        """Return the regions of one level, ordered by id."""
        return tuple(r for _, r in sorted(self.regions.items()) if r.level == level)
