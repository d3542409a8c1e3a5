"""Joins accepted corrections to the data: confirmations, closures, places, added services, declared lists.

Each fact becomes a source record of its own, so that every figure and card it changes can be traced to it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from data.strict import last_day
from data.types import Citation, Coverage, Dataset, Mechanism, Place, Project, Service, Source, frozen_map

R = TypeVar("R", Service, Project, Mechanism)

# A confirmation and a declaration count for as long as the method takes any confirmation to count (models.method.FRESH_MONTHS).
HOLDS_MONTHS = 24
SOURCE = "steward-{number}"
PRODUCER = "not stated"
THEMES = ("services", "projects", "mechanisms")
NOT_BEGUN = ("planned", "foreseen")


@dataclass(frozen=True)
class Fact:
    """One accepted proposal: its number, kind, checked content, and the day it was accepted."""

    number: int
    kind: str
    content: Mapping[str, Any]
    accepted: str

    @property
    def source_id(self) -> str:
        """Return its source record's id, which an added service has too."""
        return SOURCE.format(number=self.number)

    @property
    def citation(self) -> Citation:
        """Return what a changed record cites."""
        return Citation(self.source_id, "")

    def day(self, field: str) -> date | None:
        """Return a day of the content, None where it is left out."""
        return date.fromisoformat(self.content[field]) if self.content.get(field) else None


def join_facts(dataset: Dataset, rows: Sequence[Mapping[str, Any]]) -> Dataset:
    """Return the dataset with the facts in it.

    Parameters
    ----------
    dataset : Dataset
        Without any fact of these.
    rows : sequence of Mapping
        The rows of the published table; in the order of their numbers, so that what speaks of an added service follows it.

    Returns
    -------
    Dataset
        A new one. A fact about a record that is no longer there changes nothing.
    """
    for row in sorted(rows, key=lambda row: int(row["proposal"])):
        fact = Fact(int(row["proposal"]), row["kind"], json.loads(row["content"]), row["accepted"])
        dataset = JOINS[fact.kind](dataset, fact)
    return dataset


def _still_open(dataset: Dataset, fact: Fact) -> Dataset:
    seen = date.fromisoformat(fact.content["seen"])
    regions = _regions_of(dataset, fact.content["record"])
    source = _source(fact, seen, (_coverage(regions, seen, held_until(seen), THEMES, False),) if regions else ())
    return _changed(
        dataset, fact, source,
        lambda service: replace(
            service, status="active", last_confirmed=max(service.last_confirmed or seen, seen), end=_end_after(service.end, seen)
        ),
        lambda project: replace(project, status="active", end=_end_after(project.end, seen)),
        lambda mechanism: replace(mechanism, status="active", end=_end_after(mechanism.end, seen)),
    )  # fmt: skip


def _closed(dataset: Dataset, fact: Fact) -> Dataset:
    since = date.fromisoformat(fact.content["since"])
    return _changed(
        dataset, fact, _source(fact, since),
        lambda service: replace(service, status="closed", end=since),
        lambda project: _closed_project(dataset, project, since),
        lambda mechanism: replace(mechanism, end=since, status=_never_begun(mechanism.status)),
    )  # fmt: skip


def _closed_project(dataset: Dataset, project: Project, since: date) -> Project:
    """Give an undated project the first day that its sources speak for, without which its end would not count."""
    if project.window not in ("undated", "report_period"):
        return replace(project, end=since, status=_never_begun(project.status))
    cited = [dataset.sources[c.source_id] for c in project.citations if c.source_id in dataset.sources]
    starts = [coverage.start for source in cited for coverage in source.coverage]
    starts = starts or [day for source in cited if (day := last_day(source.published)) is not None]
    start = project.start or min(starts, default=None)
    if start is None or start > since:
        start = since
    return replace(project, start=start, end=since, window="derived", status=_never_begun(project.status))


def _never_begun(status: str) -> str:
    return "not_activated" if status in NOT_BEGUN else status


def _wrong_place(dataset: Dataset, fact: Fact) -> Dataset:
    region_id, instead = fact.content["region"], fact.content.get("instead_of", "")
    region = dataset.regions.get(region_id)
    if region is None:
        return dataset
    place = Place(region_id, "", region.level, "stated")

    def moved(places: tuple[Place, ...]) -> tuple[Place, ...]:
        kept = tuple(one for one in places if instead and one.region_id not in (instead, region_id))
        return (*kept, place)

    return _changed(
        dataset, fact, _source(fact, None),
        lambda service: replace(service, region_id=region_id),
        lambda project: replace(project, places=moved(project.places)),
        lambda mechanism: replace(mechanism, places=moved(mechanism.places)),
    )  # fmt: skip


