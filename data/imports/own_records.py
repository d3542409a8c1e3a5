"""An organisation's own records as kept in the workspace: checked by the models of the shipped ones, then joined to them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from data.imports.record_specs import SPECS
from data.indicators.registry import build_value, check_value_row
from data.problems import DataError, Reporter
from data.records.builders import Known, build_community, build_project, build_service
from data.sources.registry import SourceFile, build_source
from data.strict import check_cells, number
from data.types import CommunityEstimate, Dataset, Place, Project, Service, Source, TravelTime, Value, frozen_map

if TYPE_CHECKING:
    import pyarrow as pa

ROWS, PLACES, SOURCE = "rows", "places", "source"
TABLES = (ROWS, PLACES, SOURCE)
MOST_LETTERS = 60
PLACE_COLUMNS = ("project_id", "region_id", "named_sq", "place_level", "basis")
Cells = Mapping[str, str]


@dataclass(frozen=True)
class OwnRecords:
    """One import: rows in the columns of the record files, places of projects, and the source (None = a shipped one)."""

    kind: str
    name: str
    rows: Sequence[Cells]
    places: Sequence[Cells] = ()
    source: SourceFile | None = None
    lines: Sequence[int] = ()


def source_id_of(name: str) -> str:
    """Return the id of the source that an import brings; no shipped one begins so."""
    return f"own-{name}"


def own_id(name: str, record_id: str) -> str:
    """Return a record's id among all: a mark of its dataset before its own, so that no two meet.

    >>> own_id("services", "K-1")
    'own-bed9c9-K-1'
    """
    full = f"own-{hashlib.sha256(name.encode()).hexdigest()[:6]}-{record_id}"
    return full if len(full) <= MOST_LETTERS else f"{full[:51]}-{hashlib.sha256(full.encode()).hexdigest()[:8]}"


def join_own(dataset: Dataset, own: OwnRecords, report: Reporter) -> Dataset:
    """Return the dataset with an import's records; every fault goes to the report, and then the result is not to be used."""
    sources = dict(dataset.sources)
    if own.source is not None:
        made = build_source(source_id_of(own.name), own.source, dataset.regions, report)
        theme = SPECS[own.kind].theme
        sources[made.source_id] = replace(made, coverage=tuple(_of_theme(made, theme)))
    joined = replace(dataset, sources=frozen_map(sources))
    return _JOIN[own.kind](joined, own, Known(sources, dict(dataset.regions), report.problems), report)


def _of_theme(source: Source, theme: str) -> Iterable[Any]:
    """Yield what a source covers of the theme that was imported: of others its silence says nothing here."""
    return (replace(item, themes=(theme,)) for item in source.coverage if theme in item.themes)


def _checked(own: OwnRecords, report: Reporter) -> list[tuple[int, Any]]:
    """Return the good rows as the models of the record files, with their lines; an id that stands twice is reported."""
    spec, good = SPECS[own.kind], []
    first: dict[str, int] = {}
    lines = own.lines or range(1, len(own.rows) + 1)
    for line, cells in zip(lines, own.rows, strict=True):
        name = cells.get(spec.key, "")
        if name and first.setdefault(name, line) != line:
            report.add("this id stands there already", f"see row {first[name]}", row=line, column=spec.key, value=name)
        item = check_cells(spec.model, dict(cells), report, line)
        if item is not None:
            good.append((line, item))
    return good


def _join_services(dataset: Dataset, own: OwnRecords, known: Known, report: Reporter) -> Dataset:
    made: dict[str, Service] = {}
    rows = _checked(own, report)
    mine = {item.service_id for _, item in rows}
    for line, item in rows:
        service = build_service(line, item, dict(dataset.service_categories), known, report)
        also = tuple(own_id(own.name, x) if x in mine else x for x in service.see_also)
        name = own_id(own.name, item.service_id)
        made[name] = replace(service, service_id=name, see_also=also)
    return replace(dataset, services=frozen_map({**dataset.services, **made}))


def _join_projects(dataset: Dataset, own: OwnRecords, known: Known, report: Reporter) -> Dataset:
    places: dict[str, list[Place]] = {}
    for cells in own.places:
        place = Place(*(cells[column] for column in PLACE_COLUMNS[1:]))
        places.setdefault(cells["project_id"], []).append(place)
    made: dict[str, Project] = {}
    for line, item in _checked(own, report):
        name = own_id(own.name, item.project_id)
        made[name] = replace(build_project(line, item, places, known, report), project_id=name)
    return replace(dataset, projects=frozen_map({**dataset.projects, **made}))


def _join_communities(dataset: Dataset, own: OwnRecords, known: Known, report: Reporter) -> Dataset:
    groups = sorted({estimate.group for estimate in dataset.communities})
    made: list[CommunityEstimate] = []
    for line, item in _checked(own, report):
        if groups and item.group not in groups:
            report.add("unknown group", f"use {', '.join(groups)}", row=line, column="group", value=item.group)
        if item.value is not None and item.value < 0:
            report.add("a count under 0", "correct it", row=line, column="value", value=item.value)
        estimate = build_community(line, item, known, report, shipped=False)
        made.append(replace(estimate, estimate_id=own_id(own.name, item.estimate_id)))
    return replace(dataset, communities=(*dataset.communities, *made))


