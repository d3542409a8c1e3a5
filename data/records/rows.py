"""The columns of the record files, one model per file (see docs/data-contract.md)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from data.strict import Name, Names, Number, PartDate, Record
from data.types import TIERS, WINDOWS

ProjectType = Literal["prevention", "protection", "reintegration", "coordination", "capacity", "research", "law_enforcement"]
Audience = Literal["children", "youth", "women", "parents", "roma", "egyptian", "victims", "professionals", "public"]
Programme = Literal[
    "grants-2005-06", "tact", "ilo-ipec", "save-the-children", "unicef-cycle-1", "unicef-cycle-2", "caritas", "shkej", "other"
]  # fmt: skip
ReachedKind = Literal["", "persons", "organisations", "copies", "schools", "units", "sessions", "other"]
PlaceLevel = Literal["municipality", "qark", "country", "region", "foreign", "not_named"]
Basis = Literal["stated", "inferred", "organisation_seat", "former_district"]
CountsAs = Literal["prevention", "shelter", "line", "institution"]
MechanismKind = Literal[
    "plan", "committee", "institution", "mechanism", "register", "monitoring", "network", "survey", "study",
    "standard", "agreement", "programme", "training", "other",
]  # fmt: skip
NapPlan = Literal["pkv-2005-07", "children-2005-07", "nrm"]
NapPillar = Literal[
    "prevention", "protection", "prosecution", "coordination", "reintegration", "awareness", "referral"
]  # fmt: skip
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$")]


class _Described(Record):
    name_sq: Name
    name_en: Name
    summary_sq: Name
    summary_en: Name
    citations: Names
    tier: Literal[TIERS]  # type: ignore[valid-type]
    note: str


class ProjectRow(_Described):
    """A row of projects.csv."""

    project_id: Id
    organisation: str
    partners: str
    donor: str
    programme: Programme
    phase: Literal["", "1-2", "3"]
    types: Names
    audiences: Names
    start: PartDate
    end: PartDate
    window: Literal[WINDOWS]  # type: ignore[valid-type]
    status: Literal["active", "planned", "not_activated", "unknown"]
    reached_n: Number
    reached_kind: ReachedKind
    reached_scope: Literal["", "place", "project", "targeted"]
    amount: Number
    currency: str


class PlaceRow(Record):
    """What project and mechanism places share."""

    region_id: str
    named_sq: str
    place_level: PlaceLevel
    basis: Basis


class ProjectPlaceRow(PlaceRow):
    """A row of project_places.csv."""

    project_id: Id


class MechanismPlaceRow(PlaceRow):
    """A row of mechanism_places.csv."""

    mechanism_id: Id


class ServiceRow(_Described):
    """A row of services.csv."""

    service_id: Id
    operator: str
    category: Name
    region_id: str
    start: PartDate
    end: PartDate
    window: Literal[WINDOWS]  # type: ignore[valid-type]
    status: Literal["active", "planned", "not_activated", "not_functioning", "closed", "unknown"]
    last_confirmed: PartDate
    see_also: Names


class CategoryRow(Record):
    """A row of service_categories.csv."""

    category: Name
    counts_as: CountsAs
    label_sq: Name
    label_en: Name


class MechanismRow(_Described):
    """A row of mechanisms.csv."""

    mechanism_id: Id
    kind: MechanismKind
    start: PartDate
    end: PartDate
    status: Literal["active", "planned", "foreseen", "not_activated", "unknown"]
    see_also: Names


class CommunityRow(Record):
    """A row of communities.csv."""

    estimate_id: Id
    region_id: str
    place_named: Name
    place_level: str
    group: Name
    period: str
    operator: Literal["", "=", ">", ">=", "<="]
    value: Number
    state: Name
    source_id: Name
    note: str


class KapWaveRow(Record):
    """A row of kap_waves.csv."""

    wave: Id
    name_sq: Name
    name_en: Name
    region_ids: Names
    fieldwork: PartDate
    age_from: Number
    age_to: Number
    sample_n: Number
    source_id: Name
    note_sq: str
    note_en: str


class KapResultRow(Record):
    """A row of kap_results.csv."""

    wave: Id
    region_ids: Names
    question_sq: Name
    question_en: Name
    answer_sq: Name
    answer_en: Name
    percent: Number
    source_id: Name


class MarkRow(Record):
    """A row of marks.csv."""

    mark_id: Id
    kind: Literal["programme", "date"]
    start: PartDate
    end: PartDate
    label_sq: Name
    label_en: Name
    sentence_sq: Name
    sentence_en: Name
    source_id: Name


class MergedRow(Record):
    """A row of merged.csv."""

    kept_id: Id
    merged_id: Id
    why: Name


class NapRow(Record):
    """A row of nap_refs.csv."""

    ref_id: Id
    project_id: Id
    plan: NapPlan
    pillar: NapPillar
    goal: str
    objective: str
    activity: str
    shared_with: str
    citations: Names
    note: str
