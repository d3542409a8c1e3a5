"""One list of the three kinds of record: services and institutions, projects, mechanisms and systems."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.types import Citation, Dataset, Mechanism, Place, Project, Service, Text

PUBLIC = "public"
NOWHERE = "none"
COUNTRY = "AL"
SHELTER = "shelter"
KIND_LETTERS = {"service": "s", "project": "p", "mechanism": "m"}
_WORD = re.compile(r"[^\W_]+")
# Accents, cedillas and dots, once they stand apart from their letters.
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True)
class Entry:
    """One record as the directory lists it. ``types`` carry the kind's letter (``s.shelter``); ``merged`` are other ids of it.

    ``places`` of a service is the one where it stands: a shelter's is its qark, never more.
    """

    entry_id: str
    kind: str
    name: Text
    summary: Text
    types: tuple[str, ...]
    audiences: tuple[str, ...]
    organisations: tuple[str, ...]
    donors: tuple[str, ...]
    places: tuple[Place, ...]
    start: date | None
    end: date | None
    window: str
    last_confirmed: date | None
    citations: tuple[Citation, ...]
    see_also: tuple[str, ...]
    merged: tuple[str, ...]
    shelter: bool
    record: Service | Project | Mechanism


def fold(text: str) -> str:
    """Return a text as it is searched: lower case, without diacritics (ë as e, ç as c).

    >>> fold("Shkodër, Çlirim")
    'shkoder, clirim'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return plain if plain.isascii() else _MARKS.sub("", plain)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text."""
    return _WORD.findall(fold(text))


def slug(text: str) -> str:
    """Return a text as it stands in the address.

    >>> slug("USAID (KVKTNj/CAAHT)")
    'usaid-kvktnj-caaht'
    """
    return "-".join(tokens(text))[:90]


def names_of(cell: str) -> tuple[str, ...]:
    """Return the names of a cell that lists several, each once."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def list_entries(dataset: Dataset) -> tuple[Entry, ...]:
    """Return every public record, services first, each kind by id."""
    merged = _merged(dataset.merged.items())
    services = (_service(dataset, record, merged) for _, record in sorted(dataset.services.items()))
    projects = (_project(record, merged) for _, record in sorted(dataset.projects.items()))
    mechanisms = (_mechanism(record, merged) for _, record in sorted(dataset.mechanisms.items()))
    return tuple(entry for kind in (services, projects, mechanisms) for entry in kind if entry.record.tier == PUBLIC)


def _merged(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for merged_id, kept_id in pairs:
        found[kept_id].append(merged_id)
    return {kept: tuple(sorted(others)) for kept, others in found.items()}


def _service(dataset: Dataset, record: Service, merged: dict[str, tuple[str, ...]]) -> Entry:
    category = dataset.service_categories.get(record.category)
    shelter = category is not None and category.counts_as == SHELTER
    region = dataset.regions.get(record.region_id)
    # The reader refuses a shelter at a municipality already; what is not known to be coarse is left out here as well.
    if region is None or (shelter and region.level == "municipality"):
        place = Place("", "", "not_named", "stated")
    else:
        place = Place(record.region_id, "", region.level, "stated")
    return Entry(
        entry_id=record.service_id,
        kind="service",
        types=(f"s.{record.category}",),
        audiences=(),
        organisations=names_of(record.operator),
        donors=(),
        places=(place,),
        window=record.window,
        last_confirmed=record.last_confirmed,
        see_also=record.see_also,
        merged=merged.get(record.service_id, ()),
        shelter=shelter,
        name=record.name,
        summary=record.summary,
        start=record.start,
        end=record.end,
        citations=record.citations,
        record=record,
    )


def _project(record: Project, merged: dict[str, tuple[str, ...]]) -> Entry:
    return Entry(
        entry_id=record.project_id,
        kind="project",
        types=tuple(f"p.{name}" for name in record.types),
        audiences=record.audiences,
        organisations=names_of(record.organisation),
        donors=names_of(record.donor),
        places=record.places,
        window=record.window,
        last_confirmed=None,
        see_also=(),
        merged=merged.get(record.project_id, ()),
        shelter=False,
        name=record.name,
        summary=record.summary,
        start=record.start,
        end=record.end,
        citations=record.citations,
        record=record,
    )


def _mechanism(record: Mechanism, merged: dict[str, tuple[str, ...]]) -> Entry:
    return Entry(
        entry_id=record.mechanism_id,
        kind="mechanism",
        types=(f"m.{record.kind}",),
        audiences=(),
        organisations=(),
        donors=(),
        places=record.places,
        window="",
        last_confirmed=None,
        see_also=record.see_also,
        merged=merged.get(record.mechanism_id, ()),
        shelter=False,
        name=record.name,
        summary=record.summary,
        start=record.start,
        end=record.end,
        citations=record.citations,
        record=record,
    )