def _missing_service(dataset: Dataset, fact: Fact) -> Dataset:
    content, since = fact.content, fact.day("since")
    seen = date.fromisoformat(content["seen"])
    if content["region"] not in dataset.regions or content["category"] not in dataset.service_categories:
        return dataset
    service = Service(
        service_id=fact.source_id,
        name={"sq": content["name"], "en": content["name"]},
        summary={"sq": content["evidence"], "en": content["evidence"]},
        operator="",
        category=content["category"],
        region_id=content["region"],
        start=since,
        end=None,
        window="stated" if since else "undated",
        status="active",
        last_confirmed=seen,
        citations=(fact.citation,),
        see_also=(),
        tier="public",
        note="",
    )
    covered = _coverage((content["region"],), since or seen, held_until(seen), ("services",), False)
    services = {**dataset.services, service.service_id: service}
    return replace(_with_source(dataset, _source(fact, seen, (covered,))), services=frozen_map(services))


def _complete_list(dataset: Dataset, fact: Fact) -> Dataset:
    as_of = date.fromisoformat(fact.content["as_of"])
    themes = tuple(fact.content["themes"])
    covered = _coverage((fact.content["region"],), fact.day("since") or as_of, held_until(as_of), themes, True)
    return _with_source(dataset, _source(fact, as_of, (covered,)))


JOINS: dict[str, Callable[[Dataset, Fact], Dataset]] = {
    "still_open": _still_open,
    "closed": _closed,
    "wrong_place": _wrong_place,
    "missing_service": _missing_service,
    "complete_list": _complete_list,
}


def held_until(day: date) -> date:
    """Return the last day that a confirmation counts for: two years later, 28 February for the 29th.

    >>> held_until(date(2024, 2, 29))
    datetime.date(2026, 2, 28)
    """
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + HOLDS_MONTHS // 12, day.month, last)


def _end_after(end: date | None, seen: date) -> date | None:
    """Return an end that a later sighting has not disproved."""
    return end if end is not None and end >= seen else None


def _regions_of(dataset: Dataset, record_id: str) -> tuple[str, ...]:
    service = dataset.services.get(record_id)
    if service is not None:
        return (service.region_id,)
    record = dataset.projects.get(record_id) or dataset.mechanisms.get(record_id)
    return tuple(dict.fromkeys(place.region_id for place in record.places if place.region_id)) if record else ()


def _coverage(regions: tuple[str, ...], start: date, end: date, themes: tuple[str, ...], complete: bool) -> Coverage:
    said = "It was declared complete" if complete else "It speaks of one record"
    return Coverage(regions, start, end, themes, complete, f"{said}, and counts for {HOLDS_MONTHS} months after its day.")


def _source(fact: Fact, day: date | None, coverage: tuple[Coverage, ...] = ()) -> Source:
    """Return a fact's source record; a place put right has no day, as it says nothing of when the record was at work."""
    return Source(
        source_id=fact.source_id,
        title={
            "sq": f"Lista e përgjegjësit të të dhënave, pohimi c{fact.number}",
            "en": f"The steward's list, statement c{fact.number}",
        },
        producer=PRODUCER,
        citation=f"Lista e përgjegjësit të të dhënave / the steward's list, c{fact.number}, {fact.accepted}",
        url="",
        published=day.isoformat() if day else "",
        accessed=fact.accepted,
        licence="the organisation's own",
        sha256="",
        read_via="parandalim corrections",
        coverage=coverage,
    )


def _with_source(dataset: Dataset, source: Source) -> Dataset:
    return replace(dataset, sources=frozen_map({**dataset.sources, source.source_id: source}))


def _changed(
    dataset: Dataset,
    fact: Fact,
    source: Source,
    service: Callable[[Service], Service],
    project: Callable[[Project], Project],
    mechanism: Callable[[Mechanism], Mechanism],
) -> Dataset:
    """Change the record that a fact speaks of, and let it cite the fact; nothing changes where there is none."""
    name, joined = fact.content["record"], _with_source(dataset, source)
    if name in dataset.services:
        one = service(dataset.services[name])
        return replace(joined, services=frozen_map({**dataset.services, name: _citing(one, fact)}))
    if name in dataset.projects:
        other = project(dataset.projects[name])
        return replace(joined, projects=frozen_map({**dataset.projects, name: _citing(other, fact)}))
    if name in dataset.mechanisms:
        third = mechanism(dataset.mechanisms[name])
        return replace(joined, mechanisms=frozen_map({**dataset.mechanisms, name: _citing(third, fact)}))
    return dataset


def _citing(record: R, fact: Fact) -> R:
    return replace(record, citations=(*record.citations, fact.citation))