def _join_values(dataset: Dataset, own: OwnRecords, known: Known, report: Reporter) -> Dataset:
    taken = {(v.indicator_id, v.region_id, v.period) for v in dataset.values}
    made: list[Value] = []
    indicators = dict(dataset.indicators)
    for line, item in _checked(own, report):
        indicator = indicators.get(item.indicator_id)
        if indicator is None or indicator.computed:
            usable = ", ".join(sorted(i for i, x in indicators.items() if not x.computed))
            report.add(
                "no such indicator takes figures", f"use {usable}", row=line, column="indicator_id", value=item.indicator_id
            )
            continue
        source_ids = tuple(dict.fromkeys((*indicator.source_ids, item.source_id)))
        indicators[item.indicator_id] = indicator = replace(indicator, source_ids=source_ids)
        check_value_row(line, item, indicator, known.sources, known.regions, report)
        key = (item.indicator_id, item.region_id, item.period)
        if key in taken:
            _report_twice(own, "this figure is there already", line, "period", " ".join(key), report)
            continue
        taken.add(key)
        made.append(build_value(item, indicator))
    values = sorted((*dataset.values, *made), key=lambda v: (v.indicator_id, v.region_id, v.period))
    return replace(dataset, indicators=frozen_map(indicators), values=tuple(values))


def _join_travel(dataset: Dataset, own: OwnRecords, known: Known, report: Reporter) -> Dataset:
    taken: set[tuple[str, str, str]] = {(t.from_id, t.to_id, t.mode) for t in dataset.travel_times}
    made = []
    for line, item in _checked(own, report):
        key = (item.from_id, item.to_id, item.mode)
        for column, region_id in (("from", item.from_id), ("to", item.to_id)):
            if region_id not in known.regions or known.regions[region_id].level != "municipality":
                remedy = "a travel time runs between the seats of two municipalities"
                report.add("this is no municipality", remedy, row=line, column=column, value=region_id)
        if item.from_id == item.to_id:
            report.add("the way leads to where it begins", "leave the row out", row=line, column="to", value=item.to_id)
        if item.minutes is None:
            report.add("the minutes are missing", "write them, or leave the row out", row=line, column="minutes")
        if key in taken:
            _report_twice(own, "this way is there already", line, "to", " ".join(key), report)
            continue
        taken.add(key)
        made.append(TravelTime(*key, number(item.minutes), item.source_id, item.note))
    return replace(dataset, travel_times=(*dataset.travel_times, *made))


def _report_twice(own: OwnRecords, message: str, line: int, column: str, value: str, report: Reporter) -> None:
    """Report a second figure for the same thing in a new file; of two that are both in force, the first stays."""
    if own.lines:
        report.add(message, "leave the row out", row=line, column=column, value=value)


_JOIN: Mapping[str, Callable[[Dataset, OwnRecords, Known, Reporter], Dataset]] = {
    "services": _join_services,
    "projects": _join_projects,
    "communities": _join_communities,
    "indicators": _join_values,
    "travel-times": _join_travel,
}


def to_record_tables(own: OwnRecords) -> dict[str, pa.Table]:
    """Return an import as tables of text."""
    columns = tuple(SPECS[own.kind].model.model_fields)
    source = [{"json": own.source.model_dump_json(by_alias=True)}] if own.source else []
    tables = {ROWS: text_table(own.rows, columns), SOURCE: text_table(source, ("json",))}
    return tables | ({PLACES: text_table(own.places, PLACE_COLUMNS)} if own.places else {})


def text_table(rows: Sequence[Cells], columns: Sequence[str]) -> pa.Table:
    """Return rows of text as a table."""
    import pyarrow as pa

    return pa.table({column: pa.array([row.get(column, "") for row in rows], pa.string()) for column in columns})


def from_record_tables(kind: str, name: str, tables: Mapping[str, pa.Table]) -> OwnRecords:
    """Return an import from its tables."""
    kept = tables[SOURCE].to_pylist()
    source = SourceFile.model_validate(json.loads(kept[0]["json"])) if kept else None
    places = tables[PLACES].to_pylist() if PLACES in tables else []
    return OwnRecords(kind, name, tables[ROWS].to_pylist(), places, source)


def merge_records(kind: str, dataset: Dataset, imports: Iterable[tuple[Any, Mapping[str, pa.Table]]]) -> Dataset:
    """Join all imports of a kind, in order of name.

    Raises
    ------
    DataError
        If what was once imported no longer fits, such as a category that is gone; the remedy is to import it again.
    """
    for version, tables in imports:
        report = Reporter(f"{version.name}, version {version.number}")
        dataset = join_own(dataset, from_record_tables(kind, version.name, tables), report)
        if report.problems:
            raise DataError(report.problems)
    return dataset
