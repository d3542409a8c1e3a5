"""What is read of an IATI 2.03 activity, as plain frozen values.

https://iatistandard.org/en/iati-standard/203/ (codes as the standard's own lists give them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data.problems import Problem

VERSIONS = ("2.01", "2.02", "2.03")
DATE_TYPES: Mapping[str, str] = {"1": "planned_start", "2": "actual_start", "3": "planned_end", "4": "actual_end"}
ROLES: Mapping[str, str] = {"1": "funding", "2": "accountable", "3": "extending", "4": "implementing"}
ROLES_OF_2_03 = tuple(ROLES.values())
STATUSES: Mapping[str, str] = {
    "1": "pipeline", "2": "implementation", "3": "finalisation", "4": "closed", "5": "cancelled", "6": "suspended",
}  # fmt: skip
NATIONAL_SCOPE = "4"
PARENT, CHILD = "1", "2"

Narratives = Mapping[str, str]
"""Texts by language code; ``""`` where neither the text, nor its activity, says which."""


@dataclass(frozen=True)
class Organisation:
    """A participating organisation; ``role`` is one of the values of ``ROLES``, empty where unknown."""

    name: Narratives
    ref: str
    role: str


@dataclass(frozen=True)
class Money:
    """One budget, planned disbursement or transaction, in its own currency; never added to another currency.

    ``kind`` is ``budget``, ``planned_disbursement`` or ``transaction``; ``code`` its type in the standard's list. ``start``
    is the day of a transaction.
    """

    kind: str
    code: str
    value: float
    currency: str
    value_date: date | None
    start: date | None
    end: date | None
    line: int


@dataclass(frozen=True)
class Location:
    """A location as published. ``point`` (latitude, longitude) is used to find the municipality and then dropped."""

    name: Narratives
    codes: tuple[tuple[str, str], ...]
    point: tuple[float, float] | None
    line: int


@dataclass(frozen=True)
class Document:
    """A document that the activity links to."""

    url: str
    title: Narratives
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Activity:
    """One activity. ``recipients`` are (kind, code, percentage or NaN), ``sectors`` (vocabulary, code, percentage or NaN)."""

    identifier: str
    line: int
    hierarchy: str
    title: Narratives
    description: Narratives
    reporting: Narratives
    organisations: tuple[Organisation, ...]
    dates: Mapping[str, date]
    status: str
    scope: str
    recipients: tuple[tuple[str, str, float], ...]
    locations: tuple[Location, ...]
    sectors: tuple[tuple[str, str, float], ...]
    money: tuple[Money, ...]
    documents: tuple[Document, ...]
    related: tuple[tuple[str, str], ...]
    contacts: int


@dataclass(frozen=True)
class Remark:
    """Something to know about an activity that was read: ``code`` and what it concerns."""

    identifier: str
    line: int
    code: str
    about: str


@dataclass(frozen=True)
class ParsedProjects:
    """What a file comes to: nothing at all where there is a problem.

    ``projects`` and ``places`` are rows keyed as the columns of ``projects.csv`` and ``project_places.csv``. ``activities`` keeps
    by project id what no column holds: every sum in its currency, sectors, recipients, documents. ``remarks`` lists what was
    assumed or could not be resolved; ``dropped`` what was left out on purpose.
    """

    projects: tuple[Mapping[str, str], ...] = ()
    places: tuple[Mapping[str, str], ...] = ()
    activities: Mapping[str, Activity] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    dropped: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
