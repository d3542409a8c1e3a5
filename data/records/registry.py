"""Reads ``data/records/*.csv``: projects, services, mechanisms, communities and KAP waves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from data.problems import Problem, Reporter
from data.records import rows as r
from data.records.builders import (
    Known,
    build_category,
    build_community,
    build_mark,
    build_mechanism,
    build_project,
    build_reference,
    build_result,
    build_service,
    build_wave,
    check_region,
)  # fmt: skip
from data.strict import read_rows
from data.types import (
    CommunityEstimate,
    KapResult,
    KapWave,
    Mechanism,
    NapReference,
    Place,
    ProgrammeMark,
    Project,
    Region,
    Service,
    ServiceCategory,
    Source,
)  # fmt: skip

RowModel = TypeVar("RowModel", bound=BaseModel)
Made = TypeVar("Made")


@dataclass(frozen=True)
class Records:
    """All records of the folder, by id."""

    projects: dict[str, Project]
    services: dict[str, Service]
    categories: dict[str, ServiceCategory]
    mechanisms: dict[str, Mechanism]
    communities: tuple[CommunityEstimate, ...]
    kap_waves: tuple[KapWave, ...]
    kap_results: tuple[KapResult, ...]
    marks: tuple[ProgrammeMark, ...]
    merged: dict[str, str]
    nap_refs: tuple[NapReference, ...]


def read_records(folder: Path, sources: dict[str, Source], regions: dict[str, Region], problems: list[Problem]) -> Records:
    """Read every record file of a folder.

    Parameters
    ----------
    folder : Path
        Folder of the CSV files that docs/data-contract.md lists.
    sources, regions : dict
        What records may refer to.
    problems : list of Problem
        Every fault found is appended here; a faulty row yields no record.
    """
    known = Known(sources, regions, problems)
    categories = _table(folder / "service_categories.csv", r.CategoryRow, "category", known, build_category)
    project_places = _places(folder / "project_places.csv", r.ProjectPlaceRow, "project_id", known)
    mechanism_places = _places(folder / "mechanism_places.csv", r.MechanismPlaceRow, "mechanism_id", known)
    projects = _table(
        folder / "projects.csv", r.ProjectRow, "project_id", known,
        lambda row, item, report: build_project(row, item, project_places, known, report),
    )  # fmt: skip
    services = _table(
        folder / "services.csv", r.ServiceRow, "service_id", known,
        lambda row, item, report: build_service(row, item, categories, known, report),
    )  # fmt: skip
    mechanisms = _table(
        folder / "mechanisms.csv", r.MechanismRow, "mechanism_id", known,
        lambda row, item, report: build_mechanism(row, item, mechanism_places, known, report),
    )  # fmt: skip
    _check_place_owners(folder / "project_places.csv", project_places, projects, known)
    _check_place_owners(folder / "mechanism_places.csv", mechanism_places, mechanisms, known)
    communities = _table(
        folder / "communities.csv", r.CommunityRow, "estimate_id", known,
        lambda row, item, report: build_community(row, item, known, report),
    )  # fmt: skip
    waves = _table(
        folder / "kap_waves.csv", r.KapWaveRow, "wave", known, lambda row, item, rep: build_wave(row, item, known, rep)
    )
    results = _list(folder / "kap_results.csv", r.KapResultRow, known, lambda row, item, rep: build_result(row, item, known, rep))
    marks = _table(folder / "marks.csv", r.MarkRow, "mark_id", known, lambda row, item, rep: build_mark(row, item, known, rep))
    merged = _table(folder / "merged.csv", r.MergedRow, "merged_id", known, lambda row, item, report: item.kept_id)
    references = _table(
        folder / "nap_refs.csv", r.NapRow, "ref_id", known,
        lambda row, item, report: build_reference(row, item, projects, known, report),
    )  # fmt: skip
    return Records(
        projects, services, categories, mechanisms, tuple(communities.values()), tuple(waves.values()), tuple(results),
        tuple(marks.values()), merged, tuple(references.values()),
    )  # fmt: skip


def _list(path: Path, model: type[RowModel], known: Known, make: Callable[[int, Any, Reporter], Made]) -> list[Made]:
    """Return one made record per good row."""
    report = Reporter(path)
    made = [make(row, item, report) for row, item in read_rows(path, model, report)]
    known.problems.extend(report.problems)
    return made


def _table(
    path: Path, model: type[RowModel], key: str, known: Known, make: Callable[[int, Any, Reporter], Made]
) -> dict[str, Made]:
    """Return made records by id, reporting ids that stand there twice."""
    report = Reporter(path)
    first: dict[str, int] = {}
    made: dict[str, Made] = {}
    for row, item in read_rows(path, model, report):
        name = getattr(item, key)
        if first.setdefault(name, row) != row:
            report.add("this id stands there already", f"merge it with row {first[name]}", row=row, column=key, value=name)
        made[name] = make(row, item, report)
    known.problems.extend(report.problems)
    return made


def _places(path: Path, model: type[RowModel], key: str, known: Known) -> dict[str, list[Place]]:
    """Return the places of each record."""
    report = Reporter(path)
    places: dict[str, list[Place]] = {}
    for row, item in read_rows(path, model, report):
        place: Any = item
        check_region(place.region_id, row, known, report)
        region = known.regions.get(place.region_id)
        wanted = {"municipality": "municipality", "qark": "qark", "country": "country"}.get(place.place_level)
        if (region.level if region else None) != wanted:
            remedy = "region_id must be a municipality, qark or AL as place_level says, empty for the others"
            report.add("region and place_level do not fit", remedy, row=row, column="place_level", value=place.place_level)
        made = Place(place.region_id, place.named_sq, place.place_level, place.basis)
        places.setdefault(getattr(item, key), []).append(made)
    known.problems.extend(report.problems)
    return places


def _check_place_owners(path: Path, places: dict[str, list[Place]], owners: dict[str, Any], known: Known) -> None:
    """Report places of no record and records of no place."""
    report = Reporter(path)
    for name in sorted(set(places) - set(owners)):
        report.add("the place belongs to no record", "add the record or correct the id", value=name)
    for name in sorted(set(owners) - set(places)):
        report.add("the record has no place row", "add one; place_level not_named where none is named", value=name)
    known.problems.extend(report.problems)
